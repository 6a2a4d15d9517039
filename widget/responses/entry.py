"""A finished response as it is kept: its bytes in each content coding, and the messages that send them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from math import inf
from typing import Self

from starlette.types import Message

from widget.responses.negotiation import IDENTITY, compressible, decompress

# RFC 9110, 15.4.5: what a 304 repeats of the response that it stands for.
REPEATED = frozenset(
    {b"x-accel-expires", b"cache-control", b"cdn-cache-control", b"content-location", b"vary", b"etag"}
)
# As a request was written: where the server is mounted, the path below that, and the query.
Spelling = tuple[str, str, bytes]


class Head(tuple[tuple[bytes, bytes], ...]):
    """The headers of a kept answer, and in `lines` the same as they are sent, with the blank line at the end.

    length: the bytes of the body that follows. Raises ValueError for a header that is more than one line.
    """

    lines: bytes
    length: int

    def __new__(cls, headers: Iterable[tuple[bytes, bytes]], length: int) -> Self:
        """The headers before a body of so many bytes."""
        head = super().__new__(cls, headers)
        head.lines = b"".join(b"%b: %b\r\n" % pair for pair in head) + b"\r\n"
        head.length = length
        if len(head.lines.splitlines()) != len(head) + 1:
            raise ValueError("a header of more than one line")
        return head


@dataclass(slots=True)
class Variant:
    """One content coding of a response, as messages ready to send."""

    etag: str
    start: Message
    body: Message
    unchanged: Message


@dataclass(slots=True)
class Entry:
    """A kept response, and nothing of the request that it was made for.

    begins, ends: the moments (seconds by the memo's clock) between which it is what would be made anew.
    campaign, kind, format: those of its resource. content: its bytes, until a variant has them.
    spellings: the raw addresses that lead to it. weight: the bytes that it takes.
    used: whether it was asked for of late.
    """

    key: str
    campaign: str
    kind: str
    format: str
    begins: float
    ends: float
    headers: list[tuple[bytes, bytes]]
    content: bytes
    variants: dict[str, Variant] = field(default_factory=dict)
    spellings: list[Spelling] = field(default_factory=list)
    weight: int = 0
    used: bool = True

    @property
    def lasting(self) -> bool:
        """Whether it holds at any moment."""
        return self.ends == inf

    def holds(self, clock: Callable[[], float]) -> bool:
        """Whether it may be given out now; not before its moment either, should the clock step back."""
        return self.lasting or self.begins <= clock() < self.ends

    @property
    def plain(self) -> bytes:
        """Its bytes in no content coding: most readers ask for a coded variant, so those alone are kept."""
        for encoding, made in self.variants.items():
            return decompress(made.body["body"], encoding)
        return self.content

    @property
    def compressible(self) -> bool:
        """Whether a content coding makes it smaller."""
        media_type = next((value for name, value in self.headers if name == b"content-type"), b"")
        return compressible(media_type.decode("latin-1"))


def varying(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """The headers of an answer with one Vary, which names what every answer varies by."""
    vary = b", ".join([value for name, value in headers if name == b"vary"] + [b"accept-encoding"])
    return [pair for pair in headers if pair[0] != b"vary"] + [(b"vary", vary)]


def variant(entry: Entry, content: bytes, encoding: str, body: bytes) -> Variant:
    """The messages that send `entry` as `body`, which is its `content` in the coding `encoding`."""
    suffix = "" if encoding == IDENTITY else f"-{encoding}"
    etag = f'"{sha256(content).hexdigest()[:20]}{suffix}"'
    headers = [*entry.headers, (b"etag", etag.encode()), (b"content-length", str(len(body)).encode())]
    if suffix:
        headers.append((b"content-encoding", encoding.encode()))
    repeated = [pair for pair in headers if pair[0] in REPEATED]
    return Variant(
        etag,
        {"type": "http.response.start", "status": 200, "headers": Head(headers, len(body))},
        {"type": "http.response.body", "body": body},
        {"type": "http.response.start", "status": 304, "headers": Head(repeated, 0)},
    )
