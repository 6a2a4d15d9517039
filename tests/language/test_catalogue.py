"""The product's own words: the same keys and placeholders in each language."""

import tomllib
from collections.abc import Mapping

import pytest
from babel import Locale

from tests.support.servers import ROOT
from widget.language.catalogue import product_languages, words
from widget.language.messages import PLURALS, message

FILES = sorted((ROOT / "widget" / "language" / "words").glob("*.toml"))


def flat(table: Mapping[str, object], prefix: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in table.items():
        found |= flat(value, f"{prefix}{key}.") if isinstance(value, dict) else {prefix + key: str(value)}
    return found


def read(tag: str) -> dict[str, str]:
    file = ROOT / "widget" / "language" / "words" / f"{tag}.toml"
    return flat(tomllib.loads(file.read_text(encoding="utf-8")))


TAGS = [file.stem for file in FILES]
ENGLISH = read("en")


def test_every_file_of_words_is_found() -> None:
    assert set(product_languages()) == set(TAGS)
    assert {"en", "fr", "nl", "de"} <= set(TAGS)


def test_english_comes_first_and_the_others_in_one_order() -> None:
    first, *others = product_languages()

    assert first == "en"
    assert others == sorted(set(others) - {"en"})


@pytest.mark.parametrize(("tag", "base"), [("fr-BE", "fr"), ("ar-EG", "ar"), ("is", "en"), ("en-IN", "en")])
def test_a_language_without_words_has_those_of_its_base_or_english_ones(tag: str, base: str) -> None:
    assert words(tag) == words(base)


@pytest.mark.parametrize("tag", TAGS)
def test_every_language_has_exactly_the_keys_of_english(tag: str) -> None:
    assert read(tag).keys() == ENGLISH.keys()


@pytest.mark.parametrize("tag", TAGS)
def test_plural_forms_are_those_of_cldr(tag: str) -> None:
    own = Locale.parse(tag, sep="-").plural_form
    needed = {own(value) for value in range(1, 121)}

    for key, text in read(tag).items():
        for choice in [each for each in message(text).choices if each.kind in PLURALS]:
            assert needed <= choice.branches.keys() <= own.tags | {"other"}, key


@pytest.mark.parametrize("tag", TAGS)
def test_every_text_has_the_placeholders_of_the_english_one(tag: str) -> None:
    for key, text in read(tag).items():
        assert set(message(text).names) == set(message(ENGLISH[key]).names), key


@pytest.mark.parametrize("tag", TAGS)
def test_a_text_without_placeholders_is_what_it_says(tag: str) -> None:
    """It may be shown without being filled in."""
    for key, text in read(tag).items():
        assert message(text).names or message(text).parts == (text,), key


@pytest.mark.parametrize("tag", TAGS)
def test_no_text_is_empty_or_holds_markup(tag: str) -> None:
    for key, text in read(tag).items():
        assert text.strip(), key
        assert not set("<>&") & set(text), key


@pytest.mark.parametrize("tag", [tag for tag in TAGS if tag != "en"])
def test_a_translation_is_not_the_english_text(tag: str) -> None:
    same = {key for key, text in read(tag).items() if text == ENGLISH.get(key) and len(text) > 10}

    assert not same - {"minutes"}
