"""A view as a page: the embed.

Page and style sheet are skeletons whose blocks the template of the widget's kind fills.
"""

from collections.abc import Iterator
from math import sqrt

from jinja2 import Template
from markupsafe import Markup

from widget.formats import html_number
from widget.formats.templating import KINDS, Document, finished, palette, style_hash, template
from widget.language.isolates import bare
from widget.language.tags import script
from widget.view import linkcard
from widget.view.view import View

Widths = tuple[tuple[int, int], tuple[int, int]]

# A letter behind a number, which is small.
BEHIND = 0.24
# Two widths of a frame between which the size of texts grows, and how much of them is theirs, all in px.
NARROW = (240, 212), (560, 532)
BROAD = (560, 480), (1200, 1120)
COLUMN = (800, 250), (1200, 400)
# How much of its line a letter takes, in square em, with the room that is left at the ends of lines.
LETTER = 0.8
# Scripts whose letters reach far up and down, and how much further apart their lines are.
TALL, APART = ("Khmr", "Laoo", "Mymr"), 1.2
# What of 240 px is left for texts beside a number, and how much less beside a drawing and beside a table.
ROOM, DRAWING, TABLE, PLOT, SAID = 174, 38, 62, 20, 110
# How much of that the label and the foot take, and the height of a sentence beside the number.
FOOT, BESIDE = 80, 100


def html(view: View) -> Document:
    """The embed page."""
    style = bare(_style(view))
    body = _kind(view).render(
        skeleton=template("embed.html"),
        view=view,
        words=view.language.words,
        style=Markup(style),
        layout=_layout(view),
        shortened=_shortened(view),
        card=linkcard.of_view(view) if view.public else None,
    )
    return finished(body, "text/html; charset=utf-8", view.options.lang, style_hash(style))


def _style(view: View) -> str:
    tall = script(view.language.tag) in TALL
    high = _high(view)
    said = len(view.sentence) * (APART if tall else 1)
    return _kind(view).render(
        skeleton=template("embed.css"),
        view=view,
        words=view.language.words,
        layout=_layout(view),
        shortened=_shortened(view),
        text=_fluid(_letters(view), _room(view), NARROW, "0.6875rem", "0.8125rem"),
        large=_fluid(said, _room(view) - FOOT, NARROW, "1.15em", "1.625rem"),
        alone=_fluid(said, _room(view) - FOOT, BROAD, "1.25rem", "2.25rem"),
        beside=_fluid(said, BESIDE, COLUMN, "0.9375rem", "1.5rem"),
        tall=tall,
        edge="100%" if view.language.direction == "rtl" else "0",
        ems=_ems(view, high) or [1],
        # So much of a height, for numbers in rows that are higher.
        share=lambda whole: f"{whole / high:.3g}",
        palette=palette(view.light, view.dark, view.options.theme),
        **html_number.style(view.numbers, view.language, high),
    )


def _layout(view: View) -> str:
    """Two numbers with their drawings find no room in a banner: they stay a card."""
    layout = view.options.layout
    return "card" if view.widget.compares and layout == "banner" else layout


def _shortened(view: View) -> bool:
    return view.act is not None and view.act.safety_short != view.act.safety


def _high(view: View) -> float:
    """How much higher than usual the rows of numbers are; a line has no room for that."""
    return 1 if _layout(view) == "line" else html_number.high(view.language)


def _ems(view: View, high: float) -> list[float]:
    """How wide each number may become, the last one with what stands behind it."""
    ems = [html_number.ems(number, high) for number in view.numbers]
    behind = [0.0] * (len(ems) - 1) + [BEHIND * (len(view.behind) + 2) * bool(view.behind)]
    return [round(wide + more, 2) for wide, more in zip(ems, behind, strict=False)]


def _letters(view: View) -> int:
    """How many letters a frame holds beside its number; captions stand in narrow columns, and take double."""
    act = view.act.text + view.act.safety_short if view.act else ""
    captions = [2 * len(number.caption) for number in view.numbers]
    spoken = "" if view.rows else view.sentence + "".join(_beside(view))
    return len(view.label + view.day + spoken + act + view.caveat) + max(captions, default=0)


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


def _kind(view: View) -> Template:
    return template(f"{KINDS}/{view.widget.kind}.html")
