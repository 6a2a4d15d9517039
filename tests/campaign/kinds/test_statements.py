"""Statements are what somebody said: quoted, dated, with the source, beside what the data say."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.support.examples import NOW
from tests.support.histories import SAID, statements
from tests.support.markup import Page
from tests.support.toml import write
from widget.campaign.faults import CampaignError
from widget.campaign.load import load
from widget.formats.data import json_, txt
from widget.formats.html import html
from widget.formats.pictures.drawing import draw
from widget.formats.pictures.gif import gif
from widget.formats.pictures.png import png
from widget.formats.svg import svg
from widget.view.options import SIZES, Options
from widget.view.view import View, build

WITHOUT_LANG = {key: value for key, value in SAID.items() if key != "lang"}


def view(folder: Path, data: dict[str, Any], lang: str = "en", **options: Any) -> View:
    return build(load(write(folder, data)), "said", Options(lang, **options), NOW)


def in_two_languages() -> dict[str, Any]:
    data = statements(label={"en": "Said", "ar": "قيل"}, sentence={"en": "It grew.", "ar": "نما."})
    data["languages"] = ["en", "ar"]
    data["figures"]["births"]["unit"]["ar"] = "ولادات"
    return data


def test_a_statement_is_a_quotation_with_its_source_and_nothing_ticks(tmp_path: Path) -> None:
    shown = view(tmp_path, statements())
    page = Page(html(shown).body.decode())

    quote = page.one("blockquote")
    assert quote.text == "“The number doubles <every> year.”"
    assert quote.attributes["cite"] == SAID["source"]["url"]
    assert "A minister · February 6, 2024" in page.one("figcaption").text
    assert page.one("cite").text == "A speech"
    assert page.one("p", "say").text == "It grew by a tenth."
    assert shown.numbers == ()
    assert "@keyframes" not in html(shown).body.decode()


def test_a_quotation_in_another_language_says_which(tmp_path: Path) -> None:
    arabic = Page(html(view(tmp_path, in_two_languages(), "ar")).body.decode())
    english = Page(html(view(tmp_path, in_two_languages(), "en")).body.decode())

    assert arabic.one("blockquote").attributes["lang"] == "en"
    assert arabic.one("blockquote").text == "«The number doubles <every> year.»"
    assert "lang" not in english.one("blockquote").attributes


def test_the_style_of_a_statement_holds_sizes_and_nothing_of_its_template(tmp_path: Path) -> None:
    style = html(view(tmp_path, statements())).body.decode().partition("<style>")[2].partition("</style>")[0]

    assert re.findall(r"--size:([^;}]*)", style) != []
    assert all(re.match(r"[\d.]|clamp\(", size) for size in re.findall(r"--size:([^;}]*)", style))


@pytest.mark.parametrize("form", [txt, json_, svg])
def test_every_format_has_the_quotation_who_said_it_and_the_data(tmp_path: Path, form: Any) -> None:
    body = form(view(tmp_path, statements())).body.decode()

    for said in ("The number doubles", "A minister · February 6, 2024", "A speech", "It grew by a tenth."):
        assert said in body


def test_programs_get_the_address_of_the_source(tmp_path: Path) -> None:
    told = json.loads(json_(view(tmp_path, statements())).body)

    assert told["statements"][0]["url"] == SAID["source"]["url"]


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_pictures_show_as_many_as_there_is_room_for_above_the_foot(tmp_path: Path, size: Any) -> None:
    shown = view(tmp_path, statements(SAID, {**SAID, "who": "A paper"}, {**SAID, "who": "A firm"}), size=size)

    assert "The number doubles" in png(shown).svg
    assert "It grew by a tenth." in png(shown).svg
    assert draw(png(shown))[:4] == b"\x89PNG"
    assert gif(shown).frames


@pytest.mark.parametrize(
    ("statement", "more", "mend"),
    [
        (WITHOUT_LANG, {}, 'add lang = "en"'),
        ({**SAID, "quote": {"en": "It doubles."}}, {}, "take lang out"),
        ({**SAID, "quote": "x" * 199}, {"twice": True}, "shorten them"),
        (SAID, {"figures": ["births"]}, 'write figure = "births"'),
        ({**SAID, "lang": "xx"}, {}, "correct the tag"),
    ],
)
def test_what_a_statement_lacks_is_named_with_its_remedy(
    tmp_path: Path, statement: dict[str, Any], more: dict[str, Any], mend: str
) -> None:
    said = [statement] * (2 if more.pop("twice", False) else 1)

    with pytest.raises(CampaignError) as caught:
        load(write(tmp_path, statements(*said, **more)))

    (fault,) = caught.value.faults
    assert mend in fault.mend


def test_an_unknown_key_of_a_statement_is_named_with_those_that_there_are(tmp_path: Path) -> None:
    with pytest.raises(CampaignError) as caught:
        load(write(tmp_path, statements({**SAID, "speaker": "A minister"})))

    (fault,) = caught.value.faults
    assert fault.key == "widgets.said.statement.0.speaker"
    assert "who" in fault.expected
