"""A ticking number as svg text: where each character stands, and the style rules that move it.

Lengths are in units of which a digit's font is `EM` high, before the number is scaled to its place. A strip
is one `<text>` whose characters all have a place of their own, so that columns do not depend on the reader's
font; one window shows one row of all strips. Reasons: docs/decisions/0005-svg.md.
"""

from collections.abc import Iterator
from dataclasses import dataclass

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
    """

    text: str
    x: str
    y: str
    name: str = ""
    up: int = 0


@dataclass(frozen=True, slots=True)
class SvgNumber:
    """A number: its class, its whole width, its characters and its rules.

    strips: moved upwards. heads: shown one after the other. signs: those between groups of digits.
    hidden: how much of the width is to the left of the window at first, since no zero leads a number.
    """

    name: str
    width: int
    strips: tuple[Glyphs, ...]
    heads: tuple[Glyphs, ...]
    signs: Glyphs
    hidden: int
    rules: str


@dataclass(frozen=True, slots=True)
class _Strip:
    """The lines of a strip, how long a turn takes and when it began before the load (microseconds)."""

    lines: tuple[str, ...]
    period: int
    delay: int

    @property
    def up(self) -> int:
        return self.delay % self.period * len(self.lines) // self.period * ROW


def svg_number(number: Ticking, words: Language, prefix: str, name: str) -> SvgNumber:
    """A number as svg; names in its rules begin with `prefix`, and its own ones with `name`."""
    odometer = number.odometer
    strips = _strips(odometer, words)
    head = max(width(head.text, words) for head in odometer.heads) if odometer.heads else 0
    places, signs, x = [], [], head
    if odometer.head_separated:
        signs.append((words.separator, x))
        x += width(words.separator, words)
    for i, strip in enumerate(strips):
        places.append(_rows(strip, x, f"{name}{i}", words))
        x += width(strip.lines[0], words)
        if i < len(odometer.places) and odometer.places[i].separated:
            signs.append((words.separator, x))
            x += width(words.separator, words)
    appearances = _appearances(odometer, strips, words)
    hidden = [(moment, x - _width_of(digits - 1, words)) for moment, digits in appearances]
    rules = _rules(odometer, strips, hidden, prefix, name, words.direction == "rtl")
    return SvgNumber(
        name,
        x,
        tuple(places),
        tuple(_heads(odometer, head, name, words)),
        _glyphs([(text, at, 0) for text, at in signs], words),
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
    return [*places, _Strip(low, odometer.period, odometer.delay)]


def _rows(strip: _Strip, x: int, name: str, words: Language) -> Glyphs:
    rows = [(line, x, row * ROW) for row, line in enumerate(strip.lines)]
    return _glyphs(rows, words, name, strip.up)


def _heads(odometer: Odometer, room: int, name: str, words: Language) -> Iterator[Glyphs]:
    """Heads end where the strips begin; alone they begin where the line begins."""
    for i, head in enumerate(odometer.heads):
        x = room - width(head.text, words) if odometer.low or words.direction == "rtl" else 0
        yield _glyphs([(head.text, x, 0)], words, f"{name}h{i}")


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
    return width(words.group("0" * digits), words) if digits else 0


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
    mirrored: bool,
) -> Iterator[str]:
    turns = odometer.ends + odometer.delay
    for i, strip in enumerate(strips):
        count = len(strip.lines)
        moved = f"{prefix}c" if count == 10 else f"{name}r"
        yield (
            f".{name}{i}{{animation:{moved} {seconds(strip.period)} steps({count}) "
            f"-{seconds(strip.delay)} {turns // strip.period + 1} both}}"
        )
        if count != 10:
            # From the top, not from where the attribute has it when the picture loads.
            yield f"@keyframes {moved}{{0%{{transform:none}}to{{transform:translateY(-{count * ROW}px)}}}}"
    for i, head in enumerate(odometer.heads):
        until = odometer.heads[i + 1].start if i + 1 < len(odometer.heads) else odometer.ends
        yield f".{name}h{i}{{animation-delay:{seconds(head.start)},{seconds(until)}}}"
    if hidden:
        yield from _moves(hidden, f"{name}w", -1)
        if mirrored:
            yield from _moves(hidden, f"{name}m", 1)


def _moves(hidden: list[tuple[int, int]], name: str, sign: int) -> Iterator[str]:
    """From each moment on what is hidden after it; of several that have passed the last one counts."""
    after = [left for _, left in hidden[1:]] + [0]
    listed = ",".join(f"{name}{i} 0s {seconds(moment)} forwards" for i, (moment, _) in enumerate(hidden))
    yield f".{name}{{animation:{listed}}}"
    for i, left in enumerate(after):
        yield f"@keyframes {name}{i}{{to{{transform:translateX({sign * left}px)}}}}"
