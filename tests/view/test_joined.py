"""Texts that are put together have the signs of their language between them, wherever they stand."""

import re
from datetime import UTC, date, datetime
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from tests.support.toml import SMALL, small, write
from widget.campaign.load import load
from widget.campaign.models import Campaign
from widget.formats.table import DOCUMENTS
from widget.language.bidi import levels, order
from widget.language.catalogue import own_language, page_languages, product_languages, words
from widget.language.cldr import language
from widget.language.isolates import bare
from widget.pages.campaign import campaign_page
from widget.pages.press import readme
from widget.paste.snippets import snippet
from widget.view import view
from widget.view.options import Options

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
# A comma or a semicolon of Latin texts, between words.
LATIN = re.compile(r"(?<=\w)[,;] ")
OTHER_COMMAS = ["ar", "fa", "ja", "ur", "zh", "zh-TW"]


def joined(folder: Path, tag: str, **changes: Any) -> Campaign:
    """A campaign whose own texts hold no sign at all."""
    source = {**SMALL["figures"]["births"]["source"], "title": "Report"}
    figure = {"amount": 7, "per": "day", "as_of": date(2024, 12, 31), "unit": {tag: "—"}, "source": source}
    other = {**figure, "source": {**source, "publisher": "WHO", "url": "https://who.int/"}}
    third = {
        **figure,
        "source": {**source, "note": {tag: "—"}, "publisher": "UNICEF", "url": "https://unicef.org/"},
    }
    widget = {"kind": "elapsed", "figure": "sum", "label": {tag: "—"}, "sentence": {tag: "{every}"}}
    act = {"region": "BE", "service": "Child Focus", "url": {tag: "https://b.org"}, "telephone": "116 000"}
    data = small(
        languages=[tag],
        figures={"one": figure, "two": other, "three": third,
                 "sum": {"net": ["one", "two", "three"], "unit": {tag: "—"}}},
        widgets={"both": widget, "slow": {**widget, "figure": "one", "kind": "rate", "sentence": {tag: "—"}}},
        act=[act],
        title={tag: "—"},
        **changes,
    )  # fmt: skip
    return load(write(folder, data))


def own(text: str) -> str:
    """`text` without English words of ours, style sheets, addresses and attributes of machines."""
    text = unescape(re.sub(r"<style.*?</style>|<[^<>]*>|https?://\S+", " ", text, flags=re.DOTALL))
    return re.sub("[\u2066\ufdd0].*?[\u2069\ufdd2]", " ", text)


@pytest.mark.parametrize("tag", OTHER_COMMAS)
def test_no_latin_comma_stands_between_texts_of_a_language_that_has_its_own(tmp_path: Path, tag: str) -> None:
    campaign = joined(tmp_path, tag)
    told = [readme(campaign, tag).partition("---")[2]]
    for name in campaign.widgets:
        shown = view.build(campaign, name, Options(tag), NOON, "https://a.org")
        told += [shown.caveat, *(DOCUMENTS[ending](shown).body.decode() for ending in ("txt", "html", "svg"))]
    if own_language(tag) in page_languages():
        told.append(re.sub("<meta[^>]*>", "", campaign_page(campaign, language(tag), "").body.decode()))

    assert [found[0] for text in told if (found := LATIN.search(own(text)))] == []


@pytest.mark.parametrize(
    ("tag", "caveat"),
    [
        ("en", "UN WPP, WHO and UNICEF, 2024"),
        ("ar", "UN WPP، WHO وUNICEF، ٢٠٢٤"),
        ("zh", "UN WPP、WHO和UNICEF（2024，—）"),
        ("ja", "UN WPP、WHOとUNICEF（2024、—）"),
        ("ur", "UN WPP، WHO اور UNICEF، 2024"),
    ],
)
def test_three_sources_are_a_list_of_the_language(tmp_path: Path, tag: str, caveat: str) -> None:
    shown = view.build(joined(tmp_path, tag), "both", Options(tag), NOON)

    assert caveat in bare(shown.caveat)
    assert caveat in bare(re.sub("<[^>]*>", "", shown.caveat_linked))


@pytest.mark.parametrize(
    ("tag", "end"),
    [
        ("en", "116 000."),
        ("hi", "116 000।"),
        ("zh", "116 000。"),
        ("my", "116 000။"),
        ("th", "116 000"),
    ],
)
def test_an_act_ends_as_sentences_of_the_language_do(tmp_path: Path, tag: str, end: str) -> None:
    shown = view.build(joined(tmp_path, tag), "both", Options(tag), NOON, "https://a.org")
    texts = [re.sub("<[^>]*>", "", DOCUMENTS["html"](shown).body.decode())]
    texts.append(re.sub("<[^>]*>", "", snippet("site", shown)))

    for text in (text.replace("\N{NO-BREAK SPACE}", " ") for text in texts):
        assert end in text
        assert f"{end}." not in text


def test_chinese_and_japanese_sentences_follow_each_other_without_a_space(tmp_path: Path) -> None:
    for tag in ("zh", "ja"):
        shown = view.build(joined(tmp_path, tag), "slow", Options(tag), NOON, "https://a.org")
        assert "。 " not in re.sub("<[^>]*>", "", snippet("site", shown)).partition("116")[0]


def test_a_french_sign_is_never_at_the_beginning_of_a_line() -> None:
    for tag in ("fr", "fr-BE"):
        for key, text in words(tag).items():
            assert not re.search(r" [:;!?»]|« ", text), key


@pytest.mark.parametrize("tag", product_languages())
def test_what_stands_before_a_colon_or_within_brackets_is_never_empty(tmp_path: Path, tag: str) -> None:
    """An act without a label, a figure without a note, a widget without an act."""
    campaign = joined(tmp_path, tag)
    shown = view.build(campaign, "both", Options(tag), NOON)

    assert shown.act
    assert shown.act.label
    assert not re.search(r"\(\s*\)|（\s*）|[,،、，]\s*[,،、，.。]", f"{shown.caveat} {shown.sentence}")


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("ru", "Цель достигнута: 1, 2 ноября 2026\u202fг."),
        ("bg", "Целта е постигната: 1, 2 ноември 2026\u202fг."),
        ("en", "The goal was reached: 1, November 2, 2026."),
    ],
)
def test_a_full_stop_that_a_date_has_already_is_not_written_twice(tag: str, text: str) -> None:
    said = language(tag).say("goal.reached", goal="1", reached=language(tag).date(date(2026, 11, 2)))

    assert said == text


@pytest.mark.parametrize("tag", ["ar", "he", "ur", "yi", "ff-Adlm"])
def test_from_right_to_left_an_address_stands_before_its_telephone_number(tmp_path: Path, tag: str) -> None:
    act = view.build(joined(tmp_path, tag), "both", Options(tag), NOON).act
    assert act
    text = re.sub("[\ufdd0-\ufdd2]", "", act.text)
    seen = "".join(text[place] for place in order(levels(text, 1)))

    assert seen.index("116 000") < seen.index("b.org")
