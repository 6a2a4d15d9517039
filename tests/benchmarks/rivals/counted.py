"""Our server as the origin behind a cache, with a count of what it was asked and what it rendered."""

import json
from collections.abc import Callable

from starlette.types import ASGIApp, Receive, Scope, Send

from widget.formats import table as formats
from widget.formats.templating import Document
from widget.server.app import Service
from widget.settings import Settings
from widget.view.view import View

COUNTS = "/-/counts"
counts = {"requests": 0, "renders": 0}


def app() -> ASGIApp:
    """The server that the environment describes, counting; its counts at /-/counts."""
    formats.DOCUMENTS.update({name: counting(each) for name, each in formats.DOCUMENTS.items()})
    inner = Service(Settings.from_environment()).app

    async def counted(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] == COUNTS:
            headers = [(b"content-type", b"application/json"), (b"cache-control", b"no-store")]
            await send({"type": "http.response.start", "status": 200, "headers": headers})
            await send({"type": "http.response.body", "body": json.dumps(counts).encode()})
            return
        counts["requests"] += 1
        await inner(scope, receive, send)

    return counted


def counting(renders: Callable[[View], Document]) -> Callable[[View], Document]:
    """The same, counted."""

    def counted(view: View) -> Document:
        counts["renders"] += 1
        return renders(view)

    return counted
