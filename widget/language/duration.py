"""A length of time in words."""

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
# In days alone from so many on.
LONG = 100


def duration(seconds: Fraction, locale: str) -> str:
    """`seconds` in their largest unit and, from a minute on, the next smaller one: 3 hours, 26 minutes."""
    index = next((i for i, (_, length) in enumerate(UNITS) if seconds >= length), len(UNITS) - 1)
    name, length = UNITS[index]
    if length <= 1:
        return unit(name, significant(seconds / length), locale)
    smaller, least = UNITS[index + 1]
    if seconds >= LONG * UNITS[0][1]:
        least = length
    rounded = int(seconds / least + Fraction(1, 2)) * least
    if index and rounded >= UNITS[index - 1][1]:
        return duration(rounded, locale)
    if rounded % length == 0:
        return unit(name, Decimal(int(rounded / length)), locale)
    value = Decimal(int(rounded / least)) * int(least) / int(length)
    return unit(f"{name}-and-{smaller}", value, locale, "precision-integer")


def unit(name: str, value: Decimal, locale: str, precision: str = "precision-unlimited") -> str:
    """So many of CLDR's unit `name`, in full words."""
    return form(f"{{n, number, ::unit/{name} unit-width-full-name {precision}}}", locale, n=value)
