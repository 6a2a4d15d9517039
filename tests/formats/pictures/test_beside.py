"""Bars, parts of a stock and numbers that stand still: in their places, and within the picture."""

from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest

from tests.support.browsers.servers import CAMPAIGNS
from tests.support.drawings import SVG, texts
from widget.campaign.load import load
from widget.formats.pictures.gif import gif
from widget.formats.pictures.png import png
from widget.formats.svg import svg
from widget.view.options import SIZES, Options
from widget.view.view import View, build

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
WORLD = load(CAMPAIGNS / "world.toml")
BARRED = ["births-this-year", "budget-left", "trees-goal"]


def shown(name: str, lang: str = "en", **options: object) -> View:
    return build(WORLD, name, Options(lang, **options), NOON)  # type: ignore[arg-type]


def rects(drawing: str, colour: str) -> list[dict[str, float]]:
    """The places of what is filled with a colour, but for the mark at the edge."""
    found = [
        {key: float(each.get(key) or 0) for key in ("x", "y", "width", "height")}
        for each in ElementTree.fromstring(drawing).iter(f"{SVG}rect")
        if each.get("fill") == f"#{colour}"
    ]
    return [each for each in found if each["y"] > 0]


@pytest.mark.parametrize("name", BARRED)
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_bar_is_as_long_as_its_share_and_begins_where_reading_begins(name: str, lang: str) -> None:
    view = shown(name, lang)
    assert view.bar is not None
    drawings = [svg(view).body.decode(), png(view).svg]
    for drawing in drawings:
        (track,), (filled,) = (rects(drawing, view.colours[token]) for token in ("track", "accent"))
        right = [each["x"] + each["width"] for each in (track, filled)]

        assert filled["width"] / track["width"] == pytest.approx(float(view.bar.share), abs=0.002)
        assert filled["y"] == track["y"]
        assert (right[0] == pytest.approx(right[1])) == (lang == "ar")


@pytest.mark.parametrize("name", BARRED)
def test_an_svg_has_its_bar_only_while_its_number_runs(name: str) -> None:
    view = shown(name)
    root = ElementTree.fromstring(svg(view).body)
    parents = {child: parent for parent in root.iter() for child in parent}
    (track,) = [each for each in root.iter(f"{SVG}rect") if each.get("fill") == f"#{view.colours['track']}"]

    assert parents[track].get("display") == "none"


@pytest.mark.parametrize("lang", WORLD.languages)
@pytest.mark.parametrize("name", WORLD.widgets)
def test_every_text_is_within_every_picture(name: str, lang: str) -> None:
    for size in SIZES:
        for text in texts(png(shown(name, lang, size=size)).svg):
            assert 0 <= text.left <= text.right <= size.width, text.text
            assert 0 <= text.baseline <= size.height, text.text


def test_the_parts_of_a_stock_stand_beside_its_number() -> None:
    said = " ".join(text.text for text in texts(gif(shown("people-now")).svg))

    assert "+251" in said
    assert "births every minute" in said
    assert "-118" in said
    assert "deaths every minute" in said


def test_a_number_that_is_still_stands_over_its_sentence() -> None:
    view = shown("victim-every")
    for drawing in (svg(view).body.decode(), png(view).svg):
        lines = {text.text: text for text in texts(drawing)}
        hero = next(line for text, line in lines.items() if text.endswith("3 hr, 26 min"))
        sentence = lines[view.sentence]

        assert hero.baseline + 0.3 * hero.size < sentence.baseline - sentence.size
