"""The lifespan protocol of ASGI, as a server speaks it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from starlette.types import Message

from widget.server.app import create_app
from widget.server.lifespan import Living, live


def told(living: Living) -> list[str]:
    """What a server is told that starts and stops."""
    sent: list[str] = []

    async def receive() -> Message:
        return {"type": "lifespan"}

    async def send(message: Message) -> None:
        sent.append(message["type"])

    try:
        asyncio.run(live(living, receive, send))
    except ValueError as error:
        sent.append(str(error))
    return sent


@pytest.mark.parametrize(
    ("fails", "expected"),
    [
        ("", ["lifespan.startup.complete", "lifespan.shutdown.complete"]),
        ("startup", ["lifespan.startup.failed", "startup"]),
        ("shutdown", ["lifespan.startup.complete", "lifespan.shutdown.failed", "shutdown"]),
    ],
)
def test_a_server_is_told_of_a_start_and_a_stop_and_of_what_fails(fails: str, expected: list[str]) -> None:
    @asynccontextmanager
    async def living() -> AsyncIterator[None]:
        if fails == "startup":
            raise ValueError(fails)
        yield
        if fails == "shutdown":
            raise ValueError(fails)

    assert told(living) == expected


def test_a_websocket_is_closed() -> None:
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(create_app({})({"type": "websocket", "path": "/"}, receive, send))  # type: ignore[arg-type]
    assert sent == [{"type": "websocket.close"}]
