"""How wide a ticking number is as svg, and how much of it is hidden on its left, from which moment on."""

from collections.abc import Iterator
from functools import cache

from widget.language.cldr import Language
from widget.language.digits import LATIN, cell
from widget.numbers.notation import Notation, power
from widget.numbers.runs import Run

# A column of Latin digits, of a space and of another sign; other digits have as much room around them.
PITCH, BLANK, SIGN = 31, 10, 15
# Of a font in which a Latin digit stands in its column, and of a row of digits: nothing may reach beyond.
EM, BASELINE, HEIGHT = 48, 44, 56


def em(language: Language) -> float:
    """The size of the font, in which no digit is higher than its row."""
    room = cell(language.digits)
    return min(EM, HEIGHT / (room.up + room.down))


def baseline(language: Language) -> int:
    """Where digits stand in their row."""
    return min(BASELINE, round(HEIGHT - cell(language.digits).down * em(language)))


@cache
def pitch(language: Language) -> int:
    """How wide the column of a digit is."""
    around = PITCH - LATIN.width * EM
    return round(cell(language.digits).width * em(language) + around)


def width(text: str, notation: Notation) -> int:
    """How wide the text of a number's digits is."""
    return sum(advance(character, notation) for character in text)


def advance(character: str, notation: Notation) -> int:
    """How wide the column of a character is."""
    if character in notation.language.digits:
        return pitch(notation.language)
    return BLANK if character.isspace() else SIGN


def columns(run: Run, notation: Notation) -> int:
    """How wide all strips of a run are, with the heads above them and the signs between them."""
    texts = [*(notation.language.digits[0] + place.sign for place in run.places), *run.low[:1]]
    between = [notation.sign(run.digits + len(run.places), run.separated)] * run.head_separated
    return head_room(run, notation) + sum(width(text, notation) for text in between + texts)


def head_room(run: Run, notation: Notation) -> int:
    """How wide the widest head of a run is."""
    return max((width(head.text, notation) for head in run.heads), default=0)


def hidden(run: Run, notation: Notation, lines: int) -> tuple[int, list[tuple[int, int]]]:
    """How much is hidden at first, and from each moment on; in order. The low strip has `lines` lines."""
    if not run.low:
        return 0, []
    whole = columns(run, notation)
    if run.falls:
        return 0, [
            (moment, whole - _width_of(left, run, notation)) for moment, left in _losses(run, notation)
        ]
    gains = [each for each in _gains(run, lines, notation) if each[0] > run.begins]
    missing = [whole - _width_of(digits - 1, run, notation) for _, digits in gains] + [0]
    return missing[0], [(moment, after) for (moment, _), after in zip(gains, missing[1:], strict=True)]


def _width_of(digits: int, run: Run, notation: Notation) -> int:
    return width(notation.row("0" * digits, run.separated), notation) if digits else 0


def _gains(run: Run, lines: int, notation: Notation) -> Iterator[tuple[int, int]]:
    """When the number gets so many digits."""
    yield from _in_low(run, lines, notation.decimals)
    for digits, place in enumerate(reversed(run.places), run.digits + 1):
        yield place.appears, digits
    below, had = run.digits + len(run.places), 0
    for head in run.heads:
        has = _digits(head.text, notation)
        for digits in range(had + 1, has + 1):
            yield head.start, below + digits
        had = has


def _losses(run: Run, notation: Notation) -> Iterator[tuple[int, int]]:
    """When the number has only so many digits left."""
    below = run.digits + len(run.places)
    for before, head in zip(run.heads, run.heads[1:], strict=False):
        if _digits(head.text, notation) < _digits(before.text, notation):
            yield head.start, below + _digits(head.text, notation)
    for left, place in zip(range(below - 1, 0, -1), run.places, strict=False):
        if place.vanishes:
            yield place.vanishes, left


def _digits(text: str, notation: Notation) -> int:
    return sum(character in notation.language.digits for character in text)


def _in_low(run: Run, lines: int, decimals: int) -> Iterator[tuple[int, int]]:
    """When the low strip comes to its first line of two digits, of three, and so on.

    A number that begins at 7 and grows by 10 a second has two digits in its low strip, which turns in 10 s
    and began 0.7 s before the load. Its 31 lines stand 10/31 s each, and the first of two digits is line 4,
    with 4 × 100 / 31 = 12: it comes 40/31 − 0.7 = 0.590323 s after the load.

    >>> from fractions import Fraction
    >>> from widget.language.cldr import language
    >>> from widget.numbers.odometer import odometer
    >>> number = odometer(Fraction(10), Fraction(7), language("en"))
    >>> list(_in_low(number.runs[0], 31, 0))
    [(590323, 2)]
    """
    above = run.delay >= run.period or any(place.appears == 0 for place in run.places)
    if above or (run.heads and run.heads[0].text):
        return
    for digits in range(decimals + 2, run.digits + 1):
        line = -(-lines * power(digits - 1) // power(run.digits))
        yield -(-line * run.period // lines) - run.delay, digits
