"""Requests that no client would let through, and headers taken apart instead of compared."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass

from starlette.types import ASGIApp

from widget.responses.call import call, scope

Directives = dict[str, str | None]


@dataclass(frozen=True)
class Answer:
    """A response: its status, its headers (small letters) and its body."""

    status: int
    headers: dict[str, str]
    body: bytes


def ask(app: ASGIApp, target: str, method: str = "GET", headers: dict[str, str] | None = None) -> Answer:
    """Send `target`, as it stands, to `app`, just as uvicorn with httptools would."""
    asked = scope(target, method, {"host": "127.0.0.1:8000", **(headers or {})})
    answer = asyncio.run(call(app, asked))
    found = combined((name.decode("latin-1"), value.decode("latin-1")) for name, value in answer.headers)
    return Answer(answer.status, found, answer.body)


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
