"""The server as processes on a socket: uvicorn, set up so that nothing about a reader is written anywhere.

One process serves by itself. Several are started, watched and replaced by one that serves nothing.
"""

import asyncio
import ctypes
import logging
import multiprocessing
import os
import signal
import socket
import struct
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection as Pipe
from threading import Lock

import uvicorn

from widget.server import logs, metrics
from widget.server.app import Service
from widget.server.connections import Connection
from widget.server.metrics import Numbers
from widget.settings import Settings

# Where a server that listens on every address is reached from its own machine.
LOCAL = {"0.0.0.0": "127.0.0.1", "::": "::1"}
# Seconds: until a stopping server gives up on those who do not read, for handshakes that have begun, between
# two looks at the workers, for a worker to tell its numbers, and for one thread of Python's.
GRACE, HANDSHAKE, BETWEEN, TELLING, TURN = 10, 0.15, 0.2, 2.0, 0.0005
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
SPAWN = multiprocessing.get_context("spawn")
log = logging.getLogger(__name__)


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens and that workers inherit. Raises SystemExit if there can be none."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listening = socket.socket(family, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(2048)
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SystemExit(f"{host}:{port}: {reason}; choose another with --host and --port") from None
    listening.set_inheritable(True)
    return listening


def inherited(descriptor: int) -> socket.socket:
    """A socket that listens already, as systemd passes one (sd_listen_fds(3)). Raises SystemExit if none.

    It goes on listening when this server ends, so that whoever knocks meanwhile waits for the next one.
    """
    try:
        listening = socket.socket(fileno=descriptor)
        listens = listening.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN)
        if not listens or listening.family not in (socket.AF_INET, socket.AF_INET6):
            raise OSError("no TCP socket that listens")
        # `refuse` would shut out the next server too: SO_LOCK_FILTER (linux/asm-generic/socket.h).
        listening.setsockopt(socket.SOL_SOCKET, 44, 1)
    except OSError as error:
        raise SystemExit(
            f"--fd {descriptor}: {error.strerror or error}; start it by a .socket unit"
        ) from None
    listening.set_inheritable(True)
    return listening


def address(host: str, listening: socket.socket, base: str) -> str:
    """The address of a socket for a reader on this machine, without a slash at the end."""
    bound, port = listening.getsockname()[:2]
    host = LOCAL.get(bound, host)
    name = f"[{host}]" if ":" in host else host
    return f"http://{name}:{port}{base}"


def run(listening: socket.socket, settings: Settings) -> None:
    """Serve until stopped. Raises SystemExit if the numbers cannot be served, or no worker can start."""
    workers = settings.workers or len(os.sched_getaffinity(0))
    if workers > 1:
        Supervisor(listening, settings, workers).run()
    else:
        _serve(listening, settings)


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


def refuse(*listening: socket.socket) -> None:
    """Let nobody knock any more: drop SYN packets alone, so that handshakes that have begun can end.

    Who was let in by the kernel but by no process would be lost when the socket is closed. Linux only.
    """
    # Load byte 13 of the TCP header; if SYN is set, drop, else accept (linux/filter.h).
    program = [(0x30, 0, 0, 13), (0x45, 0, 1, 0x02), (0x06, 0, 0, 0), (0x06, 0, 0, 0xFFFF)]
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in program))
    for each in listening:
        with suppress(OSError):
            each.setsockopt(socket.SOL_SOCKET, 26, struct.pack("HL", len(program), ctypes.addressof(code)))


def _serve(listening: socket.socket, settings: Settings, asking: Pipe | None = None) -> None:
    # An event loop that waits for a thread to let go waits for this long; five milliseconds are ten answers.
    sys.setswitchinterval(TURN)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    service = Service(settings)
    if settings.metrics_port and not asking:
        _measure(settings, lambda: [service.numbers()])
    config = uvicorn.Config(
        service.app,
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
    logs.begin(settings.log_format, settings.log_level)
    _serve(listening, settings, asking)


def _measure(settings: Settings, everyone: Callable[[], Iterable[Numbers]]) -> None:
    try:
        metrics.serve(settings.host, settings.metrics_port, everyone)
    except OSError as error:
        where = f"{settings.host}:{settings.metrics_port}"
        raise SystemExit(f"{where}: {error.strerror}; choose another with --metrics-port") from None


class Worker:
    """A process that serves. up: whether it ever did. numbers: the last that it told."""

    def __init__(self, listening: socket.socket, settings: Settings) -> None:
        self._pipe, theirs = SPAWN.Pipe()
        self.process = SPAWN.Process(target=_work, args=(listening, settings, theirs))
        self.process.start()
        theirs.close()
        self._lock = Lock()
        self.up, self.numbers = False, Numbers()

    def listen(self, seconds: float = 0) -> None:
        """Take in what it says within so many seconds."""
        with suppress(OSError, EOFError):
            while self._pipe.poll(seconds):
                self.up, self.numbers, seconds = True, self._pipe.recv(), 0

    def ask(self) -> Numbers:
        """Its numbers; if it does not answer, those that it told last."""
        with self._lock, suppress(OSError):
            self.listen()
            self._pipe.send(None)
            self.listen(TELLING if self.up else 0)
        return self.numbers

    def send(self, number: signal.Signals) -> None:
        """Send it a signal."""
        if self.process.pid and self.process.is_alive():
            os.kill(self.process.pid, number)


class Supervisor:
    """Starts workers, replaces those that end, and passes signals on."""

    def __init__(self, listening: socket.socket, settings: Settings, workers: int) -> None:
        self._listening, self._settings = listening, settings
        self._signals: list[int] = []
        for number in SIGNALS:
            signal.signal(number, lambda number, _: self._signals.append(number))
        self._ended = Numbers()
        self._workers = [Worker(listening, settings) for _ in range(workers)]
        self._up = False

    def run(self) -> None:
        """Until a signal to stop."""
        if self._settings.metrics_port:
            _measure(self._settings, self._everyone)
        while not {signal.SIGINT, signal.SIGTERM} & set(self._signals):
            if signal.SIGHUP in self._signals:
                self._signals.remove(signal.SIGHUP)
                self._send(signal.SIGHUP)
            self._replace()
            time.sleep(BETWEEN)
        self._stop()

    def _everyone(self) -> Iterator[Numbers]:
        yield self._ended
        for worker in list(self._workers):
            yield worker.ask()

    def _send(self, number: signal.Signals) -> None:
        for worker in self._workers:
            worker.send(number)

    def _replace(self) -> None:
        for worker in self._workers:
            worker.listen()
        self._up = self._up or any(worker.up for worker in self._workers)
        for place, worker in enumerate(self._workers):
            if worker.process.is_alive():
                continue
            if not self._up:
                self._stop()
                raise SystemExit("no worker could start; the lines above say why")
            log.warning("A worker ended (exit status %s) and is replaced", worker.process.exitcode)
            self._ended = metrics.added([self._ended, metrics.counted(worker.numbers)])
            self._workers[place] = Worker(self._listening, self._settings)

    def _stop(self) -> None:
        refuse(self._listening)
        self._send(signal.SIGTERM)
        # The workers have it too, and the last of them that closes it ends it.
        self._listening.close()
        for worker in self._workers:
            worker.process.join(GRACE + 2)
            worker.process.kill()
