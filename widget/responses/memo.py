"""Finished responses, kept: a plain ASGI layer in front of the router.

A response is made once for each canonical address, compressed once for each content coding, and then only
picked. One is made at a time for an address, and whoever asks for it meanwhile waits.
"""

import asyncio
from collections.abc import Callable, Coroutine, Hashable, Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Protocol, TypeVar

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from widget.responses.negotiation import IDENTITY, coding, compress, compressible, matches
from widget.responses.resource import Address

T = TypeVar("T")
MEBIBYTE = 1 << 20
# What an entry weighs besides its bodies: its headers, messages and places in tables.
OVERHEAD = 4096
# Raw spellings of addresses and headers are remembered up to so many and so long, then all forgotten.
SPELLINGS = 4096
LONGEST = 512
# RFC 9110, 15.4.5: what a 304 repeats of the response that it stands for.
REPEATED = frozenset({b"cache-control", b"content-location", b"vary"})


@dataclass(slots=True)
class Variant:
    """One content coding of a response, as messages ready to send."""

    etag: str
    start: Message
    body: Message
    unchanged: Message


@dataclass(slots=True)
class Entry:
    """A kept response: until when (seconds by the memo's clock), its variants, the raw
    addresses that lead to it, whether it was used of late."""

    address: Address
    expires: float
    headers: list[tuple[bytes, bytes]]
    content: bytes
    variants: dict[str, Variant] = field(default_factory=dict)
    spellings: list[tuple[str, bytes]] = field(default_factory=list)
    used: bool = True

    @property
    def compressible(self) -> bool:
        """Whether a content coding makes it smaller."""
        media_type = next((value for name, value in self.headers if name == b"content-type"), b"")
        return compressible(media_type.decode("latin-1"))


class Observer(Protocol):
    """Who is told what happens here."""

    def answered(self, kind: str, form: str, status: int, outcome: str) -> None:
        """An answer was given; outcome is `hit`, `miss`, `revalidated` or `pass`."""

    def made(self, seconds: float, kept: int) -> None:
        """A response was made in so many seconds, and so many bytes are kept now."""


EMPTY: Message = {"type": "http.response.body", "body": b""}


class Memo:
    """An ASGI app in front of `app`.

    resolve: the address of a scope, or None if its answer is not to be kept. lifetime: the kind of response
    and the moment that it was asked for → until when it is kept. clock: seconds. capacity: bytes.
    """

    def __init__(
        self,
        app: ASGIApp,
        resolve: Callable[[Scope], Address | None],
        lifetime: Callable[[str, float], float],
        clock: Callable[[], float],
        capacity: int = 64 * MEBIBYTE,
        observer: Observer | None = None,
    ) -> None:
        self._app, self._resolve, self._lifetime, self._clock = app, resolve, lifetime, clock
        self._capacity, self._observer = capacity, observer
        self._entries: dict[str, Entry] = {}
        self._spelt: dict[tuple[str, bytes], Entry] = {}
        self._codings: dict[bytes, str] = {}
        self._pending: dict[Hashable, asyncio.Future[Any]] = {}
        self.size = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            return await self._pass(scope, receive, send)
        accepted, etags = _conditions(scope["headers"])
        encoding = self._codings.get(accepted) or self._coding(accepted)
        entry = self._spelt.get((scope["path"], scope["query_string"]))
        variant = entry.variants.get(encoding) if entry and entry.expires > self._clock() else None
        outcome = "hit"
        if entry is None or variant is None:
            found = await self._find(scope, encoding)
            if found is None:
                return await self._pass(scope, receive, send)
            entry, variant, outcome = found
        entry.used = True
        unchanged = bool(etags) and matches(etags.decode("latin-1"), variant.etag)
        await send(variant.unchanged if unchanged else variant.start)
        await send(EMPTY if unchanged or scope["method"] == "HEAD" else variant.body)
        if self._observer:
            status, outcome = (304, "revalidated") if unchanged else (200, outcome)
            self._observer.answered(entry.address.kind, entry.address.format, status, outcome)
        return None

    def drop(self, campaign: str) -> None:
        """Forget what was made from a campaign, and what was made from all of them."""
        for key, entry in list(self._entries.items()):
            if entry.address.campaign in (campaign, "") and entry.address.kind != "static":
                self._forget(key)

    async def _pass(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def observed(message: Message) -> None:
            if self._observer and message["type"] == "http.response.start":
                ending = scope["path"].rpartition(".")[2]
                self._observer.answered("other", ending, message["status"], "pass")
            await send(message)

        await self._app(scope, receive, observed)

    async def _find(self, scope: Scope, encoding: str) -> tuple[Entry, Variant, str] | None:
        address = self._resolve(scope)
        if address is None:
            return None
        entry, outcome = self._entries.get(address.key), "hit"
        if entry is None or entry.expires <= self._clock():
            entry, outcome = await self._once(address.key, lambda: self._make(scope, address)), "miss"
        if entry is None:
            return None
        kept = entry
        encoding = encoding if kept.compressible else IDENTITY
        variant = kept.variants.get(encoding)
        if variant is None:
            variant = await self._once((address.key, encoding), lambda: self._encode(kept, encoding))
        if not address.by_language and len(scope["query_string"]) < LONGEST:
            self._spell((scope["path"], scope["query_string"]), kept)
        return kept, variant, outcome

    def _spell(self, spelling: tuple[str, bytes], entry: Entry) -> None:
        if len(self._spelt) >= SPELLINGS:
            for each in self._spelt.values():
                each.spellings.clear()
            self._spelt.clear()
        if self._entries.get(entry.address.key) is entry:
            self._spelt[spelling] = entry
            entry.spellings.append(spelling)

    async def _once(self, key: Hashable, make: Callable[[], Coroutine[Any, Any, T]]) -> T:
        pending: asyncio.Future[T] | None = self._pending.get(key)
        if pending is None:
            pending = asyncio.ensure_future(make())
            self._pending[key] = pending
            pending.add_done_callback(lambda _: self._pending.pop(key, None))
        # Shielded, so that a reader who leaves takes nothing away from those who wait.
        return await asyncio.shield(pending)

    async def _make(self, scope: Scope, address: Address) -> Entry | None:
        sent: list[Message] = []

        async def receive() -> Message:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Message) -> None:
            sent.append(message)

        started = self._clock()
        try:
            await self._app({**scope, "method": "GET"}, receive, send)
        except Exception:
            # The app is asked again without us, so that its own page says that it failed, and its log why.
            return None
        if sent[0]["status"] != 200:
            return None
        headers = [pair for pair in sent[0]["headers"] if pair[0] != b"content-length"]
        content = b"".join(message.get("body", b"") for message in sent[1:])
        entry = Entry(address, self._lifetime(address.kind, started), _varying(headers), content)
        self._forget(address.key)
        self._entries[address.key] = entry
        self._grow(len(content) + OVERHEAD)
        if self._observer:
            self._observer.made(self._clock() - started, self.size)
        return entry

    async def _encode(self, entry: Entry, encoding: str) -> Variant:
        lasting = entry.expires == float("inf")
        if lasting and encoding != IDENTITY:
            body = await asyncio.to_thread(compress, entry.content, encoding, lasting)
        else:
            body = compress(entry.content, encoding, lasting)
        variant = _variant(entry, encoding, body)
        entry.variants[encoding] = variant
        if self._entries.get(entry.address.key) is entry:
            self._grow(0 if encoding == IDENTITY else len(body))
        return variant

    def _coding(self, accepted: bytes) -> str:
        found = coding(accepted.decode("latin-1"))
        if len(accepted) < LONGEST:
            if len(self._codings) >= SPELLINGS:
                self._codings.clear()
            self._codings[accepted] = found
        return found

    def _grow(self, size: int) -> None:
        """Add to what is kept, and let go of what was not used since the last time around."""
        self.size += size
        while self.size > self._capacity and len(self._entries) > 1:
            key = next(iter(self._entries))
            entry = self._entries[key]
            if entry.used:
                entry.used = False
                self._entries[key] = self._entries.pop(key)
            else:
                self._forget(key)

    def _forget(self, key: str) -> None:
        entry = self._entries.pop(key, None)
        if entry:
            for spelling in entry.spellings:
                self._spelt.pop(spelling, None)
            self.size -= OVERHEAD + len(entry.content)
            self.size -= sum(len(v.body["body"]) for name, v in entry.variants.items() if name != IDENTITY)


def _conditions(headers: Iterable[tuple[bytes, bytes]]) -> tuple[bytes, bytes]:
    accepted, etags = b"", b""
    for name, value in headers:
        if name == b"accept-encoding":
            accepted = accepted + b"," + value if accepted else value
        elif name == b"if-none-match":
            etags = etags + b"," + value if etags else value
    return accepted, etags


def _varying(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    vary = b", ".join([value for name, value in headers if name == b"vary"] + [b"accept-encoding"])
    return [pair for pair in headers if pair[0] != b"vary"] + [(b"vary", vary)]


def _variant(entry: Entry, encoding: str, body: bytes) -> Variant:
    suffix = "" if encoding == IDENTITY else f"-{encoding}"
    etag = f'"{sha256(entry.content).hexdigest()[:20]}{suffix}"'
    headers = [*entry.headers, (b"etag", etag.encode()), (b"content-length", str(len(body)).encode())]
    if suffix:
        headers.append((b"content-encoding", encoding.encode()))
    repeated = [pair for pair in entry.headers if pair[0] in REPEATED]
    return Variant(
        etag,
        {"type": "http.response.start", "status": 200, "headers": headers},
        {"type": "http.response.body", "body": body},
        {"type": "http.response.start", "status": 304, "headers": [*repeated, (b"etag", etag.encode())]},
    )
