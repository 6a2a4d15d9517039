"""A herd: connections that stand open and then all ask for the same address at once."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass

TIMEOUT = 60.0  # seconds for the whole herd

Connection = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@dataclass(frozen=True)
class Herd:
    """The status codes that came, and the seconds until the last answer."""

    statuses: dict[int, int]
    seconds: float


def herd(port: int, path: str, connections: int) -> Herd:
    """Let so many ask at once."""
    return asyncio.run(asyncio.wait_for(_herd(port, path, connections), TIMEOUT))


async def _herd(port: int, path: str, connections: int) -> Herd:
    request = f"GET {path} HTTP/1.1\r\nHost: bench.example\r\nAccept-Encoding: br\r\n\r\n".encode()
    opened = [await asyncio.open_connection("127.0.0.1", port) for _ in range(connections)]
    began = time.perf_counter()
    for _, writer in opened:
        writer.write(request)
    found = await asyncio.gather(*(_status(reader) for reader, _ in opened))
    seconds = time.perf_counter() - began
    await _close(opened)
    return Herd({status: found.count(status) for status in set(found)}, seconds)


async def _status(reader: asyncio.StreamReader) -> int:
    """The status code, once the body is read to its end; 0 if the connection broke off."""
    try:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        length = head.partition("content-length:")[2].partition("\r\n")[0]
        await reader.readexactly(int(length or 0))
    except (asyncio.IncompleteReadError, ConnectionError):
        return 0
    return int(head.split()[1])


async def _close(opened: Sequence[Connection]) -> None:
    for _, writer in opened:
        writer.close()
    await asyncio.gather(*(writer.wait_closed() for _, writer in opened), return_exceptions=True)
