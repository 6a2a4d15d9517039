"""The table of a rate as a picture: the shortest time large, the longer ones in cells below it."""

from collections.abc import Sequence
from dataclasses import dataclass

from widget.formats.pictures.card import Card, after, places
from widget.formats.pictures.layout import BASELINE, DESCENT, LEADING, Line, Measures, Run
from widget.formats.typeset import BOLD
from widget.view.view import View

SIZES = range(19, 9, -1)
# Between two cells, and from the line between them to the second.
APART, INDENT = 28, 14


@dataclass(frozen=True, slots=True)
class Table:
    """Its lines of text, and the lines between its cells: the place of each, and where all begin and end."""

    lines: tuple[Line, ...]
    rules: tuple[float, ...]
    top: float
    bottom: float


def table(view: View, measures: Measures, around: Card) -> Table:
    """The table between the head and the foot of a card."""
    (per, amount), *others = view.rows
    ceiling, bottom = around.between
    size = next((size for size in SIZES if _free(others, measures, size) >= 0), SIZES[-1])
    while _free(others, measures, size) < 0:
        # The longest time says the least that is new.
        others.pop()
    small = measures.small[0]
    top = bottom - (size + small) * LEADING
    hero = (Run(amount, face=BOLD), after(per))
    (place,) = places(
        [measures.wide(hero, 1)],
        measures,
        (measures.margin,),
        (measures.room,),
        (ceiling, top - measures.gap),
    )
    lines = [Line(measures.x(place.left), place.baseline, place.size, hero)]
    lefts = _lefts(others, measures, size)
    for left, (per, amount) in zip(lefts, others, strict=True):
        x = measures.x(left)
        lines.append(Line(x, top + size * BASELINE, size, (Run(amount, face=BOLD),)))
        lines.append(Line(x, bottom - small * DESCENT, small, (Run(per, "quiet"),)))
    return Table(tuple(lines), tuple(measures.x(left - INDENT) for left in lefts[1:]), top, bottom)


def _needs(rows: Sequence[tuple[str, str]], measures: Measures, size: int) -> list[float]:
    """How wide each cell has to be."""
    small = measures.small[0]
    return [
        max(measures.wide((Run(amount, face=BOLD),), size), measures.wide((Run(per),), small))
        for per, amount in rows
    ]


def _free(rows: Sequence[tuple[str, str]], measures: Measures, size: int) -> float:
    return measures.room - sum(_needs(rows, measures, size)) - APART * max(0, len(rows) - 1)


def _lefts(rows: Sequence[tuple[str, str]], measures: Measures, size: int) -> list[float]:
    """Where the cells begin: each has an equal part of what is free."""
    spare = _free(rows, measures, size) / max(1, len(rows)) + APART
    needs = _needs(rows, measures, size)
    return [measures.margin + sum(needs[:i]) + spare * i for i in range(len(rows))]
