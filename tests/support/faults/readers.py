"""What strangers do to a server."""

import socket
import struct
from contextlib import ExitStack, suppress

from tests.support.faults.named import fault
from tests.support.house import House

GET = b"GET /births/reading.txt HTTP/1.1\r\nHost: x\r\n"


def crowd(house: House, sends: bytes, number: int = 200) -> None:
    """So many strangers who send something and wait."""
    with ExitStack() as stack:
        for stranger in [stack.enter_context(house.connect()) for _ in range(number)]:
            with suppress(OSError):
                stranger.sendall(sends)
        house.recover()


@fault
def requests_that_never_end(house: House) -> None:
    crowd(house, GET)


@fault
def connections_that_say_nothing(house: House) -> None:
    crowd(house, b"")


@fault
def malformed_requests(house: House) -> None:
    crowd(house, b"\x16\x03\x01\x02\x00\x01\xfc\r\n\r\n" + bytes(range(256)), 50)


@fault
def floods_of_headers(house: House) -> None:
    crowd(house, GET + b"X-A: b\r\n" * 200_000, 10)


@fault
def readers_who_do_not_read(house: House) -> None:
    crowd(house, b"GET /catsforkids HTTP/1.1\r\nHost: x\r\n\r\n" * 100, 20)


@fault
def connections_that_are_reset(house: House) -> None:
    for _ in range(200):
        stranger = house.connect()
        stranger.sendall(GET + b"\r\n" + GET)
        stranger.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        stranger.close()
    house.recover()
