"""How a ticking number is written: digits, separators, decimals, sign, and what stands before and behind."""

import unicodedata
from dataclasses import dataclass

from widget.language.cldr import Language
from widget.language.digits import leftward

# More digits than any number has: a row at its end is grouped as in the middle of a long number.
LONG = "1" * 9


@dataclass(frozen=True, slots=True)
class Affixes:
    """What stands before and behind the digits, spaces included: ("€", ""), ("", " kWh").

    negative: the same for a negative number; where nothing is said, the language's minus and then the others.
    """

    prefix: str = ""
    suffix: str = ""
    negative: tuple[str, str] | None = None


NOTHING = Affixes()


@dataclass(frozen=True, slots=True)
class Notation:
    """The writing of whole counts of 10**-`decimals` in a language.

    >>> from widget.language.cldr import language
    >>> euros = Notation(language("en"), 2, Affixes("€"))
    >>> euros.text(123456), euros.text(-5), euros.text(0)
    ('€1,234.56', '-€0.05', '€0.00')
    >>> Notation(language("de"), 1, Affixes("", " t")).text(123).replace(chr(0xA0), "_")
    '12,3_t'
    """

    language: Language
    decimals: int = 0
    affixes: Affixes = NOTHING

    def text(self, count: int) -> str:
        """A count in full, never broken at a space."""
        before, behind = self.around(count < 0)
        return before + self.digits(abs(count)) + behind

    def digits(self, count: int) -> str:
        """A count of 0 or more, without affixes."""
        whole, part = divmod(count, power(self.decimals))
        return self.language.number(whole) + self._decimals(str(part).zfill(self.decimals))

    def around(self, negative: bool) -> tuple[str, str]:
        """What stands before and behind the digits, in the order of the text."""
        before, behind = self.affixes.prefix, self.affixes.suffix
        if negative:
            before, behind = self.affixes.negative or (self.language.minus + before, behind)
        return before.replace(" ", "\u00a0"), behind.replace(" ", "\u00a0")

    def pieces(self, count: int) -> tuple[str, ...]:
        """What stands on the left, each digit and each sign between them, and what stands on the right.

        >>> from widget.language.cldr import language
        >>> Notation(language("en"), 1, Affixes("US$")).pieces(-123)
        ('-US$', '1', '2', '.', '3')
        """
        left, right = self.beside(count < 0)
        return tuple(filter(None, (left, *self.digits(abs(count)), right)))

    def beside(self, negative: bool) -> tuple[str, str]:
        """What is to be seen on the left and on the right of the digits.

        In a line from right to left a prefix stands on the right, unless its last letter or mark runs from
        left to right, as that of the Hebrew and of the Persian minus does.

        >>> from widget.language.cldr import language
        >>> Notation(language("he"), 0, Affixes("", " x")).beside(True)[0].encode("unicode_escape")
        b'\\\\u200e-\\\\xa0x'
        >>> Notation(language("ar")).beside(True)[1].encode("unicode_escape")
        b'\\\\u061c-'
        """
        before, behind = self.around(negative)
        if self.language.direction == "ltr":
            return before, behind
        strong = [each for each in map(unicodedata.bidirectional, before) if each in {"L", "R", "AL"}]
        return (before + behind, "") if strong[-1:] == ["L"] else (behind, before)

    def row(self, digits: str, separated: bool = True) -> str:
        """The last digits of a longer number, leading zeros kept.

        >>> from widget.language.cldr import language
        >>> [Notation(language("en"), decimals).row("012345") for decimals in (0, 2)]
        ['012,345', '0,123.45']
        """
        whole = len(digits) - self.decimals
        if whole <= 0:
            return self.language.own_digits(digits)
        grouped = self.language.group(LONG + digits[:whole]) if separated else digits[:whole]
        return self._last(self.language.own_digits(grouped), whole) + self._decimals(digits[whole:])

    def sign(self, place: int, separated: bool = True) -> str:
        """The decimal sign or the separator behind the digit of 10**place, or nothing."""
        whole = place - self.decimals
        if whole == 0 and self.decimals:
            return self.language.point
        return self.language.separator if separated and whole > 0 and self.language.separated(whole) else ""

    @property
    def moves(self) -> bool:
        """Whether a number that gains digits moves: its beginning, where they come, is that of the line."""
        return self.language.direction == "ltr" or leftward(self.language.digits)

    @property
    def separates(self) -> int:
        """The least count with separators, where that is more than the least with a group: Spanish 10000.

        >>> from widget.language.cldr import language
        >>> Notation(language("en")).separates
        0
        """
        if not self.language.separator:
            return 0
        places = range(self.decimals + 1, self.decimals + len(LONG))
        group = next((place for place in places if self.sign(place)), 0)
        first = next((place for place in places if self.language.separator in self._whole(place)), 0)
        return power(first) if first > group else 0

    def _whole(self, place: int) -> str:
        return self.language.number(power(place - self.decimals))

    def _last(self, text: str, digits: int) -> str:
        places = [i for i, character in enumerate(text) if character in self.language.digits]
        return text[places[-digits] :]

    def _decimals(self, digits: str) -> str:
        return self.language.point + self.language.own_digits(digits) if self.decimals else ""


def power(places: int) -> int:
    """10**places."""
    return int(10**places)
