"""The embeds as a reader gets them: from a real `meanwhile serve` on a free loopback port."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

COMMAND = Path(sys.executable).parent / "meanwhile"
CAMPAIGNS = Path(__file__).parent / "campaigns"
PATIENCE = 20.0  # seconds for the server to start
EMBEDS = {
    "ours": (None, "/catsforkids/while-reading.html?lang=en"),
    "svg": (None, "/catsforkids/while-reading.svg?lang=en"),
    "slow": (CAMPAIGNS, "/slow/while-reading.html?lang=en"),
}


@contextmanager
def running(needed: bool) -> Iterator[dict[str, str]]:
    """The addresses of ours while their servers run; none if not needed."""
    with ExitStack() as stack:
        embeds = EMBEDS if needed else {}
        # One server for each folder: the shell that starts the browser knows no file descriptor above 9.
        folders = {folder for folder, _ in embeds.values()}
        servers = {folder: stack.enter_context(meanwhile(folder)) for folder in folders}
        addresses = {key: servers[folder] + path for key, (folder, path) in embeds.items()}
        for address in addresses.values():
            require(address)
        yield addresses


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
