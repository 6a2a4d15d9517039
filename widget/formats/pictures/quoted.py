"""What was said as a picture: each quotation with who said it, and below them what the data say."""

from collections.abc import Sequence

from widget.campaign.quotations import Quotation
from widget.formats.pictures.layout import BASELINE, LEADING, Line, Measures, Run, block, ending, moved
from widget.formats.typeset import BOLD, SERIF
from widget.language.cldr import language
from widget.view.view import View

# What the data take of the height.
DATA = 0.34


def quoted(view: View, measures: Measures, between: tuple[float, float]) -> tuple[Line, ...]:
    """The texts between two heights: the data at the bottom, and as many quotations as there is room for."""
    top, bottom = between
    most = DATA * (bottom - top)
    sizes = range(measures.act[0], measures.small[-1] - 1, -1)
    data = ending(block(view.sentence, measures, sizes, 0, most, Run("", face=BOLD)), bottom)
    room = data[0].y - data[0].size * BASELINE - measures.gap - top
    most = 1 if measures.brief else len(view.quotations)
    sizes = range(measures.hero[0], measures.small[-1] - 1, -1)
    tried = (
        _said(view, view.quotations[:count], measures, size, top)
        for count in range(most, 0, -1)
        for size in sizes
    )
    lines: Sequence[Line] = ()
    for lines in tried:
        if lines[-1].bottom - top <= room:
            break
    return (*moved(lines, max(0.0, top + room - lines[-1].bottom) / 2), *data)


def _said(
    view: View, quotations: Sequence[Quotation], measures: Measures, size: int, top: float
) -> list[Line]:
    """Quotations of one size below each other."""
    lines: list[Line] = []
    small = measures.small[-1]
    for each in quotations:
        foreign = language(each.lang).direction != view.language.direction
        like = Run("", face=SERIF, isolated=foreign)
        lines += block(each.quote, measures, range(size, size - 1, -1), top, 0, like)
        by = f"{each.by} · {each.title}"
        lines += block(by, measures, measures.small, lines[-1].bottom, LEADING * small, Run("", "quiet"))
        top = lines[-1].bottom + measures.gap / 3
    return lines
