"""A server under steady honest load, whose clock can be set, to be harmed in every way that there is."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import psutil

from tests.support.command import TARGET, TEXT, fetch
from tests.support.honest import Readers, answered
from tests.support.ports import free_port
from tests.support.processes import answers, children, until
from tests.support.responses import ask
from tests.support.servers import Server, environment
from tests.support.toml import small, write
from widget.campaign.library import Library
from widget.server.app import create_app

# `meanwhile serve` as it is, but with less patience than an operator wants, and a clock that a file's time
# sets: so many seconds after ZERO, which takes no descriptor to read.
ZERO = 1_000_000_000
COMMAND = """
from datetime import UTC, datetime, timedelta
from pathlib import Path
from widget.command.main import main
from widget.formats.pictures import queue
from widget.server import app, processes

OFFSET = Path({offset!r})
queue.PATIENCE = processes.HUNG = 4.0
app._now = lambda: datetime.now(UTC) + timedelta(seconds=OFFSET.stat().st_mtime - {zero})
if __name__ == "__main__":
    main(prog_name="meanwhile")
"""
WORKERS = 2
TODAY = "/catsforkids/today.json?lang=en"
STEADY = [
    "/births/reading.html",
    "/births/reading.html?minutes=3",
    "/births/reading.json",
    "/catsforkids/while-reading.svg?lang=fr",
    TARGET,
]
# How many answers in a row show that every worker has seen a change.
IN_A_ROW = 10


class House:
    """The server, its folder of campaigns, and its readers."""

    def __init__(self, folder: Path, server: Server) -> None:
        self.server, self.port = server, server.port
        self.folder, self._offset, self._marks = folder / "campaigns", folder / "offset", count(1)
        own = create_app(Library([self.folder]).campaigns, public=server.url)
        right = {target: answered(ask(own, target).body) for target in STEADY}
        self.readers = Readers(self.port, {**right, TARGET: answered(TEXT.encode())}, pause=0.01)

    @property
    def supervisor(self) -> psutil.Process:
        """The process that was started."""
        return psutil.Process(self.server.process.pid)

    @property
    def workers(self) -> list[psutil.Process]:
        """Those that answer."""
        return children(self.server)

    def set_clock(self, offset: float) -> None:
        """Let the clock of the server be so many seconds before (-) or after the machine's."""
        os.utime(self._offset, (ZERO, ZERO + offset))

    def connect(self) -> socket.socket:
        """A connection of a stranger."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=30)

    def today(self) -> tuple[datetime, int]:
        """The number since midnight in Brussels, and the moment that it is said to be of."""
        said = json.loads(fetch(self.server.url + TODAY))
        return datetime.fromisoformat(said["moment"]), said["value"]

    def sees_files(self) -> None:
        """Have a good file changed, and see it served by every worker."""
        amount = 1_000_000 * next(self._marks)
        write(self.folder, small(name="mark", figures__births__amount=amount), "mark.toml")
        self.server.process.send_signal(signal.SIGHUP)
        asked = f"{self.server.url}/mark/reading.json"

        def seen() -> bool:
            with suppress(OSError, ValueError):
                return str(amount) in json.dumps(json.loads(fetch(asked)))
            return False

        until(lambda: all(seen() for _ in range(IN_A_ROW)))

    def recover(self) -> None:
        """Wait until both workers are there and honest readers are answered, with nobody's hand."""
        until(lambda: len(self.workers) == WORKERS and answers(self.server))
        before = self.readers.total
        until(lambda: self.readers.total > before + IN_A_ROW)


@contextmanager
def standing(folder: Path) -> Iterator[House]:
    """A server with broken files beside good ones from its start, and readers; ends both."""
    (folder / "campaigns").mkdir()
    (folder / "offset").touch()
    os.utime(folder / "offset", (ZERO, ZERO))
    write(folder / "campaigns", small(), "births.toml")
    for name, body in {"deep": b"x = " + b"[" * 2_000, "utf16": "name".encode("utf-16")}.items():
        (folder / "campaigns" / f"{name}.toml").write_bytes(body)
    os.mkfifo(folder / "campaigns" / "pipe.toml")
    command = folder / "serve.py"
    command.write_text(COMMAND.format(offset=str(folder / "offset"), zero=ZERO))
    port = free_port()
    arguments = f"serve --port {port} --workers {WORKERS} --campaigns campaigns".split()
    with subprocess.Popen(
        [sys.executable, command, *arguments],
        cwd=folder,
        env=environment(),
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        server = Server(f"http://127.0.0.1:{port}", process)
        try:
            until(lambda: answers(server) and len(children(server)) == WORKERS)
            house = House(folder, server)
            yield house
            house.readers.stop()
        finally:
            process.terminate()


def now() -> datetime:
    """The machine's present."""
    return datetime.now(UTC)
