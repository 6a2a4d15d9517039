"""The whole server: what each address is, what is kept, and the campaigns behind it, as one ASGI app."""

import asyncio
import gc
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import partial
from typing import Any

from starlette.routing import Router
from starlette.types import ASGIApp, Receive, Scope, Send

from widget.campaign.library import Library
from widget.campaign.models import Campaign
from widget.formats.pictures.queue import drawn_all
from widget.formats.table import Draw
from widget.formats.templating import warm
from widget.responses.memo import Memo
from widget.responses.resource import Resource
from widget.server.metrics import Metrics, collecting
from widget.server.reload import watch
from widget.server.requests import Site
from widget.server.resources import understand
from widget.settings import LOCAL, Settings


def _now() -> datetime:
    return datetime.now(UTC)


def create_app(
    campaigns: Mapping[str, Campaign],
    base: str = "",
    public: str = "",
    clock: Callable[[], datetime] = _now,
    draw: Draw = drawn_all,
) -> ASGIApp:
    """The server of `campaigns`.

    base: the path that it is mounted under, such as /numbers, or empty. public: the address that readers
    know it by; without one it is that of a server on this machine. clock: the present.
    draw: makes the pixels of pictures.
    """
    site = Site(campaigns, base, public or f"{LOCAL}{base}", clock, draw=draw)
    return _app(_memo(site, Settings().memo_bytes), base)


def from_environment() -> ASGIApp:
    """The server that the settings in the environment describe, for every worker of `meanwhile serve`."""
    settings = Settings.from_environment()
    warm()
    library, metrics, base = Library(settings.campaigns), collecting(), settings.base
    site = Site(library.campaigns, base, settings.public or f"{LOCAL}{base}", _now)
    memo = _memo(site, settings.memo_bytes, metrics)

    @asynccontextmanager
    async def watching(_: Any) -> AsyncIterator[None]:
        task = asyncio.create_task(watch(library, memo, metrics))
        yield
        task.cancel()

    # Thousands of campaigns stay for as long as the process does: nothing of them is garbage.
    gc.freeze()
    return _app(memo, base, Router(lifespan=watching))


def _memo(site: Site, capacity: int, metrics: Metrics | None = None) -> Memo:
    def clock() -> float:
        return site.clock().timestamp()

    return Memo(partial(_resolve, site), clock, time.monotonic, capacity, metrics)


def _resolve(site: Site, scope: Scope) -> Resource:
    accepted = next((value for name, value in scope["headers"] if name == b"accept-language"), b"")
    query = scope["query_string"].decode("latin-1")
    return understand(site, scope["method"], scope["path"], query, accepted.decode("latin-1"))


def _app(memo: Memo, base: str, router: Router | None = None) -> ASGIApp:
    """`memo` below the path `base`, whether the proxy in front strips that path or passes it on.

    router: only for its lifespan.
    """
    router = router or Router()

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await router(scope, receive, send)
        path = scope["path"]
        if base and (path == base or path.startswith(f"{base}/")):
            scope = {**scope, "path": path.removeprefix(base) or "/"}
        return await memo(scope, receive, send)

    return app
