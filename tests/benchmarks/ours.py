"""The embeds as a reader gets them: from a real `meanwhile serve` on a free loopback port."""

import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.error import URLError
from urllib.request import urlopen

COMMAND = Path(sys.executable).parent / "meanwhile"
CAMPAIGNS = Path(__file__).parent / "campaigns"
PATIENCE = 20.0  # seconds for the server to start
NAME, AMOUNT = 'name = "slow"', "amount = 3\n"
# Events a day: from one that changes three times to one whose last digits are a blur.
RATES = (3, 40, 700, 9_000, 60_000, 243_000, 2_000_000, 19_000_000, 500_000_000, 10**11)


class Embeds(NamedTuple):
    """Addresses of our embeds: one, one as a picture, a slow one, and some of different rates."""

    ours: str
    svg: str
    slow: str
    rates: tuple[str, ...]


@contextmanager
def running() -> Iterator[Embeds]:
    """The addresses of ours while their servers run."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="meanwhile-bench-")))
        slow = (CAMPAIGNS / "slow.toml").read_text()
        for rate in RATES:
            text = slow.replace(NAME, f'name = "rate-{rate}"').replace(AMOUNT, f"amount = {rate}\n")
            (folder / f"rate-{rate}.toml").write_text(text)
        bundled, own = (stack.enter_context(meanwhile(campaigns)) for campaigns in (None, folder))
        rates = tuple(f"{own}/rate-{rate}/while-reading.html?lang=en" for rate in RATES)
        ours = f"{bundled}/catsforkids/while-reading"
        embeds = Embeds(f"{ours}.html?lang=en", f"{ours}.svg?lang=en", rates[0], rates)
        for address in (embeds.ours, embeds.svg, *rates):
            require(address)
        yield embeds


@contextmanager
def meanwhile(campaigns: Path | None) -> Iterator[str]:
    """Serve this folder of campaigns, or those that ship; gives the base address."""
    port = free_port()
    command = [str(COMMAND), "serve", "--host", "127.0.0.1", "--port", str(port)]
    command += ["--campaigns", str(campaigns)] if campaigns else []
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    try:
        wait_for(port, process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.communicate()


def require(address: str) -> None:
    """End the benchmark if this is not there: an error page would cost next to nothing, and pass."""
    try:
        urlopen(address, timeout=PATIENCE).close()
    except URLError as error:
        raise SystemExit(f"meanwhile serve: {address}: {error}") from None


def free_port() -> int:
    """A port of 127.0.0.1 that nobody has just now."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def wait_for(port: int, process: subprocess.Popen[str]) -> None:
    """Return when the port answers; end the benchmark with the server's words if it never will."""
    deadline = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    process.kill()
    raise SystemExit(f"meanwhile serve did not start:\n{process.communicate()[1]}")
