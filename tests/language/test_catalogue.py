"""The product's own words: the same keys and placeholders in each language."""

import tomllib
from collections.abc import Mapping
from string import Formatter

import pytest
from babel import Locale

from tests.support.servers import ROOT
from widget.language.catalogue import product_languages, words

FILES = sorted((ROOT / "widget" / "language" / "words").glob("*.toml"))
# A form that speaks of one or of two exactly may spell the number out.
SPELLED_OUT = frozenset(["zero", "one", "two"])
FORMS = frozenset(["zero", "one", "two", "few", "many", "other"])


def flat(table: Mapping[str, object], prefix: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in table.items():
        found |= flat(value, f"{prefix}{key}.") if isinstance(value, dict) else {prefix + key: str(value)}
    return found


def read(tag: str) -> dict[str, str]:
    file = ROOT / "widget" / "language" / "words" / f"{tag}.toml"
    return flat(tomllib.loads(file.read_text(encoding="utf-8")))


def is_plural(key: str) -> bool:
    return key.rpartition(".")[2] in FORMS


def placeholders(text: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


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
    found = {key for key in read(tag) if not is_plural(key)}

    assert found == {key for key in ENGLISH if not is_plural(key)}


@pytest.mark.parametrize("tag", TAGS)
def test_plural_forms_are_those_of_cldr(tag: str) -> None:
    locale, words = Locale.parse(tag, sep="-"), read(tag)
    needed = {locale.plural_form(value) for value in range(1, 121)}

    for stem in {key.rpartition(".")[0] for key in ENGLISH if is_plural(key)}:
        forms = {key.rpartition(".")[2] for key in words if key.startswith(f"{stem}.")}
        assert needed <= forms <= locale.plural_form.tags | {"other"}


@pytest.mark.parametrize("tag", TAGS)
def test_every_text_has_the_placeholders_of_the_english_one(tag: str) -> None:
    for key, text in read(tag).items():
        english = ENGLISH.get(key) or ENGLISH[f"{key.rpartition('.')[0]}.other"]
        expected = placeholders(english)
        if is_plural(key) and key.rpartition(".")[2] in SPELLED_OUT:
            assert placeholders(text) <= expected, key
        else:
            assert placeholders(text) == expected, key


@pytest.mark.parametrize("tag", TAGS)
def test_no_text_is_empty_or_holds_markup(tag: str) -> None:
    for key, text in read(tag).items():
        assert text.strip(), key
        assert not set("<>&") & set(text), key


@pytest.mark.parametrize("tag", [tag for tag in TAGS if tag != "en"])
def test_a_translation_is_not_the_english_text(tag: str) -> None:
    same = {key for key, text in read(tag).items() if text == ENGLISH.get(key) and len(text) > 10}

    assert not same - {"minutes.one", "minutes.other"}
