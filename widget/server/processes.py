"""The server as processes on a socket: uvicorn, set up so that nothing about a reader is written anywhere.

One process serves by itself. Several are started, watched and replaced by one that serves nothing.
"""

import asyncio
import logging
import multiprocessing
import os
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import partial
from multiprocessing.connection import Connection as Pipe
from multiprocessing.process import BaseProcess
from threading import Lock
from typing import TYPE_CHECKING

import uvicorn

from widget.campaign.library import Library
from widget.language.names import forget_unasked
from widget.server import capacity, heap, logs
from widget.server.app import Service
from widget.server.connections import Connection
from widget.server.listening import refuse
from widget.settings import TABLE, Settings

if TYPE_CHECKING:
    from widget.server.metrics import Ended, Numbers

# Seconds: until a stopping server gives up on those who do not read, how much later a worker is killed, for
# handshakes that have begun, between two looks at the workers, for a worker to tell its numbers, and for one
# thread of Python's.
GRACE, MORE, HANDSHAKE, BETWEEN, TELLING, TURN = 10, 2, 0.15, 0.2, 2.0, 0.0005
# Seconds of silence after which a worker is asked whether it is still there, after which one that served is
# ended, and one that never did: 10,000 campaigns take it a quarter of a minute alone.
ASKING, HUNG, STARTING = 1.0, 15.0, 300.0
# Bytes of finished responses that a process keeps at least.
LEAST = TABLE["memo_bytes"].metadata["allowed"].start
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
SPAWN = multiprocessing.get_context("spawn")
log = logging.getLogger(__name__)


def planned(settings: Settings) -> Settings:
    """The settings with as many workers as there are to be, and what each of them may keep."""
    workers = settings.workers or capacity.workers(settings.memo_bytes)
    needed = capacity.needed(workers, settings.memo_bytes)
    if needed > capacity.memory():
        log.warning(
            "This server may use %d MB of memory and may come to need %d; lower --workers or --memo-bytes",
            capacity.memory() // capacity.MEGABYTE,
            needed // capacity.MEGABYTE,
        )
    return replace(settings, workers=workers, memo_bytes=max(settings.memo_bytes // workers, LEAST))


def serve_alone(listening: socket.socket, settings: Settings, library: Library) -> None:
    """Serve in this process until stopped. Raises SystemExit if the numbers cannot be served."""
    _serve(listening, settings, library)


def supervise(listening: socket.socket, settings: Settings) -> None:
    """Have the workers of `settings` serve until stopped. Raises SystemExit if the numbers cannot be served,
    or no worker can start."""
    Supervisor(listening, settings).run()


class Server(uvicorn.Server):
    """uvicorn's, which lets those in who already knock when it stops, and tells its numbers when asked."""

    def __init__(self, config: uvicorn.Config, service: Service, asking: Pipe | None) -> None:
        super().__init__(config)
        self._service, self._asking = service, asking

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to listen, and say so."""
        await super().startup(sockets)
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGHUP, self._service.reload)
        if self._asking:
            self._asking.send(self._service.numbers())
            loop.add_reader(self._asking.fileno(), self._tell, self._asking)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop listening, once nobody knocks, and answer what was asked."""
        if not self._asking:
            refuse(*sockets or ())
        await asyncio.sleep(HANDSHAKE)
        await super().shutdown(sockets)

    def _tell(self, asking: Pipe) -> None:
        try:
            asking.recv()
            asking.send(self._service.numbers())
        except (OSError, EOFError):
            # Whoever asks is gone, and with it whoever would stop this process.
            asyncio.get_running_loop().remove_reader(asking.fileno())
            self.should_exit = True


def _serve(
    listening: socket.socket, settings: Settings, library: Library | None = None, asking: Pipe | None = None
) -> None:
    # An event loop that waits for a thread to let go waits for this long; five milliseconds are ten answers.
    sys.setswitchinterval(TURN)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    forget_unasked()
    service = Service(settings, library)
    if settings.metrics_port and not asking:
        _measure(settings, lambda: [service.numbers()])
    config = uvicorn.Config(
        service.own,
        http=Connection,
        ws="none",
        access_log=False,
        log_config=None,
        server_header=False,
        proxy_headers=False,
        lifespan="on",
        timeout_graceful_shutdown=GRACE,
    )
    Server(config, service, asking).run(sockets=[listening])


def _work(listening: socket.socket, settings: Settings, asking: Pipe) -> None:
    """A worker."""
    heap.restrain()
    logs.begin(settings.log_format, settings.log_level)
    _serve(listening, settings, asking=asking)


def _measure(settings: Settings, everyone: Callable[[], Iterable["Numbers"]]) -> None:
    from widget.server import metrics

    try:
        metrics.serve(settings.host, settings.metrics_port, everyone)
    except OSError as error:
        where = f"{settings.host}:{settings.metrics_port}"
        raise SystemExit(f"{where}: {error.strerror}; choose another with --metrics-port") from None


def _ended() -> "Ended":
    from widget.server.metrics import Ended

    return Ended()


class Worker:
    """A process that serves. up: whether it ever did. numbers: the last that it told."""

    def __init__(self, listening: socket.socket, settings: Settings) -> None:
        self._pipe, theirs = SPAWN.Pipe()
        self.process = SPAWN.Process(target=_work, args=(listening, settings, theirs))
        try:
            self.process.start()
        finally:
            theirs.close()
        self._lock = Lock()
        self._silent = 0
        self.up = False
        self.numbers: Numbers = {}

    def look(self) -> None:
        """Take in what it says, ask it if it has been silent, and end it if it was so for too long.

        Silence is counted in looks, not by a clock: while the machine or the watcher slept, nobody looked.
        """
        self._silent += 1
        if self._lock.acquire(blocking=False):
            try:
                self._take_in()
            finally:
                self._lock.release()
        most = HUNG if self.up else STARTING
        if self._silent >= round(most / BETWEEN) and self.process.is_alive():
            log.error("A worker did not answer for %d seconds and is ended", most)
            self.process.kill()
            self.process.join(GRACE)

    def ask(self) -> "Numbers":
        """Its numbers; if it does not answer, those that it told last."""
        with self._lock, suppress(OSError):
            self._listen()
            self._pipe.send(None)
            self._listen(TELLING if self.up else 0)
        return self.numbers

    def send(self, number: signal.Signals) -> None:
        """Send it a signal."""
        if self.process.pid and self.process.is_alive():
            os.kill(self.process.pid, number)

    def _take_in(self) -> None:
        self._listen()
        if self._silent == round(ASKING / BETWEEN):
            with suppress(OSError):
                self._pipe.send(None)

    def _listen(self, seconds: float = 0) -> None:
        with suppress(OSError, EOFError):
            while self._pipe.poll(seconds):
                self.up, self.numbers, self._silent, seconds = True, self._pipe.recv(), 0, 0


class Supervisor:
    """Starts workers, replaces those that end, and passes signals on."""

    def __init__(self, listening: socket.socket, settings: Settings) -> None:
        self._listening, self._settings = listening, settings
        self._signals: list[int] = []
        for number in SIGNALS:
            signal.signal(number, lambda number, _: self._signals.append(number))
        self._ended = _ended() if settings.metrics_port else None
        self._workers = [Worker(listening, settings) for _ in range(settings.workers)]
        self._up = False

    def run(self) -> None:
        """Until a signal to stop."""
        if self._ended:
            _measure(self._settings, partial(self._everyone, self._ended))
        while not {signal.SIGINT, signal.SIGTERM} & set(self._signals):
            if signal.SIGHUP in self._signals:
                self._signals.remove(signal.SIGHUP)
                # Who is still starting reads the files anyway, and would be ended by it.
                self._send(signal.SIGHUP, [worker for worker in self._workers if worker.up])
            self._replace()
            time.sleep(BETWEEN)
        self._stop()

    def _everyone(self, ended: "Ended") -> Iterator["Numbers"]:
        yield ended.numbers()
        for worker in list(self._workers):
            yield worker.ask()

    def _send(self, number: signal.Signals, workers: Iterable[Worker]) -> None:
        for worker in workers:
            worker.send(number)

    def _replace(self) -> None:
        for worker in self._workers:
            worker.look()
        self._up = self._up or any(worker.up for worker in self._workers)
        for place, worker in enumerate(self._workers):
            if worker.process.is_alive():
                continue
            if not self._up:
                self._stop()
                raise SystemExit("no worker could start; the lines above say why")
            self._start(place, worker)

    def _start(self, place: int, ended: Worker) -> None:
        """A worker in the place of one that ended; if there can be none now, the next look tries again."""
        try:
            worker = Worker(self._listening, self._settings)
        except OSError as error:
            log.error("No worker can be started: %s", error.strerror)
            return
        log.warning("A worker ended (exit status %s) and is replaced", ended.process.exitcode)
        if self._ended:
            self._ended.add(ended.numbers)
        self._workers[place] = worker

    def _stop(self) -> None:
        refuse(self._listening)
        self._send(signal.SIGTERM, self._workers)
        # The workers have it too, and the last of them that closes it ends it.
        self._listening.close()
        end([worker.process for worker in self._workers])


def end(workers: Iterable[BaseProcess]) -> None:
    """Wait for workers that were told to end, as long for all as for one, and kill those that have not."""
    latest = time.monotonic() + GRACE + MORE
    for worker in workers:
        worker.join(max(0, latest - time.monotonic()))
        worker.kill()
