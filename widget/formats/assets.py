"""Static files under a name that holds a hash of their content, so that they may be kept for ever."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256

from widget.formats.templating import accents, palette
from widget.settings import STATIC
from widget.view.colour import DARK, LIGHT

# As versions have written it: hexadecimal at first.
HASH = re.compile(r"[0-9a-f]{12}|[0-9]{12,15}")
# Where a style sheet gets the colour tokens, which embeds and pictures share.
TOKENS = b"/* tokens */"
# Where it gets the accent of each topic, which an element names as its data-topic.
ACCENTS = b"/* accents */"
# By the endings of the files.
MEDIA_TYPES = {"css": "text/css", "svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Asset:
    """A static file: its served name, its bytes and its media type."""

    name: str
    body: bytes
    media_type: str


@cache
def assets() -> Mapping[str, Asset]:
    """Every static file, by its plain name."""
    return {
        file.name: _asset(file.name, file.read_bytes()) for file in sorted(STATIC.iterdir()) if file.is_file()
    }


@cache
def served() -> Mapping[str, Asset]:
    """Every static file, by its served name."""
    return {asset.name: asset for asset in assets().values()}


def current(name: str) -> Asset | None:
    """The file that is served as `name` in this version, whatever hash of its content the name holds."""
    stem, _, rest = name.partition(".")
    hashed, _, ending = rest.partition(".")
    return assets().get(f"{stem}.{ending}") if HASH.fullmatch(hashed) else None


def _asset(name: str, body: bytes) -> Asset:
    body = body.replace(TOKENS, palette(LIGHT, DARK, "auto").encode()).replace(ACCENTS, accents().encode())
    stem, _, ending = name.rpartition(".")
    media_type = MEDIA_TYPES[ending]
    charset = "; charset=utf-8" if media_type.startswith("text/") else ""
    # In decimal digits: hexadecimal ones spell "ad" now and then, which block lists hide.
    mark = int.from_bytes(sha256(body).digest()[:6], "big")
    return Asset(f"{stem}.{mark}.{ending}", body, media_type + charset)
