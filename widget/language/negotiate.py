"""Which language an answer is in: the one asked for, the best that the reader accepts, or the first."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from widget.language.quality import quality_values
from widget.language.tags import canonical, prefixes, script, written_alike


class Decision(NamedTuple):
    """A language, and whether the reader's Accept-Language was asked for it: then caches need `Vary`."""

    tag: str
    by_header: bool


def decide(asked: str, accepted: str, available: Sequence[str]) -> Decision:
    """The language `asked` for, else the best `accepted` one (a header), else the first of `available`.

    Raises IndexError if none is available.
    """
    if chosen := choose(canonical(asked), available):
        return Decision(chosen, by_header=False)
    return Decision(choose(accepted, available) or available[0], by_header=True)


def choose(accepted: str, available: Iterable[str]) -> str | None:
    """The best of `available` for an Accept-Language header, or None (RFC 9110, 12.5.4; RFC 4647, 3.4)."""
    tags = {name.lower(): name for name in available}
    # A name of POSIX, with an encoding or a modifier, is no language range (RFC 4647, 2.1).
    weighted = [(name, weight) for name, weight in quality_values(accepted) if not set(name) & set(".@")]
    refused = {name for name, weight in weighted if weight == 0}
    for name, weight in sorted(weighted, key=lambda pair: -pair[1]):
        if weight == 0:
            return None
        if name == "*":
            return next((name for lower, name in tags.items() if lower not in refused), None)
        if found := next((each for each in (*_alike(name), *_related(name, tags)) if each in tags), None):
            return tags[found]
    return None


def _related(name: str, tags: Iterable[str]) -> Iterator[str]:
    """Those of `tags` that are the same language in the same script, of another country: en-GB for en-US."""
    own = name.partition("-")[0], script(canonical(name))
    return (tag for tag in tags if (tag.partition("-")[0], script(canonical(tag))) == own)


def _alike(name: str) -> Iterator[str]:
    """What a reader of the language `name` reads, the likest first, in small letters."""
    if name.replace("-", "").isalnum():
        yield from (each.lower() for each in written_alike(canonical(name)))
    yield from prefixes(name)
