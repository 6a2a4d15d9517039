"""A request to an ASGI app in this process, without a server."""

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import unquote

from starlette.types import ASGIApp, Message, Scope


class Answer(NamedTuple):
    """What an app sent: its headers are pairs of name and value, in its order."""

    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes


def scope(target: str, method: str = "GET", headers: Mapping[str, str] | None = None) -> Scope:
    """The scope of a request for `target`, as it stands in a request line, as a server would make it."""
    path, _, query = target.partition("?")
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": unquote(path),
        "raw_path": path.encode("latin-1", "replace"),
        "query_string": query.encode("latin-1", "replace"),
        "root_path": "",
        "headers": [
            (name.lower().encode("latin-1"), value.encode("latin-1"))
            for name, value in (headers or {}).items()
        ],
    }


async def call(app: ASGIApp, asked: Scope) -> Answer:
    """What `app` answers to a request without a body."""
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    await app(asked, receive, send)
    body = b"".join(message.get("body", b"") for message in sent[1:])
    return Answer(sent[0]["status"], list(sent[0]["headers"]), body)
