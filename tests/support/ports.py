"""Ports for programs that cannot be asked to choose one."""

import secrets
import socket

# Below those that the system gives to whoever asks for any, such as a test beside this one.
FIRST, LAST = 10_000, 32_000


def free_port() -> int:
    """A port that nothing listens on."""
    while True:
        port = FIRST + secrets.randbelow(LAST - FIRST)
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port
