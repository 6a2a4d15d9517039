"""The whole server: what each address is, what is kept, and the campaigns behind it, as one ASGI app."""

import asyncio
import gc
import logging
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
from widget.server.metrics import Metrics, Numbers
from widget.server.reload import watch
from widget.server.requests import Site
from widget.server.resources import LONGEST_HEADER, LONGEST_PATH, understand
from widget.settings import LOCAL, Settings
from widget.view.addresses import LONGEST_QUERY

log = logging.getLogger(__name__)


# Seconds after which a server whose campaign files were not looked at takes no more requests.
LATEST = 60


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


class Service:
    """What `meanwhile serve` serves in one process, with its watcher of campaign files."""

    def __init__(self, settings: Settings) -> None:
        warm()
        library, base = Library(settings.campaigns, time.monotonic()), settings.base
        self._library = library
        self._metrics = Metrics() if settings.metrics_port else None
        public = settings.public or f"{LOCAL}{base}"
        site = Site(library.campaigns, base, public, _now, unready=self._unready, operator=settings.operator)
        memo = _memo(site, settings.memo_bytes, self._metrics)
        self._watch = partial(watch, library, memo, self._metrics)
        self._watcher: asyncio.Task[None] | None = None
        self.app = _app(memo, base, Router(lifespan=self._watching))
        # Thousands of campaigns stay for as long as the process does: nothing of them is garbage.
        gc.freeze()

    def reload(self) -> None:
        """Look at the campaign files now: the watcher begins anew."""
        log.info("The campaign files are looked at, as SIGHUP asks")
        if self._watcher:
            self._watcher.cancel()
        self._watcher = asyncio.create_task(self._watch())

    def numbers(self) -> Numbers:
        """What there is to be told to Prometheus."""
        return self._metrics.numbers() if self._metrics else {}

    def _unready(self) -> str:
        if not self._library.campaigns:
            return "no campaign is served"
        if self._watcher is None or self._watcher.done():
            return "nobody looks at the campaign files any more"
        if time.monotonic() - self._library.status.looked > LATEST:
            return f"nobody looked at the campaign files for {LATEST} seconds"
        return ""

    @asynccontextmanager
    async def _watching(self, _: Any) -> AsyncIterator[None]:
        self._watcher = asyncio.create_task(self._watch())
        yield
        self._watcher.cancel()


def _memo(site: Site, capacity: int, metrics: Metrics | None = None) -> Memo:
    def clock() -> float:
        return site.clock().timestamp()

    return Memo(partial(_resolve, site), clock, time.monotonic, capacity, metrics)


def _resolve(site: Site, scope: Scope) -> Resource:
    accepted = next((value for name, value in scope["headers"] if name == b"accept-language"), b"")
    # One byte more than is looked at shows that something was cut.
    accepted, query = accepted[: LONGEST_HEADER + 1], scope["query_string"][: LONGEST_QUERY + 1]
    path = scope["path"][:LONGEST_PATH]
    return understand(site, scope["method"], path, query.decode("latin-1"), accepted.decode("latin-1"))


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
