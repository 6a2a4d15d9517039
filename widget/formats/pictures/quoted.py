"""What was said as a picture: each quotation with who said it, and below them what the data say."""

from widget.formats.pictures.layout import LEADING, Line, Measures, Run, block, moved
from widget.formats.typeset import BOLD, SERIF
from widget.view.view import View

# What the data take of the height.
DATA = 0.3


def quoted(view: View, measures: Measures, between: tuple[float, float]) -> tuple[Line, ...]:
    """The texts between two heights, from the top."""
    top, bottom = between
    each = (1 - DATA) * (bottom - top) / len(view.quotations) - measures.gap
    sizes = range(measures.say[0], measures.small[-1] - 1, -1)
    small = LEADING * measures.small[0]
    lines: list[Line] = []
    y = top
    for quotation in view.quotations:
        said = block(quotation.quote, measures, sizes, y, each - small, Run("", face=SERIF))
        by = f"{quotation.by} · {quotation.title}"
        who = block(by, measures, measures.small, said[-1].bottom, small, Run("", "quiet"))
        lines += [*said, *who]
        y = who[-1].bottom + measures.gap
    data = block(view.sentence, measures, measures.act, y, bottom - y, Run("", face=BOLD))
    return moved((*lines, *data), max(0.0, bottom - data[-1].bottom) / 2)
