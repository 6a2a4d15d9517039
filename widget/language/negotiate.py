"""Which language an answer is in: the one asked for, the best that the reader accepts, or the first."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from widget.language.quality import quality_values

# RFC 5646, 4.4.1: no tag in use has more subtags.
MOST_SUBTAGS = 8


class Decision(NamedTuple):
    """A language, and whether the reader's Accept-Language was asked for it: then caches need `Vary`."""

    tag: str
    by_header: bool


def decide(asked: str, accepted: str, available: Sequence[str]) -> Decision:
    """The language `asked` for, else the best `accepted` one (a header), else the first of `available`.

    Raises IndexError if none is available.
    """
    if chosen := choose(tag(asked), available):
        return Decision(chosen, by_header=False)
    return Decision(choose(accepted, available) or available[0], by_header=True)


def tag(name: str) -> str:
    """The language tag for a locale as systems write it: `fr_FR` and `fr_FR.UTF-8` are `fr-FR`."""
    return re.split(r"[.@]", name, maxsplit=1)[0].replace("_", "-")


def choose(accepted: str, available: Iterable[str]) -> str | None:
    """The best of `available` for an Accept-Language header, or None (RFC 9110, 12.5.4; RFC 4647, 3.4)."""
    tags = {name.lower(): name for name in available}
    weighted = quality_values(accepted)
    refused = {name for name, weight in weighted if weight == 0}
    for name, weight in sorted(weighted, key=lambda pair: -pair[1]):
        if weight == 0:
            return None
        if name == "*":
            return next((name for lower, name in tags.items() if lower not in refused), None)
        if prefix := next((prefix for prefix in prefixes(name) if prefix in tags), None):
            return tags[prefix]
    return None


def prefixes(tag: str) -> list[str]:
    """The tag and what it is a kind of, the most exact first: de-at-1996, de-at, de (RFC 4647, 3.4)."""
    subtags = tag.split("-")[:MOST_SUBTAGS]
    return ["-".join(subtags[:end]) for end in range(len(subtags), 0, -1)]
