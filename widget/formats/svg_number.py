"""A ticking number as svg text: where each character stands, and the style rules that move it.

Lengths are in units of which a digit's font is `EM` high, before the number is scaled to its place. A strip
is one `<text>` whose characters all have a place of their own, so that columns do not depend on the reader's
font; one window shows one row of all strips. Reasons: docs/decisions/0005-svg.md.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from widget.formats.html_number import seconds
from widget.language.cldr import Language
from widget.numbers.odometer import Odometer, line_count, low_lines, power
from widget.view.view import Ticking

EM, PITCH, ROW, BASELINE, HEIGHT = 48, 31, 64, 44, 56
BLANK, SIGN = 10, 15
# Each change is a frame of Chromium's main thread, and the cost grows with their number.
UPDATES_PER_SECOND = 3


@dataclass(frozen=True, slots=True)
class Glyphs:
    """Characters and their places; `x` and `y` are lists as svg wants them.

    name: the class of a strip or head, empty for what never moves. up: how far a strip is moved at first.
    close: whether it stands right before a sign that first shows later.
    """

    text: str
    x: str
    y: str
    name: str = ""
    up: int = 0
    close: bool = False


@dataclass(frozen=True, slots=True)
class SvgNumber:
    """A number: its class, its whole width, its characters and its rules.

    strips: moved upwards. heads: shown one after the other. signs: those between groups of digits.
    late: the one that first shows after the digit before it, in a language that writes 1234 and 12,345.
    hidden: how much of the width is to the left of the window at first, since no zero leads a number.
    """

    name: str
    width: int
    strips: tuple[Glyphs, ...]
    heads: tuple[Glyphs, ...]
    signs: Glyphs
    late: Glyphs
    hidden: int
    rules: str


@dataclass(frozen=True, slots=True)
class _Strip:
    """The lines of a strip, how long a turn takes and when it began before the load (microseconds).

    lead: the lines of its first turn, where those are others.
    """

    lines: tuple[str, ...]
    period: int
    delay: int
    lead: tuple[str, ...] = ()

    @property
    def up(self) -> int:
        return self.delay % self.period * len(self.lines) // self.period * ROW


def svg_number(number: Ticking, words: Language, prefix: str, name: str) -> SvgNumber:
    """A number as svg; names in its rules begin with `prefix`, and its own ones with `name`."""
    odometer = number.odometer
    strips = _strips(odometer, words)
    head = max(width(head.text, words) for head in odometer.heads) if odometer.heads else 0
    # Each separator behind what it follows: its left edge, and whether it first shows later than that.
    signs: list[tuple[int, bool]] = []
    places, x = [], head
    if odometer.head_separator is not None:
        signs.append((x, odometer.head_late))
        x += _advance(words.separator, words)
    for i, strip in enumerate(strips):
        late = i < len(odometer.places) and odometer.places[i].late
        places.append(_rows(strip.lines, strip, x, f"{name}{i}", words, close=late))
        x += width(strip.lines[0], words)
        if i < len(odometer.places) and odometer.places[i].separator is not None:
            signs.append((x, late))
            x += _advance(words.separator, words)
    lead = strips[-1].lead if strips else ()
    if lead:
        places.append(_rows(lead, strips[-1], x, f"{name}q", words, ends=True))
    appearances = _appearances(odometer, strips, words)
    hidden = [(moment, x - _width_of(digits - 1, words)) for moment, digits in appearances]
    rules = _rules(odometer, strips, hidden, prefix, name, words)
    return SvgNumber(
        name,
        x,
        tuple(places),
        tuple(_heads(odometer, head, name, words)),
        _glyphs([(words.separator, at, 0) for at, late in signs if not late], words),
        _glyphs([(words.separator, at, 0) for at, late in signs if late], words, f"{name}z"),
        hidden[0][1] if hidden else 0,
        "".join(rules),
    )


def width(text: str, words: Language) -> int:
    """How wide a number's text is."""
    return sum(_advance(character, words) for character in text)


def _strips(odometer: Odometer, words: Language) -> list[_Strip]:
    """From the left to the right, the low one last."""
    if not odometer.low:
        return []
    digits = tuple(words.digits)
    count = line_count(odometer.period, odometer.digits, UPDATES_PER_SECOND)
    low = low_lines(words, odometer.digits, count)
    places = [_Strip(digits, place.period, odometer.delay) for place in odometer.places]
    return [*places, _Strip(low, odometer.period, odometer.delay, _lead(odometer, count, words))]


def _lead(odometer: Odometer, count: int, words: Language) -> tuple[str, ...]:
    """The first of `count` lines, where 1234 has no separator and the number begins among them."""
    digits = words.grouped_from - 1
    if not odometer.lead or odometer.digits < digits or digits < 4:
        return ()
    values = (j * power(odometer.digits) // count for j in range(count))
    lead = tuple(words.number(value) for value in values if value < power(digits))
    return lead if _ends(lead, count, odometer) > 0 else ()


def _ends(lead: Sequence[str], count: int, odometer: Odometer) -> int:
    """When the last of the first lines goes."""
    return -(-len(lead) * odometer.period // count) - odometer.delay


def _rows(
    lines: tuple[str, ...],
    strip: _Strip,
    x: int,
    name: str,
    words: Language,
    *,
    close: bool = False,
    ends: bool = False,
) -> Glyphs:
    """The lines of a strip from `x` on; ends: up to there."""
    rows = [(line, x - width(line, words) * ends, row * ROW) for row, line in enumerate(lines)]
    return replace(_glyphs(rows, words, name, strip.up), close=close)


def _heads(odometer: Odometer, room: int, name: str, words: Language) -> Iterator[Glyphs]:
    """Heads end where the strips begin; alone they begin where the line begins."""
    for i, head in enumerate(odometer.heads):
        x = room - width(head.text, words) if odometer.low or words.direction == "rtl" else 0
        yield replace(_glyphs([(head.text, x, 0)], words, f"{name}h{i}"), close=odometer.head_late)


def _glyphs(texts: list[tuple[str, int, int]], words: Language, name: str = "", up: int = 0) -> Glyphs:
    """Texts, each with its left edge and its row's distance from the first."""
    characters, across, down = [], [], []
    for text, left, row in texts:
        for character in text:
            advance = _advance(character, words)
            if not character.isspace():
                characters.append(character)
                across.append(f"{left + advance / 2:g}")
                down.append(str(BASELINE + row))
            left += advance
    level = down[:1] if len(set(down)) == 1 else down
    return Glyphs("".join(characters), " ".join(across), " ".join(level), name, up)


def _advance(character: str, words: Language) -> int:
    if character in words.digits:
        return PITCH
    return BLANK if character.isspace() else SIGN


def _width_of(digits: int, words: Language) -> int:
    return width(words.number(power(digits - 1)), words) if digits else 0


def _appearances(odometer: Odometer, strips: list[_Strip], words: Language) -> list[tuple[int, int]]:
    """When the number gets so many digits, for all that it does not have at first; in order."""
    if not strips:
        return []
    appearances = [*_in_low(odometer, strips[-1])]
    for digits, place in enumerate(reversed(odometer.places), odometer.digits + 1):
        appearances.append((place.appears, digits))
    below, had = odometer.digits + len(odometer.places), 0
    for head in odometer.heads:
        has = sum(character in words.digits for character in head.text)
        appearances += [(head.start, below + digits) for digits in range(had + 1, has + 1)]
        had = has
    return [(moment, digits) for moment, digits in appearances if moment > 0]


def _in_low(odometer: Odometer, strip: _Strip) -> Iterator[tuple[int, int]]:
    """When the low strip comes to its first line of two digits, of three, and so on.

    A number that begins at 7 and grows by 10 a second has two digits in its low strip, which turns in 10 s
    and began 0.7 s before the load. Its 31 lines stand 10/31 s each, and the first of two digits is line 4,
    with 4 × 100 / 31 = 12: it comes 40/31 − 0.7 = 0.590323 s after the load.

    >>> from fractions import Fraction
    >>> from widget.language.cldr import language
    >>> from widget.numbers.odometer import odometer
    >>> number = odometer(Fraction(10), Fraction(7), language("en"))
    >>> list(_in_low(number, _strips(number, language("en"))[-1]))
    [(590323, 2)]
    """
    above = odometer.delay >= odometer.period or any(place.appears == 0 for place in odometer.places)
    if above or (odometer.heads and odometer.heads[0].text):
        return
    for digits in range(2, odometer.digits + 1):
        line = -(-len(strip.lines) * power(digits - 1) // power(odometer.digits))
        yield -(-line * odometer.period // len(strip.lines)) - odometer.delay, digits


def _rules(
    odometer: Odometer,
    strips: list[_Strip],
    hidden: list[tuple[int, int]],
    prefix: str,
    name: str,
    words: Language,
) -> Iterator[str]:
    turns = odometer.ends + odometer.delay
    for i, strip in enumerate(strips):
        count = len(strip.lines)
        moved = f"{prefix}c" if count == 10 else f"{name}r"
        turning = f"{moved} {seconds(strip.period)} steps({count}) -{seconds(strip.delay)}"
        times = f"{turning} {turns // strip.period + 1} both"
        if strip.lead:
            ends = seconds(_ends(strip.lead, count, odometer))
            yield f".{name}q{{animation:{turning} both,{prefix}off 0s {ends} forwards}}"
            times += f",{name}y 0s {ends} backwards"
            yield f"@keyframes {name}y{{0%{{visibility:hidden}}}}"
        yield f".{name}{i}{{animation:{times}}}"
        if count != 10:
            # From the top, not from where the attribute has it when the picture loads.
            yield f"@keyframes {moved}{{0%{{transform:none}}to{{transform:translateY(-{count * ROW}px)}}}}"
    for i, head in enumerate(odometer.heads):
        until = odometer.heads[i + 1].start if i + 1 < len(odometer.heads) else odometer.ends
        yield f".{name}h{i}{{animation-delay:{seconds(head.start)},{seconds(until)}}}"
    yield from _late(odometer, name, words)
    if hidden:
        yield from _moves(hidden, f"{name}w", -1)
        if words.direction == "rtl":
            yield from _moves(hidden, f"{name}m", 1)


def _late(odometer: Odometer, name: str, words: Language) -> Iterator[str]:
    """Until a late separator shows, what stands before it closes its gap."""
    late = [place.separator for place in odometer.places if place.late]
    for moment in [odometer.head_separator, *late] if odometer.head_late else late:
        for part, first in (
            ("z", "visibility:hidden"),
            ("s", f"transform:translateX({_advance(words.separator, words)}px)"),
        ):
            yield f".{name}{part}{{animation:{name}{part} 0s {seconds(moment or 0)} backwards}}"
            yield f"@keyframes {name}{part}{{0%{{{first}}}}}"


def _moves(hidden: list[tuple[int, int]], name: str, sign: int) -> Iterator[str]:
    """From each moment on what is hidden after it; of several that have passed the last one counts."""
    after = [left for _, left in hidden[1:]] + [0]
    listed = ",".join(f"{name}{i} 0s {seconds(moment)} forwards" for i, (moment, _) in enumerate(hidden))
    yield f".{name}{{animation:{listed}}}"
    for i, left in enumerate(after):
        yield f"@keyframes {name}{i}{{to{{transform:translateX({sign * left}px)}}}}"
