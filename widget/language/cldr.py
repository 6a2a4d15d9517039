"""A language: its digits, numbers, dates, plural forms and direction, all from CLDR.

A language is always an argument, never ambient: what does not take one cannot depend on it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cache, cached_property, lru_cache
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from widget.language import names
from widget.language.catalogue import SOURCE, own_words, words
from widget.language.compact import Reading, compact
from widget.language.duration import FULL, Length, duration, unit
from widget.language.icu import form, has_data
from widget.language.messages import Quantity, message
from widget.language.punctuation import joint
from widget.language.rounding import events, significant
from widget.language.tags import canonical, direction, script

# Since CLDR 42 bare "ar" defaults to Latin digits; a reader of Arabic who names no country gets Arabic-Indic.
NUMBERING = {"ar": "arab"}
# What may be asked for: Latin digits, or those of the language's own script.
NUMBERINGS = ("latn", "native")
UNSPACED = frozenset(["Hans", "Hant", "Jpan"])
MILLION = 1_000_000
LATIN = "0123456789"
NUMBER = "{n, number, ::group-auto precision-unlimited}"
PLURAL = "{n, plural, zero {zero} one {one} two {two} few {few} many {many} other {other}}"
ORDINAL = PLURAL.replace("plural", "selectordinal")
# More digits than any number of ours has, and all the groups that there are.
LONGEST = 10**15


@dataclass(frozen=True, eq=False)
class Language:
    """One language: `tag` is BCP 47, `locale` is Babel's, `icu` is ICU's with numbering and calendar."""

    tag: str
    locale: Locale
    icu: str

    @cached_property
    def words(self) -> Mapping[str, str]:
        """The product's own words, in English where this language has none."""
        return words(self.tag)

    @cached_property
    def direction(self) -> str:
        """`ltr` or `rtl`."""
        return direction(self.tag)

    @cached_property
    def name(self) -> str:
        """The language's name in itself."""
        return names.language(self.locale) or self.tag

    @cached_property
    def digits(self) -> str:
        """The ten digits, from zero."""
        return "".join(form(NUMBER, self.icu, n=digit) for digit in range(10))

    @cached_property
    def latin(self) -> bool:
        """Whether its digits are those of the Latin script."""
        return self.digits == LATIN

    @cached_property
    def separator(self) -> str:
        """The sign between groups of digits, such as U+202F in French; empty where there is none."""
        return next((sign for sign in form(NUMBER, self.icu, n=LONGEST) if sign not in self.digits), "")

    @cached_property
    def point(self) -> str:
        """The sign before decimals."""
        return form(NUMBER, self.icu, n=Decimal("0.5"))[1:-1]

    @cached_property
    def minus(self) -> str:
        """The sign of a negative number, in Arabic and Hebrew with the mark that sets its side."""
        return form(NUMBER, self.icu, n=-1).rstrip(self.digits)

    @cached_property
    def grouping(self) -> tuple[int, int]:
        """How many digits the last group has, and each one before it; 0 where there are no groups."""
        groups = form(NUMBER, self.icu, n=LONGEST).split(self.separator or None)
        return (len(groups[-1]), len(groups[-2])) if len(groups) > 1 else (0, 0)

    def group(self, digits: str) -> str:
        """A row of Latin digits, leading zeros kept, grouped by place and in this language's digits.

        However few there are: whether it is grouped at all is up to the whole number that they are a part of.
        """
        first, rest = self.grouping
        tail = len(digits) - (first or len(digits))
        groups = [digits[max(0, i - rest) : i] for i in range(tail, 0, -rest or -1)]
        return self.own_digits(self.separator.join([*reversed(groups), digits[max(0, tail) :]]))

    def separated(self, place: int) -> bool:
        """Whether a separator stands behind the digit of 10**place in a number that is long enough."""
        first, rest = self.grouping
        return place >= first > 0 and (place - first) % rest == 0

    def number(self, value: int | Decimal, decimals: int | None = None) -> str:
        """`value` grouped as in CLDR, with this language's digits: in full, or to so many decimals."""
        if decimals is not None:
            value = Decimal(value).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
            return form(f"{{n, number, ::group-auto .{'0' * decimals}}}", self.icu, n=value)
        return form(NUMBER, self.icu, n=value)

    def money(self, value: int | Decimal, currency: str, decimals: int) -> str:
        """An amount of a currency (ISO 4217), its sign where this language has it: €1,234.50."""
        rounded = Decimal(value).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
        pattern = f"{{n, number, ::currency/{currency} .{'0' * decimals} unit-width-narrow}}"
        return form(pattern, self.icu, n=rounded)

    def about(self, value: Fraction) -> str:
        """`value` rounded to three significant digits, millions and more in words: 13,200; 19 million."""
        return self.compact(significant(value))

    def compact(self, value: Decimal) -> str:
        """`value`, a million or more with CLDR's word for its size; in full where that would be wrong."""
        return _compact(self, value)

    def quantity(self, value: int | Decimal, text: str | None = None) -> Quantity:
        """A number for a message: its text, and what its plural form is chosen by.

        A text with a word for its size has the form of that word: 19,4 millions de victimes.
        """
        text = self.number(value) if text is None else text
        worded = value >= MILLION and text != self.number(value)
        return Quantity(text, MILLION if worded else value)

    def whole(self, value: Fraction, rounding: str = ROUND_HALF_UP) -> Quantity:
        """A number of whole events to three digits, millions and more in words."""
        rounded = events(value, rounding)
        return self.quantity(rounded, self.compact(rounded))

    def anniversary(self, day: date) -> str:
        """A day of any year, such as January 1."""
        return self._first(form("{day, date, ::MMMMd}", self.icu, day=date(day.year, day.month, day.day)))

    def month(self, day: date) -> str:
        """The month of a day with its year, such as June 2029."""
        return form("{day, date, ::yMMMM}", self.icu, day=date(day.year, day.month, day.day))

    def date(self, day: date) -> str:
        """A date in full, such as 18 November 2020."""
        return self._first(form("{day, date, long}", self.icu, day=date(day.year, day.month, day.day)))

    def _first(self, day: str) -> str:
        """In French the first of a month is an ordinal, which CLDR leaves to the reader."""
        return day.replace("1 ", "1er ", 1) if self.locale.language == "fr" and day.startswith("1 ") else day

    def time(self, moment: datetime) -> str:
        """The time of day of `moment`, in the time zone that it carries."""
        return form("{moment, time, short}", self.icu, moment=moment)

    def year(self, year: int) -> str:
        """A year: this language's digits, no grouping."""
        return self.own_digits(str(year))

    def duration(self, seconds: Fraction, *, short: bool = False) -> Length:
        """A length of time in its two largest units: 3 hours and 26 minutes; short: 3 hr, 26 min."""
        width, between = ("unit-width-short", "") if short else (FULL, joint(self.tag))
        found = duration(seconds, self.icu, width, between)
        # CLDR's spaces between digits and their unit stand in no sentence of these scripts: 3時間26分.
        return found._replace(text=found.text.replace(" ", "")) if script(self.tag) in UNSPACED else found

    def percent(self, share: Fraction, rounding: str = ROUND_HALF_UP) -> str:
        """A share in whole per cent, of less than one per cent in tenths."""
        value = (Decimal(share.numerator) / share.denominator * 100).quantize(
            Decimal(1) if share >= Fraction(1, 100) or not share else Decimal("0.1"), rounding
        )
        return form("{n, number, ::percent precision-unlimited}", self.icu, n=value)

    def signed(self, one: int) -> str:
        """1 or -1 with its sign."""
        return form("{n, number, ::sign-always}", self.icu, n=one)

    def minutes(self, count: int) -> str:
        """So many minutes, in our own words or else in CLDR's."""
        return (
            self.say("minutes", n=count) if self.has("minutes") else unit("minute", Decimal(count), self.icu)
        )

    def city(self, zone: ZoneInfo) -> str:
        """The city that a time zone is named after."""
        return names.city(self.locale, zone.key)

    def country(self, code: str) -> str:
        """The name of a country or a larger region, or else its code (ISO 3166-1, UN M.49)."""
        return names.countries(self.locale).get(code, code)

    def plural_form(self, value: int | Decimal, *, ordinal: bool = False) -> str:
        """The CLDR plural form of a number: zero, one, two, few, many or other."""
        return form(ORDINAL if ordinal else PLURAL, self.icu, n=value)

    def has(self, key: str) -> bool:
        """Whether the product's words `key` are in this language; else they are English."""
        return key in own_words(self.tag)

    def say(self, key: str, **values: str | int | Quantity) -> str:
        """The product's words `key`, with its placeholders filled in; English words have English forms."""
        speaker = self if self.has(key) else language(SOURCE)
        return speaker.fill(self.words[key], **values)

    def fill(self, text: str, **values: str | int | Quantity) -> str:
        """`text`, a message, with its placeholders filled in. Raises KeyError if a value is missing."""
        said = {key: self.quantity(each) if isinstance(each, int) else each for key, each in values.items()}
        return message(text).fill(said, self.plural_form)

    def items(self, texts: Iterable[str]) -> str:
        """A list without its last word, each text once: A, B, C."""
        return self.words["item"].join(dict.fromkeys(texts))

    def listed(self, texts: Iterable[str]) -> str:
        """A list, each text once: A, B and C."""
        *before, last = dict.fromkeys(texts)
        return self.words["and"].join(filter(None, (self.items(before), last)))

    def apart(self, texts: Iterable[str | None]) -> str:
        """Parts of a sentence beside each other, those that are empty left out."""
        return self.words["comma"].join(filter(None, texts))

    def stopped(self, text: str) -> str:
        """A sentence with its full stop, which a date at its end may have already."""
        stop = self.words["stop"]
        return text if text.endswith((stop or "\0", ".")) else f"{text}{stop}"

    def run_on(self, texts: Iterable[str | None]) -> str:
        """Sentences one after the other, those that are empty left out."""
        return self.words["gap"].join(filter(None, texts))

    def own_digits(self, text: str) -> str:
        """`text` with this language's digits in place of Latin ones."""
        return text if self.latin else text.translate(str.maketrans(LATIN, self.digits))

    def read(self, text: str) -> Reading | None:
        """The number that stands in `text` and the words around it; None if there is none."""
        places = [i for i, sign in enumerate(text) if sign in self.digits]
        if not places:
            return None
        number = text[places[0] : places[-1] + 1]
        plain = (str(self.digits.index(s)) if s in self.digits else "." * (s == self.point) for s in number)
        return Reading(Decimal("".join(plain)), text.replace(number, "", 1).strip())


@lru_cache(maxsize=1024)
def _compact(language: Language, value: Decimal) -> str:
    if abs(value) < MILLION:
        return language.number(value)
    return compact(value, language.icu, language.read) or language.number(value)


def language(tag: str, numbering: str = "") -> Language:
    """The language of a `tag` as BCP 47 or POSIX writes it, with its usual digits or those of NUMBERINGS.

    Raises ValueError if CLDR does not know it.
    """
    usual = _language(canonical(tag), "")
    chosen = _language(usual.tag, numbering)
    # Of two that write alike there is one, which keeps what it has worked out.
    return usual if chosen.digits == usual.digits else chosen


@cache
def _language(tag: str, numbering: str) -> Language:
    try:
        locale = Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError, TypeError) as error:
        raise ValueError(f"{tag!r} is not a language that CLDR knows") from error
    return Language(tag, locale, _icu(tag, numbering or NUMBERING.get(tag, "")))


def _icu(tag: str, numbering: str) -> str:
    """ICU's locale. The calendar is the Gregorian one, which the years of the figures are of."""
    known = tag if has_data(tag) else SOURCE
    return f"{known}-u-ca-gregory{f'-nu-{numbering}' if numbering else ''}"


def is_language(tag: str) -> bool:
    """Whether CLDR knows the `tag`."""
    try:
        return bool(language(tag))
    except ValueError:
        return False


@cache
def currencies() -> frozenset[str]:
    """The ISO 4217 codes that CLDR knows."""
    return frozenset(get_global("all_currencies"))
