"""A length of time in words, as it stands after "every": 60 minutes, not 1 hour."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

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


def duration(seconds: Fraction, locale: str, width: str = FULL) -> str:
    """`seconds` in their largest unit and, from a minute on, the next smaller one: 3 hours, 26 minutes."""
    index = next((i for i, (_, length) in enumerate(UNITS) if seconds >= length), len(UNITS) - 1)
    name, length = UNITS[index]
    if length <= 1:
        return unit(name, significant(seconds / length), locale, width=width)
    smaller, least = UNITS[index + 1]
    if seconds >= LONG * UNITS[0][1]:
        least = length
    rounded = int(seconds / least + Fraction(1, 2)) * least
    if index and rounded >= UNITS[index - 1][1]:
        return duration(rounded, locale, width)
    if rounded == length:
        return unit(smaller, Decimal(int(length / UNITS[index + 1][1])), locale, width=width)
    if rounded % length == 0:
        return unit(name, Decimal(int(rounded / length)), locale, width=width)
    value = Decimal(int(rounded / least)) * int(least) / int(length)
    return unit(f"{name}-and-{smaller}", value, locale, "precision-integer", width)


def unit(
    name: str, value: Decimal, locale: str, precision: str = "precision-unlimited", width: str = FULL
) -> str:
    """So many of CLDR's unit `name`, in full words or short ones."""
    return form(f"{{n, number, ::unit/{name} {width} {precision}}}", locale, n=value)
