"""Load from another process: wrk, and the CPU time that the server under it takes for each request."""

import json
import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.processes import Headers, Server

SCRIPT = Path(__file__).parent / "rivals" / "load.lua"
CONNECTIONS = 16
DISTINCT = 2**20  # there are no more accents than this
TIMEOUT = 30  # seconds for one answer


@dataclass(frozen=True)
class Load:
    """What wrk saw: requests answered, in how many seconds, of those refused (400 and above); broken ones.

    `median` is the median time of a request in seconds, `cpu` the server's CPU seconds meanwhile.
    """

    requests: int
    seconds: float
    refused: int
    broken: int
    median: float
    cpu: float

    @property
    def per_cpu_second(self) -> float:
        """Requests per second of the server's CPU time."""
        return self.requests / self.cpu


def missing() -> bool:
    """Whether wrk is missing; then says so."""
    if shutil.which("wrk"):
        return False
    print("wrk is missing: apt-get install wrk")
    return True


def load(
    server: Server,
    path: str,
    seconds: float,
    headers: Headers | None = None,
    connections: int = CONNECTIONS,
    measured: Server | None = None,
    first: int | None = None,
    distinct: int = DISTINCT,
) -> Load:
    """Ask `path` as fast as it goes, for so many whole seconds.

    In the path, {n}, {accent} and {minutes} stand for a number and a colour that differ in each request, and
    for minutes in turn. Loads begin at different numbers unless `first` says where; after `distinct` of them
    they come again. CPU time is that of `measured`, if not of the one asked.
    """
    if first is None:
        first = time.monotonic_ns() // 100_000 % DISTINCT  # what must differ takes more than 0.1 ms
    command = ["wrk", "-t1", f"-c{connections}", f"-d{max(1, round(seconds))}s", f"--timeout={TIMEOUT}s"]
    for name, value in (headers or {}).items():
        command += ["-H", f"{name}: {value}"]
    command += ["-s", str(SCRIPT), server.base + path, "--", str(first), str(distinct)]
    before = (measured or server).cpu()
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    cpu = (measured or server).cpu() - before
    return Load(cpu=cpu, **json.loads(said.strip().splitlines()[-1]))


def require(done: Load, what: str) -> None:
    """End the benchmark if requests failed: an error page would cost next to nothing, and pass."""
    if done.refused or done.broken or not done.requests:
        raise SystemExit(f"{what}: {done}")
