"""What an operator may watch, through prometheus-client: the numbers of a server's processes, added up.

They live in the memory of the processes alone, so that no full disk can do any harm. No label can be grown by
a stranger: kinds, formats, statuses and outcomes are closed lists.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, start_http_server
from prometheus_client.core import Metric
from prometheus_client.registry import Collector

FORMATS = frozenset({"html", "svg", "png", "gif", "txt", "json", "xml", "zip", "static"})
# Seconds; a render takes about half a thousandth.
BUCKETS = (0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.5)
# What every process has of its own but is one: the highest is told. Other numbers are added up.
HIGHEST = frozenset({"meanwhile_campaigns_loaded"})
GAUGE = "gauge"

# A family, a name and its labels → a number.
Key = tuple[str, str, tuple[tuple[str, str], ...]]
Numbers = dict[Key, float]


class Metrics:
    """The numbers of one process, in `registry`."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        more: Any = {"registry": self.registry}
        labels = ["kind", "format", "status", "outcome"]
        self._requests = Counter("meanwhile_requests", "Answers given.", labels, **more)
        self._seconds = Histogram("meanwhile_render_seconds", "Making one response.", buckets=BUCKETS, **more)
        self._memo = Gauge("meanwhile_memo_bytes", "Responses kept.", **more)
        self._loaded = Gauge("meanwhile_campaigns_loaded", "Campaigns served.", **more)
        self._failures = Counter(
            "meanwhile_reload_failures", "Faults met when a changed file was read.", **more
        )
        self._replaced = Counter("meanwhile_workers_replaced", "Workers that ended or hung.", **more)
        self._child = lru_cache(maxsize=None)(self._requests.labels)

    def answered(self, kind: str, form: str, status: int, outcome: str) -> None:
        """One answer was given."""
        child: Any = self._child(kind, form if form in FORMATS else "other", str(status), outcome)
        child.inc()

    def made(self, seconds: float, kept: int) -> None:
        """One response was made in so many seconds, and so many bytes are kept now."""
        self._seconds.observe(seconds)
        self._memo.set(kept)

    def loaded(self, campaigns: int, faults: int) -> None:
        """So many campaigns are served after files were read, which had so many faults."""
        self._loaded.set(campaigns)
        self._failures.inc(faults)

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


def added(several: Iterable[Numbers]) -> Numbers:
    """The numbers of several processes as those of one server."""
    total: Numbers = {}
    for numbers in several:
        for key, value in numbers.items():
            before = total.get(key, 0.0)
            total[key] = max(before, value) if key[0] in HIGHEST else before + value
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
