"""Languages: CLDR numbers, digits, dates and direction, and the words of the product itself.

A language is always an argument, never ambient: what does not take one cannot depend on it.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import cache, cached_property, lru_cache
from importlib import resources

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time
from babel.numbers import format_decimal, get_group_symbol

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
def _about(words: Language, value: Fraction) -> str:
    rounded = significant(value)
    if abs(rounded) < MILLION:
        return words.number(rounded)
    return _compact(words, rounded)


def _compact(words: Language, value: Decimal) -> str:
    """`value` with CLDR's word for its size, in the plural form of what stands before that word.

    Babel's own function takes French "1", the form of "mille", for a million too.
    """
    formats = words.locale.compact_decimal_formats
    forms = formats["long" if "long" in formats else "short"]
    size = max((int(key) for key in forms["other"] if int(key) <= value), default=0)
    if not size:
        return words.number(value)
    other = forms["other"][str(size)].pattern
    quotient = value / (size // 10 ** (other.count("0") - 1))
    form = forms.get(words.locale.plural_form(quotient), forms["other"])
    pattern = form.get(str(size), forms["other"][str(size)]).pattern
    return re.sub("0+", words.number(quotient.normalize() + 0), pattern.replace("'", ""))


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


@cache
def words(tag: str) -> Mapping[str, str]:
    """The product's own words in `tag`, its base language, or English; nested keys are dotted."""
    for name in (tag, tag.split("-")[0]):
        if name in translated():
            return english() | _read(name)
    return english()


@cache
def english() -> dict[str, str]:
    """The words of the source language."""
    return _read("en")


@cache
def translated() -> frozenset[str]:
    """The languages that the product's own words exist in."""
    files = resources.files(__package__).joinpath("words").iterdir()
    return frozenset(file.name.removesuffix(".toml") for file in files if file.name.endswith(".toml"))


def choose(accepted: str, available: Iterable[str]) -> str | None:
    """The best of `available` for an Accept-Language header, or None (RFC 9110, 12.5.4; RFC 4647, 3.4)."""
    tags = {tag.lower(): tag for tag in available}
    weighted = _weighted(accepted)
    refused = {tag for tag, quality in weighted if quality == 0}
    for wanted in [tag for tag, quality in sorted(weighted, key=lambda pair: -pair[1]) if quality > 0]:
        if wanted == "*":
            return next((tag for lower, tag in tags.items() if lower not in refused), None)
        parts = wanted.split("-")
        for end in range(len(parts), 0, -1):
            if found := tags.get("-".join(parts[:end])):
                return found
    return None


def _weighted(accepted: str) -> list[tuple[str, float]]:
    weighted = []
    for item in accepted.lower().split(","):
        tag, _, parameter = item.partition(";")
        found = re.fullmatch(r"\s*q=(0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)\s*", parameter)
        quality = float(found[1]) if found else 0.0 if parameter.strip() else 1.0
        if tag.strip():
            weighted.append((tag.strip(), quality))
    return weighted


def _read(name: str) -> dict[str, str]:
    file = resources.files(__package__).joinpath("words", f"{name}.toml")
    return dict(_flat(tomllib.loads(file.read_text(encoding="utf-8"))))


def _flat(table: Mapping[str, object], prefix: str = "") -> Iterable[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield prefix + key, str(value)
