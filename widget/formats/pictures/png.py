"""A view as a still picture."""

from math import ceil, sqrt

from widget.formats.pictures.drawing import Drawing
from widget.formats.pictures.layout import (
    CHIN,
    Cat,
    Line,
    Measures,
    Run,
    below,
    beside,
    block,
    cat,
    colours,
    down,
    foot,
    in_direction,
    line,
)
from widget.formats.templating import template
from widget.formats.typeset import FAMILIES
from widget.view.options import SIZES
from widget.view.view import View

Dots = tuple[tuple[float, float, float], ...]
LARGE, MEDIUM, SMALL = SIZES
MEASURES = {
    LARGE: Measures(*LARGE, 72, 56, 26, 216, 108, down(32, 24), down(92, 40), down(34, 26), down(26, 20)),
    MEDIUM: Measures(*MEDIUM, 34, 26, 13, 104, 54, down(18, 14), down(48, 20), down(19, 15), down(14, 12)),
    SMALL: Measures(
        *SMALL, 16, 13, 7, 54, 28, down(13, 11), down(27, 12), down(14, 12), down(12, 11), brief=True
    ),
}


def png(view: View) -> Drawing:
    """The sentence, where to act, and the source; two figures as dots beside one cat."""
    measures = in_direction(MEASURES[view.options.size], view)
    room = measures.room if view.dots else beside(view, measures)
    end = foot(view, measures, room)
    head = _kicker(view, measures)
    bottom = end.top - measures.gap / 2 - measures.dots - measures.gap / 2 if view.dots else end.top
    hero = block(view.sentence, measures, measures.hero, (below(head, measures), bottom), room, bold=True)
    sitting, dots = _dots(view, measures, end.top - measures.gap / 2)
    svg = template("png.svg").render(
        measures=measures,
        painted=view.painted,
        colours=colours(view),
        families=FAMILIES,
        lines=(head, *hero, *end.lines),
        rule=end.rule,
        cat=sitting if dots else cat(view, measures, end.rule),
        dots=dots,
    )
    return Drawing("image/png", svg)


def _kicker(view: View, measures: Measures) -> Line:
    tag = view.campaign.hashtag
    run = Run(tag, "accent", bold=True, isolated=True) if tag else Run(view.label, "quiet")
    return line((run,), measures, measures.kicker, measures.edge, measures.room)


def _dots(view: View, measures: Measures, bottom: float) -> tuple[Cat | None, Dots]:
    """One cat and beside it the dots, row by row: the middle and the radius of each."""
    top, wide = bottom - measures.dots, measures.dots / CHIN
    one = Cat(measures.x(measures.margin, wide), top, wide) if view.campaign.drawing == "cat" else None
    left = measures.margin + (wide + measures.gap if one else 0)
    rows = max(2, round(sqrt(view.dots) / 3))
    columns = max(1, ceil(view.dots / rows))
    pitch = min(measures.dots / rows, (measures.width - measures.margin - left) / columns)
    above = bottom - rows * pitch
    places = (divmod(dot, columns) for dot in range(view.dots))
    return one, tuple(
        (measures.x(left + (i + 0.5) * pitch), above + (row + 0.5) * pitch, 0.37 * pitch) for row, i in places
    )
