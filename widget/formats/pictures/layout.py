"""Laying out a picture: its measures, its lines of text, the cat, and the foot.

Lengths are pixels, in an svg its own units, on the sign tenths of a millimetre. Places are worked out for
left to right and mirrored for languages that run the other way.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from widget.formats import typeset
from widget.formats.typeset import BOLD, PLAIN, Face
from widget.language.bidi import runs_right
from widget.language.characters import on_one_line
from widget.language.isolates import balanced
from widget.view.acts import Action
from widget.view.view import View

# The distance of lines, and of the top of a line from its baseline, as multiples of the size.
LEADING, TIGHT = 1.3, 1.22
BASELINE = 0.95
DESCENT = 0.3
# How far the chin of the cat is from the top of the drawing, as a share of its width.
CHIN = 36 / 48
# What the foot takes of the height at most, and its source of that.
FOOT, SOURCE = 0.45, 0.45
# How much smaller than the least size a line may be, before it is shortened.
SMALLEST = 0.6
# What a line may be wider than its room by sums of binary fractions.
ROUNDING = 1e-6
# How much wider than Noto a reader's own font may be: DejaVu is up to 1.11 times as wide, bold 1.18 times.
WIDER = {False: 1.12, True: 1.19}


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one colour token and face; `isolated`: its direction is its own, as that of an address.

    scale: its size as a multiple of the line's.
    """

    text: str
    colour: str = "ink"
    face: Face = PLAIN
    isolated: bool = False
    scale: float = 1


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text: where its beginning stands on the baseline, its size, its runs.

    descent: how far letters hang from the baseline, as a multiple of the size.
    """

    x: float
    y: float
    size: float
    runs: tuple[Run, ...]
    descent: float = DESCENT

    @property
    def bottom(self) -> float:
        """Below what hangs from the baseline."""
        return self.y + self.size * self.descent


@dataclass(frozen=True, slots=True)
class Cat:
    """Where the cat is, and how wide."""

    left: float
    top: float
    width: float


@dataclass(frozen=True, slots=True)
class Measures:
    """The measures of a picture; sizes of text go down."""

    width: int
    height: int
    # Left and right, and above and below.
    margin: int
    edge: int
    # Between two things.
    gap: int
    # The sizes of the label, of a sentence alone and one beside a number, of the act, and of the rest.
    label: range
    hero: range
    say: range
    act: range
    small: range
    # The height of drawings, and the width of a cat that sits beside a sentence; 0 for none.
    drawing: int = 0
    cat: int = 0
    # The largest size of a number.
    number: int = 0
    # Whether letters are drawn in the reader's own fonts, and whether the source is only named.
    foreign: bool = False
    brief: bool = False
    # Of the language: whether it runs from the right to the left, and its tag.
    rtl: bool = False
    tag: str = "en"

    @property
    def room(self) -> int:
        """How wide a line may be."""
        return self.width - 2 * self.margin

    def x(self, left: float, wide: float = 0) -> float:
        """`left` of something `wide`, from the side where reading begins."""
        return self.width - left - wide if self.rtl else left

    def wider(self, face: Face) -> float:
        """How many times as wide as measured a text may be drawn."""
        return WIDER[face.bold] if self.foreign else 1

    def wide(self, runs: Sequence[Run], size: float) -> float:
        """How wide runs may be on one line."""
        return sum(
            typeset.width(run.text, size * run.scale, run.face, self.tag) * self.wider(run.face)
            for run in runs
        )


@dataclass(frozen=True, slots=True)
class Foot:
    """What ends a picture: its lines, and the hairline where it begins."""

    lines: tuple[Line, ...]
    rule: float


def down(most: int, least: int) -> range:
    """Sizes to try, in steps of about a twentieth of the least."""
    return range(most, least - 1, -max(1, least // 20))


def in_direction(measures: Measures, view: View) -> Measures:
    """The measures for the view's language and its direction."""
    return replace(measures, rtl=view.language.direction == "rtl", tag=view.language.tag)


def block(
    text: str,
    measures: Measures,
    sizes: range,
    top: float,
    height: float,
    like: Run,
    room: float | None = None,
    left: float | None = None,
    most: float | None = None,
) -> tuple[Line, ...]:
    """`text` as large as it fits below `top` into `height`, in the manner of the run `like`.

    most: the height that it takes at most, shortened if need be; by default `height`. Where letters reach far
    up and down, lines are so far apart that none touch.
    """
    if not text:
        return ()
    up, descent = typeset.extent(on_one_line(text), like.face, measures.tag)
    leading = max(TIGHT if like.face.bold else LEADING, up + descent)
    wide = (measures.room if room is None else room) / measures.wider(like.face)
    clean = on_one_line(text)
    size, texts = typeset.fit(clean, sizes, wide, height, leading, like.face, measures.tag, most)
    x = measures.x(measures.margin if left is None else left)
    own = _isolated(like, text)
    return tuple(
        Line(
            x,
            top + (BASELINE + i * leading) * size,
            size,
            (replace(own, text=line),),
            max(DESCENT, descent),
        )
        for i, line in enumerate(balanced(texts))
    )


def line(
    runs: tuple[Run, ...],
    measures: Measures,
    sizes: range,
    top: float,
    room: float,
    left: float | None = None,
) -> Line:
    """One line, as large as it fits, beginning at `left` or at the margin.

    If it is too long for its least size it is smaller still and whole, and shortened at last.
    """
    clean = tuple(_isolated(replace(run, text=on_one_line(run.text)), run.text) for run in runs)
    size = next((size for size in sizes if measures.wide(clean, size) <= room), 0.0)
    size = size or sizes[-1] * max(SMALLEST, room / measures.wide(clean, sizes[-1]))
    x = measures.x(measures.margin if left is None else left)
    return Line(x, top + size * BASELINE, size, _shortened(clean, measures, size, room))


def _shortened(runs: tuple[Run, ...], measures: Measures, size: float, room: float) -> tuple[Run, ...]:
    """Runs that fit on one line: the widest is shortened, and if need be the next."""
    over = measures.wide(runs, size) - room
    if over <= ROUNDING:
        return runs
    widest = max(runs, key=lambda run: measures.wide((run,), size))
    left = (measures.wide((widest,), size) - over) / measures.wider(widest.face)
    text = typeset.shortened(widest.text, size * widest.scale, left, widest.face, measures.tag)
    if text == widest.text:
        return runs
    cut = tuple(replace(run, text=next(balanced([text]))) if run is widest else run for run in runs)
    return _shortened(cut, measures, size, room)


def _isolated(run: Run, text: str) -> Run:
    """English words in a language that runs the other way keep their own direction."""
    return replace(run, isolated=run.isolated or runs_right(text))


def moved(lines: Sequence[Line], down: float) -> tuple[Line, ...]:
    """Lines, so much further down."""
    return tuple(replace(line, y=line.y + down) for line in lines)


def ending(lines: Sequence[Line], bottom: float) -> tuple[Line, ...]:
    """Lines, moved so that the last one ends at `bottom`."""
    return moved(lines, bottom - lines[-1].bottom) if lines else ()


def cat(view: View, measures: Measures, ground: float, wide: float) -> Cat | None:
    """The cat, if the campaign has one, on the side where lines end, sitting at the height `ground`."""
    if view.campaign.drawing != "cat" or not wide:
        return None
    left = measures.x(measures.width - measures.margin - wide, wide)
    return Cat(left, ground - wide * CHIN, wide)


def foot(view: View, measures: Measures) -> Foot:
    """Where to act, with what care, and the source: at most a share of the picture."""
    height = 2 * LEADING * measures.small[-1]
    quiet = Run("", "quiet")
    acts = act_lines(view.act, measures, measures.room) if view.act else ()
    free = FOOT * measures.height - (acts[-1].bottom if acts else 0)
    most = SOURCE * free if view.act else free
    source = block(_source(view, measures), measures, measures.small, 0, height, quiet, most=most)
    lines = ending(source, measures.height - 1.4 * measures.gap)
    if view.act and not measures.brief:
        most = free - source[-1].bottom
        care = block(view.act.safety, measures, measures.small, 0, height, quiet, most=most)
        lines = (*ending(care, _top(lines)), *lines)
    lines = (*ending(acts, _top(lines)), *lines)
    return Foot(lines, _top(lines) - measures.gap)


def act_lines(act: Action, measures: Measures, room: float) -> tuple[Line, ...]:
    """What to do and where: on one line, else on two, or in brief only where."""
    label = (Run(act.label, face=BOLD), Run(act.colon, face=BOLD))
    address = [Run(act.link.text, "accent", BOLD, isolated=True)]
    address += [Run(act.between), Run(act.telephone, face=BOLD, isolated=True)] if act.telephone else []
    whole = (*label, *address)
    if measures.wide(whole, measures.act[-1]) <= room:
        return (line(whole, measures, measures.act, 0, room),)
    where = line(tuple(address), measures, measures.act, 0, room)
    if measures.brief:
        return (where,)
    return (line(label, measures, measures.act, 0, room), *moved((where,), where.size * LEADING))


def _source(view: View, measures: Measures) -> str:
    """Average or estimate, by whom, as of when; in brief only by whom and when."""
    if not measures.brief:
        return view.caveat
    years = dict.fromkeys(view.language.year(figure.as_of.year) for figure in view.figures)
    return " · ".join(
        [view.publishers, *years, *([view.language.words["estimate"]] if view.estimate else [])]
    )


def _top(lines: Sequence[Line]) -> float:
    return lines[0].y - lines[0].size * BASELINE
