"""The timeline of a ticking number: a rate and a start become strips, delays and reveals.

Three parts, from the lowest digits up, and a number has those that it needs:

- `low`: the last `digits` digits as ONE strip, moved about eight times a second at most;
- `places`: a strip 0 to 9 for each higher digit, ten times slower than the one below it;
- `heads`: whole texts for what is left above, each revealed by a delay. A slow number is heads only.

All strips share one whole number of microseconds per turn and one delay, so that carries nest. Times are
whole microseconds since the page was laid out. Measurements and reasons: docs/decisions/0003-odometer.md.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import ceil, floor, gcd

from widget.language.cldr import Language
from widget.numbers import engines
from widget.numbers.engines import float32, float_below, truncates
from widget.numbers.rates import DAY, Rate

MICROSECONDS = engines.MICROSECONDS
HORIZON = 3 * DAY * MICROSECONDS
# A turn is rounded up to a whole microsecond: under 2 s that alone would cost one part in two million.
SHORTEST_TURN = 2 * MICROSECONDS
UPDATES_PER_SECOND = 8
# A number that changes no oftener than this within the horizon runs no animation at all between changes.
MOST_REVEALS = 64
MOST_HEADS = 4


@dataclass(frozen=True, slots=True)
class Place:
    """A strip 0 to 9: its period, when it first shows, and when the separator behind it does (None: never).

    Where 1234 stands as it is, the separator behind its first digit comes with the digit before that one.
    """

    period: int
    appears: int
    separator: int | None

    @property
    def late(self) -> bool:
        """Whether the separator first shows after the digit before it."""
        return self.separator not in (None, self.appears)


@dataclass(frozen=True, slots=True)
class Head:
    """A text that stands from `start` until the next head."""

    start: int
    text: str


@dataclass(frozen=True, slots=True)
class Shift:
    """Until `until`, `digits` digits and `separators` separators on the left are still to come."""

    until: int
    digits: int
    separators: int


@dataclass(frozen=True, slots=True)
class Odometer:
    """What a renderer needs; periods, delays and moments in whole microseconds.

    `lead` holds the lines without leading zeros that stand for `low` until `lead_ends`; `delay` has
    passed already when the page loads; `head_separator` is when the separator behind the heads first shows
    (None: never); at `ends` the number is `last`, and from then on nothing stands there.
    """

    digits: int
    period: int
    delay: int
    low: tuple[str, ...]
    lead: tuple[str, ...]
    lead_ends: int
    places: tuple[Place, ...]
    heads: tuple[Head, ...]
    head_separator: int | None
    shifts: tuple[Shift, ...]
    ends: int
    last: str

    @property
    def head_appears(self) -> int:
        """When a head first has a digit."""
        return next((head.start for head in self.heads if head.text), 0)

    @property
    def head_late(self) -> bool:
        """Whether the separator behind the heads first shows after the digit before it."""
        return self.head_separator not in (None, self.head_appears)


@lru_cache(maxsize=256)
def odometer(rate: Rate, start: Fraction, language: Language, ends: int = HORIZON) -> Odometer:
    """The timeline of a number that is `start` events when the page loads and grows by `rate` a second.

    `ends` is the page's age in microseconds at which it stops. At every instant until then the number
    shown is at most the true one, rounded down.
    """
    final = floor(start + rate * ends / MICROSECONDS)
    last = language.number(final)
    if final - floor(start) <= MOST_REVEALS:
        return _reveals(rate, start, language, ends, last)
    digits = _low_digits(rate)
    top = _strip_digits(rate, digits, ends)
    period = turn(rate, digits, top)
    delay = _delay(start % power(top), digits, period)
    above = period * power(top - digits)
    heads = _heads(floor(start) // power(top), final // power(top), top, above, delay, language)
    # Twice as many as what a reader of every second line gets.
    count = 2 * line_count(period, digits, UPDATES_PER_SECOND // 2)
    low = low_lines(language, digits, min(count, power(digits)))
    # A delay is rounded down and a strip shows whole lines, so what is hidden at first follows from what the
    # strips then show, which can be a little less than `start`.
    turns, rest = divmod(delay, period)
    first = floor(start) // power(top) * power(top) + turns * power(digits)
    first += rest * len(low) // period * power(digits) // len(low)
    arrivals = _arrivals(first, final, digits, top, period, delay, heads)
    places = tuple(_places(arrivals, digits, top, period, language))
    lead, lead_ends = _lead(first, low, period, delay, digits, language)
    separator = _separator(top, arrivals, language) if heads else None
    shifts = tuple(_shifts(heads, places, separator, language)) if language.direction == "ltr" else ()
    return Odometer(digits, period, delay, low, lead, lead_ends, places, heads, separator, shifts, ends, last)


def turn(rate: Rate, digits: int, top: int) -> int:
    """Microseconds in which `rate` makes 10**digits events, rounded up until every engine keeps it nested.

    Chromium's compositor truncates seconds to microseconds, and Firefox keeps seconds in 32-bit floats:
    no period up to the one of digit `top` may come out uneven in the one or too short in the other.
    """
    exact = power(digits) * MICROSECONDS / rate
    period = ceil(exact)
    powers = [power(k) for k in range(top - digits + 1)]
    while not all(truncates(period * p) and float32(period * p) >= exact * p for p in powers):
        period += 1
    return period


def line_count(period: int, digits: int, updates: int) -> int:
    """Lines of the low strip: about `updates` a second, prime to 10 so that no last digit is favoured."""
    lines = ceil(Fraction(period * updates, MICROSECONDS))
    while gcd(lines, 10) > 1:
        lines += 1
    return min(lines, power(digits))


@lru_cache(maxsize=256)
def low_lines(language: Language, digits: int, count: int) -> tuple[str, ...]:
    """`count` evenly spaced values below 10**digits, rounded down, with leading zeros and separators."""
    return tuple(language.group(str(j * power(digits) // count).zfill(digits)) for j in range(count))


def _reveals(rate: Rate, start: Fraction, language: Language, ends: int, last: str) -> Odometer:
    first = floor(start)
    steps = range(first + 1, floor(start + rate * ends / MICROSECONDS) + 1)
    moments = [0, *(ceil((value - start) * MICROSECONDS / rate) for value in steps)]
    heads = tuple(Head(at, language.number(first + i)) for i, at in enumerate(moments))
    shifts = tuple(_shifts(heads, (), None, language)) if language.direction == "ltr" else ()
    return Odometer(0, 0, 0, (), (), 0, (), heads, None, shifts, ends, last)


def _low_digits(rate: Rate) -> int:
    digits = 1
    while power(digits) * MICROSECONDS < SHORTEST_TURN * rate:
        digits += 1
    return digits


def _strip_digits(rate: Rate, digits: int, ends: int) -> int:
    events = rate * ends / MICROSECONDS
    while events > MOST_HEADS * power(digits):
        digits += 1
    return digits


def _delay(start: Fraction, digits: int, period: int) -> int:
    delay = floor(start * period / power(digits))
    nearest = float32(delay)
    if nearest <= delay:
        return delay
    # Firefox would round this up, and be ahead of the truth: take the 32-bit float below.
    return floor(float_below(nearest))


def _heads(first: int, final: int, top: int, period: int, delay: int, language: Language) -> tuple[Head, ...]:
    if final == 0:
        return ()
    return tuple(
        Head(max(0, (value - first) * period - delay), _above(value, top, language))
        for value in range(first, final + 1)
    )


def _above(value: int, top: int, language: Language) -> str:
    """The digits of `value` as they are grouped when `top` more digits follow."""
    if value == 0:
        return ""
    text = language.number(value * power(top))
    for _ in range(top):
        text = text.removesuffix(language.separator)[:-1]
    return text.removesuffix(language.separator)


def _arrivals(
    first: int, final: int, digits: int, top: int, period: int, delay: int, heads: tuple[Head, ...]
) -> dict[int, int]:
    """When each place from 10**digits on first has a digit that shows, for those that ever have."""
    strips = [k for k in range(digits, top) if final >= power(k)]
    arrivals = {k: 0 if first >= power(k) else period * power(k - digits) - delay for k in strips}
    for value, head in enumerate(heads, final // power(top) - len(heads) + 1):
        for k in range(len(str(value)) if value else 0):
            arrivals.setdefault(top + k, head.start)
    return arrivals


def _separator(place: int, arrivals: dict[int, int], language: Language) -> int | None:
    """When the separator behind a place first shows: with its digit, or for 1234 with the one before."""
    needed = max(place, language.grouped_from - 1)
    return arrivals.get(needed) if language.separated(place) else None


def _places(
    arrivals: dict[int, int], digits: int, top: int, period: int, language: Language
) -> Iterator[Place]:
    for k in reversed(range(digits, top)):
        if k in arrivals:
            turn = period * power(k - digits) * 10
            yield Place(turn, arrivals[k], _separator(k, arrivals, language))


def _lead(
    start: int, low: tuple[str, ...], period: int, delay: int, digits: int, language: Language
) -> tuple[tuple[str, ...], int]:
    # A whole turn of four digits, where 1234 stands as it is.
    below = power(digits if digits == language.grouped_from - 1 > 3 else digits - 1)
    if start >= below or digits == 1:
        return (), 0
    values = (j * power(digits) // len(low) for j in range(len(low)))
    lead = tuple(language.number(value) for value in values if value < below)
    return lead, ceil(Fraction(len(lead) * period, len(low))) - delay


def _shifts(
    heads: tuple[Head, ...], places: tuple[Place, ...], head_separator: int | None, language: Language
) -> Iterator[Shift]:
    """From the last to the first, since of several animations before their start the last one counts.

    Where 999 becomes 1,000 after 7 microseconds, one digit and one separator are still to come until then.
    A strip that first shows after 3 microseconds, below a head that first shows after 30 and is followed by a
    separator: until 3 two digits are to come, from then until 30 one digit, and the separator all the time.
    A separator that comes later than the digit before it has no width until then.

    >>> from widget.language.cldr import language
    >>> list(_shifts((Head(0, "999"), Head(7, "1,000")), (), None, language("en")))
    [Shift(until=7, digits=1, separators=1)]
    >>> list(_shifts((Head(0, ""), Head(30, "1")), (Place(30, 3, None),), 30, language("en")))
    [Shift(until=30, digits=1, separators=1), Shift(until=3, digits=2, separators=1)]
    """
    digits = separators = 0
    for earlier, later in zip(reversed(heads[:-1]), reversed(heads), strict=False):
        grown = len(later.text) - len(earlier.text)
        if grown:
            gap = grown - _digits(later.text, language) + _digits(earlier.text, language)
            digits += grown - gap
            separators += gap + (not earlier.text and head_separator == later.start)
            yield Shift(later.start, digits, separators)
    for place in places:
        if place.appears:
            digits += 1
            separators += place.separator == place.appears
            yield Shift(place.appears, digits, separators)


def _digits(text: str, language: Language) -> int:
    return sum(character in language.digits for character in text)


def power(places: int) -> int:
    """10**places."""
    return int(10**places)
