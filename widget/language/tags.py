"""Language tags as BCP 47 and POSIX write them, in the one form that is used here."""

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from babel.core import get_global

# RFC 5646, 2.1: language (or what an extended one is a kind of), script, region, and what else there is.
TAG = re.compile(
    r"(?:[a-z]{2,3}-(?=[a-z]{3}(?:-|$)))?(?P<language>[a-z]{2,3})(?:-(?P<script>[a-z]{4}))?(?:-(?P<region>[a-z]{2}|[0-9]{3}))?"
    r"(?P<variants>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)(?P<extensions>(?:-[a-z0-9](?:-[a-z0-9]{1,8})+)*)"
)
# POSIX (locale(1)): language_REGION.encoding@modifier, the modifiers that glibc has for scripts and variants.
MODIFIERS: Mapping[str, str] = {
    "latin": "latn",
    "cyrillic": "cyrl",
    "devanagari": "deva",
    "arabic": "arab",
    "valencia": "valencia",
}
# UTS 35, 3.6: the digits that a tag asks for.
DIGITS = re.compile(r"[-_]u(?:[-_][a-z0-9]{2,8})*?[-_]nu[-_]([a-z0-9]{3,8})", re.IGNORECASE)
# What POSIX calls the language of programs, and what tags before BCP 47 had (RFC 5646, 2.2.8).
NAMED: Mapping[str, str] = {
    "c": "en",
    "posix": "en",
    "zh-min-nan": "nan",
    "zh-guoyu": "zh",
    "zh-xiang": "hsn",
}
# Norwegian by itself is its Bokmål: CLDR has one as the other's parent.
SAME = {"no": "nb", "nb": "no"}
LONGEST = 60
# ISO 15924, the living ones.
RIGHT_TO_LEFT = frozenset(
    ["Adlm", "Arab", "Aran", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa", "Yezi"]
)
# RFC 5646, 4.4.1: no tag in use has more subtags.
MOST_SUBTAGS = 8


@lru_cache(maxsize=1024)
def canonical(text: str) -> str:
    """The tag in BCP 47's recommended case, with today's code for an old one, without encoding or extensions.

    `pt_BR.UTF-8` is pt-BR, `iw` is he, `sr@latin` is sr-Latn. What is no tag comes back as it is.
    """
    name, _, modifier = text.partition("@")
    tag = name.partition(".")[0].replace("_", "-").lower()
    added = MODIFIERS.get(modifier.lower(), "")
    if len(added) == 4:
        tag = re.sub("^[^-]*", rf"\g<0>-{added}", tag, count=1)
    elif added:
        tag = f"{tag}-{added}"
    match = TAG.fullmatch(NAMED.get(tag, tag)) if len(text) <= LONGEST else None
    if not match:
        return text
    aliases: Mapping[str, str] = get_global("language_aliases")
    language, *others = aliases.get(match["language"], match["language"]).split("_")
    script = match["script"] or next((part for part in others if len(part) == 4), "")
    region = match["region"] or next((part for part in others if len(part) == 2), "")
    return "-".join(filter(None, (language, script.title(), _region(region.upper())))) + match["variants"]


def _region(code: str) -> str:
    """Today's code of a region, such as GB for UK; what became several stays as it is."""
    aliases: Mapping[str, Sequence[str]] = get_global("territory_aliases")
    today = aliases.get(code, ())
    return today[0] if len(today) == 1 else code


def digits(text: str) -> str:
    """The numbering system that a tag asks for by its extension, such as latn; empty if it asks for none."""
    found = DIGITS.search(text[:LONGEST])
    return found[1].lower() if found else ""


def prefixes(tag: str) -> list[str]:
    """The tag and what it is a kind of, the most exact first: de-at-1996, de-at, de (RFC 4647, 3.4)."""
    subtags = tag.split("-")[:MOST_SUBTAGS]
    return ["-".join(subtags[:end]) for end in range(len(subtags), 0, -1)]


@lru_cache(maxsize=1024)
def written_alike(tag: str) -> tuple[str, ...]:
    """The tag and what it is a kind of in the same script: zh-TW, zh-Hant, not zh; sr-Latn, not sr."""
    own, language = script(tag), tag.split("-")[0]
    names = [*prefixes(tag), *([f"{language}-{own}"] if own else []), SAME.get(language, language)]
    return tuple(name for name in dict.fromkeys(names) if script(name) == own)


def direction(tag: str) -> str:
    """`rtl` for a script from right to left, else `ltr`. Babel would load 40 languages, 45 MB, to say it."""
    return "rtl" if script(tag) in RIGHT_TO_LEFT else "ltr"


@cache
def script(tag: str) -> str:
    """The script that a tag names, else the one that its language likely has (UTS 35, likely subtags)."""
    language, *others = tag.split("-")
    if named := next((each for each in others if len(each) == 4 and each.isalpha()), ""):
        return named
    likely: Mapping[str, str] = get_global("likely_subtags")
    region = next((each for each in others if len(each) == 2), "")
    full = likely.get(f"{language}_{region}") or likely.get(language, "")
    return next((part for part in full.split("_")[1:] if len(part) == 4), "")
