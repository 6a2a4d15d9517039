"""The whole server: what each address is, what is kept, and the campaigns behind it, as one ASGI app."""

import asyncio
import gc
import logging
import os
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache, partial
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from starlette.routing import Router
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from widget.campaign.library import Library
from widget.campaign.models import Campaign
from widget.formats.pictures.queue import QUEUE, drawn_all
from widget.formats.table import Draw
from widget.formats.templating import warm
from widget.responses.memo import Memo
from widget.responses.resource import Resource
from widget.server import heap
from widget.server.reload import watch
from widget.server.requests import Site
from widget.server.resources import LONGEST_HEADER, LONGEST_PATH, understand
from widget.settings import LOCAL, Settings, below
from widget.view.addresses import LONGEST_QUERY

if TYPE_CHECKING:
    from widget.server.metrics import Metrics, Numbers, Sources

log = logging.getLogger(__name__)

# Seconds after which a server whose campaign files were not looked at takes no more requests.
LATEST = 60
# Mounts whose links are remembered; one is usual.
MOUNTS = 16


def _now() -> datetime:
    return datetime.now(UTC)


def create_app(
    campaigns: Mapping[str, Campaign],
    base: str = "",
    public: str = "",
    clock: Callable[[], datetime] = _now,
    draw: Draw = drawn_all,
) -> ASGIApp:
    """The server of `campaigns`, by itself or mounted in another ASGI app.

    base: the path that readers find it under, such as /numbers; if empty the path of `public`, or else the
    one that an app around it names as root_path. public: the address that readers know it by; without one it
    is that of a server on this machine. clock: the present. draw: makes the pixels of pictures. Raises
    SettingError for a public or a base that cannot be used.
    """
    told = Settings(root_path=base, public_url=public)
    site = Site(campaigns, told.base, told.public, clock, draw=draw)
    return _copied(_app(_memo(site, told), told.base))


class Service:
    """What `meanwhile serve` serves in one process, with its watcher of campaign files.

    library: the campaigns of `settings`, if they have been read already. app: for any server. own: for
    ours, which runs a lifespan and changes nothing of what it is to send.
    """

    def __init__(self, settings: Settings, library: Library | None = None) -> None:
        library, base = library or Library(settings.campaigns, time.monotonic()), settings.base
        self._library = library
        self._metrics = _metrics() if settings.metrics_port else None
        site = Site(
            library.campaigns, base, settings.public, _now, unready=self._unready, operator=settings.operator
        )
        memo = _memo(site, settings, self._metrics)
        if self._metrics:
            self._metrics.sources |= _sources(library, memo)
        self._watch = partial(watch, library, memo, self._metrics)
        self._watcher: asyncio.Task[None] | None = None
        self.own = _app(memo, base, Router(lifespan=self._watching))
        self.app = self._watched(_copied(self.own))
        # Thousands of campaigns stay for as long as the process does: nothing of them is garbage.
        gc.freeze()
        heap.give_back()

    def reload(self) -> None:
        """Look at the campaign files now: the watcher begins anew."""
        log.info("The campaign files are looked at, as SIGHUP asks")
        self._begin()

    def numbers(self) -> "Numbers":
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
    async def _watching(self, _app: object) -> AsyncIterator[None]:
        self._begin()
        warming = asyncio.create_task(asyncio.to_thread(_warm))
        yield
        await warming
        if self._watcher:
            self._watcher.cancel()

    def _watched(self, app: ASGIApp) -> ASGIApp:
        """`app`, whose watcher starts with a request where nobody runs its lifespan."""

        async def watched(scope: Scope, receive: Receive, send: Send) -> None:
            if self._watcher is None and scope["type"] == "http":
                self._begin()
            await app(scope, receive, send)

        return watched

    def _begin(self) -> None:
        if self._watcher:
            self._watcher.cancel()
        self._watcher = asyncio.create_task(self._watch())


def _warm() -> None:
    """Compile the templates, and give back what that took."""
    warm()
    heap.give_back()


def _metrics() -> "Metrics":
    from widget.server.metrics import Metrics

    return Metrics()


def _sources(library: Library, memo: Memo) -> "Sources":
    """Where the numbers of a process that serves are found."""
    return {
        "meanwhile_campaigns_loaded": lambda: len(library.campaigns),
        "meanwhile_files_refused": lambda: len(library.status.refused),
        "meanwhile_files_looked_timestamp_seconds": lambda: (
            time.time() - time.monotonic() + library.status.looked
        ),
        "meanwhile_memo_bytes": lambda: memo.size,
        "meanwhile_memo_entries": lambda: len(memo),
        "meanwhile_pictures_waiting": lambda: QUEUE.waiting,
        "meanwhile_pictures_drawing": lambda: QUEUE.drawing,
        "meanwhile_pictures_refused": lambda: QUEUE.refused,
        "meanwhile_workers": lambda: 1,
        # With that of the processes that drew.
        "meanwhile_cpu_seconds": lambda: sum(os.times()[:4]),
    }


def _memo(site: Site, told: Settings, metrics: "Metrics | None" = None) -> Memo:
    def clock() -> float:
        return site.clock().timestamp()

    return Memo(_resolver(site), clock, time.monotonic, told.memo_bytes, metrics)


def _resolver(site: Site) -> Callable[[Scope], Resource]:
    """From a scope to what it asks for, with links that begin with the prefix of the scope."""

    @lru_cache(maxsize=MOUNTS)
    def under(prefix: str) -> Site:
        return replace(site, base=prefix, public=below(site.public or LOCAL, prefix))

    def resolve(scope: Scope) -> Resource:
        prefix = scope.get("root_path", "")
        resource = _resolve(under(prefix), scope)
        return replace(resource, key=f"{prefix}{resource.key}") if prefix and resource.key else resource

    return resolve


def _resolve(site: Site, scope: Scope) -> Resource:
    accepted = next((value for name, value in scope["headers"] if name == b"accept-language"), b"")
    # One byte more than is looked at shows that something was cut.
    accepted, query = accepted[: LONGEST_HEADER + 1], scope["query_string"][: LONGEST_QUERY + 1]
    path = scope["path"][:LONGEST_PATH]
    return understand(site, scope["method"], path, query.decode("latin-1"), accepted.decode("latin-1"))


def _app(memo: Memo, base: str, router: Router | None = None) -> ASGIApp:
    """`memo` below `base`, or else below where its scope says that it is mounted.

    router: only for its lifespan.
    """
    router = router or Router()

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await router(scope, receive, send)
        if base or scope.get("root_path"):
            scope = {**scope, **_mounted(base, scope)}
        return await memo(scope, receive, send)

    return app


def _copied(app: ASGIApp) -> ASGIApp:
    """`app` for those around it that may change what it sends: the next reader is sent the same again."""

    async def copied(scope: Scope, receive: Receive, send: Send) -> None:
        async def send_copy(message: Message) -> None:
            headers = {"headers": [*message["headers"]]} if "headers" in message else {}
            await send({**message, **headers})

        await app(scope, receive, send_copy)

    return copied


def _mounted(base: str, scope: Scope) -> Mapping[str, str]:
    """The prefix of links as root_path, and the path below the mount.

    Whatever is in front may strip the mount from the path or pass it on, as a whole or without what an app
    around it was told (Starlette's app_root_path, which a proxy strips).
    """
    root, path = scope.get("root_path", "").rstrip("/"), scope["path"]
    inner = root.removeprefix(scope.get("app_root_path", "").rstrip("/"))
    prefix = base or "".join(f"/{quote(part)}" for part in root.split("/") if part)
    for mount in (root, inner, unquote(base)):
        if mount and (path == mount or path.startswith(f"{mount}/")):
            return {"root_path": prefix, "path": path.removeprefix(mount) or "/"}
    return {"root_path": prefix, "path": path}
