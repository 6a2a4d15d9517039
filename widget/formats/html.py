"""A view as a page: the embed.

Page and style sheet are skeletons whose blocks the template of the widget's kind fills.
"""

from collections.abc import Sequence
from math import sqrt
from unicodedata import category

from jinja2 import Template
from markupsafe import Markup

from widget.formats import html_number
from widget.formats.templating import KINDS, Document, palette, style_hash, template
from widget.language import digits
from widget.view import linkcard
from widget.view.view import Ticking, View

Widths = tuple[tuple[int, int], tuple[int, int]]

# How wide digits and separators are at most, in em, in the bold faces of the systems.
DIGIT, SEPARATOR = 0.66, 0.3
# Two widths of a frame between which the size of texts grows, and how much of them is theirs, all in px.
NARROW = (240, 212), (560, 532)
BROAD = (560, 480), (1200, 1120)
COLUMN = (800, 250), (1200, 400)
# How much of its line a letter takes, in square em, with the room that is left at the ends of lines.
LETTER = 0.8
# What of 240 px is left for texts beside a number, and how much less beside a drawing and beside a table.
ROOM, DRAWING, TABLE = 174, 38, 62
# Half the height of a number's row, and how far below its middle the baseline is in system fonts, in ems.
HALF, MIDDLE = 0.55, 0.39
# How much of that the label and the foot take, and the height of a sentence beside the number.
FOOT, BESIDE = 80, 100


def html(view: View) -> Document:
    """The embed page."""
    style = _style(view)
    body = _kind(view).render(
        skeleton="embed.html",
        view=view,
        words=view.language.words,
        style=Markup(style),
        layout=_layout(view),
        shortened=_shortened(view),
        card=linkcard.of_view(view),
    )
    return Document(body.encode(), "text/html; charset=utf-8", view.options.lang, style_hash(style))


def _style(view: View) -> str:
    return _kind(view).render(
        skeleton="embed.css",
        view=view,
        words=view.language.words,
        digits=view.language.digits,
        cell=digits.cell(view.language.digits),
        shrink=_shrink(digits.cell(view.language.digits)),
        leftward=digits.leftward(view.language.digits),
        layout=_layout(view),
        shortened=_shortened(view),
        text=_fluid(_letters(view), _room(view), NARROW, "0.6875rem", "0.8125rem"),
        large=_fluid(len(view.sentence), _room(view) - FOOT, NARROW, "1.15em", "1.625rem"),
        alone=_fluid(len(view.sentence), _room(view) - FOOT, BROAD, "1.25rem", "2.25rem"),
        beside=_fluid(len(view.sentence), BESIDE, COLUMN, "0.9375rem", "1.5rem"),
        edge="100%" if view.language.direction == "rtl" else "0",
        ems=[_ems(number) for number in view.numbers] or [1],
        clock=_clock(view.numbers),
        ends=html_number.seconds(view.numbers[0].odometer.ends) if view.numbers else "",
        palette=palette(view.light, view.dark, view.options.theme),
        timelines=Markup(
            "".join(html_number.rules(number, f".n{i}") for i, number in enumerate(view.numbers))
        ),
    )


def _shrink(cell: digits.Cell) -> float:
    """How much smaller digits have to be, so that none reaches out of its row, which is twice HALF high."""
    return min(1, HALF / (cell.up - MIDDLE), HALF / (cell.down + MIDDLE))


def _layout(view: View) -> str:
    """Two numbers with their drawings find no room in a banner: they stay a card."""
    layout = view.options.layout
    return "card" if view.widget.compares and layout == "banner" else layout


def _shortened(view: View) -> bool:
    return view.act is not None and view.act.safety_short != view.act.safety


def _ems(number: Ticking) -> float:
    """How wide a number may become, with what stands beside its digits."""
    signs = (category(letter)[0] in "PZC" for letter in number.odometer.widest)
    return round(sum(SEPARATOR if sign else DIGIT for sign in signs), 2)


def _letters(view: View) -> int:
    """How many letters a frame holds beside its number; captions stand in narrow columns, and take double."""
    act = view.act.text + view.act.safety_short if view.act else ""
    captions = [2 * len(number.caption) for number in view.numbers]
    spoken = "" if view.rows else view.sentence
    return len(view.label + view.day + spoken + act + view.caveat) + max(captions, default=0)


def _room(view: View) -> int:
    return ROOM - DRAWING * bool(view.dots) - TABLE * bool(view.rows)


def _fluid(letters: int, height: int, widths: Widths, least: str, most: str) -> str:
    """The font size at which so many letters fill that height.

    That is a root of the width; the line between two of its points lies below it.
    """
    (narrow, less), (wide, more) = widths
    low, high = (sqrt(width * height / LETTER / letters) for width in (less, more))
    slope = (high - low) / (wide - narrow)
    return f"clamp({least}, {(low - slope * narrow) / 16:.3f}rem + {100 * slope:.2f}vw, {most})"


def _clock(numbers: Sequence[Ticking]) -> str:
    """The time for which numbers are true, as an animation's: one that waits for its end costs nothing. Where
    strips run, it has to run too: what cuts their duration short then ends it as well."""
    ends = html_number.seconds(max((number.odometer.ends for number in numbers), default=0))
    return f"{ends} steps(1)" if any(number.odometer.strips for number in numbers) else f"0s {ends} backwards"


def _kind(view: View) -> Template:
    return template(f"{KINDS}/{view.widget.kind}.html")
