"""The product's own words, in each language that it has been translated into.

A file of words has two parts. What readers meet inside other people's pages is whole in each of them; the
words of our own pages are there whole or not at all.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from sys import intern
from typing import Any, Literal

from widget.language import isolates
from widget.language.punctuation import punctuation
from widget.language.tags import lineage

SOURCE = "en"
# The table of a file that holds no text but how far its words can be relied on.
REVIEW = "review"
# The tables of the second part.
PAGES = frozenset(
    {"page", "method", "sign", "gallery", "press", "chart", "helplines", "builder", "privacy", "theme"}
    | {"layout", "destination", "destination_hint", "destination_note", "gain", "front", "topic"}
)
# The head of one of them.
OF_PAGES = re.compile(rf"^\[({'|'.join(sorted(PAGES))})\]", re.MULTILINE)


# What can be said without a word, where there are none in a language.
WORDLESS = {"between": "{from}\u00a0– {to}", "zone": "{city}"}


@dataclass(frozen=True, slots=True)
class Review:
    """Whether a native reader has reviewed the words, who and when; the keys that are English on purpose."""

    status: Literal["draft", "reviewed"] = "draft"
    by: str = ""
    on: str = ""
    english: Sequence[str] = ()


@cache
def words(tag: str) -> Mapping[str, str]:
    """The words in `tag` or its parent in CLDR, or else marked ones of another; nested keys are dotted.

    The signs between texts are always those of `tag`.
    """
    own = own_words(tag)
    if borrowed(tag):
        own = {key: isolates.english(text, isolates.BORROWED) for key, text in own.items()}
    return {**_marked(), **WORDLESS, **own, **punctuation(tag)}


@cache
def own_words(tag: str) -> Mapping[str, str]:
    """Those of `tag` or its parent alone."""
    name = own_language(tag)
    return _read(name) if name else {}


@cache
def english() -> dict[str, str]:
    """The words of the source language."""
    return _read(SOURCE)


@cache
def product_languages() -> tuple[str, ...]:
    """The tags of the languages that have words: English first, the others sorted."""
    files = (file.name for file in resources.files(__package__).joinpath("words").iterdir())
    tags = {name.removesuffix(".toml") for name in files if name.endswith(".toml")}
    return (SOURCE, *sorted(tags - {SOURCE}))


@cache
def page_languages() -> tuple[str, ...]:
    """Those whose words have both parts."""
    return tuple(tag for tag in product_languages() if OF_PAGES.search(_text(tag)))


@cache
def review(tag: str) -> Review | None:
    """How far the words in `tag` can be relied on; None if there are none."""
    name = own_language(tag)
    return Review(**_table(name)[REVIEW]) if name else None


def own_language(tag: str) -> str | None:
    """The language whose words `tag` has, itself or its parent in CLDR; None if there are none."""
    found = {lineage(name)[0]: name for name in product_languages()}
    return next((found[parent] for parent in lineage(tag) if parent in found), None)


def borrowed(tag: str) -> str | None:
    """The other language whose words stand in for those of `tag`, as those of nb do for nn; else None."""
    own, first = own_language(tag), lineage(tag)[0]
    return own if own and own.partition("-")[0] != first.partition("-")[0] else None


@cache
def _marked() -> dict[str, str]:
    return {key: isolates.english(text) for key, text in english().items()}


@cache
def _read(name: str) -> dict[str, str]:
    return dict(_flat({key: value for key, value in _table(name).items() if key != REVIEW}))


def _table(name: str) -> Mapping[str, Any]:
    return tomllib.loads(_text(name))


def _text(name: str) -> str:
    return resources.files(__package__).joinpath("words", f"{name}.toml").read_text(encoding="utf-8")


def _flat(table: Mapping[str, object], prefix: str = "") -> Iterable[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            # The keys are the same in every language.
            yield intern(prefix + key), str(value)
