"""The product's own words, in each language that it has been translated into."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources

from widget.language.tags import written_alike

SOURCE = "en"
# The key of a file that is no text: by whom it has been reviewed, and when.
REVIEWED = "reviewed"


@cache
def words(tag: str) -> Mapping[str, str]:
    """The words in `tag`, its base language in the same script, or English; nested keys are dotted."""
    return {**english(), **own_words(tag)}


@cache
def own_words(tag: str) -> Mapping[str, str]:
    """Those of `tag` or its base language in the same script alone."""
    return next((_read(name) for name in written_alike(tag) if name in product_languages()), {})


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


def reviewer(tag: str) -> str | None:
    """Who has reviewed the words in `tag` and when, empty for a draft, None if there are no words."""
    name = next((name for name in written_alike(tag) if name in product_languages()), None)
    return str(_table(name).get(REVIEWED, "")) if name else None


def _read(name: str) -> dict[str, str]:
    return dict(_flat({key: value for key, value in _table(name).items() if key != REVIEWED}))


@cache
def _table(name: str) -> Mapping[str, object]:
    file = resources.files(__package__).joinpath("words", f"{name}.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _flat(table: Mapping[str, object], prefix: str = "") -> Iterable[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield prefix + key, str(value)
