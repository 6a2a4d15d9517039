"""ASGI apps that give one response, kept in a file as JSON: `bare` with nothing else, and Starlette's."""

import json
import os
from base64 import b64decode
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

RESPONSE = "BENCH_RESPONSE"


def bare() -> ASGIApp:
    """The least that an ASGI app can do."""
    headers, body = response()
    start = {
        "type": "http.response.start",
        "status": 200,
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }
    rest = {"type": "http.response.body", "body": body}

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await send(start)
        await send(rest)

    return app


def starlette() -> ASGIApp:
    """One route of Starlette that makes a Response."""
    headers, body = response()

    async def constant(request: Request) -> Response:
        return Response(body, headers=headers)

    return Starlette(routes=[Route("/{campaign}/{widget}.{format}", constant)])


def response() -> tuple[dict[str, str], bytes]:
    """Headers and body, as BENCH_RESPONSE names their file."""
    kept = json.loads(Path(os.environ[RESPONSE]).read_text())
    return kept["headers"], b64decode(kept["body"])
