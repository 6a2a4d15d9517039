"""How fast strips turn, so that each engine keeps times as they are meant. They are in microseconds."""

import struct
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import ceil, floor, gcd

from widget.numbers.count import MICROSECONDS
from widget.numbers.notation import power
from widget.numbers.rates import Rate

# A turn is rounded up to a whole microsecond: under 2 s that alone would cost one part in two million.
SHORTEST_TURN = 2 * MICROSECONDS
UPDATES_PER_SECOND = 8
MOST_HEADS = 4


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast strips turn: the low one has `digits` digits and `lines` lines, and `top` digits have some."""

    digits: int
    top: int
    period: int
    lines: int


def pace(speed: Rate, ends: int, decimals: int) -> Pace:
    """The pace for so many events a second, until `ends`; decimals and the digit before them have strips."""
    digits = _low_digits(speed)
    top = max(_strip_digits(speed, digits, ends), decimals + 1)
    period = turn(speed, digits, top)
    # Twice as many as what a reader of every second line gets.
    lines = min(2 * line_count(period, digits, UPDATES_PER_SECOND // 2), power(digits))
    return Pace(digits, top, period, lines)


@lru_cache(maxsize=256)
def turn(rate: Rate, digits: int, top: int) -> int:
    """Microseconds in which `rate` makes 10**digits events, rounded up until every engine keeps it nested.

    Chromium's compositor truncates seconds to microseconds, and Firefox keeps seconds in 32-bit floats:
    no period up to the one of digit `top` may come out uneven in the one or too short in the other.
    """
    exact = power(digits) * MICROSECONDS / rate
    period = ceil(exact)
    powers = [power(k) for k in range(top - digits + 1)]
    while not all(_truncates(period * p) and _float32(period * p) >= exact * p for p in powers):
        period += 1
    return period


def safe(delay: Fraction) -> int:
    """A delay that no engine makes longer: Firefox makes it a 32-bit float, and would be ahead of the truth.

    >>> safe(Fraction("5614031704.7")), safe(Fraction("-5614031704.7"))
    (5614031250, -5614031705)
    """
    whole = floor(delay)
    nearest = _float32(whole)
    found = whole if nearest <= whole else floor(_float_below(nearest))
    while found < 0 and not _truncates(found):
        found -= 1
    return found


def later(moment: int) -> int:
    """The first moment from `moment` on that no engine makes earlier."""
    return -safe(Fraction(-moment))


def line_count(period: int, digits: int, updates: int) -> int:
    """Lines of the low strip: about `updates` a second, prime to 10 so that no last digit is favoured."""
    lines = ceil(Fraction(period * updates, MICROSECONDS))
    while gcd(lines, 10) > 1:
        lines += 1
    return min(lines, power(digits))


def line_values(digits: int, count: int) -> list[int]:
    """`count` evenly spaced values below 10**digits, rounded down."""
    return [j * power(digits) // count for j in range(count)]


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


def _truncates(microseconds: int) -> bool:
    return int(microseconds / MICROSECONDS * MICROSECONDS) == microseconds


def _float32(microseconds: int) -> Fraction:
    (seconds,) = struct.unpack("f", struct.pack("f", microseconds / MICROSECONDS))
    return Fraction(seconds) * MICROSECONDS


def _float_below(microseconds: Fraction) -> Fraction:
    (bits,) = struct.unpack("I", struct.pack("f", float(microseconds / MICROSECONDS)))
    (seconds,) = struct.unpack("f", struct.pack("I", bits - 1 if microseconds > 0 else bits + 1))
    return Fraction(seconds) * MICROSECONDS
