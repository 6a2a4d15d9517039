"""Which language an answer is in: the one asked for, the best that the reader accepts, or the first."""

from collections.abc import Container, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from widget.language.quality import quality_values
from widget.language.tags import at_home, canonical, lineage

# CLDR's languageMatching, by tags as `lineage` has them: who reads what as their own (distances up to 5, and
# Cantonese as it is written), and who makes out what (up to 20). What readers may have learnt is not there.
NEAR: Mapping[str, Sequence[str]] = {
    "bs": ("hr", "sr-latn"),
    "gsw": ("de",),
    "hr": ("bs", "sr-latn"),
    "lb": ("de",),
    "sr": ("sr-latn",),
    "sr-latn": ("sr", "bs", "hr"),
    "yue": ("zh-hant",),
}
FAR: Mapping[str, Sequence[str]] = {
    "da": ("nb",),
    "nb": ("da",),
    "zh": ("zh-hant",),
    "zh-hant": ("zh",),
}


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
    """The best of `available` for an Accept-Language header, or None (RFC 9110, 12.5.4).

    A language that readers of another one read (NEAR) stands in for that, unless they name it themselves;
    one that they only make out (FAR) does so where nothing else is left.
    """
    return _chosen(accepted, tuple(available))


@lru_cache(maxsize=1024)
def _chosen(accepted: str, available: tuple[str, ...]) -> str | None:
    # A name of POSIX, with an encoding or a modifier, is no language range (RFC 4647, 2.1).
    weighted = [(name, weight) for name, weight in quality_values(accepted) if not set(name) & set(".@")]
    refused = {name for name, weight in weighted if weight == 0}
    offered = tuple(tag for tag in available if tag.lower() not in refused)
    wanted = [name for name, weight in sorted(weighted, key=lambda pair: -pair[1]) if weight]
    named = {parent for name in wanted for parent in lineage(canonical(name))}
    for name in wanted:
        if name == "*":
            return next(iter(offered), None)
        if found := nearest(name, offered) or _other(name, NEAR, offered, named):
            return found
    return next((found for name in wanted if (found := _other(name, FAR, offered))), None)


@lru_cache(maxsize=1024)
def nearest(name: str, offered: tuple[str, ...]) -> str | None:
    """The one of `offered` in the same language and script that CLDR's parents put nearest to `name`.

    Of several, the one without a country, or with the language's own: en-GB for en-AU, but fr for fr-BE.
    """
    own, found = lineage(canonical(name)), {tag: lineage(canonical(tag)) for tag in offered}
    for parent in own:
        if kin := [tag for tag in offered if parent in found[tag]]:
            return min(kin, key=lambda tag: (len(found[tag]), not at_home(canonical(tag))))
    return None


def _other(
    name: str, others: Mapping[str, Sequence[str]], offered: tuple[str, ...], named: Container[str] = ()
) -> str | None:
    stand_ins = [other for parent in lineage(canonical(name)) for other in others.get(parent, ())]
    found = (nearest(other, offered) for other in stand_ins if other not in named)
    return next(filter(None, found), None)
