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
# Norwegian by itself is its Bokmål, which CLDR has as the parent of Nynorsk too.
SAME = {"no": "nb"}
NYNORSK, BOKMAL = "nn", "nb"
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
def lineage(tag: str) -> tuple[str, ...]:
    """The tag and its parents in CLDR, in small letters: es-mx, es-419, es (UTS 35, 4.1.3).

    All are written in the same script: zh-TW is zh-hant-tw, zh-hant and not zh; sr-Latn is not sr.
    """
    language, *others = tag.split("-")[:MOST_SUBTAGS]
    language, own = SAME.get(language, language), script(tag)
    named = [own] if own != script(language) else []
    found = ["-".join([language, *named, *(each for each in others if each != own)])]
    while parent := _parent(found[-1]):
        found.append(parent)
    return tuple(each.lower() for each in found)


def _parent(tag: str) -> str:
    """What a language inherits from, or nothing: English has no parent, Chinese is none of Traditional."""
    parents: Mapping[str, str] = get_global("parent_exceptions")
    before, _, last = tag.rpartition("-")
    parent = parents.get(tag.replace("-", "_"), "").replace("_", "-")
    if parent.partition("-")[0] == tag.partition("-")[0]:
        return parent
    if tag == NYNORSK:
        return BOKMAL
    return "" if len(last) == 4 and last.isalpha() else before


def direction(tag: str) -> str:
    """`rtl` for a script from right to left, else `ltr`. Babel would load 40 languages, 45 MB, to say it."""
    return "rtl" if script(tag) in RIGHT_TO_LEFT else "ltr"


@cache
def script(tag: str) -> str:
    """The script that a tag names, else the one that its language likely has (UTS 35, likely subtags)."""
    language, *others = tag.split("-")
    if named := next((each for each in others if len(each) == 4 and each.isalpha()), ""):
        return named
    region = next((each for each in others if len(each) == 2), "")
    return _likely(language, region, 4) or _likely(language, "", 4)


@lru_cache(maxsize=1024)
def at_home(tag: str) -> bool:
    """Whether a tag names no region, or the one that its language and script are likely from."""
    language, *others = tag.split("-")
    home = _likely(language, script(tag), 2) or _likely(language, "", 2)
    return all(each == home for each in others if len(each) == 2 or each.isdigit())


def _likely(language: str, more: str, length: int) -> str:
    """Of the likely subtags of a language and one `more`, the one of so many letters."""
    likely: Mapping[str, str] = get_global("likely_subtags")
    full = likely.get(f"{language}_{more}" if more else language, "")
    return next((part for part in full.split("_")[1:] if len(part) == length), "")
