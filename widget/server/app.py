"""The whole server: the routes, what is kept in front of them, and the campaigns behind them."""

import asyncio
import gc
import sys
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import partial

from starlette.applications import Starlette
from starlette.types import ASGIApp, Receive, Scope, Send

from widget.campaign.library import Change, Library
from widget.campaign.models import Campaign
from widget.formats import templating as render
from widget.responses import policy
from widget.responses.memo import Memo
from widget.responses.resource import Address
from widget.server.metrics import Metrics, collecting
from widget.server.resources import address
from widget.server.routes import Site, router
from widget.settings import LOCAL, Settings

# Seconds between two looks at the campaign files, and how many files may be looked at in a second.
PATIENCE = 2
LOOKS = 200


def _now() -> datetime:
    return datetime.now(UTC)


def create_app(
    campaigns: Mapping[str, Campaign], base: str = "", public: str = "", clock: Callable[[], datetime] = _now
) -> ASGIApp:
    """The server of `campaigns`.

    base: the path that it is mounted under, such as /numbers, or empty. public: the address that readers
    know it by; without one it is that of a server on this machine. clock: the present.
    """
    site = Site(campaigns, base, public or f"{LOCAL}{base}", clock)
    return _mounted(_remembering(site, router(site), Settings().memo_bytes), base)


def from_environment() -> ASGIApp:
    """The server that the settings in the environment describe, for every worker of `meanwhile serve`."""
    settings = Settings.from_environment()
    render.warm()
    library, metrics = Library(settings.campaigns), collecting()

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        watching = asyncio.create_task(_watch(library, memo, metrics))
        yield
        watching.cancel()

    site = Site(library.campaigns, settings.base, settings.public or f"{LOCAL}{settings.base}", _now)
    memo = _remembering(site, router(site, lifespan), settings.memo_bytes, metrics)
    # Thousands of campaigns stay for as long as the process does: nothing of them is garbage.
    gc.freeze()
    return _mounted(memo, settings.base)


def _remembering(site: Site, app: ASGIApp, capacity: int, metrics: Metrics | None = None) -> Memo:
    return Memo(app, partial(_resolve, site), policy.until, time.time, capacity, metrics)


async def _watch(library: Library, memo: Memo, metrics: Metrics | None) -> None:
    faults = 0
    while True:
        if metrics:
            metrics.loaded(len(library.campaigns), faults)
        await asyncio.sleep(max(PATIENCE, len(library.campaigns) / LOOKS))
        change = library.refresh(await asyncio.to_thread(library.stamps))
        faults = len(change.faults)
        _apply(change, memo)


def _apply(change: Change, memo: Memo) -> None:
    for fault in change.faults:
        print(fault, file=sys.stderr, flush=True)
    for name in change.names:
        memo.drop(name)


def _resolve(site: Site, scope: Scope) -> Address | None:
    accepted = next((value for name, value in scope["headers"] if name == b"accept-language"), b"")
    query = scope["query_string"].decode("latin-1")
    return address(scope["path"], query, accepted.decode("latin-1"), site.campaigns, site.clock())


def _mounted(app: ASGIApp, base: str) -> ASGIApp:
    """`app` below the path `base`, whether the proxy in front strips that path or passes it on."""
    if not base:
        return app

    async def mounted(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            path = scope["path"]
            path = path.removeprefix(base) if path == base or path.startswith(f"{base}/") else path
            scope = {**scope, "path": path or "/", "root_path": ""}
        await app(scope, receive, send)

    return mounted
