"""Amounts as they are said: rounded exactly, half up, never by way of a float."""

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import ceil, floor

SIGNIFICANT = 3
# Below this a ratio has two digits: 2.13 is not 2, and 0.47 is not 0.
WHOLE_RATIO = 10
# From this on a rate is rounded to whole events; 2.4 deaths a minute are neither 2 nor 2.4.
WHOLE_RATE = 10


def significant(value: Fraction, digits: int = SIGNIFICANT, rounding: str = ROUND_HALF_UP) -> Decimal:
    """`value` rounded to so many significant digits: half up, or ROUND_FLOOR, or ROUND_CEILING."""
    if value == 0:
        return Decimal(0)
    exponent = len(str(int(abs(value)))) if abs(value) >= 1 else 1 - len(str(int(1 / abs(value))))
    whole = _whole(value * Fraction(10) ** (digits - exponent), rounding)
    return Decimal(whole).scaleb(exponent - digits).normalize() + 0


def events(value: Fraction, rounding: str = ROUND_HALF_UP) -> Decimal:
    """A number of events to three significant digits: they are whole, nobody is a fraction of a person."""
    if abs(value) >= 10**SIGNIFICANT:
        return significant(value, rounding=rounding)
    return Decimal(_whole(value, rounding))


def rate(value: Fraction) -> Decimal:
    """How many events in some time, to three significant digits: whole, or 0 where rounding would mislead."""
    fine = significant(value)
    return events(value) if abs(fine) >= WHOLE_RATE or fine % 1 == 0 else Decimal(0)


def measure(value: Fraction) -> Decimal:
    """How much in some time, to three significant digits, or 0 for less than one."""
    fine = significant(value)
    return fine if abs(fine) >= 1 else Decimal(0)


def ratio(value: Fraction) -> Decimal:
    """A ratio in whole numbers, or below ten in two digits."""
    fine = significant(value, 2)
    return fine if fine < WHOLE_RATIO else Decimal(_whole(value, ROUND_HALF_UP))


def _whole(value: Fraction, rounding: str) -> int:
    if rounding == ROUND_HALF_UP:
        return floor(value + Fraction(1, 2))
    return {ROUND_FLOOR: floor, ROUND_CEILING: ceil}[rounding](value)
