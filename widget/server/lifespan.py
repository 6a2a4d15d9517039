"""The lifespan protocol of ASGI: what goes on from the start of a server to its end."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from starlette.types import Receive, Send

Living = Callable[[], AbstractAsyncContextManager[None]]


async def live(living: Living, receive: Receive, send: Send) -> None:
    """Enter `living` when the server starts and leave it when it stops; whatever it raises is told too."""
    phase = "startup"
    await receive()
    try:
        async with living():
            await send({"type": "lifespan.startup.complete"})
            phase = "shutdown"
            await receive()
    except BaseException as error:
        await send({"type": f"lifespan.{phase}.failed", "message": repr(error)})
        raise
    await send({"type": "lifespan.shutdown.complete"})
