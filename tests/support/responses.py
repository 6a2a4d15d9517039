"""Requests that no client would let through, and headers taken apart instead of compared."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote

from starlette.types import ASGIApp, Message, Receive, Scope, Send

Directives = dict[str, str | None]


@dataclass(frozen=True)
class Answer:
    """A response: its status, its headers (small letters) and its body."""

    status: int
    headers: dict[str, str]
    body: bytes


def ask(
    app: ASGIApp, target: str, method: str = "GET", headers: dict[str, str] | None = None, root_path: str = ""
) -> Answer:
    """Send `target`, as it stands, to `app`, just as uvicorn with httptools would."""
    path, _, query = target.partition("?")
    scope: Scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "server": ("127.0.0.1", 8000),
        "client": ("127.0.0.1", 50000),
        "path": unquote(path),
        "raw_path": path.encode("latin-1"),
        "query_string": query.encode("latin-1"),
        "root_path": root_path,
        "headers": [
            (name.lower().encode("latin-1"), value.encode("latin-1"))
            for name, value in {"host": "127.0.0.1:8000", **(headers or {})}.items()
        ],
    }
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(_call(app, scope, receive, send))
    found = combined((name.decode("latin-1"), value.decode("latin-1")) for name, value in sent[0]["headers"])
    return Answer(sent[0]["status"], found, b"".join(message.get("body", b"") for message in sent[1:]))


async def _call(app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
    await app(scope, receive, send)


def combined(headers: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Headers by their names: the lines of Cache-Control as one list (RFC 9110, 5.3), and no other twice."""
    found: dict[str, str] = {}
    for name, value in headers:
        assert name not in found or name == "cache-control", f"{name} twice"
        found[name] = f"{found[name]}, {value}" if name in found else value
    return found


def cache_control(value: str) -> Directives:
    """The directives of Cache-Control (RFC 9111, 5.2); raises ValueError for what is not one."""
    found: Directives = {}
    for part in value.split(","):
        name, equals, argument = part.strip().partition("=")
        if not name or not name.replace("-", "").isalpha() or name in found:
            raise ValueError(f"{part!r} in {value!r}")
        if equals and not (argument.isascii() and argument.isdigit()):
            raise ValueError(f"{part!r} in {value!r}")
        found[name] = argument if equals else None
    return found


def security_policy(value: str) -> dict[str, list[str]]:
    """The directives of Content-Security-Policy (CSP 3, 2.2.1); raises ValueError for one given twice."""
    found: dict[str, list[str]] = {}
    for part in value.split(";"):
        name, *sources = part.split()
        if name in found:
            raise ValueError(f"{name} twice in {value!r}")
        found[name] = sources
    return found


def permissions(value: str) -> dict[str, str]:
    """The features of Permissions-Policy, each with its allow list."""
    pairs = [part.strip().partition("=") for part in value.split(",")]
    found = {name: allowed for name, _, allowed in pairs}
    if len(found) != len(pairs):
        raise ValueError(f"a feature twice in {value!r}")
    return found
