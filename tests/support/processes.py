"""The processes of a running server, and what happens in them."""

import time
from collections.abc import Callable

import psutil

from tests.support.command import fetch
from tests.support.servers import PATIENCE, Server


def until(fulfilled: Callable[[], object], patience: float = PATIENCE) -> None:
    """Wait for something that happens in another process or on another machine, for so many seconds."""
    deadline = time.monotonic() + patience
    while not fulfilled():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.02)


def answers(server: Server) -> bool:
    """Whether it answers at all."""
    try:
        return fetch(f"{server.url}/healthz") == b"ok\n"
    except OSError:
        return False


def command_line(process: psutil.Process) -> str:
    """Empty for a process that has ended."""
    try:
        return " ".join(process.cmdline())
    except psutil.Error:
        return ""


def children(server: Server) -> list[psutil.Process]:
    """The workers that run; Python's resource tracker is none."""
    found = psutil.Process(server.process.pid).children()
    return [child for child in found if "spawn_main" in command_line(child)]
