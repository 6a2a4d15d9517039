"""A language: its digits, numbers, dates, plural forms and direction, all from CLDR.

A language is always an argument, never ambient: what does not take one cannot depend on it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import cache, cached_property, lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time
from babel.numbers import format_decimal, get_decimal_symbol, get_group_symbol, get_minus_sign_symbol

from widget.language.catalogue import words

# CLDR numberingSystems: the digit zero of every decimal system that a locale uses by default.
ZEROS = {
    "latn": "0",
    "arab": "٠",
    "arabext": "۰",
    "deva": "०",
    "beng": "০",
    "tibt": "༠",
    "mymr": "၀",
    "nkoo": "߀",
    "olck": "᱐",
    "mtei": "꯰",
    "cakm": "\U00011136",
    "adlm": "\U0001e950",
    "hmnp": "\U0001e140",
}
# Since CLDR 42 bare "ar" defaults to Latin digits; a reader of Arabic who names no country gets Arabic-Indic.
NUMBERING = {"ar": "arab"}
SIGNIFICANT = 3
MILLION = 1_000_000


@dataclass(frozen=True, eq=False)
class Language:
    """One language: `tag` is BCP 47, `locale` is CLDR's, `words` are the product's own (fallback English)."""

    tag: str
    locale: Locale
    words: Mapping[str, str]

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`."""
        return self.locale.text_direction

    @cached_property
    def name(self) -> str:
        """The language's name in itself."""
        return self.locale.get_display_name() or self.tag

    @cached_property
    def numbering(self) -> str:
        """The CLDR numbering system, such as `latn` or `arab`."""
        return NUMBERING.get(self.tag, self.locale.default_numbering_system)

    @cached_property
    def digits(self) -> str:
        """The ten digits, from zero."""
        zero = ord(ZEROS.get(self.numbering, "0"))
        return "".join(chr(zero + n) for n in range(10))

    @cached_property
    def separator(self) -> str:
        """The sign between groups of digits, such as U+202F in French."""
        return get_group_symbol(self.locale, numbering_system=self.numbering)

    @cached_property
    def decimal(self) -> str:
        """The sign before decimals."""
        return get_decimal_symbol(self.locale, numbering_system=self.numbering)

    @cached_property
    def minus(self) -> str:
        """The sign of a negative number, in Arabic and Hebrew with the mark that sets its side."""
        return get_minus_sign_symbol(self.locale, numbering_system=self.numbering)

    @cached_property
    def grouping(self) -> tuple[int, int]:
        """How many digits the last group has, and each one before it."""
        first, rest = self.locale.decimal_formats[None].grouping
        return first, rest

    def group(self, digits: str) -> str:
        """A row of Latin digits, leading zeros kept, grouped as in CLDR and in this language's digits."""
        first, rest = self.grouping
        tail = len(digits) - first
        groups = [digits[max(0, i - rest) : i] for i in range(tail, 0, -rest)]
        return self.own_digits(self.separator.join([*reversed(groups), digits[max(0, tail) :]]))

    def separated(self, place: int) -> bool:
        """Whether a separator stands behind the digit of 10**place."""
        return self.separator in self.group("1" + "0" * place)[1:2]

    def number(self, value: int | Decimal) -> str:
        """`value` in full, grouped as in CLDR, with this language's digits."""
        if isinstance(value, int) and value >= 0:
            return self.group(str(value))
        text = format_decimal(
            value, locale=self.locale, decimal_quantization=False, numbering_system=self.numbering
        )
        return self.own_digits(text)

    def about(self, value: Fraction) -> str:
        """`value` rounded to three significant digits, millions and more in words: 13,200; 19 million."""
        return _about(self, value)

    def date(self, day: date) -> str:
        """A date in full, such as 18 November 2020."""
        return self.own_digits(format_date(day, "long", locale=self.locale))

    def time(self, moment: datetime) -> str:
        """The time of day of `moment`, in the time zone that it carries."""
        return self.own_digits(format_time(moment, "short", locale=self.locale))

    def year(self, year: int) -> str:
        """A year: this language's digits, no grouping."""
        return self.own_digits(str(year))

    def plural(self, key: str, value: int) -> str:
        """The words `key` in the CLDR plural form of `value`, with `{n}` filled in."""
        form = f"{key}.{self.locale.plural_form(value)}"
        return self.words.get(form, self.words[f"{key}.other"]).replace("{n}", self.number(value))

    def say(self, key: str, **values: str) -> str:
        """The product's words `key`, with its placeholders filled in."""
        return self.words[key].format(**values)

    def own_digits(self, text: str) -> str:
        """`text` with this language's digits in place of Latin ones."""
        return text if self.digits[0] == "0" else text.translate(str.maketrans("0123456789", self.digits))


@lru_cache(maxsize=1024)
def _about(language: Language, value: Fraction) -> str:
    rounded = significant(value)
    if abs(rounded) < MILLION:
        return language.number(rounded)
    return _compact(language, rounded)


def _compact(language: Language, value: Decimal) -> str:
    """`value` with CLDR's word for its size, in the plural form of what stands before that word.

    Babel's own function takes French "1", the form of "mille", for a million too.
    """
    formats = language.locale.compact_decimal_formats
    forms = formats["long" if "long" in formats else "short"]
    size = max((int(key) for key in forms["other"] if int(key) <= value), default=0)
    if not size:
        return language.number(value)
    other = forms["other"][str(size)].pattern
    quotient = value / (size // 10 ** (other.count("0") - 1))
    form = forms.get(language.locale.plural_form(quotient), forms["other"])
    pattern = form.get(str(size), forms["other"][str(size)]).pattern
    return re.sub("0+", language.number(quotient.normalize() + 0), pattern.replace("'", ""))


def significant(value: Fraction) -> Decimal:
    """`value` rounded half to even to three significant digits, exactly."""
    if value == 0:
        return Decimal(0)
    exponent = len(str(int(abs(value)))) if abs(value) >= 1 else 1 - len(str(int(1 / abs(value))))
    scale = Fraction(10) ** (SIGNIFICANT - exponent)
    return Decimal(round(value * scale)).scaleb(exponent - SIGNIFICANT).normalize() + 0


@cache
def language(tag: str) -> Language:
    """The language of a BCP 47 `tag`. Raises ValueError if CLDR does not know it."""
    try:
        locale = Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError, TypeError) as error:
        raise ValueError(f"{tag!r} is not a language that CLDR knows") from error
    return Language(tag, locale, words(tag))


def is_language(tag: str) -> bool:
    """Whether CLDR knows the BCP 47 `tag`."""
    try:
        return bool(language(tag))
    except ValueError:
        return False
