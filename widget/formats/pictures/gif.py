"""A view as a gif of one minute: the whole message, then the number with it, at the end what was reached."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from widget.formats import typeset
from widget.formats.pictures.drawing import Area, Drawing, Frames, PlacedNumber
from widget.formats.pictures.layout import (
    Foot,
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
from widget.numbers.odometer import MICROSECONDS
from widget.view.options import PICTURE
from widget.view.view import View

FRAMES = 120
# Of each frame, in milliseconds. The last one speaks of the whole minute, and stays.
DURATION = 500
MINUTE = 60
MEASURES = Measures(*PICTURE, 22, 12, 8, 58, 0, down(14, 12), down(32, 14), down(16, 13), down(12, 11))
NUMBERS = {1: down(42, 22), 2: down(34, 18)}
UNDER = down(18, 12)
# Where the second of two numbers begins, as a share of the room.
COLUMN = 0.4
# The height of digits, and that of the box that they are cut out with, as multiples of the size.
CAPITAL, CELL = 0.76, 1
# Pixels between the characters that frames are made of.
APART = 8


@dataclass(frozen=True, slots=True)
class Animation:
    """What runs: its size, the lines while it does and at the end, its characters, its frames."""

    size: int
    running: tuple[Line, ...]
    last: tuple[Line, ...]
    glyphs: tuple[tuple[str, Area], ...]
    frames: tuple[tuple[PlacedNumber, ...], ...]


def gif(view: View) -> Drawing:
    """The gif; a still picture of the message where no number ticks."""
    measures = in_direction(MEASURES, view)
    room = beside(view, measures)
    end = foot(view, measures, room)
    head = _heading(view, measures, view.label)
    hero = block(view.sentence, measures, measures.hero, (below(head, measures), end.top), room, bold=True)
    animation = _animation(view, measures, head, end) if view.numbers else None
    pictures = [(head, *hero), *((animation.running, animation.last) if animation else ())]
    svg = template("gif.svg").render(
        measures=measures,
        colours=colours(view),
        families=typeset.FAMILIES,
        pictures=[(*lines, *end.lines) for lines in pictures],
        rule=end.rule,
        cat=cat(view, measures, end.rule),
        glyphs=animation.glyphs if animation else (),
        size=animation.size if animation else 0,
        baseline=CAPITAL,
    )
    return Drawing("image/gif", svg, _frames(view, measures, animation))


def _heading(view: View, measures: Measures, label: str) -> Line:
    estimate = f" · {view.language.words['estimate']}" if view.estimate else ""
    return line((Run(label + estimate, "quiet"),), measures, measures.kicker, measures.edge, measures.room)


def _animation(view: View, measures: Measures, head: Line, end: Foot) -> Animation:
    columns = _columns(view, measures)
    captions = _captions(view, measures, columns, head)
    texts, after = _texts(view), _after(view)
    size = _number_size(texts[-1], columns, after, measures)
    glyphs = _glyphs(texts, size, 3 * measures.height)
    widths = {character: area[2] - area[0] for character, area in glyphs}
    top = ceil((captions or (head,))[0].y + measures.gap)
    baseline = top + size * CAPITAL
    room = (baseline + size * (CELL - CAPITAL), end.top)
    under = block(view.sentence, measures, UNDER, room, beside(view, measures))
    beyond = columns[-1][0] + sum(widths[character] for character in texts[-1][-1]) + 1.5 * measures.gap
    said = Line(measures.x(beyond), baseline, measures.act[0], (Run(after),))
    over = _heading(view, measures, view.over)
    return Animation(
        size=size,
        running=(head, *captions, *under),
        last=(head, *captions, *under, said) if after else (over, *captions, *under),
        glyphs=glyphs,
        frames=tuple(_placed(row, columns, top, widths, measures) for row in texts),
    )


def _columns(view: View, measures: Measures) -> list[tuple[float, float]]:
    """Where each number may begin, and how wide it may be."""
    if len(view.numbers) == 1:
        return [(measures.margin, measures.room)]
    second = COLUMN * measures.room
    return [(measures.margin, second - 2 * measures.gap), (measures.margin + second, measures.room - second)]


def _captions(
    view: View, measures: Measures, columns: Sequence[tuple[float, float]], head: Line
) -> tuple[Line, ...]:
    top = below(head, measures) - measures.gap / 2
    return tuple(
        line((Run(number.caption, "quiet"),), measures, measures.small, top, room, left)
        for number, (left, room) in zip(view.numbers, columns, strict=True)
        if number.caption
    )


def _texts(view: View) -> list[tuple[str, ...]]:
    """The numbers of each frame but the first, which has none.

    Each is what is true when its frame begins, but the last one's, which is what a minute makes.
    """
    begins = [Fraction(i * DURATION, 1000) for i in range(1, FRAMES - 1)]
    return [_row(view, seconds) for seconds in (*begins, Fraction(MINUTE))]


def _row(view: View, seconds: Fraction) -> tuple[str, ...]:
    odometers = [number.odometer for number in view.numbers]
    if seconds * MICROSECONDS >= odometers[0].ends:
        return tuple(odometer.last for odometer in odometers)
    number = view.language.number
    return tuple(number(view.value + floor(figure.rate * seconds)) for figure in view.figures)


def _after(view: View) -> str:
    """What is said beside the last number; nothing if the day was over before."""
    if view.over and view.numbers[0].odometer.ends < MINUTE * MICROSECONDS:
        return ""
    return view.language.words["picture.minute" if view.moment is None else "picture.later"]


def _number_size(
    texts: Sequence[str], columns: Sequence[tuple[float, float]], after: str, measures: Measures
) -> int:
    beside = 2 * measures.gap + typeset.width(after, measures.act[0])
    taken = [0.0] * (len(texts) - 1) + [beside]
    needs = list(zip(texts, taken, [room for _, room in columns], strict=True))
    sizes = NUMBERS[len(texts)]
    fitting = (
        size
        for size in sizes
        if all(typeset.width(text, size, True) + rest <= room for text, rest, room in needs)
    )
    return next(fitting, sizes[-1])


def _glyphs(texts: Sequence[Sequence[str]], size: int, top: int) -> tuple[tuple[str, Area], ...]:
    """A row of every character that the numbers need, below the pictures."""
    areas, left = [], APART
    for character in sorted({character for row in texts for text in row for character in text}):
        right = left + round(typeset.width(character, size, True))
        areas.append((character, (left, top, right, top + size * CELL)))
        left = right + APART
    return tuple(areas)


def _placed(
    row: Sequence[str],
    columns: Sequence[tuple[float, float]],
    top: int,
    widths: Mapping[str, int],
    measures: Measures,
) -> tuple[PlacedNumber, ...]:
    lengths = [sum(widths[character] for character in text) for text in row]
    lefts = [round(measures.x(left, length)) for (left, _), length in zip(columns, lengths, strict=True)]
    return tuple(PlacedNumber(left, top, text) for left, text in zip(lefts, row, strict=True))


def _frames(view: View, measures: Measures, animation: Animation | None) -> Frames:
    tokens = colours(view)
    running = (1,) * (FRAMES - 2)
    return Frames(
        width=measures.width,
        height=measures.height,
        pictures=(0, *running, 2) if animation else (0,),
        numbers=((), *animation.frames) if animation else ((),),
        glyphs=animation.glyphs if animation else (),
        milliseconds=(DURATION,) * FRAMES if animation else (DURATION,),
        paper=tokens["paper"],
        inks=tuple(tokens[name] for name in ("ink", "quiet", "accent", "line")),
    )
