"""Colours: contrast enough, wherever they are used together, and the same ones everywhere."""

import re
from itertools import product
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.servers import ROOT
from widget.campaign.fields import Topic
from widget.formats.assets import assets
from widget.formats.templating import palette
from widget.view.colour import DARK, LIGHT, MINIMUM, PAPERS, TOPICS, contrast, parse, passing

# The outline of a control, or a bar beside its track, needs less than a text (WCAG 2.2, 1.4.11).
MINIMUM_OF_SHAPES = 3
THEMES = {"light": LIGHT, "dark": DARK}
# Text colour and what is behind it.
PAIRS = list(product(("ink", "quiet", "accent"), ("paper", "tint")))
# Shapes, and what they have to be told from.
SHAPES = [("edge", "paper"), ("edge", "tint"), ("accent", "track")]
COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"{number:06x}")
SHEETS = ["templates/embed.css", "templates/error.css", "static/page.css", "static/campaign.css"]
# A button has the colours of a link the other way round.
BUTTON = ("paper", "accent")


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("text", "behind"), PAIRS)
def test_colours_that_meet_have_contrast_enough(theme: str, text: str, behind: str) -> None:
    tokens = THEMES[theme]

    assert contrast(tokens[text], tokens[behind]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("shape", "behind"), SHAPES)
def test_shapes_stand_out_from_what_is_behind_them(theme: str, shape: str, behind: str) -> None:
    assert contrast(THEMES[theme][shape], THEMES[theme][behind]) >= MINIMUM_OF_SHAPES


@pytest.mark.parametrize("topic", TOPICS)
def test_the_accent_of_every_topic_stands_out_wherever_it_is_used(topic: str) -> None:
    for accent, tokens in zip(TOPICS[topic], THEMES.values(), strict=True):
        for behind in ("paper", "tint", "track"):
            assert contrast(accent, tokens[behind]) >= MINIMUM


def test_every_topic_of_a_campaign_has_its_accent() -> None:
    assert TOPICS.keys() == set(get_args(Topic))


@pytest.mark.parametrize("sheet", SHEETS)
def test_no_other_colour_is_used_for_text_or_behind_it(sheet: str) -> None:
    css = re.sub(r"/\*.*?\*/", "", (ROOT / sheet).read_text(encoding="utf-8"), flags=re.DOTALL)
    texts = set(re.findall(r"(?<![\w-])(?:color|stroke|fill)\s*:\s*var\(--(\w+)\)", css))
    behind = set(re.findall(r"background(?:-color)?\s*:\s*var\(--(\w+)\)", css))

    assert texts <= {BUTTON[0], *(text for text, _ in PAIRS)}
    assert behind <= {BUTTON[1], *(paper for _, paper in PAIRS)}
    literal = re.findall(
        r"(?<![\w-])(?:color|background|border[\w-]*|stroke|fill)\s*:[^;{}]*(?:#[0-9a-f]{3}|rgb|hsl)", css
    )
    assert not literal, "colours are tokens"


def test_both_themes_have_the_same_tokens() -> None:
    assert LIGHT.keys() == DARK.keys()
    assert all(re.fullmatch("[0-9a-f]{6}", colour) for theme in THEMES.values() for colour in theme.values())


def test_the_pages_have_the_same_colours_as_the_embeds() -> None:
    sheet = assets()["page.css"].body.decode()

    assert palette(LIGHT, DARK, "auto") in sheet


@pytest.mark.parametrize("topic", TOPICS)
def test_the_page_of_a_campaign_has_the_accent_of_its_topic_by_day_and_by_night(topic: str) -> None:
    day, night = assets()["campaign.css"].body.decode().split("@media (prefers-color-scheme:dark)", 1)

    for part, accent in zip((day, night), TOPICS[topic], strict=True):
        assert f'[data-topic="{topic}"]{{--accent:#{accent}}}' in part


def test_the_picture_of_the_cat_has_the_accent_colour() -> None:
    svg = (ROOT / "static" / "cat.svg").read_text(encoding="utf-8")

    assert set(re.findall("#([0-9a-f]{6})", svg)) == {LIGHT["accent"]}


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("000000", "ffffff", 21),
        ("ffffff", "ffffff", 1),
        ("767676", "ffffff", 4.54),
        ("777777", "ffffff", 4.48),
    ],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)
    assert contrast(one, other) == contrast(other, one)


@pytest.mark.parametrize(
    ("text", "colour"),
    [("#0b5c6e", "0b5c6e"), ("0B5C6E", "0b5c6e"), ("#abc", "aabbcc"), ("FFF", "ffffff")],
)
def test_a_colour_is_three_or_six_digits_with_or_without_a_hash(text: str, colour: str) -> None:
    assert parse(text) == colour


@pytest.mark.parametrize(
    "text", ["", "#", "red", "12345", "1234567", "##123", "#12345g", "0b5c6e\n", " fff", "１２３"]
)
def test_anything_else_is_no_colour(text: str) -> None:
    assert parse(text) is None


@given(COLOURS, st.sampled_from(sorted({*PAPERS.values(), DARK["paper"]})))
def test_the_near_colour_has_contrast_enough(colour: str, paper: str) -> None:
    assert contrast(passing(colour, paper), paper) >= MINIMUM


@given(COLOURS, st.sampled_from(sorted({*PAPERS.values(), DARK["paper"]})))
def test_a_colour_that_has_contrast_enough_stays(colour: str, paper: str) -> None:
    assert (passing(colour, paper) == colour) == (contrast(colour, paper) >= MINIMUM)


@given(COLOURS, st.sampled_from(sorted(set(PAPERS.values()))))
def test_no_nearer_colour_on_the_way_to_black_or_white_would_do(colour: str, paper: str) -> None:
    near = passing(colour, paper)
    end = "000000" if contrast("000000", paper) > contrast("ffffff", paper) else "ffffff"
    start, stop, found = ([int(each[i : i + 2], 16) for i in (0, 2, 4)] for each in (colour, end, near))

    # The way is a straight line: `found` lies on it, to the nearest of 256 levels of each channel.
    widest = max(range(3), key=lambda i: abs(stop[i] - start[i]))
    length = stop[widest] - start[widest]
    part = (found[widest] - start[widest]) / length if length else 0
    assert all(abs(a + (b - a) * part - c) <= 1.5 for a, b, c in zip(start, stop, found, strict=True))
    for earlier in range(255):
        if earlier / 255 < part - 2 / 255:
            mixed = "".join(
                f"{round(a + (b - a) * earlier / 255):02x}" for a, b in zip(start, stop, strict=True)
            )
            assert contrast(mixed, paper) < MINIMUM
