"""Servers as processes of their own: started, asked, their CPU time and memory read, ended."""

import http.client
import os
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from tests.benchmarks.cpu import descendants, process_seconds, read
from tests.support.ports import free_port
from tests.support.servers import COMMAND

PATIENCE = 120.0  # seconds for a server to start: 10,000 campaigns take their time
POLL = 0.005  # seconds

Headers = Mapping[str, str]


@dataclass(frozen=True)
class Server:
    """A running server on 127.0.0.1; `start_up` is the seconds from its start to its first answer."""

    pid: int
    port: int
    start_up: float

    @property
    def base(self) -> str:
        """Its address, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    def cpu(self) -> float:
        """CPU seconds so far, of all its processes."""
        return sum(map(process_seconds, descendants(self.pid)))

    def resident(self) -> float:
        """Resident memory in MB (10^6 bytes) of the largest of its processes."""
        return max(map(resident, descendants(self.pid)))


@dataclass(frozen=True)
class Answer:
    """A response: its headers with names in small letters."""

    status: int
    headers: dict[str, str]
    body: bytes


def resident(pid: int) -> float:
    """Resident memory of a process in MB, 0 if it has ended."""
    status = read(Path(f"/proc/{pid}/status")).partition("VmRSS:")[2]
    return int(status.split()[0]) * 1024 / 1e6 if status else 0.0


@contextmanager
def started(
    command: Sequence[str | Path],
    port: int,
    env: Mapping[str, str] | None = None,
    path: str = "/",
    cwd: Path | None = None,
) -> Iterator[Server]:
    """Run a server until the block is left; it is there once it answers `path`."""
    with tempfile.TemporaryFile() as said:
        began = time.perf_counter()
        process = subprocess.Popen(
            list(map(str, command)), env={**os.environ, **(env or {})}, cwd=cwd, stdout=said, stderr=said
        )
        try:
            wait(process, port, path, said)
            yield Server(process.pid, port, time.perf_counter() - began)
        finally:
            end(process)


@contextmanager
def meanwhile(*arguments: str | Path, path: str = "/healthz") -> Iterator[Server]:
    """The real thing: `meanwhile serve`, as it ships."""
    port = free_port()
    with started([COMMAND, "serve", "--port", str(port), *arguments], port, path=path) as server:
        yield server


def wait(process: subprocess.Popen[bytes], port: int, path: str, said: IO[bytes]) -> None:
    """Return when the server answers; end the benchmark with its own words if it never will."""
    deadline = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        try:
            ask(f"http://127.0.0.1:{port}{path}")
        except (OSError, http.client.HTTPException):
            time.sleep(POLL)
        else:
            return
    said.seek(0)
    raise SystemExit(f"{process.args!r} did not start:\n{said.read().decode(errors='replace')}")


def end(process: subprocess.Popen[bytes]) -> None:
    """Ask it to end, and wait; then make it."""
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def ask(address: str, headers: Headers | None = None) -> Answer:
    """One GET request, on a connection of its own; the body as it travels, compressed or not."""
    host, _, path = address.removeprefix("http://").partition("/")
    connection = http.client.HTTPConnection(host, timeout=10)
    try:
        connection.putrequest("GET", f"/{path}", skip_accept_encoding=True)
        for name, value in (headers or {}).items():
            connection.putheader(name, value)
        connection.endheaders()
        response = connection.getresponse()
        found = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, found, response.read())
    finally:
        connection.close()
