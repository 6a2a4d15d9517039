"""The strips of a ticking number: where they stand when, what they show, and what is above them.

A number that falls is the nines' complement of one that rises: 10**n - 1 less the number rises, is never
ahead, and carries where the number borrows. So its strips have the same times, and their lines the other way.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from math import ceil, floor

from widget.numbers.notation import Notation, power
from widget.numbers.pace import MOST_HEADS, Pace, line_values, safe
from widget.numbers.runs import Head, Place, Run, fallen, risen


@dataclass(frozen=True, slots=True)
class Clock:
    """What strips count: `base`, a multiple of 10**top, when they began, `delay` before the page loads.

    What they show is the count itself, or what is left of `nines`.
    """

    pace: Pace
    delay: int
    base: int
    nines: int = 0

    def reaches(self, count: int) -> int:
        """When the strips come to a multiple of what the low one counts."""
        return (count - self.base) // power(self.pace.digits) * self.pace.period - self.delay

    def at(self, time: int) -> int:
        """What the strips have counted to, by whole lines."""
        unit, lines = power(self.pace.digits), self.pace.lines
        turns, rest = divmod(time + self.delay, self.pace.period)
        return self.base + turns * unit + rest * lines // self.pace.period * unit // lines

    def shown(self, count: int) -> int:
        """What is shown for a count."""
        return self.nines - count if self.nines else count


@dataclass(frozen=True, slots=True)
class Writing:
    """How strips are written: with separators or not yet, with the affixes of a negative number or not."""

    notation: Notation
    negative: bool = False
    separated: bool = True


def rising(start: Fraction, made: Pace, nines: int = 0) -> Clock:
    """Strips that have counted to `start`, or a little less, when the page loads."""
    delay = safe(start % power(made.top) * made.period / power(made.digits))
    return Clock(made, delay, floor(start) // power(made.top) * power(made.top), nines)


def falling(start: Fraction, made: Pace, decimals: int) -> Clock:
    """Strips that show `start`, or a little more, when the page loads.

    A first digit that changes a few times only has heads: that keeps the delay short.
    """
    first = ceil(start)
    highest = len(str(first // (MOST_HEADS + 1)))
    top = min(made.top, max(highest, made.digits, decimals + 1))
    nines = power(max(len(str(first)), top)) - 1
    return rising(nines - start, replace(made, top=top), nines)


@lru_cache(maxsize=256)
def low_lines(
    notation: Notation, digits: int, count: int, falls: bool = False, separated: bool = True
) -> tuple[str, ...]:
    """The lines of a low strip, with leading zeros and separators; what falls shows what is left of nines.

    >>> from widget.language.cldr import language
    >>> low_lines(Notation(language("en"), 1), 2, 3), low_lines(Notation(language("en"), 1), 2, 3, falls=True)
    (('0.0', '3.3', '6.6'), ('9.9', '6.6', '3.3'))
    """
    nines = power(digits) - 1
    shown = [nines - value if falls else value for value in line_values(digits, count)]
    return tuple(notation.row(str(value).zfill(digits), separated) for value in shown)


def run(clock: Clock, writing: Writing, begins: int, ends: int, final: int) -> Run:
    """The strips of `clock` from `begins` to `ends`, when they may have counted to `final`."""
    made, notation = clock.pace, writing.notation
    # A delay is rounded down and a strip shows whole lines, so what is hidden at first follows from what the
    # strips then show.
    first = clock.at(begins)
    falls = clock.nines > 0
    heads = tuple(_heads(clock, writing, begins, final))
    places = tuple(_places(clock, writing, begins, ends, clock.shown(first) if falls else final))
    lead, lead_ends = _lead(clock, writing, first)
    separated = bool(heads) and bool(notation.sign(made.top, writing.separated))
    left, right = notation.beside(writing.negative)
    shifted = notation.moves or left
    shifts = (
        (fallen if falls else risen)(heads, places, separated, notation.language.digits) if shifted else ()
    )
    return Run(
        begins=begins,
        ends=ends,
        digits=made.digits,
        period=made.period,
        delay=clock.delay,
        low=low_lines(notation, made.digits, made.lines, falls, writing.separated),
        lead=lead,
        lead_ends=lead_ends,
        places=places,
        heads=heads,
        head_separated=separated,
        shifts=tuple(shifts),
        falls=falls,
        left=left,
        right=right,
        separated=writing.separated,
    )


def _heads(clock: Clock, writing: Writing, begins: int, final: int) -> Iterator[Head]:
    unit = power(clock.pace.top)
    above = clock.pace.period * power(clock.pace.top - clock.pace.digits)
    base = clock.base // unit
    values = range(base + (begins + clock.delay) // above, final // unit + 1)
    shown = [clock.nines // unit - value if clock.nines else value for value in values]
    if any(shown):
        for value, text in zip(values, shown, strict=True):
            start = max(begins, (value - base) * above - clock.delay)
            yield Head(start, _above(text, clock.pace.top, writing))


def _above(value: int, top: int, writing: Writing) -> str:
    """The digits of `value` as they are grouped when `top` more digits follow."""
    if value == 0:
        return ""
    notation = writing.notation
    first, *digits = reversed(notation.language.own_digits(str(value)))
    signed = (digit + notation.sign(place, writing.separated) for place, digit in enumerate(digits, top + 1))
    return "".join([*reversed([*signed]), first])


def _places(clock: Clock, writing: Writing, begins: int, ends: int, most: int) -> Iterator[Place]:
    made, decimals = clock.pace, writing.notation.decimals
    for k in reversed(range(made.digits, made.top)):
        appears = vanishes = 0
        if k > decimals and clock.nines:
            gone = clock.reaches(clock.nines + 1 - power(k))
            vanishes = gone if gone < ends else 0
        elif k > decimals:
            come = clock.reaches(power(k))
            appears = come if come > begins else 0
        if k <= decimals or most >= power(k):
            period = made.period * power(k + 1 - made.digits)
            yield Place(period, writing.notation.sign(k, writing.separated), appears, vanishes)


def _lead(clock: Clock, writing: Writing, first: int) -> tuple[tuple[str, ...], int]:
    made = clock.pace
    bound = power(made.digits - 1)
    if clock.nines or first >= bound or made.digits - 1 <= writing.notation.decimals:
        return (), 0
    values = [value for value in line_values(made.digits, made.lines) if value < bound]
    ends = ceil(Fraction(len(values) * made.period, made.lines)) - clock.delay
    return tuple(map(writing.notation.digits, values)), ends
