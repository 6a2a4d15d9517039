"""A length of time in words, as it stands after "every": 60 minutes, not 1 hour; 90 seconds."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from widget.language.icu import form
from widget.language.rounding import significant

# Each unit in seconds, the largest first.
UNITS: Sequence[tuple[str, Fraction]] = (
    ("day", Fraction(86_400)),
    ("hour", Fraction(3_600)),
    ("minute", Fraction(60)),
    ("second", Fraction(1)),
    ("millisecond", Fraction(1, 10**3)),
    ("microsecond", Fraction(1, 10**6)),
    ("nanosecond", Fraction(1, 10**9)),
)
# How wide the names of units are.
FULL = "unit-width-full-name"
# In days alone from so many on.
LONG = 100


class Length(NamedTuple):
    """A length of time in words, its larger unit, how many of that and how many of the smaller one."""

    text: str
    unit: str
    more: Decimal
    less: Decimal


def duration(seconds: Fraction, locale: str, width: str = FULL, joint: str = "") -> Length:
    """`seconds` in their largest unit and, from a minute on, the next smaller one: 3 hours, 26 minutes.

    Less than two of the larger one are said in the smaller one alone. joint: what stands between both, if it
    is not what CLDR has there.
    """
    index = next((i for i, (_, length) in enumerate(UNITS) if seconds >= length), len(UNITS) - 1)
    name, length = UNITS[index]
    if length <= 1:
        return _one(name, significant(seconds / length), locale, width)
    smaller, least = UNITS[index + 1]
    if seconds >= LONG * UNITS[0][1]:
        least = length
    rounded = int(seconds / least + Fraction(1, 2)) * least
    if index and rounded >= UNITS[index - 1][1]:
        return duration(rounded, locale, width, joint)
    if rounded < 2 * length:
        return _one(smaller, Decimal(int(rounded / UNITS[index + 1][1])), locale, width)
    more, less = (Decimal(int(part)) for part in (rounded // length, rounded % length / least))
    if not less:
        return _one(name, more, locale, width)
    if joint:
        parts = unit(name, more, locale, width=width), unit(smaller, less, locale, width=width)
        return Length(joint.join(parts), name, more, less)
    value = Decimal(int(rounded / least)) * int(least) / int(length)
    return Length(unit(f"{name}-and-{smaller}", value, locale, "precision-integer", width), name, more, less)


def _one(name: str, value: Decimal, locale: str, width: str) -> Length:
    return Length(unit(name, value, locale, width=width), name, value, Decimal(0))


def unit(
    name: str, value: Decimal, locale: str, precision: str = "precision-unlimited", width: str = FULL
) -> str:
    """So many of CLDR's unit `name`, in full words or short ones."""
    return form(f"{{n, number, ::unit/{name} {width} {precision}}}", locale, n=value)
