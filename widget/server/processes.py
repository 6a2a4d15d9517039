"""The server as processes on a socket: uvicorn, set up so that nothing about a reader is written anywhere."""

import os
import socket

import uvicorn
from uvicorn.supervisors import Multiprocess

# Where a server that listens on every address is reached from its own machine.
LOCAL = {"0.0.0.0": "127.0.0.1", "::": "::1"}


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens and that workers inherit. Raises SystemExit if there can be none."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listening = socket.socket(family, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(2048)
    except OSError as error:
        reason = error.strerror or str(error)
        raise SystemExit(f"{host}:{port}: {reason}; choose another with --host and --port") from None
    listening.set_inheritable(True)
    return listening


def address(host: str, listening: socket.socket, base: str) -> str:
    """The address of a socket for a reader on this machine, without a slash at the end."""
    host = LOCAL.get(host, host)
    name = f"[{host}]" if ":" in host else host
    return f"http://{name}:{listening.getsockname()[1]}{base}"


def run(listening: socket.socket, workers: int) -> None:
    """Serve what the environment describes until stopped; 0 workers are one for each core."""
    config = uvicorn.Config(
        "widget.server.app:from_environment",
        factory=True,
        workers=workers or len(os.sched_getaffinity(0)),
        access_log=False,
        log_level="warning",
        server_header=False,
        proxy_headers=False,
        lifespan="on",
    )
    server = uvicorn.Server(config)
    if config.workers > 1:
        Multiprocess(config, sockets=[listening]).run()
    else:
        server.run(sockets=[listening])
