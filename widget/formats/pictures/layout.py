"""Laying out a picture: its measures, its lines of text, the cat, and the foot that all pictures have.

Lengths are pixels, on the sign tenths of a millimetre. Places are worked out for left to right and mirrored
for languages that run the other way.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from widget.formats import typeset
from widget.language.characters import on_one_line
from widget.view.acts import Action
from widget.view.view import View

# The distance of lines, and of the top of a line from its baseline, as multiples of the size.
LEADING, TIGHT = 1.3, 1.22
BASELINE = 0.95
DESCENT = 0.3
# How far the chin of the cat is from the top of the drawing, as a share of its width.
CHIN = 36 / 48


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one colour token and weight; `isolated`: its direction is its own, as that of an address."""

    text: str
    colour: str = "ink"
    bold: bool = False
    isolated: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text: where its beginning stands on the baseline, its size, its runs."""

    x: float
    y: float
    size: int
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Cat:
    """Where the cat is, and how wide."""

    left: float
    top: float
    width: float


@dataclass(frozen=True, slots=True)
class Measures:
    """The measures of a picture: `margin` left and right, `edge` above and below, `dots` their height.

    Sizes of text go down; `brief`: the source is only named.
    """

    width: int
    height: int
    margin: int
    edge: int
    gap: int
    cat: int
    dots: int
    kicker: range
    hero: range
    act: range
    small: range
    brief: bool = False
    rtl: bool = False

    @property
    def room(self) -> int:
        """How wide a line may be."""
        return self.width - 2 * self.margin

    def x(self, left: float, wide: float = 0) -> float:
        """`left` of something `wide`, from the side where reading begins."""
        return self.width - left - wide if self.rtl else left


@dataclass(frozen=True, slots=True)
class Foot:
    """What ends a picture: its lines, where the hairline is, and where the room above ends."""

    lines: tuple[Line, ...]
    rule: float
    top: float


def down(most: int, least: int) -> range:
    """Sizes to try, in steps of about a twentieth of the least."""
    return range(most, least - 1, -max(1, least // 20))


def in_direction(measures: Measures, view: View) -> Measures:
    """The measures for the direction of the view's language."""
    return replace(measures, rtl=view.language.direction == "rtl")


def colours(view: View) -> Mapping[str, str]:
    """The colour tokens: those for light paper unless dark is asked for."""
    return view.colours


def block(
    text: str, measures: Measures, sizes: range, between: tuple[float, float], room: float, bold: bool = False
) -> tuple[Line, ...]:
    """`text` as large as it fits between two heights."""
    top, bottom = between
    leading = TIGHT if bold else LEADING
    size, texts = typeset.fit(on_one_line(text), sizes, room, bottom - top, leading, bold)
    return _stack(texts, measures, size, (top + size * BASELINE, leading), Run("", bold=bold))


def line(
    runs: tuple[Run, ...],
    measures: Measures,
    sizes: range,
    top: float,
    room: float,
    left: float | None = None,
) -> Line:
    """One line, as large as it fits, beginning at `left` or at the margin."""
    clean = tuple(replace(run, text=on_one_line(run.text)) for run in runs)
    size = next((size for size in sizes if _wide(clean, size) <= room), sizes[-1])
    return Line(measures.x(measures.margin if left is None else left), top + size * BASELINE, size, clean)


def below(above: Line, measures: Measures) -> float:
    """The height at which something may begin under a line."""
    return above.y + above.size * DESCENT + measures.gap / 2


def beside(view: View, measures: Measures) -> int:
    """How wide a line may be beside the cat, if there is one."""
    return measures.room - (measures.cat + 2 * measures.gap if view.campaign.drawing == "cat" else 0)


def cat(view: View, measures: Measures, ground: float) -> Cat | None:
    """The cat, if the campaign has one, sitting on what is drawn at the height `ground`."""
    if view.campaign.drawing != "cat":
        return None
    left = measures.x(measures.width - measures.margin - measures.cat, measures.cat)
    return Cat(left, ground - measures.cat * CHIN, measures.cat)


def foot(view: View, measures: Measures, room: float) -> Foot:
    """Where to act, in at most `room`, a hairline, and the source."""
    most = 2 * LEADING * measures.small[-1]
    size, texts = typeset.fit(
        on_one_line(_source(view, measures)), measures.small, measures.room, most, LEADING
    )
    first = measures.height - measures.edge - (DESCENT - 0.1 + (len(texts) - 1) * LEADING) * size
    source = _stack(texts, measures, size, (first, LEADING), Run("", "quiet"))
    rule = first - size * BASELINE - measures.gap / 2
    if view.act is None:
        return Foot(source, rule, rule - measures.gap)
    act = line(_act(view.act, measures, room), measures, measures.act, 0, room)
    act = replace(act, y=rule - measures.gap / 2 - act.size * DESCENT)
    return Foot((act, *source), rule, act.y - act.size * BASELINE - measures.gap / 2)


def _stack(
    texts: Sequence[str], measures: Measures, size: int, rows: tuple[float, float], like: Run
) -> tuple[Line, ...]:
    x, (first, leading) = measures.x(measures.margin), rows
    return tuple(
        Line(x, first + i * leading * size, size, (replace(like, text=text),)) for i, text in enumerate(texts)
    )


def _source(view: View, measures: Measures) -> str:
    if not measures.brief:
        return view.caveat
    years = dict.fromkeys(view.language.year(figure.as_of.year) for figure in view.figures)
    return " · ".join(
        [view.publishers, *years, *([view.language.words["estimate"]] if view.estimate else [])]
    )


def _act(act: Action, measures: Measures, room: float) -> tuple[Run, ...]:
    """What to do and where, or only where, if there is no room for both."""
    address = [Run(act.link.text, "accent", bold=True, isolated=True)]
    address += [Run(act.between), Run(act.telephone, bold=True, isolated=True)] if act.telephone else []
    whole = (Run(act.label, bold=True), Run(act.colon), *address)
    return whole if _wide(whole, measures.act[-1]) <= room else tuple(address)


def _wide(runs: Sequence[Run], size: int) -> float:
    return sum(typeset.width(run.text, size, run.bold) for run in runs)
