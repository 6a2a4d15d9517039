"""The socket that a server listens on: made, or passed to it; its address; and its end."""

import ctypes
import socket
import struct
from contextlib import suppress
from ipaddress import ip_address

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


def is_private(listening: socket.socket) -> bool:
    """Whether only this machine reaches a socket."""
    return ip_address(listening.getsockname()[0].partition("%")[0]).is_loopback


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
