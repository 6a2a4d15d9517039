"""Start the programs that a test run needs, and end them whatever happens."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import TypeVar

from tests.support.browsers.engines import PATIENCE, MissingError

T = TypeVar("T")
Process = subprocess.Popen[bytes]

GRACE = 5.0


def find(program: str, package: str) -> str:
    """Return the path of an installed program, or say which Debian package has it."""
    path = shutil.which(program)
    if path is None:
        raise MissingError(program, package)
    return path


@contextmanager
def running(*command: str, environment: Mapping[str, str], keep: tuple[int, ...] = ()) -> Iterator[Process]:
    """Run a program in a group of its own, and end the whole group on leaving."""
    process = subprocess.Popen(
        [*_tether(), *command],
        env=environment,
        pass_fds=keep,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        _end(process)


def _tether() -> list[str]:
    """Return the prefix with which a program dies with us, even where we are killed and cannot clean up."""
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", "KILL"] if setpriv else []


def _end(process: Process) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
    with suppress(subprocess.TimeoutExpired):
        process.wait(GRACE)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def wait_for(process: Process, attempt: Callable[[], T | None]) -> T:
    """Try until `attempt` has an answer, the process has died, or patience is at an end."""

    def alive() -> T | None:
        if process.poll() is not None:
            raise RuntimeError(f"{process.args!r} ended with code {process.returncode}")
        return attempt()

    return wait_until(alive, f"{process.args!r}")


def wait_until(attempt: Callable[[], T | None], what: str) -> T:
    """Try until `attempt` has an answer or patience is at an end."""
    end = time.monotonic() + PATIENCE
    while (answer := attempt()) is None:
        if time.monotonic() > end:
            raise TimeoutError(f"{what} was not ready after {PATIENCE:.0f} s")
        time.sleep(0.01)
    return answer


@contextmanager
def virtual_display(width: int, height: int) -> Iterator[str]:
    """Run Xvfb and yield the name of its display; it chooses a free one itself."""
    xvfb = find("Xvfb", "xvfb")
    reading, writing = os.pipe()
    try:
        screen = ("-displayfd", str(writing), "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp")
        with running(xvfb, *screen, environment=os.environ, keep=(writing,)) as process:
            os.set_blocking(reading, False)
            yield ":" + wait_for(process, lambda: _line(reading))
    finally:
        os.close(reading)
        os.close(writing)


def _line(pipe: int) -> str | None:
    try:
        return os.read(pipe, 16).decode().strip() or None
    except BlockingIOError:
        return None
