"""What an operator may watch, through prometheus-client: the numbers of a server's processes, added up.

They live in the memory of the processes alone, so that no full disk can do any harm. No label can be grown by
a stranger: kinds, formats, statuses and outcomes are closed lists.
"""

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from hashlib import sha256
from operator import add, itemgetter
from pathlib import Path
from typing import Any, NamedTuple

from prometheus_client import CollectorRegistry, Counter, Histogram, start_http_server
from prometheus_client.core import Metric
from prometheus_client.registry import Collector

from widget import __version__
from widget.campaign.models import Campaign
from widget.server import capacity

FORMATS = frozenset({"html", "svg", "png", "gif", "txt", "json", "xml", "zip", "static"})
# Seconds; a render takes about half a thousandth, and a picture waits and is drawn for up to half a minute.
BUCKETS = (0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.5, 1, 2.5, 5, 10, 30)
GAUGE, COUNTER = "gauge", "counter"
# The answers to probes, which are no readers' requests.
PROBE = "health"

# A family, a name and its labels → a number.
Key = tuple[str, str, tuple[tuple[str, str], ...]]
Numbers = dict[Key, float]
# Where a number is found when it is asked for; a text is the label of a number that is always 1.
Sources = Mapping[str, Callable[[], float | str]]


class State(NamedTuple):
    """A family of numbers that are looked up when they are asked for.

    label: what a text is the value of. combine: how the numbers of two processes become one; None adds them.
    """

    help: str
    type: str = GAUGE
    label: str = ""
    combine: Callable[[float, float], float] | None = None


STATES: Mapping[str, State] = {
    "meanwhile_build_info": State("The version that runs.", label="version", combine=max),
    "meanwhile_campaigns_info": State("A hash of all campaigns served.", label="hash", combine=max),
    "meanwhile_campaigns_loaded": State("Campaigns served.", combine=max),
    "meanwhile_files_refused": State("Campaign files and folders with a fault, now.", combine=max),
    "meanwhile_files_looked_timestamp_seconds": State(
        "When the campaign files were last looked at; of several workers, the one longest ago.", combine=min
    ),
    "meanwhile_memo_bytes": State("Responses kept, in bytes."),
    "meanwhile_memo_entries": State("Responses kept."),
    "meanwhile_pictures_waiting": State("Pictures that wait to be drawn."),
    "meanwhile_pictures_drawing": State("Pictures being drawn."),
    "meanwhile_pictures_refused": State("Pictures refused because too many were waiting.", COUNTER),
    "meanwhile_workers": State("Processes that serve."),
    "meanwhile_start_time_seconds": State("When the server started.", combine=min),
    "meanwhile_memory_bytes": State("Resident memory of all processes but those that draw."),
    "meanwhile_memory_limit_bytes": State("Memory that the server may use.", combine=max),
    "meanwhile_cpu_seconds": State("Processor time of all processes.", COUNTER),
}
STARTED = time.time()


class Metrics:
    """The numbers of one process, in `registry`. sources: where those in STATES are found."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.sources = dict(OWN)
        self.registry.register(Looked(self.sources))
        more: Any = {"registry": self.registry}
        labels = ["kind", "format", "status", "outcome"]
        self._requests = Counter("meanwhile_requests", "Answers given.", labels, **more)
        # Without labels it is 0 before the first; Prometheus sees no increase to a first value.
        self._errors = Counter("meanwhile_errors", "Answers with status 5xx.", **more)
        self._seconds = Histogram("meanwhile_render_seconds", "Making one response.", buckets=BUCKETS, **more)
        self._failures = Counter(
            "meanwhile_reload_failures", "Faults met when a changed file was read.", **more
        )
        self._digests: dict[str, tuple[Campaign, str]] = {}
        self._replaced = Counter("meanwhile_workers_replaced", "Workers that ended or hung.", **more)
        self._child = lru_cache(maxsize=None)(self._requests.labels)

    def answered(self, kind: str, form: str, status: int, outcome: str) -> None:
        """One answer was given."""
        if kind == PROBE:
            return
        child: Any = self._child(kind, form if form in FORMATS else "other", str(status), outcome)
        child.inc()
        if status >= 500:
            self._errors.inc()

    def made(self, seconds: float) -> None:
        """One response was made in so many seconds."""
        self._seconds.observe(seconds)

    def failed(self, faults: int) -> None:
        """Files were read that had so many faults."""
        self._failures.inc(faults)

    @property
    def revised(self) -> bool:
        """Whether it is known which campaigns are served."""
        return "meanwhile_campaigns_info" in self.sources

    def serving(self, campaigns: Mapping[str, Campaign]) -> None:
        """These campaigns are served. In a thread, since thousands of them take more than a second."""
        known = self._digests
        self._digests = {
            name: known[name] if known.get(name, ("",))[0] is campaign else (campaign, _digest(campaign))
            for name, campaign in campaigns.items()
        }
        text = " ".join(digest for _, digest in sorted(self._digests.values(), key=itemgetter(1)))
        revision = sha256(text.encode()).hexdigest()[:12]
        self.sources["meanwhile_campaigns_info"] = lambda: revision

    def replaced(self) -> None:
        """A worker that ended was replaced."""
        self._replaced.inc()

    def numbers(self) -> Numbers:
        """All of them, to be sent to another process."""
        return {
            (family.name, sample.name, tuple(sample.labels.items())): sample.value
            for family in self.registry.collect()
            for sample in family.samples
            if not sample.name.endswith("_created")
        }


class Ended:
    """The numbers of a server whose processes end and are replaced: what those counted that ended."""

    def __init__(self) -> None:
        self._metrics = Metrics()
        self._counted: Numbers = {}

    def add(self, numbers: Numbers) -> None:
        """A process with these numbers ended, and another one took its place."""
        self._metrics.replaced()
        self._counted = added([self._counted, counted(numbers)])

    def numbers(self) -> Numbers:
        """All of them."""
        return added([self._counted, self._metrics.numbers()])


class Looked(Collector):
    """The families of STATES, with what `sources` have of them."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources

    def collect(self) -> Iterator[Metric]:
        """Each family, with a sample where it has a source."""
        for name, state in STATES.items():
            metric = Metric(name, state.help, state.type)
            if name in self._sources:
                found = self._sources[name]()
                labels, value = ({state.label: found}, 1.0) if isinstance(found, str) else ({}, found)
                metric.add_sample(f"{name}_total" if state.type == COUNTER else name, labels, value)
            yield metric


def _digest(campaign: Campaign) -> str:
    return sha256(repr(campaign).encode("utf-8", "surrogatepass")).hexdigest()


def _resident() -> float:
    """Bytes of this process that are in memory (proc(5), statm)."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")


OWN: Sources = {
    "meanwhile_build_info": lambda: __version__,
    "meanwhile_start_time_seconds": lambda: STARTED,
    "meanwhile_memory_bytes": _resident,
    "meanwhile_memory_limit_bytes": capacity.memory,
    "meanwhile_cpu_seconds": time.process_time,
}


def added(several: Iterable[Numbers]) -> Numbers:
    """The numbers of several processes as those of one server."""
    total: Numbers = {}
    for numbers in several:
        for key, value in numbers.items():
            state = STATES.get(key[0])
            combine = (state and state.combine) or add
            total[key] = combine(total[key], value) if key in total else value
    return total


def counted(numbers: Numbers) -> Numbers:
    """What stays true of a process that has ended: what it counted, and not how it was."""
    gauges = {family.name for family in Metrics().registry.collect() if family.type == GAUGE}
    return {key: value for key, value in numbers.items() if key[0] not in gauges}


class Together(Collector):
    """The numbers of a server, whose processes `everyone` asks."""

    def __init__(self, everyone: Callable[[], Iterable[Numbers]]) -> None:
        self._everyone = everyone

    def collect(self) -> Iterator[Metric]:
        """Each family with its samples."""
        total = added(self._everyone())
        for family in Metrics().registry.collect():
            metric = Metric(family.name, family.documentation, family.type)
            for (of, name, labels), value in total.items():
                if of == family.name:
                    metric.add_sample(name, dict(labels), value)
            yield metric


def serve(host: str, port: int, everyone: Callable[[], Iterable[Numbers]]) -> None:
    """Serve the numbers that `everyone` has on /metrics, in a thread; raises OSError if it cannot listen."""
    registry = CollectorRegistry()
    registry.register(Together(everyone))
    start_http_server(port, host, registry)
