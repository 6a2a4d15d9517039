"""The card that every picture is: a label, a number or the sentence alone, drawings, and the foot.

A number is set in units of its own size, since what draws it knows how wide its characters are.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil, sqrt

from widget.formats.pictures.beside import Track, bar, parts, standing
from widget.formats.pictures.layout import (
    CHIN,
    Cat,
    Foot,
    Line,
    Measures,
    Run,
    block,
    cat,
    ending,
    foot,
    line,
    moved,
)
from widget.formats.pictures.plot import Plot, plotted
from widget.formats.pictures.quoted import quoted
from widget.formats.typeset import BOLD, SERIF, SERIF_BOLD
from widget.view.view import View

# Of a number's size: its digits above the baseline, and a comma below it.
CAPITAL, COMMA = 0.78, 0.14
# What the sentence may take of the height below a number, and below drawings.
SAID, SAID_BELOW_DRAWINGS = 0.45, 0.23
# What a number, or a sentence in its place, takes of the height that is left to it.
FULL = 0.88
# What a number, or a sentence in its place, has of the height at least: what else would take it is left out.
LEAST = 0.2
# The room of the smaller one of two numbers, as a share of the whole.
SMALLER = 0.34
# The size of the smaller of two numbers, as a share of the other's.
LESS = 0.75
# The size of words after a number, and after the second of two, as a share of its size.
AFTER, AFTER_TWO = 0.36, 0.6


@dataclass(frozen=True, slots=True)
class Dots:
    """Dots: the middle of each, and their radius."""

    centres: tuple[tuple[float, float], ...]
    radius: float


@dataclass(frozen=True, slots=True)
class Drawings:
    """One cat, or else one dot, and as many dots as the ratio of two figures; or a bar."""

    cat: Cat | None = None
    one: Dots | None = None
    many: Dots | None = None
    track: Track | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a number stands: its beginning, its baseline and its size."""

    left: float
    baseline: float
    size: float


@dataclass(frozen=True, slots=True)
class Card:
    """A sentence that stands by itself, and the same card with numbers that tick.

    plot: a chart beside the sentence.
    between: where the room below the head ends and the foot's begins. sitting: a cat beside the sentence.
    beside: the sentence and the captions beside numbers.
    """

    head: Line
    foot: Foot
    between: tuple[float, float]
    still: tuple[Line, ...]
    drawn: Drawings | None
    sitting: Cat | None
    plot: Plot | None = None
    places: tuple[Place, ...] = ()
    beside: tuple[Line, ...] = ()
    drawn_beside: Drawings | None = None


def card(view: View, measures: Measures, head: Line, widths: Sequence[float] = ()) -> Card:
    """The card of a view. widths: of each number that ticks, in multiples of its size."""
    end = foot(view, measures)
    between = head.bottom + measures.gap, end.rule - 1.5 * measures.gap
    if view.chart:
        lines, plot = plotted(view, view.chart, measures, between)
        return Card(head, end, between, lines, None, None, plot)
    if view.quotations:
        return Card(head, end, between, quoted(view, measures, between), None, None)
    sitting = None if view.dots else cat(view, measures, end.rule, measures.cat)
    room = measures.room - (measures.cat + 2 * measures.gap if sitting else 0)
    still = Card(head, end, between, *_still(view, measures, between, room, bool(widths)), sitting)
    return _ticking(view, measures, widths, still) if widths else still


def heading(view: View, measures: Measures) -> Line:
    """What the number is of, and that it is an estimate, where there is room: the foot says it too."""
    label = (Run(view.label, face=BOLD),)
    day = (Run(f" · {view.day}", "quiet"),) if view.bars and view.day else ()
    words = view.language.words
    estimate = (Run(" · ", "quiet"), Run(words["estimate"], "quiet")) if view.estimate else ()
    least, room = measures.label[-1], measures.room
    fitting = ((*label, *day, *estimate), (*label, *day))
    most = next((runs for runs in fitting if measures.wide(runs, least) <= room), label)
    return line(most, measures, measures.label, measures.edge, room)


def _still(
    view: View, measures: Measures, between: tuple[float, float], room: float, ticks: bool
) -> tuple[tuple[Line, ...], Drawings | None]:
    """The sentence in the middle of the height, above drawings if there are any.

    A bar is true for a time alone: it stands in pictures that are of their moment, where nothing ticks.
    """
    top, bottom = between
    if view.hero:
        return standing(view, measures, between, room), None
    drawn = None
    texts: tuple[Line, ...] = ()
    if not ticks and not measures.brief:
        track, texts, bottom = bar(view, measures, _ceiling(between), bottom, room)
        drawn = Drawings(track=track) if track else None
    if view.dots:
        wide = measures.drawing / CHIN
        second = measures.margin + wide + measures.gap
        lefts, rooms = (measures.margin, second), (wide, measures.width - measures.margin - second)
        # The one comes first, whichever number it belongs to.
        order = -1 if _larger(view) == 0 else 1
        drawn = _drawings(view, measures, lefts[::order], rooms[::order], bottom)
        bottom -= measures.drawing + measures.gap
    like, height = Run("", face=SERIF_BOLD), bottom - top
    lines = block(
        view.sentence, measures, measures.hero, top, FULL * height, like, room, most=height + measures.gap
    )
    return (*moved(lines, max(0.0, bottom - lines[-1].bottom) / 2), *texts), drawn


def _ticking(view: View, measures: Measures, widths: Sequence[float], still: Card) -> Card:
    """From the bottom to the top: the sentence, the drawings, the captions, and in the rest the numbers."""
    top, bottom = still.between
    most = (SAID_BELOW_DRAWINGS if view.dots else SAID) * (bottom - top)
    said = ending(block(view.sentence, measures, measures.say, 0, most, Run("", face=SERIF)), bottom)
    bottom = said[0].y - said[0].size - measures.gap
    ceiling = _ceiling(still.between)
    track, texts, bottom = bar(view, measures, ceiling, bottom, measures.room)
    listed, bottom = parts(view, measures, ceiling, bottom)
    lefts, rooms = _columns(view, measures)
    below = bottom - measures.drawing - measures.gap
    dotted = view.dots and below - measures.small[0] > ceiling
    drawn = _drawings(view, measures, lefts, rooms, bottom) if dotted else None
    captions = _captions(view, measures, lefts, rooms, (ceiling, below if drawn else bottom))
    bottom = min((caption.y - caption.size for caption in captions), default=bottom)
    return replace(
        still,
        places=places(widths, measures, lefts, rooms, (top, bottom)),
        beside=(*captions, *listed, *texts, *said),
        drawn_beside=Drawings(track=track) if track else drawn,
    )


def _ceiling(between: tuple[float, float]) -> float:
    """The height above which there are numbers alone, or the sentence."""
    top, bottom = between
    return top + LEAST * (bottom - top)


def _columns(view: View, measures: Measures) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Where each number begins, and how much room it has."""
    count = len(view.numbers)
    if len(view.figures) != 2 or count != 2:
        wide = measures.room / count
        lefts = tuple(measures.margin + i * wide for i in range(count))
        return lefts, (wide - measures.margin * (count > 1),) * count
    first = measures.room * (1 - SMALLER if _larger(view) == 0 else SMALLER)
    return (measures.margin, measures.margin + first), (first - measures.margin, measures.room - first)


def _larger(view: View) -> int:
    """Which of two figures is the larger."""
    return 0 if view.figures[0].rate > view.figures[-1].rate else len(view.figures) - 1


def _captions(
    view: View,
    measures: Measures,
    lefts: Sequence[float],
    rooms: Sequence[float],
    between: tuple[float, float],
) -> tuple[Line, ...]:
    quiet, sizes, (ceiling, bottom) = Run("", "quiet"), measures.small, between
    blocks = [
        block(number.caption, measures, sizes, 0, 1.5 * sizes[0], quiet, room, left, bottom - ceiling)
        for number, left, room in zip(view.numbers, lefts, rooms, strict=True)
    ]
    lowest = max((lines[-1].bottom for lines in blocks if lines), default=0)
    return tuple(line for lines in blocks for line in moved(lines, bottom - lowest))


def places(
    widths: Sequence[float],
    measures: Measures,
    lefts: Sequence[float],
    rooms: Sequence[float],
    between: tuple[float, float],
) -> tuple[Place, ...]:
    """Numbers on one baseline, as large as they fit."""
    top, bottom = between
    highest = min(measures.number, FULL * (bottom - top) / (CAPITAL + COMMA))
    widest = max(rooms)
    sizes = [
        min(highest if room == widest else LESS * highest, room / wide)
        for wide, room in zip(widths, rooms, strict=True)
    ]
    if len(set(rooms)) == 1:
        sizes = [min(sizes)] * len(sizes)
    spare = bottom - top - (CAPITAL + COMMA) * max(sizes)
    baseline = bottom - spare / 2 - COMMA * max(sizes)
    return tuple(Place(left, baseline, size) for left, size in zip(lefts, sizes, strict=True))


def _drawings(
    view: View, measures: Measures, lefts: Sequence[float], rooms: Sequence[float], bottom: float
) -> Drawings:
    """Each under its own number: one for the smaller figure, and for the larger as many as the ratio."""
    larger = _larger(view)
    wide, top = measures.drawing / CHIN, bottom - measures.drawing
    many = _dots(view.dots, measures, lefts[larger], rooms[larger], top)
    if view.campaign.drawing == "cat":
        return Drawings(Cat(measures.x(lefts[1 - larger], wide), top, wide), None, many)
    centre = measures.x(lefts[1 - larger] + many.radius), top + measures.drawing / 2
    return Drawings(None, Dots((centre,), many.radius), many)


def _dots(count: int, measures: Measures, left: float, room: float, top: float) -> Dots:
    """Dots in rows, in the middle of the height of a drawing."""
    rows = min(count, max(2, round(sqrt(count) / 3)))
    columns = ceil(count / rows)
    pitch = min(measures.drawing / rows, room / columns)
    top += (measures.drawing - rows * pitch) / 2
    cells = (divmod(dot, columns) for dot in range(count))
    return Dots(
        tuple((measures.x(left + (i + 0.5) * pitch), top + (row + 0.5) * pitch) for row, i in cells),
        0.4 * pitch,
    )


def after(text: str, numbers: int = 1) -> Run:
    """A few words that end the line of the last of so many numbers."""
    return Run(f"\u2002{text}", face=SERIF, scale=AFTER if numbers == 1 else AFTER_TWO)
