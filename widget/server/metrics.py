"""What an operator may watch, through prometheus-client, which adds up the processes of one server.

No label can be grown by a stranger: kinds, formats, statuses and outcomes are closed lists.
"""

import os
import tempfile
from functools import lru_cache
from typing import Any

FORMATS = frozenset({"html", "svg", "png", "gif", "txt", "json", "xml", "zip", "static"})
# Seconds; a render takes about half a thousandth.
BUCKETS = (0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.5)
DIRECTORY = "PROMETHEUS_MULTIPROC_DIR"


def serve(host: str, port: int) -> None:
    """Serve the numbers of this process and its workers on /metrics; raises OSError if it cannot listen.

    It has to be called before any process makes its `Metrics`.
    """
    os.environ[DIRECTORY] = tempfile.mkdtemp(prefix="meanwhile-metrics-")
    from prometheus_client import CollectorRegistry, multiprocess, start_http_server

    registry = CollectorRegistry()
    multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    start_http_server(port, host, registry)


class Metrics:
    """The numbers of one process; made only where they are served, so that nobody else pays for them."""

    def __init__(self) -> None:
        from prometheus_client import Counter, Gauge, Histogram

        labels = ["kind", "format", "status", "outcome"]
        self._requests = Counter("meanwhile_requests", "Answers given.", labels)
        self._seconds = Histogram("meanwhile_render_seconds", "Making one response.", buckets=BUCKETS)
        self._memo = Gauge("meanwhile_memo_bytes", "Responses kept.", multiprocess_mode="livesum")
        self._loaded = Gauge("meanwhile_campaigns_loaded", "Campaigns served.", multiprocess_mode="livemax")
        self._failures = Counter("meanwhile_reload_failures", "Faults met when a changed file was read.")
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


def collecting() -> Metrics | None:
    """The numbers of this process, or None where nobody serves them."""
    return Metrics() if DIRECTORY in os.environ else None
