"""How large the texts of an embed are, so that they fill its frame: from how much room their letters take."""

import re
from collections.abc import Iterator
from math import sqrt
from unicodedata import east_asian_width

from widget.language.tags import script
from widget.view.view import View

Widths = tuple[tuple[int, int], tuple[int, int]]

# Two widths of a frame between which the size of texts grows, and how much of them is theirs, all in px.
NARROW = (240, 212), (560, 532)
BROAD = (560, 480), (1200, 1120)
COLUMN = (800, 250), (1200, 400)
# How much of its line a letter takes, in square em, with the room that is left at the ends of lines.
LETTER = 0.8
# How many letters one takes the room of that is as wide as it is high (UAX 11).
WIDE = 1.8
# Where such letters may be (EastAsianWidth.txt): most texts have none there, which is quickly seen.
WIDER = re.compile("[\u1100-\u115f\u231a-\U0010ffff]")
# Scripts whose letters reach far up and down, and how much further apart their lines are.
TALL, APART = ("Khmr", "Laoo", "Mymr"), 1.2
# What of 240 px is left for texts beside a number, how much less beside a drawing, table, bar and chart,
# and how much more where there is no number.
ROOM, DRAWING, TABLE, BAR, PLOT, SAID = 174, 38, 62, 28, 20, 110
# How much of that the label and the foot take.
FOOT = 80
# The height of a sentence beside the number, and how much less there is above a table or a bar.
BESIDE, PARTS = 100, 40


def layout(view: View) -> str:
    """What an embed is laid out as: two numbers with their drawings find no room in a banner."""
    found = view.options.layout
    return "card" if view.widget.compares and found == "banner" else found


def letters(*texts: str) -> float:
    """How many letters of the Latin script take as much room as the texts."""
    wide = sum(east_asian_width(each) in "WF" for text in texts for each in WIDER.findall(text))
    return sum(map(len, texts)) + (WIDE - 1) * wide


def sizes(view: View) -> dict[str, str | bool]:
    """The font sizes of a style sheet: of all texts, and of a sentence alone and beside the number."""
    tall = script(view.language.tag) in TALL
    said = letters(view.sentence) * (APART if tall else 1)
    alone = _room(view) - FOOT
    return {
        "tall": tall,
        "text": _fluid(_letters(view), _room(view), NARROW, "0.6875rem", "0.8125rem"),
        "large": _fluid(said, alone, NARROW, "1.15em", "1.625rem"),
        "alone": _fluid(said, alone, BROAD, "1.25rem", "2.25rem"),
        "beside": _fluid(said, BESIDE - PARTS * bool(view.rows or view.bar), COLUMN, "0.9375rem", "1.5rem"),
    }


def held(view: View) -> float:
    """How many letters a frame holds at most beside its number."""
    safety = (view.act.safety, view.act.safety_short) if view.act else ("", "")
    return _letters(view) + letters(safety[0]) - letters(safety[1])


def _letters(view: View) -> float:
    """Where the act's care is said shortly; captions stand in narrow columns, and take double."""
    act = (view.act.text, view.act.safety_short) if view.act else ()
    captions = [2 * letters(each) for each in _captions(view)]
    spoken = (view.sentence, *_beside(view)) if view.numbers or not view.rows else ()
    return letters(view.label, view.day, *spoken, *act, view.caveat) + max(captions, default=0)


def _captions(view: View) -> Iterator[str]:
    yield from (number.caption for number in view.numbers)
    if view.chart:
        yield view.chart.caption


def _beside(view: View) -> Iterator[str]:
    """Texts beside the sentence: what a chart says of itself, what was said and by whom."""
    yield from view.chart.notes if view.chart else ()
    for each in view.quotations:
        yield from (each.quote, each.by, each.title)


def _room(view: View) -> int:
    return (
        ROOM
        - DRAWING * bool(view.dots)
        - TABLE * bool(view.rows)
        - BAR * bool(view.bar)
        - PLOT * bool(view.chart)
        + SAID * bool(view.quotations)
    )


def _fluid(letters: float, height: int, widths: Widths, least: str, most: str) -> str:
    """The font size at which so many letters fill that height.

    That is a root of the width; the line between two of its points lies below it.
    """
    (narrow, less), (wide, more) = widths
    low, high = (sqrt(width * height / LETTER / letters) for width in (less, more))
    slope = (high - low) / (wide - narrow)
    return f"clamp({least}, {(low - slope * narrow) / 16:.3f}rem + {100 * slope:.2f}vw, {most})"
