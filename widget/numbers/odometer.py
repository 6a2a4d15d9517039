"""The timeline of a ticking number: a rate and a start become strips, delays and reveals.

A number is a row of runs, one after the other. Each has what it needs of three parts, from the lowest
digits up:

- `low`: the last `digits` digits as ONE strip, moved about eight times a second at most;
- `places`: a strip 0 to 9 for each higher digit, ten times slower than the one below it;
- `heads`: whole texts for what is left above, each revealed by a delay. A slow number is heads only.

All strips share one whole number of microseconds per turn and one delay, so that carries nest. Around zero,
where digits, separators and sign come and go, there are texts alone. Times are
whole microseconds since the page was laid out. Measurements and reasons: docs/decisions/0003-odometer.md.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from widget.language.cldr import Language
from widget.numbers.count import MICROSECONDS, Count
from widget.numbers.notation import NOTHING, Affixes, Notation, power
from widget.numbers.pace import Pace, later, line_values, pace, safe
from widget.numbers.rates import DAY, Rate
from widget.numbers.runs import Head, Run, risen
from widget.numbers.strips import Clock, Writing, falling, rising, run

HORIZON = 3 * DAY * MICROSECONDS
# A number that changes no oftener than this within the horizon runs no animation at all between changes.
MOST_REVEALS = 64


@dataclass(frozen=True, slots=True, eq=False)
class Odometer:
    """What a renderer needs: the runs, and at `ends`, from when on nothing stands there any more.

    One is the same as itself alone, since what is kept of it is found by its hash.
    """

    runs: tuple[Run, ...]
    count: Count
    notation: Notation
    ends: int

    @property
    def parted(self) -> bool:
        """Whether it is more than one run of digits."""
        return len(self.runs) > 1 or any(run.whole or run.left or run.right for run in self.runs)

    @property
    def point(self) -> str:
        """The decimal sign, or nothing where there are no decimals."""
        return self.notation.language.point if self.notation.decimals else ""

    @property
    def widest(self) -> str:
        """The longest of its texts at the beginning and at the end."""
        return max(self.text(0), self.text(self.ends), key=len)

    def text(self, time: int | Fraction) -> str:
        """What is true at `time`, in full: for what shows no timeline."""
        return self.notation.text(self._at(time))

    def pieces(self, time: int | Fraction) -> tuple[str, ...]:
        """The same in pieces from the left to the right, for what puts them side by side itself."""
        return self.notation.pieces(self._at(time))

    def _at(self, time: int | Fraction) -> int:
        return self.count.at(min(time, self.ends))


@lru_cache(maxsize=64)
def odometer(
    rate: Rate,
    start: Fraction,
    language: Language,
    ends: int = HORIZON,
    *,
    decimals: int = 0,
    affixes: Affixes = NOTHING,
    below_zero: bool = False,
) -> Odometer:
    """The timeline of a number that is `start` when the page loads and changes by `rate` a second.

    `ends` is the page's age in microseconds at which it stops. At every instant until then the number shown
    is at most the true one, rounded down, or where `rate` is negative at least the true one, rounded up. One
    that falls stands at 0 when it has come there, unless it may go below. With `decimals` it counts in units
    of 10**-decimals.

    >>> from widget.language.cldr import language
    >>> budget = odometer(Fraction(-1, 40_000), Fraction(5, 2), language("en"), affixes=Affixes("", " t"))
    >>> [(head.start // 10**6, head.text.replace(chr(0xA0), " ")) for head in budget.runs[0].heads]
    [(0, '3 t'), (20000, '2 t'), (60000, '1 t'), (100000, '0 t')]
    >>> debt = odometer(Fraction(70_000), Fraction(38 * 10**12), language("en"), affixes=Affixes("$"))
    >>> debt.text(0), debt.text(10**6), debt.runs[0].left
    ('$38,000,000,000,000', '$38,000,000,070,000', '$')
    >>> degrees = odometer(Fraction(1, 10), Fraction(-1), language("en"), decimals=1)
    >>> [(part.begins // 10**6, part.heads[0].text) for part in degrees.runs if part.whole]
    [(10, '0.0')]
    """
    notation = Notation(language, decimals, affixes)
    count = Count(rate * power(decimals), start * power(decimals), below_zero)
    return Odometer(tuple(_runs(count, notation, ends)), count, notation, ends)


def _runs(count: Count, notation: Notation, ends: int) -> Iterator[Run]:
    first, final = count.at(0), count.at(ends)
    if abs(final - first) <= MOST_REVEALS:
        values = range(first, final + 1) if final > first else range(first, final - 1, -1)
        yield _texts(count, notation, 0, ends, values[1:])
        return
    made = pace(abs(count.rate), ends, notation.decimals)
    texts, strips = _near_zero(count, notation, made, ends)
    if texts > 0 and count.shrinks:
        toward = falling(abs(count.start), made, notation.decimals)
        until = toward.nines - abs(count.at(texts))
        yield from _strips(toward, notation, count.start < 0, 0, texts, until)
    if texts < strips:
        yield _texts(count, notation, texts, strips, _around_zero(count, made))
    if strips < ends:
        away = _from_zero(count, made) if count.shrinks else rising(abs(count.start), made)
        yield from _strips(away, notation, count.falls, strips, ends, abs(final))


def _near_zero(count: Count, notation: Notation, made: Pace, ends: int) -> tuple[int, int]:
    """From when to when texts stand instead of strips: where those would have leading zeros, or a sign at 0.

    A number that begins at 0 without affixes needs none, since its strips have a lead.
    """
    sign = -1 if count.falls else 1
    begins = 0
    if count.shrinks:
        last = max(value for value in [0, *_nearest(made)])
        begins = min(max(0, later(count.moment(-sign * last))), ends)
    elif _plain(count, notation):
        return 0, 0
    if count.stops:
        return begins, ends
    return begins, min(max(0, later(count.moment(sign * 2 * power(made.digits - 1)))), ends)


def _nearest(made: Pace) -> list[int]:
    """What the low strip of a falling number shows last, without its first digit; from the highest."""
    shown = [power(made.digits) - 1 - value for value in line_values(made.digits, made.lines)]
    return [value for value in shown if value < power(made.digits - 1)]


def _around_zero(count: Count, made: Pace) -> list[int]:
    """The values of lines toward 0, 0 itself, and those from there on."""
    sign = -1 if count.falls else 1
    toward = [-sign * value for value in _nearest(made) if value]
    beyond = [sign * value for value in line_values(made.digits, made.lines)[1:]]
    return [*toward, 0, *beyond] if not count.stops else [*toward, 0]


def _from_zero(count: Count, made: Pace) -> Clock:
    """Strips that begin when the count passes 0."""
    return Clock(made, safe(count.start * MICROSECONDS / count.rate), 0)


def _plain(count: Count, notation: Notation) -> bool:
    return not count.falls and count.start >= 0 and notation.around(False) == ("", "")


def _texts(count: Count, notation: Notation, begins: int, ends: int, values: Iterable[int]) -> Run:
    whole = not _plain(count, notation)
    moments = [(count.moment(value), value) for value in values]
    moments = [(later(moment), value) for moment, value in moments] if whole else moments
    heads = [Head(begins, notation.text(count.at(begins)))]
    heads += [Head(moment, notation.text(value)) for moment, value in moments if begins < moment <= ends]
    moved = notation.moves and not whole
    shifts = risen(tuple(heads), (), False, notation.language.digits) if moved else ()
    return Run(begins, ends, heads=tuple(heads), shifts=tuple(shifts), whole=whole)


def _strips(
    clock: Clock, notation: Notation, negative: bool, begins: int, ends: int, final: int
) -> Iterator[Run]:
    """One run, or two where separators begin later than groups: Spanish 9999, 10.000."""
    least, falls = notation.separates, clock.nines > 0
    edge = clock.nines + 1 - least if falls else least
    parted = least >= power(clock.pace.digits)
    between = clock.reaches(edge) if parted else begins
    if between > begins:
        first = Writing(notation, negative, separated=falls)
        yield run(clock, first, begins, min(between, ends), min(final, edge - 1))
    if between < ends:
        later = Writing(notation, negative, separated=not (falls and parted))
        yield run(clock, later, max(begins, between), ends, final)
