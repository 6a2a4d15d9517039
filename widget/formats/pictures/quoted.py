"""What was said as a picture: each quotation with who said it, and below them what the data say."""

from collections.abc import Sequence
from math import inf

from widget.campaign.quotations import Quotation
from widget.formats.pictures.layout import BASELINE, LEADING, Line, Measures, Run, block, ending, moved
from widget.formats.typeset import BOLD, SERIF
from widget.language.cldr import language
from widget.view.view import View

# What the data take of the height where they have the room, and at most.
DATA, MOST_DATA = 0.34, 0.55
# What the name of who said it takes of the room of a quotation at most.
BY = 0.45


def quoted(view: View, measures: Measures, between: tuple[float, float]) -> tuple[Line, ...]:
    """The texts between two heights: the data at the bottom, and as many quotations as there is room for."""
    top, bottom = between
    height, most = DATA * (bottom - top), MOST_DATA * (bottom - top)
    sizes = range(measures.act[0], measures.small[-1] - 1, -1)
    data = ending(block(view.sentence, measures, sizes, 0, height, Run("", face=BOLD), most=most), bottom)
    room = data[0].y - data[0].size * BASELINE - measures.gap - top
    count = 1 if measures.brief else len(view.quotations)
    sizes = range(measures.hero[0], measures.small[-1] - 1, -1)
    tried = (
        _said(view, view.quotations[:few], measures, size, top)
        for few in range(count, 0, -1)
        for size in sizes
    )
    fitting = (lines for lines in tried if lines[-1].bottom - top <= room)
    lines = next(fitting, None) or _said(
        view, view.quotations[:1], measures, sizes[-1], top, room + measures.gap
    )
    return (*moved(lines, max(0.0, top + room - lines[-1].bottom) / 2), *data)


def _said(
    view: View,
    quotations: Sequence[Quotation],
    measures: Measures,
    size: int,
    top: float,
    most: float = inf,
) -> list[Line]:
    """Quotations of one size below each other; each takes `most` of the height, shortened if need be."""
    lines: list[Line] = []
    small, sizes = measures.small[-1], range(size, size - 1, -1)
    for each in quotations:
        foreign = language(each.lang).direction != view.language.direction
        like = Run("", face=SERIF, isolated=foreign)
        said, quiet = f"{each.by} · {each.title}", Run("", "quiet")
        by = block(said, measures, measures.small, 0, LEADING * small, quiet, most=BY * most)
        lines += block(each.quote, measures, sizes, top, most - by[-1].bottom, like)
        lines += moved(by, lines[-1].bottom)
        top = lines[-1].bottom + measures.gap / 3
    return lines
