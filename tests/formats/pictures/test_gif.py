"""The gif of one minute: its frames, what they say, and that they never run ahead."""

from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction
from math import floor
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.support.drawings import LANGUAGES, SVG, Text, drawn, frames, image, inked, shown, texts
from tests.support.examples import CAMPAIGNS, NOW, WIDGETS
from widget.formats.pictures.drawing import draw
from widget.formats.pictures.gif import gif
from widget.language.cldr import language
from widget.numbers.notation import NOTHING, Affixes
from widget.numbers.odometer import odometer
from widget.view.options import Options
from widget.view.view import Ticking, View, build

EVERY = pytest.mark.parametrize(("campaign", "name", "lang"), WIDGETS)
TICKING = pytest.mark.parametrize(
    ("campaign", "name", "lang"), [each for each in WIDGETS if each[1] != "every-second"]
)
SPOKEN = pytest.mark.parametrize("lang", LANGUAGES)
CATSFORKIDS = CAMPAIGNS["catsforkids"]
LAST_SECONDS = datetime(2026, 11, 22, 22, 59, 30, tzinfo=UTC)


def view(campaign: str, name: str, lang: str) -> View:
    return build(CAMPAIGNS[campaign], name, Options(lang), NOW)


def pictures(ticking: View) -> list[list[Text]]:
    """The lines of the first frame, of those that run, and of the last."""
    root = ElementTree.fromstring(gif(ticking).svg)
    return [texts(group) for group in root.iter(f"{SVG}g")]


def said(found: list[Text]) -> str:
    return " ".join(line.text for line in found)


def numbers(ticking: View) -> list[tuple[str, ...]]:
    """What stands on each frame."""
    made = gif(ticking).frames
    assert made
    return [tuple("".join(number.pieces) for number in row) for row in made.numbers]


@TICKING
def test_a_gif_is_a_minute_at_two_frames_a_second_and_plays_once(campaign: str, name: str, lang: str) -> None:
    drawing = gif(view(campaign, name, lang))
    picture = image(drawing)
    durations = [duration for _, duration in frames(picture)]

    assert (picture.format, picture.size) == ("GIF", (600, 200))
    assert durations == [500] * 120
    assert "loop" not in picture.info
    assert len(drawn(drawing)) <= 150_000
    assert len(picture.convert("RGB").getcolors(256) or ()) <= 32


@EVERY
def test_the_first_frame_is_the_whole_message(campaign: str, name: str, lang: str) -> None:
    shown = view(campaign, name, lang)
    first = said(pictures(shown)[0])

    assert numbers(shown)[0] == ()
    assert shown.sentence in first
    assert shown.label in first
    assert shown.language.words["estimate"] in first
    assert shown.average.replace("{source}", "Child Focus") in first
    assert shown.act
    assert shown.act.link.text in first


@TICKING
def test_the_sentence_and_the_source_stay_in_sight(campaign: str, name: str, lang: str) -> None:
    shown = view(campaign, name, lang)

    for picture in pictures(shown)[1:]:
        assert shown.sentence in said(picture)
        assert "Child Focus" in said(picture)


@TICKING
def test_a_number_says_what_is_true_when_its_frame_begins(campaign: str, name: str, lang: str) -> None:
    shown = view(campaign, name, lang)
    begins = Fraction(0)
    rows = numbers(shown)
    for row, (_, milliseconds) in zip(rows, frames(image(gif(shown))), strict=True):
        told = Fraction(60) if row is rows[-1] else begins
        starts = [number.odometer.count.start for number in shown.numbers]
        rates = [figure.rate for figure in shown.figures]
        expected = [floor(start + rate * told) for start, rate in zip(starts, rates, strict=True)]
        assert list(row) == ([shown.language.number(value) for value in expected] if begins else [])
        begins += Fraction(milliseconds, 1000)


def test_the_last_frame_says_what_was_reached_after_a_minute() -> None:
    shown = view("catsforkids", "while-reading", "fr")
    still = said(pictures(shown)[1])

    assert numbers(shown)[-1] == ("13\u202f194",)
    assert "après une minute" in said(pictures(shown)[-1])
    assert "après une minute" not in still


def test_where_the_sentence_has_a_moment_the_minute_counts_from_it() -> None:
    assert "one minute later" in said(pictures(view("catsforkids", "today", "en"))[-1])


def test_when_the_day_is_over_its_number_is_gone_and_the_message_stands() -> None:
    shown = build(CATSFORKIDS, "today", Options("en"), LAST_SECONDS)
    made = gif(shown)
    drawn = [frame.tobytes() for frame, _ in frames(image(made))]

    assert [bool(row) for row in numbers(shown)] == [False] + 59 * [True] + 60 * [False]
    assert drawn[0] == drawn[60] == drawn[-1] != drawn[59]
    assert shown.sentence in said(pictures(shown)[0])
    assert "later" not in said(pictures(shown)[-1])


def test_a_picture_of_a_day_that_ends_at_once_stands_still() -> None:
    last = datetime(2026, 11, 22, 22, 59, 59, 900_000, tzinfo=UTC)
    shown = build(CATSFORKIDS, "today", Options("en"), last)

    assert len({frame.tobytes() for frame, _ in frames(image(gif(shown)))}) == 1


def test_two_figures_run_side_by_side_each_with_its_caption() -> None:
    shown = view("catsforkids", "versus", "en")

    assert numbers(shown)[-1] == ("168", "13,194")
    assert "cat photos on Instagram" in said(pictures(shown)[1])
    assert "images of child sexual abuse" in said(pictures(shown)[1])


def test_where_nothing_ticks_the_message_stands_still() -> None:
    found = list(frames(image(gif(view("catsforkids", "every-second", "fr")))))

    assert len(found) == 1
    assert found[0][0].size == (600, 200)


@SPOKEN
@pytest.mark.parametrize("name", ["while-reading", "versus"])
def test_every_frame_has_ink_where_it_has_words_and_a_number_on_clear_paper(
    tmp_path: Path, lang: str, name: str
) -> None:
    ticking = shown(tmp_path, lang, name)
    made = gif(ticking).frames
    seen = [frame for frame, _ in frames(image(gif(ticking)))]
    parts = pictures(ticking)

    assert made
    for lines, frame in zip(parts, (seen[0], seen[1], seen[-1]), strict=True):
        assert [line.text for line in lines if not inked(frame, line.box)] == []
        assert all(0 < line.left < line.right < 600 and 0 < line.baseline < 196 for line in lines)
    for number, glyphs in zip(made.numbers[-1], made.glyphs, strict=True):
        boxes = [dict(glyphs)[character] for character in number.pieces]
        left, right = number.left, number.left + sum(box[2] - box[0] for box in boxes)
        top, bottom = number.top, number.top + boxes[0][3] - boxes[0][1]
        assert inked(seen[-1], (left, top, right, bottom))
        assert not [
            line.text for line in parts[-1]
            if left < line.right - 3 and line.left < right - 3
            and top < line.baseline and line.box[1] < bottom - 4
        ]  # fmt: skip


def test_reading_from_the_right_numbers_end_at_the_right_margin(tmp_path: Path) -> None:
    made = gif(shown(tmp_path, "ar")).frames

    assert made
    glyphs = dict(made.glyphs[0])
    for row in made.numbers[1:]:
        wide = sum(glyphs[character][2] - glyphs[character][0] for character in row[0].pieces)
        assert row[0].left + wide == 580
        assert set(row[0].pieces) <= set("٠١٢٣٤٥٦٧٨٩٬")


def test_dark_gifs_have_dark_paper() -> None:
    dark = build(CATSFORKIDS, "while-reading", Options("fr", theme="dark"), NOW)

    assert image(gif(dark)).convert("RGB").getpixel((3, 3)) == tuple(bytes.fromhex(dark.dark["paper"]))


def test_a_gif_is_the_same_bytes_every_time() -> None:
    drawing = gif(view("catsforkids", "today", "nl"))

    assert draw(drawing) == draw(drawing)


@pytest.mark.parametrize(
    ("lang", "affixes", "first", "last"),
    [
        ("en", Affixes("€"), "€20.0", "-€39.5"),
        ("ar", Affixes("", " t"), "\xa0t٢٠٫٠", "\xa0t٣٩٫٥\u061c-"),
        ("he", NOTHING, "20.0", "\u200e-39.5"),
    ],
)
def test_sign_decimals_and_unit_stand_on_their_sides(
    lang: str, affixes: Affixes, first: str, last: str
) -> None:
    falling = odometer(
        Fraction(-1), Fraction(41, 2), language(lang), decimals=1, affixes=affixes, below_zero=True
    )
    other = replace(
        view("catsforkids", "while-reading", "en"), numbers=(Ticking("", falling),), language=language(lang)
    )
    rows = numbers(other)

    assert rows[1] == (first,)
    assert rows[-1] == (last,)
    assert image(gif(other)).size == (600, 200)
