"""ASGI apps that give one response, kept in a file as JSON: `bare`, `lean` with few headers, Starlette's."""

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
# Without these no browser could read the body.
NEEDED = frozenset({"content-type", "content-length", "content-encoding"})


def bare() -> ASGIApp:
    """The least that an ASGI app can do."""
    return constant(*response())


def lean() -> ASGIApp:
    """The same without the headers that make an embed harmless, and its answers kept and told apart."""
    headers, body = response()
    return constant({name: value for name, value in headers.items() if name in NEEDED}, body)


def constant(headers: dict[str, str], body: bytes) -> ASGIApp:
    """The same messages for every request."""
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

    async def respond(request: Request) -> Response:
        return Response(body, headers=headers)

    return Starlette(routes=[Route("/{campaign}/{widget}.{format}", respond)])


def response() -> tuple[dict[str, str], bytes]:
    """Headers and body, as BENCH_RESPONSE names their file."""
    kept = json.loads(Path(os.environ[RESPONSE]).read_text())
    return kept["headers"], b64decode(kept["body"])
