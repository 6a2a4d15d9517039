"""What a client accepts and what it has: Accept-Encoding and If-None-Match, by RFC 9110."""

import gzip
import re
from collections.abc import Callable, Mapping

import brotli
import zstandard

from widget.language.quality import quality_values

IDENTITY = "identity"
# RFC 9110, 8.4.1.3.
ALIASES = {"x-gzip": "gzip"}
COMPRESSED = ("image/png", "image/gif", "application/zip")
# In the order of preference among equals: the smaller first.
COMPRESSORS: Mapping[str, Callable[[bytes, bool], bytes]] = {
    "br": lambda body, lasting: brotli.compress(body, quality=11 if lasting else 8),
    "zstd": lambda body, lasting: zstandard.ZstdCompressor(level=19 if lasting else 6).compress(body),
    # Without a time of its own, so that every replica makes the same bytes.
    "gzip": lambda body, lasting: gzip.compress(body, 9 if lasting else 6, mtime=0),
}

DECOMPRESSORS: Mapping[str, Callable[[bytes], bytes]] = {
    IDENTITY: lambda body: body,
    "br": brotli.decompress,
    "zstd": lambda body: zstandard.ZstdDecompressor().decompress(body),
    "gzip": gzip.decompress,
}


def compressible(media_type: str) -> bool:
    """Whether a content coding makes a body smaller: pixels and archives are compressed as they are."""
    return not media_type.startswith(COMPRESSED)


def coding(accepted: str) -> str:
    """The best content coding for an Accept-Encoding header (RFC 9110, 12.5.3), or `identity`."""
    weights = {ALIASES.get(name, name): weight for name, weight in quality_values(accepted)}
    anything = weights.get("*", 0.0)
    offered = [(weights.get(name, anything), name) for name in COMPRESSORS]
    best = max(offered, key=lambda pair: pair[0])
    return best[1] if best[0] > 0 and best[0] >= weights.get(IDENTITY, 0.0) else IDENTITY


def compress(body: bytes, name: str, lasting: bool) -> bytes:
    """`body` in a content coding; a `lasting` one is worth the time that the best compression takes."""
    return body if name == IDENTITY else COMPRESSORS[name](body, lasting)


def decompress(body: bytes, name: str) -> bytes:
    """What `body` is in no content coding."""
    return DECOMPRESSORS[name](body)


def matches(if_none_match: str, etag: str) -> bool:
    """Whether a list of entity tags holds `etag` or is `*`, compared weakly (RFC 9110, 13.1.2, 8.8.3.2)."""
    if if_none_match.strip(" \t") == "*":
        return True
    return etag in re.findall(r'(?:W/)?("[\x21\x23-\x7e\x80-\xff]*")', if_none_match)
