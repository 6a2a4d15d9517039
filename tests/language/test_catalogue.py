"""The product's own words: the same keys and placeholders in each language, in two parts."""

import re
import tomllib
from collections.abc import Mapping
from datetime import date

import pytest
from babel import Locale

from tests.support.servers import ROOT
from widget.language import catalogue, isolates
from widget.language.catalogue import (
    PAGES,
    REVIEW,
    own_words,
    page_languages,
    product_languages,
    review,
    words,
)
from widget.language.isolates import BORROWED, END, OWN, bare
from widget.language.isolates import ENGLISH as ENGLISH_MARK
from widget.language.messages import PLURALS, message
from widget.language.punctuation import USUAL

FILES = sorted((ROOT / "widget" / "language" / "words").glob("*.toml"))


def flat(table: Mapping[str, object], prefix: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in table.items():
        found |= flat(value, f"{prefix}{key}.") if isinstance(value, dict) else {prefix + key: str(value)}
    return found


def read(tag: str) -> dict[str, str]:
    file = ROOT / "widget" / "language" / "words" / f"{tag}.toml"
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    return flat({key: value for key, value in table.items() if key != REVIEW})


def of_pages(key: str) -> bool:
    """Whether a word belongs to the second part of its file."""
    return key.partition(".")[0] in PAGES


# What words around a length of time agree with, in languages where they do.
AGREES = {"size", "more", "least"}
TAGS = [file.stem for file in FILES]
ENGLISH = read("en")


def test_every_file_of_words_is_found() -> None:
    assert set(product_languages()) == set(TAGS)
    assert {"en", "fr", "nl", "de"} <= set(TAGS)


def test_a_language_has_pages_if_it_has_any_words_of_theirs() -> None:
    assert set(page_languages()) == {tag for tag in TAGS if any(map(of_pages, read(tag)))}


def test_english_comes_first_and_the_others_in_one_order() -> None:
    first, *others = product_languages()

    assert first == "en"
    assert others == sorted(set(others) - {"en"})


@pytest.mark.parametrize(("tag", "base"), [("fr-BE", "fr"), ("ar-EG", "ar"), ("en-IN", "en")])
def test_a_country_has_the_words_of_its_language(tag: str, base: str) -> None:
    assert words(tag) == words(base)


@pytest.mark.parametrize("tag", ["eo", "yi", "sr-Latn-x-any"])
def test_a_language_without_words_has_english_ones_that_are_marked(tag: str) -> None:
    found = words(tag)

    assert not own_words(tag)
    own = {key: bare(text) for key, text in found.items() if key not in USUAL}
    assert own == {**ENGLISH, "between": "{from}\u00a0– {to}", "zone": "{city}"}
    assert found["pause"] == f"{ENGLISH_MARK}Pause{END}"
    assert found["every"] == f"{ENGLISH_MARK}every {OWN}{{interval}}{END}{END}"
    assert found["and"] == f" {ENGLISH_MARK}and{END} "
    assert found["colon"] == ": "


def test_every_word_is_said_somewhere() -> None:
    """By its key, or by one that is put together of a beginning and a name, as f"theme.{each}"."""
    files = [*(ROOT / "widget").rglob("*.py"), *(ROOT / "templates").rglob("*.*")]
    sources = "\n".join(file.read_text(encoding="utf-8") for file in files)
    beginnings = {"", *re.findall(r'"([a-z_]+\.\w*)(?:\{|" ~)', sources)}
    quoted = {*re.findall(r'"([\w.-]+)"', sources), *re.findall(r"words\.(\w+)", sources)}

    unsaid = [
        key
        for key in ENGLISH
        if not any(key.removeprefix(each) in quoted for each in beginnings if key.startswith(each))
    ]
    assert [key for key in unsaid if not key.endswith("_estimate")] == []


@pytest.mark.parametrize("tag", TAGS)
def test_no_language_has_words_that_english_has_not(tag: str) -> None:
    assert read(tag).keys() - ENGLISH.keys() == set()


@pytest.mark.parametrize("tag", TAGS)
def test_every_language_has_all_that_stands_in_other_peoples_pages(tag: str) -> None:
    """But what its file says stays English, which then has no words."""
    found = review(tag)
    needed = {key for key in ENGLISH if not of_pages(key)}
    left = set(found.english) if found else set()

    assert needed - read(tag).keys() == left
    assert left <= needed


@pytest.mark.parametrize("tag", TAGS)
def test_every_language_has_all_words_of_our_own_pages_or_none(tag: str) -> None:
    needed = {key for key in ENGLISH if of_pages(key)}
    missing = needed - read(tag).keys()

    assert missing in (set(), needed)
    assert (tag in page_languages()) == (not missing)


def test_every_table_of_the_second_part_is_one() -> None:
    assert {key.partition(".")[0] for key in ENGLISH} >= PAGES


@pytest.mark.parametrize("tag", TAGS)
def test_every_file_says_whether_it_was_reviewed_and_by_whom(tag: str) -> None:
    found = review(tag)

    assert found is not None
    assert found.status in ("draft", "reviewed")
    assert bool(found.by) == bool(found.on) == (found.status == "reviewed")
    if found.on:
        date.fromisoformat(found.on)


def test_a_key_that_stays_english_is_marked_among_the_words_of_its_language(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    left = {key: text for key, text in own_words("nl").items() if key != "anonymous"}
    monkeypatch.setattr(catalogue, "own_words", lambda tag: left)

    found = words.__wrapped__("nl")

    assert found["anonymous"] == f"{ENGLISH_MARK}Report anonymously{END}"
    assert found["pause"] == "Pauze"


def test_words_of_bokmal_are_marked_as_such_among_those_of_nynorsk() -> None:
    assert words("nn")["estimate"] == f"{BORROWED}{words('nb')['estimate']}{END}"
    assert words("no") == words("nb")


@pytest.mark.parametrize("tag", ["en", "nb"])
def test_values_of_a_text_for_another_language_are_not_taken_for_a_form_of_a_plural(tag: str) -> None:
    """A form that is one word in braces would look like a value."""
    for key, text in own_words(tag).items():
        marked = isolates.english(text)
        assert bare(marked) == text
        read = message(text)
        assert marked.count(OWN) == len(read.names) - len(read.choices) - text.count("#"), key


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
        assert set(message(text).names) - AGREES == set(message(ENGLISH[key]).names), key


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

    assert not same - {"minutes", "counted"}
