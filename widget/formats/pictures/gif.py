"""A view as a film of one minute: the whole message, then the number with it, at the end what was reached."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from widget.formats import typeset
from widget.formats.pictures.drawing import Box, Drawing, Film, Placed
from widget.formats.pictures.layout import (
    Foot,
    Line,
    Run,
    Sheet,
    below,
    beside,
    block,
    cat,
    colours,
    down,
    foot,
    line,
    on,
)
from widget.formats.templating import template
from widget.numbers.odometer import MICROSECONDS
from widget.view.view import View

FRAMES = 120
# Milliseconds of each frame. The last one speaks of the whole minute, and stays.
EACH = 500
MINUTE = 60
SHEET = Sheet(600, 200, 22, 12, 8, 58, 0, down(14, 12), down(32, 14), down(16, 13), down(12, 11))
NUMBERS = {1: down(42, 22), 2: down(34, 18)}
UNDER = down(18, 12)
# Where the second of two numbers begins, as a share of the room.
COLUMN = 0.4
# The height of digits, and that of the box that they are cut out with, as multiples of the size.
CAPITAL, CELL = 0.76, 1
# Pixels between the characters that frames are made of.
APART = 8


@dataclass(frozen=True, slots=True)
class Reel:
    """What runs: its size, the lines while it does and at the end, its characters, its frames."""

    size: int
    running: tuple[Line, ...]
    last: tuple[Line, ...]
    glyphs: tuple[tuple[str, Box], ...]
    frames: tuple[tuple[Placed, ...], ...]


def gif(view: View) -> Drawing:
    """The film; a still picture of the message where no number ticks."""
    sheet = on(SHEET, view)
    room = beside(view, sheet)
    end = foot(view, sheet, room)
    head = _heading(view, sheet, view.label)
    hero = block(view.sentence, sheet, sheet.hero, (below(head, sheet), end.top), room, bold=True)
    reel = _reel(view, sheet, head, end) if view.numbers else None
    pictures = [(head, *hero), *((reel.running, reel.last) if reel else ())]
    svg = template("film.svg").render(
        sheet=sheet,
        colours=colours(view),
        families=typeset.FAMILIES,
        pictures=[(*lines, *end.lines) for lines in pictures],
        rule=end.rule,
        cat=cat(view, sheet, end.rule),
        glyphs=reel.glyphs if reel else (),
        size=reel.size if reel else 0,
        baseline=CAPITAL,
    )
    return Drawing("image/gif", svg, _film(view, sheet, reel))


def _heading(view: View, sheet: Sheet, label: str) -> Line:
    estimate = f" · {view.language.words['estimate']}" if view.estimate else ""
    return line((Run(label + estimate, "quiet"),), sheet, sheet.kicker, sheet.edge, sheet.room)


def _reel(view: View, sheet: Sheet, head: Line, end: Foot) -> Reel:
    columns = _columns(view, sheet)
    captions = _captions(view, sheet, columns, head)
    texts, after = _texts(view), _after(view)
    size = _number_size(texts[-1], columns, after, sheet)
    glyphs = _glyphs(texts, size, 3 * sheet.height)
    widths = {character: box[2] - box[0] for character, box in glyphs}
    top = ceil((captions or (head,))[0].y + sheet.gap)
    baseline = top + size * CAPITAL
    room = (baseline + size * (CELL - CAPITAL), end.top)
    under = block(view.sentence, sheet, UNDER, room, beside(view, sheet))
    beyond = columns[-1][0] + sum(widths[each] for each in texts[-1][-1]) + 1.5 * sheet.gap
    said = Line(sheet.x(beyond), baseline, sheet.act[0], (Run(after),))
    over = _heading(view, sheet, view.over)
    return Reel(
        size=size,
        running=(head, *captions, *under),
        last=(head, *captions, *under, said) if after else (over, *captions, *under),
        glyphs=glyphs,
        frames=tuple(_placed(row, columns, top, widths, sheet) for row in texts),
    )


def _columns(view: View, sheet: Sheet) -> list[tuple[float, float]]:
    """Where each number may begin, and how wide it may be."""
    if len(view.numbers) == 1:
        return [(sheet.margin, sheet.room)]
    second = COLUMN * sheet.room
    return [(sheet.margin, second - 2 * sheet.gap), (sheet.margin + second, sheet.room - second)]


def _captions(
    view: View, sheet: Sheet, columns: Sequence[tuple[float, float]], head: Line
) -> tuple[Line, ...]:
    top = below(head, sheet) - sheet.gap / 2
    return tuple(
        line((Run(number.caption, "quiet"),), sheet, sheet.small, top, room, left)
        for number, (left, room) in zip(view.numbers, columns, strict=True)
        if number.caption
    )


def _texts(view: View) -> list[tuple[str, ...]]:
    """The numbers of each frame but the first, which has none.

    Each is what is true when its frame begins, but the last one's, which is what a minute makes.
    """
    begins = [Fraction(i * EACH, 1000) for i in range(1, FRAMES - 1)]
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
    texts: Sequence[str], columns: Sequence[tuple[float, float]], after: str, sheet: Sheet
) -> int:
    beside = 2 * sheet.gap + typeset.width(after, sheet.act[0])
    taken = [0.0] * (len(texts) - 1) + [beside]
    needs = list(zip(texts, taken, [room for _, room in columns], strict=True))
    sizes = NUMBERS[len(texts)]
    fitting = (
        size
        for size in sizes
        if all(typeset.width(text, size, True) + rest <= room for text, rest, room in needs)
    )
    return next(fitting, sizes[-1])


def _glyphs(texts: Sequence[Sequence[str]], size: int, top: int) -> tuple[tuple[str, Box], ...]:
    """A row of every character that the numbers need, below the pictures."""
    found, left = [], APART
    for character in sorted({each for row in texts for text in row for each in text}):
        right = left + round(typeset.width(character, size, True))
        found.append((character, (left, top, right, top + size * CELL)))
        left = right + APART
    return tuple(found)


def _placed(
    row: Sequence[str],
    columns: Sequence[tuple[float, float]],
    top: int,
    widths: Mapping[str, int],
    sheet: Sheet,
) -> tuple[Placed, ...]:
    wide = [sum(widths[each] for each in text) for text in row]
    lefts = [round(sheet.x(left, each)) for (left, _), each in zip(columns, wide, strict=True)]
    return tuple(Placed(left, top, text) for left, text in zip(lefts, row, strict=True))


def _film(view: View, sheet: Sheet, reel: Reel | None) -> Film:
    tokens = colours(view)
    running = (1,) * (FRAMES - 2)
    return Film(
        width=sheet.width,
        height=sheet.height,
        pictures=(0, *running, 2) if reel else (0,),
        numbers=((), *reel.frames) if reel else ((),),
        glyphs=reel.glyphs if reel else (),
        milliseconds=(EACH,) * FRAMES if reel else (EACH,),
        paper=tokens["paper"],
        inks=tuple(tokens[name] for name in ("ink", "quiet", "accent", "line")),
    )
