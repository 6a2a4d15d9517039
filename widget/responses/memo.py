"""Finished responses, kept: a plain ASGI app.

A response is made once for each canonical address, compressed once for each content coding, and then only
picked. One is made at a time for an address, and whoever asks for it meanwhile waits.
"""

import asyncio
from collections.abc import Callable, Coroutine, Hashable, Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Protocol, TypeVar

from starlette.types import Message, Receive, Scope, Send

from widget.responses.negotiation import IDENTITY, coding, compress, compressible, matches
from widget.responses.resource import Answer, Resource

T = TypeVar("T")
MEBIBYTE = 1 << 20
# What an entry weighs besides its bodies: its headers, messages and places in tables.
OVERHEAD = 4096
# Raw spellings of addresses and headers are remembered up to so many and so long, then all forgotten.
SPELLINGS = 4096
LONGEST = 512
# RFC 9110, 15.4.5: what a 304 repeats of the response that it stands for.
REPEATED = frozenset(
    {b"x-accel-expires", b"cache-control", b"cdn-cache-control", b"content-location", b"vary"}
)


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

    resource: Resource
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
    """An ASGI app that answers every request with the resource that it asks for.

    resolve: the resource of a scope. lifetime: a kind of response and the moment that it was asked for →
    until when it is kept. clock: seconds. capacity: bytes.
    """

    def __init__(
        self,
        resolve: Callable[[Scope], Resource],
        lifetime: Callable[[str, float], float],
        clock: Callable[[], float],
        capacity: int = 64 * MEBIBYTE,
        observer: Observer | None = None,
    ) -> None:
        self._resolve, self._lifetime, self._clock = resolve, lifetime, clock
        self._capacity, self._observer = capacity, observer
        self._entries: dict[str, Entry] = {}
        self._spelt: dict[tuple[str, bytes], Entry] = {}
        self._codings: dict[bytes, str] = {}
        self._pending: dict[Hashable, asyncio.Future[Any]] = {}
        self.size = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        accepted, etags = _conditions(scope["headers"])
        encoding = self._codings.get(accepted) or self._coding(accepted)
        entry = self._spelt.get((scope["path"], scope["query_string"])) if _reads(scope) else None
        variant = entry.variants.get(encoding) if entry and entry.expires > self._clock() else None
        outcome = "hit"
        if entry is None or variant is None:
            resource = self._resolve(scope)
            result = await self._find(scope, resource, encoding)
            if isinstance(result, Answer):
                return await self._pass(scope, result, send)
            entry, variant, outcome = result
        entry.used = True
        unchanged = bool(etags) and matches(etags.decode("latin-1"), variant.etag)
        await send(variant.unchanged if unchanged else variant.start)
        await send(EMPTY if unchanged or scope["method"] == "HEAD" else variant.body)
        if self._observer:
            status, outcome = (304, "revalidated") if unchanged else (200, outcome)
            self._observer.answered(entry.resource.kind, entry.resource.format, status, outcome)
        return None

    def drop(self, campaign: str) -> None:
        """Forget what was made from a campaign, and what was made from all of them."""
        for key, entry in list(self._entries.items()):
            if entry.resource.campaign in (campaign, "") and entry.resource.kind != "static":
                self._forget(key)

    async def _pass(self, scope: Scope, answer: Answer, send: Send) -> None:
        """Send an answer that is not kept."""
        await send({"type": "http.response.start", "status": answer.status, "headers": list(answer.headers)})
        body: Message = {"type": "http.response.body", "body": answer.body}
        await send(EMPTY if scope["method"] == "HEAD" else body)
        if self._observer:
            self._observer.answered("other", scope["path"].rpartition(".")[2], answer.status, "pass")

    async def _find(
        self, scope: Scope, resource: Resource, encoding: str
    ) -> tuple[Entry, Variant, str] | Answer:
        """The kept entry of a resource, or the answer if it is none to be kept."""
        if not resource.key:
            return await resource.make()
        entry, outcome = self._entries.get(resource.key), "hit"
        if entry is None or entry.expires <= self._clock():
            made = await self._once(resource.key, lambda: self._make(resource))
            if isinstance(made, Answer):
                return made
            entry, outcome = made, "miss"
        kept = entry
        encoding = encoding if kept.compressible else IDENTITY
        variant = kept.variants.get(encoding)
        if variant is None:
            variant = await self._once((resource.key, encoding), lambda: self._encode(kept, encoding))
        if not resource.by_language and len(scope["query_string"]) < LONGEST:
            self._spell((scope["path"], scope["query_string"]), kept)
        return kept, variant, outcome

    def _spell(self, spelling: tuple[str, bytes], entry: Entry) -> None:
        if len(self._spelt) >= SPELLINGS:
            for known in self._spelt.values():
                known.spellings.clear()
            self._spelt.clear()
        if self._entries.get(entry.resource.key) is entry:
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

    async def _make(self, resource: Resource) -> Entry | Answer:
        started = self._clock()
        answer = await resource.make()
        if answer.status != 200:
            # Whoever waits gets this failure too, so that it is not made once for each of them.
            return answer
        headers = [pair for pair in answer.headers if pair[0] != b"content-length"]
        entry = Entry(resource, self._lifetime(resource.kind, started), _varying(headers), answer.body)
        self._forget(resource.key)
        self._entries[resource.key] = entry
        self._grow(len(answer.body) + OVERHEAD)
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
        if self._entries.get(entry.resource.key) is entry:
            self._grow(0 if encoding == IDENTITY else len(body))
        return variant

    def _coding(self, accepted: bytes) -> str:
        name = coding(accepted.decode("latin-1"))
        if len(accepted) < LONGEST:
            if len(self._codings) >= SPELLINGS:
                self._codings.clear()
            self._codings[accepted] = name
        return name

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


def _reads(scope: Scope) -> bool:
    return scope["method"] in ("GET", "HEAD")


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
