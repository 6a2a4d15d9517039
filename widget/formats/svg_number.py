"""A ticking number as svg text: where each character stands, and the style rules that move it.

Lengths are in units of which a digit's font is `EM` high, before the number is scaled to its place. A strip
is one `<text>` whose characters all have a place of their own, so that columns do not depend on the reader's
font; one window shows one row of all strips. Reasons: docs/decisions/0005-svg.md.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil
from unicodedata import bidirectional

from widget.formats import typeset
from widget.formats.html_number import ago, seconds
from widget.formats.svg_columns import BASELINE, EM, advance, baseline, columns, head_room, hidden, width
from widget.language.digits import leftward
from widget.language.isolates import PDI, RLI
from widget.numbers.notation import Notation
from widget.numbers.odometer import Odometer
from widget.numbers.pace import line_count
from widget.numbers.runs import Run
from widget.numbers.strips import low_lines
from widget.view.view import Ticking

ROW = 64
# Each change is a frame of Chromium's main thread, and the cost grows with their number.
UPDATES_PER_SECOND = 3
# Where the font of the digits is brought to the width of their columns, letters beside them grow with them.
LARGER = Fraction(11, 10)


@dataclass(frozen=True, slots=True)
class Glyphs:
    """Characters and their places; `x` and `y` are lists as svg wants them.

    name: the class of a strip or head, empty for what never moves. up: how far a strip is moved at first.
    anchor: which end of a text is at `x` that has one place; empty where each character is at its middle.
    """

    text: str
    x: str
    y: str
    name: str = ""
    up: int = 0
    anchor: str = ""

    @property
    def leftward(self) -> bool:
        """Whether its digits run to the left, of which WebKit gives the first place to the last."""
        return not self.anchor and any(bidirectional(sign) == "R" for sign in self.text)

    @property
    def apart(self) -> tuple[tuple[str, str, str], ...]:
        """Each character with its own place, where some are two units of UTF-16, which Firefox counts."""
        if self.anchor or max(self.text, default="") <= "\uffff":
            return ()
        across, down = self.x.split(), self.y.split()
        return tuple(zip(self.text, across, down * (len(across) // len(down)), strict=True))


@dataclass(frozen=True, slots=True)
class SvgRun:
    """One run: its class, where it stands in the number, its window, its characters and its rules.

    x: of the window; digits are in there, and what moves with their right end. strips: moved upwards. heads:
    shown one after the other. signs: those between digits. hidden: how much is to the left of the window at
    first, since no zero leads a number, or less than 0 if it is on the right. left, right: what stands beside
    the digits.
    """

    name: str
    x: int
    width: int
    strips: tuple[Glyphs, ...]
    heads: tuple[Glyphs, ...]
    signs: Glyphs
    left: Glyphs
    right: Glyphs
    hidden: int
    rules: str


@dataclass(frozen=True, slots=True)
class SvgNumber:
    """A number: its whole width, and its runs, of which each but the first is hidden at first."""

    width: int
    runs: tuple[SvgRun, ...]
    parted: bool

    @property
    def rules(self) -> str:
        """The rules of all runs."""
        return "".join(run.rules for run in self.runs)

    @property
    def strips(self) -> bool:
        """Whether any strip runs."""
        return any(run.strips for run in self.runs)


@dataclass(frozen=True, slots=True)
class _Strip:
    """The lines of a strip, how long a turn takes and when it began before the load (microseconds)."""

    lines: tuple[str, ...]
    period: int
    delay: int

    @property
    def up(self) -> int:
        return self.delay % self.period * len(self.lines) // self.period * ROW


def svg_number(number: Ticking, prefix: str, name: str) -> SvgNumber:
    """A number as svg; names in its rules begin with `prefix`, and its own ones with `name`."""
    odometer = number.odometer
    notation = odometer.notation
    names = [f"{name}v{i}" if odometer.parted else name for i in range(len(odometer.runs))]
    wide = max(_room(run, notation) for run in odometer.runs)
    made = (_run(*each, odometer, prefix, wide) for each in zip(odometer.runs, names, strict=True))
    return SvgNumber(wide, tuple(made), odometer.parted)


def _room(run: Run, notation: Notation) -> int:
    """How wide a run is at its widest."""
    if run.whole:
        return max(_wide(head.text) for head in run.heads)
    return _wide(run.left) + columns(run, notation) + _wide(run.right)


def _wide(text: str) -> int:
    return ceil(typeset.width(text, EM, typeset.BOLD) * LARGER) if text else 0


def _run(run: Run, name: str, odometer: Odometer, prefix: str, wide: int) -> SvgRun:
    notation = odometer.notation
    rtl = notation.language.direction == "rtl"
    strips = _strips(run, notation)
    left = _wide(run.left)
    across, places, signs = columns(run, notation), [], []
    x = head_room(run, notation)
    if run.head_separated:
        separator = notation.sign(run.digits + len(run.places), run.separated)
        signs.append((separator, x, 0))
        x += width(separator, notation)
    for i, strip in enumerate(strips):
        rows = [(line, x, row * ROW) for row, line in enumerate(strip.lines)]
        places.append(_glyphs(rows, notation, f"{name}{i}", strip.up))
        x += width(strip.lines[0], notation)
        if i < len(run.places) and run.places[i].sign:
            signs.append((run.places[i].sign, x, 0))
            x += width(run.places[i].sign, notation)
    first, moves = hidden(run, notation, len(strips[-1].lines) if strips else 0)
    mirrored = leftward(notation.language.digits)
    rules = [*_rules(run, strips, prefix, name), *_moves(moves, name, rtl, mirrored)]
    if odometer.parted:
        delays = (
            f"{prefix}show 0s {seconds(run.begins)} forwards,{prefix}hide 0s {seconds(run.ends)} forwards"
        )
        rules.append(f".{name}{{animation:{delays}}}")
    inside = 0 if rtl else _wide(run.right)
    window = _room(run, notation) if run.whole else across + inside
    at = wide - _wide(run.right) - window if rtl else left
    return SvgRun(
        name,
        at,
        window,
        *_ordered(
            tuple(places),
            tuple(_heads(run, name, notation, window)),
            _glyphs(signs, notation),
            across if mirrored and not run.whole else 0,
        ),
        _beside(run.left, at, "end", rtl),
        _beside(run.right, at + across if rtl else across, "start", rtl),
        -first if mirrored else first,
        "".join(rules),
    )


def _ordered(
    strips: tuple[Glyphs, ...], heads: tuple[Glyphs, ...], signs: Glyphs, across: int
) -> tuple[tuple[Glyphs, ...], tuple[Glyphs, ...], Glyphs]:
    """The same from the right to the left, where digits run that way in so much room."""
    if not across:
        return strips, heads, signs
    return (
        tuple(_mirrored(each, across) for each in strips),
        tuple(_mirrored(each, across) for each in heads),
        _mirrored(signs, across),
    )


def _mirrored(glyphs: Glyphs, across: int) -> Glyphs:
    return replace(glyphs, x=" ".join(f"{across - float(x):g}" for x in glyphs.x.split()))


def _beside(text: str, x: int, anchor: str, rtl: bool) -> Glyphs:
    return Glyphs(_directed(text, rtl) if text else "", str(x), str(BASELINE), anchor=anchor)


def _directed(text: str, rtl: bool) -> str:
    return f"{RLI}{text}{PDI}" if rtl else text


def _strips(run: Run, notation: Notation) -> list[_Strip]:
    """From the left to the right, the low one last."""
    if not run.low:
        return []
    digits = tuple(notation.language.digits)
    count = line_count(run.period, run.digits, UPDATES_PER_SECOND)
    low = low_lines(notation, run.digits, count, run.falls, run.separated)
    column = digits[::-1] if run.falls else digits
    places = [_Strip(column, place.period, run.delay) for place in run.places]
    return [*places, _Strip(low, run.period, run.delay)]


def _heads(run: Run, name: str, notation: Notation, room: int) -> Iterator[Glyphs]:
    """Heads end where the strips begin; alone they begin where the line begins."""
    rtl = notation.language.direction == "rtl"
    for i, head in enumerate(run.heads):
        if run.whole:
            x, anchor = (room, "end") if rtl else (0, "start")
            yield Glyphs(_directed(head.text, rtl), str(x), str(BASELINE), f"{name}h{i}", anchor=anchor)
        else:
            x = head_room(run, notation) - width(head.text, notation) if run.low or rtl else 0
            yield _glyphs([(head.text, x, 0)], notation, f"{name}h{i}")


def _glyphs(texts: list[tuple[str, int, int]], notation: Notation, name: str = "", up: int = 0) -> Glyphs:
    """Texts, each with its left edge and its row's distance from the first."""
    characters, across, down = [], [], []
    for text, left, row in texts:
        for character in text:
            wide = advance(character, notation)
            if not character.isspace():
                characters.append(character)
                across.append(f"{left + wide / 2:g}")
                down.append(str(baseline(notation.language) + row))
            left += wide
    level = down[:1] if len(set(down)) == 1 else down
    return Glyphs("".join(characters), " ".join(across), " ".join(level), name, up)


def _rules(run: Run, strips: list[_Strip], prefix: str, name: str) -> Iterator[str]:
    turns = run.ends + run.delay
    for i, strip in enumerate(strips):
        count = len(strip.lines)
        moved = f"{prefix}c" if count == 10 else f"{name}r"
        yield (
            f".{name}{i}{{animation:{moved} {seconds(strip.period)} steps({count}) "
            f"{ago(strip.delay)} {turns // strip.period + 1} both}}"
        )
        if count != 10:
            # From the top, not from where the attribute has it when the picture loads.
            yield f"@keyframes {moved}{{0%{{transform:none}}to{{transform:translateY(-{count * ROW}px)}}}}"
    for i, head in enumerate(run.heads):
        until = run.heads[i + 1].start if i + 1 < len(run.heads) else run.ends
        yield f".{name}h{i}{{animation-delay:{seconds(head.start)},{seconds(until)}}}"


def _moves(moves: list[tuple[int, int]], name: str, rtl: bool, mirrored: bool) -> Iterator[str]:
    """The window stays where it is and digits move, or in a line from right to left the other way round."""
    if moves:
        yield from _moved(moves, f"{name}w", 1 if mirrored else -1)
        if rtl and not mirrored:
            yield from _moved(moves, f"{name}m", 1)


def _moved(moves: list[tuple[int, int]], name: str, sign: int) -> Iterator[str]:
    """From each moment on what is hidden after it; of several that have passed the last one counts."""
    listed = ",".join(f"{name}{i} 0s {seconds(moment)} forwards" for i, (moment, _) in enumerate(moves))
    yield f".{name}{{animation:{listed}}}"
    for i, (_, left) in enumerate(moves):
        yield f"@keyframes {name}{i}{{to{{transform:translateX({sign * left}px)}}}}"
