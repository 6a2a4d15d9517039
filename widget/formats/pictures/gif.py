"""A view as a gif of one minute: the whole message, then the number with it, at the end what was reached."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from widget.formats import typeset
from widget.formats.pictures.card import Card, Drawings, Place, after, card, heading
from widget.formats.pictures.drawing import Area, Drawing, Frames, PlacedNumber
from widget.formats.pictures.layout import Line, Measures, Run, down, in_direction
from widget.formats.templating import template, written
from widget.formats.typeset import BOLD
from widget.numbers.count import MICROSECONDS
from widget.view.options import PICTURE
from widget.view.view import View

FRAMES = 120
# Of each frame, in milliseconds. The last one speaks of the whole minute, and stays.
DURATION = 500
MINUTE = 60
MEASURES = Measures(
    *PICTURE,
    margin=20,
    edge=10,
    gap=6,
    label=down(15, 11),
    hero=down(34, 12),
    say=down(17, 11),
    act=down(14, 12),
    small=down(12, 11),
    drawing=22,
    number=72,
)
# The height of digits, and of the boxes that they and letters are cut out with, as multiples of the size.
CAPITAL, CELL, LETTERS = 0.76, 1, 1.1
# Pixels between the characters that frames are made of.
APART = 8

Glyphs = tuple[tuple[str, Area], ...]
# The pieces of each number of a frame.
Row = tuple[tuple[str, ...], ...]
Picture = tuple[tuple[Line, ...], Drawings | None]


@dataclass(frozen=True, slots=True)
class Animation:
    """What runs: the pictures while it does and at the end, the size and characters of each number, frames.

    A frame without numbers shows the message alone.
    """

    pictures: tuple[Picture, Picture]
    sizes: tuple[int, ...]
    glyphs: tuple[Glyphs, ...]
    frames: tuple[tuple[PlacedNumber, ...], ...]


def gif(view: View) -> Drawing:
    """The gif; a still picture of the message where no number ticks."""
    measures = in_direction(MEASURES, view)
    texts = _texts(view)
    placed = card(view, measures, heading(view, measures), _widths(view, texts, measures))
    animation = _animation(view, measures, placed, texts) if texts else None
    first = ((placed.head, *placed.still, *placed.foot.lines), placed.drawn)
    svg = template("gif.svg").render(
        measures=measures,
        colours=view.colours,
        families=typeset.FAMILIES,
        serif=", ".join(typeset.SERIF_FAMILIES),
        pictures=[first, *(animation.pictures if animation else ())],
        plot=placed.plot,
        rule=placed.foot.rule,
        glyphs=list(zip(animation.sizes, animation.glyphs, strict=True)) if animation else [],
        high=sum(map(_height, animation.sizes)) if animation else 0,
        baseline=CAPITAL,
    )
    svg = written(svg, "image/gif", view.options.lang)
    return Drawing("image/gif", svg, _frames(view, measures, animation))


def _widths(view: View, texts: Sequence[Row], measures: Measures) -> list[float]:
    """How wide each number becomes, the last one with the words after it, in multiples of its size."""
    if not texts:
        return []
    widest = max(texts, key=lambda row: sum(map(len, row)))
    runs = [(Run("".join(pieces), face=BOLD),) for pieces in widest]
    return [measures.wide(run, 1) for run in (*runs[:-1], (*runs[-1], _later(view)))]


def _animation(view: View, measures: Measures, placed: Card, texts: Sequence[Row]) -> Animation:
    sizes = tuple(floor(place.size) for place in placed.places)
    tops = [3 * measures.height + sum(map(_height, sizes[:i])) for i in range(len(sizes))]
    columns = zip(*filter(None, texts), strict=True)
    glyphs = tuple(_glyphs(*each) for each in zip(columns, sizes, tops, strict=True))
    rows = tuple(_placed(row, placed.places, sizes, glyphs, measures) for row in texts)
    lines = (placed.head, *placed.beside, *placed.foot.lines)
    last = (*lines, _said(view, measures, placed, texts[-1], sizes)) if texts[-1] else lines
    drawn = placed.drawn_beside
    return Animation(((lines, drawn), (last, drawn)), sizes, glyphs, rows)


def _height(size: int) -> int:
    """Of a row of characters that frames are made of."""
    return size * 2


def _texts(view: View) -> list[Row]:
    """The numbers of each frame but the first, which has none; none either once they have ended.

    Each is what is true when its frame begins, but the last one's, which is what a minute makes. Nothing, if
    no frame has a number.
    """
    begins = [Fraction(i * DURATION, 1000) for i in range(1, FRAMES - 1)]
    rows = [_row(view, seconds) for seconds in (*begins, Fraction(MINUTE))]
    return rows if any(rows) else []


def _row(view: View, seconds: Fraction) -> Row:
    time = seconds * MICROSECONDS
    if not view.numbers or time >= view.numbers[0].odometer.ends:
        return ()
    return tuple(number.odometer.pieces(time) for number in view.numbers)


def _later(view: View) -> Run:
    """What is said beside the last number."""
    text = view.language.words["picture.minute" if view.moment is None else "picture.later"]
    return after(text, len(view.numbers))


def _said(view: View, measures: Measures, placed: Card, row: Row, sizes: Sequence[int]) -> Line:
    place, size = placed.places[-1], sizes[-1]
    x = measures.x(place.left + measures.wide((Run("".join(row[-1]), face=BOLD),), size))
    return Line(x, place.baseline, size, (_later(view),))


def _glyphs(texts: Sequence[Sequence[str]], size: int, top: int) -> Glyphs:
    """A row of every piece that a number needs, below the pictures."""
    areas, left = [], APART
    for piece in sorted({piece for pieces in texts for piece in pieces}):
        right = left + round(typeset.width(piece, size, BOLD))
        bottom = top + round(size * (CELL if len(piece) == 1 else LETTERS))
        areas.append((piece, (left, top, right, bottom)))
        left = right + APART
    return tuple(areas)


def _placed(
    row: Row,
    places: Sequence[Place],
    sizes: Sequence[int],
    glyphs: Sequence[Glyphs],
    measures: Measures,
) -> tuple[PlacedNumber, ...]:
    numbers = []
    for text, place, size, areas in zip(row, places, sizes, glyphs, strict=False):
        widths: Mapping[str, int] = {character: area[2] - area[0] for character, area in areas}
        left = round(measures.x(place.left, sum(widths[character] for character in text)))
        numbers.append(PlacedNumber(left, round(place.baseline - size * CAPITAL), text))
    return tuple(numbers)


def _frames(view: View, measures: Measures, animation: Animation | None) -> Frames:
    numbers = ((), *animation.frames) if animation else ((),)
    pictures = [1 if row else 0 for row in numbers]
    pictures[-1] *= 2
    return Frames(
        width=measures.width,
        height=measures.height,
        pictures=tuple(pictures),
        numbers=numbers,
        glyphs=animation.glyphs if animation else (),
        milliseconds=(DURATION,) * len(numbers),
        paper=view.colours["paper"],
        inks=tuple(view.colours[name] for name in ("ink", "quiet", "accent", "line", "tint")),
    )
