"""Finished responses, kept: a plain ASGI app.

A response is made once for each canonical address, compressed once for each content coding, and then only
picked. One is made at a time for an address, and whoever asks for it meanwhile waits. Whatever a stranger
sends, only a stated length of it is looked at, and all that is kept of it is weighed.
"""

import asyncio
from collections.abc import Callable, Coroutine, Hashable, Sequence
from hashlib import sha256
from typing import Any, Protocol, TypeVar

from starlette.types import Message, Receive, Scope, Send

from widget.responses.entry import Entry, Spelling, Variant, variant, varying
from widget.responses.negotiation import IDENTITY, coding, compress, matches
from widget.responses.resource import Answer, Resource

T = TypeVar("T")
MEBIBYTE = 1 << 20
# What is weighed besides bodies and texts: of an entry its tables, of each variant its headers and messages,
# of a spelling its places in two tables.
OVERHEAD, VARIANT, SPELLING = 4096, 4608, 512
# Raw spellings of addresses and headers are remembered up to so many and so long, then all forgotten.
SPELLINGS = 4096
LONGEST = 512
# Headers of a request that are looked at, and bytes of If-None-Match: browsers send 20 headers and one tag.
MOST_HEADERS = 128
LONGEST_TAGS = 512


class Observer(Protocol):
    """Who is told what happens here."""

    def answered(self, kind: str, form: str, status: int, outcome: str) -> None:
        """An answer was given; outcome is `hit`, `miss`, `revalidated` or `pass`."""

    def made(self, seconds: float) -> None:
        """A response was made in so many seconds."""


EMPTY: Message = {"type": "http.response.body", "body": b""}


class Memo:
    """An ASGI app that answers every request with the resource that it asks for.

    resolve: the resource of a scope. clock: the present, in Unix time. timer: seconds that no step of the
    clock changes. capacity: bytes.
    """

    def __init__(
        self,
        resolve: Callable[[Scope], Resource],
        clock: Callable[[], float],
        timer: Callable[[], float],
        capacity: int = 64 * MEBIBYTE,
        observer: Observer | None = None,
    ) -> None:
        self._resolve, self._clock, self._timer = resolve, clock, timer
        self._capacity, self._observer = capacity, observer
        self._entries: dict[str, Entry] = {}
        self._spelt: dict[Spelling, Entry] = {}
        self._codings: dict[bytes, str] = {}
        self._pending: dict[Hashable, asyncio.Future[Any]] = {}
        # The key and the campaign of what is being made; what is dropped meanwhile is not kept.
        self._making: dict[str, str] = {}
        self.size = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        accepted, etags = _conditions(scope["headers"])
        encoding = self._codings.get(accepted) or self._coding(accepted)
        spelling = _spelling(scope)
        entry = self._spelt.get(spelling) if spelling else None
        sent = entry.variants.get(encoding) if entry and entry.holds(self._clock) else None
        outcome = "hit"
        if entry is None or sent is None:
            resource = self._resolve(scope)
            found = await self._find(scope, resource, encoding)
            if isinstance(found, Answer):
                return await self._pass(scope, resource.kind, found, send)
            entry, sent, outcome = found
        entry.used = True
        unchanged = bool(etags) and matches(etags.decode("latin-1"), sent.etag)
        await send(sent.unchanged if unchanged else sent.start)
        await send(EMPTY if unchanged or scope["method"] == "HEAD" else sent.body)
        if self._observer:
            status, outcome = (304, "revalidated") if unchanged else (200, outcome)
            self._observer.answered(entry.kind, entry.format, status, outcome)
        return None

    def __len__(self) -> int:
        return len(self._entries)

    def drop(self, campaign: str) -> None:
        """Forget what was made from a campaign, and what was made from all of them."""
        for key, entry in list(self._entries.items()):
            if entry.campaign in (campaign, "") and entry.kind != "static":
                self._forget(key)
        self._making = {key: name for key, name in self._making.items() if name not in (campaign, "")}

    async def _pass(self, scope: Scope, kind: str, answer: Answer, send: Send) -> None:
        """Send an answer that is not kept."""
        await send({"type": "http.response.start", "status": answer.status, "headers": list(answer.headers)})
        body: Message = {"type": "http.response.body", "body": answer.body}
        await send(EMPTY if scope["method"] == "HEAD" else body)
        if self._observer:
            self._observer.answered(kind, scope["path"].rpartition(".")[2], answer.status, "pass")

    async def _find(
        self, scope: Scope, resource: Resource, encoding: str
    ) -> tuple[Entry, Variant, str] | Answer:
        """The kept entry of a resource, or the answer if it is none to be kept."""
        if not resource.key:
            return await resource.make()
        key = _short(resource.key)
        entry, outcome = self._entries.get(key), "hit"
        if entry is None or not entry.holds(self._clock):
            made = await self._once(key, lambda: self._make(key, resource))
            if isinstance(made, Answer):
                return made
            entry, outcome = made, "miss"
        kept = entry
        encoding = encoding if kept.compressible else IDENTITY
        chosen = kept.variants.get(encoding)
        if chosen is None:
            chosen = await self._once((key, encoding), lambda: self._encode(kept, encoding))
        if not resource.by_language and (spelling := _spelling(scope)):
            self._spell(spelling, kept)
        return kept, chosen, outcome

    def _spell(self, spelling: Spelling, entry: Entry) -> None:
        if len(self._spelt) >= SPELLINGS:
            self._forget_spellings()
        if self._entries.get(entry.key) is entry and spelling not in self._spelt:
            self._spelt[spelling] = entry
            entry.spellings.append(spelling)
            self._grow(entry, _weight(spelling))

    def _forget_spellings(self) -> None:
        for spelling, entry in self._spelt.items():
            self._grow(entry, -_weight(spelling))
            entry.spellings.clear()
        self._spelt.clear()

    async def _once(self, key: Hashable, make: Callable[[], Coroutine[Any, Any, T]]) -> T:
        pending: asyncio.Future[T] | None = self._pending.get(key)
        if pending is None:
            pending = asyncio.ensure_future(make())
            self._pending[key] = pending
            pending.add_done_callback(lambda _: self._pending.pop(key, None))
        # Shielded, so that a reader who leaves takes nothing away from those who wait.
        return await asyncio.shield(pending)

    async def _make(self, key: str, resource: Resource) -> Entry | Answer:
        started = self._timer()
        self._making[key] = resource.campaign
        answer = await resource.make()
        kept = self._making.pop(key, None) is not None
        if answer.status != 200:
            # Whoever waits gets this failure too, so that it is not made once for each of them.
            return answer
        headers = varying([pair for pair in answer.headers if pair[0] != b"content-length"])
        about = (key, resource.campaign, resource.kind, resource.format)
        entry = Entry(*about, *resource.holds, headers, answer.body)
        if kept:
            self._forget(key)
            self._entries[key] = entry
            self._grow(entry, len(answer.body) + len(key) + OVERHEAD)
        if self._observer:
            self._observer.made(self._timer() - started)
        return entry

    async def _encode(self, entry: Entry, encoding: str) -> Variant:
        content = entry.plain
        if entry.lasting and encoding != IDENTITY:
            body = await asyncio.to_thread(compress, content, encoding, True)
        else:
            body = compress(content, encoding, entry.lasting)
        made = variant(entry, content, encoding, body)
        entry.variants[encoding] = made
        if self._entries.get(entry.key) is entry:
            self._grow(entry, VARIANT + len(body) - len(entry.content))
        entry.content = b""
        return made

    def _coding(self, accepted: bytes) -> str:
        chosen = coding(accepted.decode("latin-1"))
        if len(accepted) < LONGEST:
            if len(self._codings) >= SPELLINGS:
                self._codings.clear()
            self._codings[accepted] = chosen
        return chosen

    def _grow(self, entry: Entry, size: int) -> None:
        """Add to what is kept, and let go of what was not used since the last time around."""
        entry.weight += size
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
            self.size -= entry.weight


def _short(key: str) -> str:
    """A key that takes no more room than a hash."""
    return key if len(key) <= LONGEST else sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


def _spelling(scope: Scope) -> Spelling | None:
    """What is remembered of a request; of one that is long or asks for no answer nothing is."""
    path, query = scope["path"], scope["query_string"]
    if len(path) >= LONGEST or len(query) >= LONGEST or scope["method"] not in ("GET", "HEAD"):
        return None
    return scope.get("root_path", ""), path, query


def _weight(spelling: Spelling) -> int:
    return SPELLING + sum(map(len, spelling))


def _conditions(headers: Sequence[tuple[bytes, bytes]]) -> tuple[bytes, bytes]:
    """Accept-Encoding and If-None-Match, as much of them as is looked at."""
    accepted, etags = [], []
    for name, value in headers[:MOST_HEADERS]:
        if name == b"accept-encoding":
            accepted.append(value[: LONGEST + 1])
        elif name == b"if-none-match":
            etags.append(value[:LONGEST_TAGS])
    return b",".join(accepted)[: LONGEST + 1], b",".join(etags)[:LONGEST_TAGS]
