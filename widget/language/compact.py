"""A large number with a word for its size, such as 19 million. CLDR's words are read back first.

CLDR's long form for Nepali takes "करोड", ten million, for a million: 19 million would read as 190. So a word
counts only where it is worth the same whatever number stands before it, and in CLDR's short form too.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from widget.language.icu import forms

# Each form, and those that it is held against.
FORMS = {"long": ("long", "short"), "short": ("short",)}
# As in ECMA-402, a number before such a word is grouped from five digits on.
PATTERN = "{{n, number, ::compact-{} precision-unlimited group-min2}}"
# Numbers that show each word for a size in its plural forms.
PROBES = tuple(Decimal(lead).scaleb(size) for size in range(6, 16) for lead in ("1", "1.5", "2", "5", "19"))


class Reading(NamedTuple):
    """What a text says: the number that stands in it, and the words around that."""

    number: Decimal
    words: str


# Reads a text of one language; None if no number stands in it.
Reader = Callable[[str], Reading | None]


def compact(value: Decimal, locale: str, read: Reader) -> str | None:
    """`value` in CLDR's long form, or else in its short one; None where what both say is another number."""
    for name in FORMS:
        (text,) = forms(PATTERN.format(name), locale, [{"n": value}])
        reading = read(text)
        if reading and reading.number:
            worth = value / reading.number
            if _worths(name, locale, read).get(reading.words, {worth}) == {worth}:
                return text
    return None


@lru_cache(maxsize=128)
def _worths(name: str, locale: str, read: Reader) -> Mapping[str, set[Decimal]]:
    """What each word stands for in a form and in those that it is held against."""
    found: dict[str, set[Decimal]] = {}
    for each in FORMS[name]:
        texts = forms(PATTERN.format(each), locale, [{"n": value} for value in PROBES])
        for value, reading in zip(PROBES, map(read, texts), strict=True):
            if reading and reading.number:
                found.setdefault(reading.words, set()).add(value / reading.number)
    return found
