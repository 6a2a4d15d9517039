"""Amounts as they are said: rounded exactly, half up, never by way of a float."""

from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from fractions import Fraction

SIGNIFICANT = 3
# Below this a ratio has two digits: 2.13 is not 2, and 0.47 is not 0.
WHOLE_RATIO = 10
# From this on a rate is rounded to whole events; 2.4 deaths a minute are neither 2 nor 2.4.
WHOLE_RATE = 10


def significant(value: Fraction, digits: int = SIGNIFICANT, rounding: str = ROUND_HALF_UP) -> Decimal:
    """`value` rounded to so many significant digits: half up, or ROUND_FLOOR, or ROUND_CEILING."""
    if value == 0:
        return Decimal(0)
    top, bottom = value.as_integer_ratio()
    size = abs(top)
    exponent = len(str(size // bottom)) if size >= bottom else 1 - len(str(bottom // size))
    places = digits - exponent
    whole = _whole(top * 10 ** max(places, 0), bottom * 10 ** max(-places, 0), rounding)
    return Decimal(whole).scaleb(-places).normalize() + 0


def events(value: Fraction, rounding: str = ROUND_HALF_UP) -> Decimal:
    """A number of events to three significant digits: they are whole, nobody is a fraction of a person."""
    if abs(value) >= 10**SIGNIFICANT:
        return significant(value, rounding=rounding)
    return Decimal(_whole(*value.as_integer_ratio(), rounding))


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
    return fine if fine < WHOLE_RATIO else Decimal(_whole(*value.as_integer_ratio(), ROUND_HALF_UP))


def _whole(top: int, bottom: int, rounding: str) -> int:
    """A fraction, in whole numbers, as a whole number: those are several times as fast as a `Fraction`."""
    if rounding == ROUND_HALF_UP:
        return (2 * top + bottom) // (2 * bottom)
    return top // bottom if rounding == ROUND_FLOOR else -(-top // bottom)
