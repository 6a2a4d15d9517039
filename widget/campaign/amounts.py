"""Amounts of a figure in words: its currency, decimals and unit signs, and both ends of a range."""

from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from fractions import Fraction
from unicodedata import bidirectional

from widget.campaign.figures.base import Figure, ResolvedFigure
from widget.language.cldr import Language
from widget.language.duration import Length
from widget.language.messages import OTHER, Quantity, Values
from widget.language.rounding import events, measure, rate, significant
from widget.numbers.rates import SECONDS, Rate

# Between digits and a word or a unit in letters: a number is never broken from what it is of.
JOINED = "\u00a0"
LEFT_TO_RIGHT = "\u200e"
# How many there have to be of each part in the time that parts are said in.
ENOUGH = 10


def around(figure: Figure, words: Language, *, negative: bool = False) -> tuple[str, str]:
    """What stands before and behind the digits of a figure's numbers."""
    before, behind = words.minus if negative else "", ""
    if figure.currency:
        before, _, behind = words.money(-1 if negative else 1, figure.currency, 0).partition(words.digits[1])
    if figure.before:
        own = figure.before[words.tag]
        before = f"{own}{JOINED if own[-1].isalnum() else ''}{before}"
    if figure.after:
        own = figure.after[words.tag]
        behind = f"{behind}{JOINED if own[0].isalnum() else ''}{own}"
    # A sign at its end stays beside Latin letters in a line from right to left: US$.
    if words.direction == "rtl" and any(bidirectional(letter) == "L" for letter in behind):
        behind = f"{behind}{LEFT_TO_RIGHT}"
    return before, behind


def written(figure: Figure, text: str, words: Language) -> str:
    """A number as its figure writes it: its currency, and what stands before and behind it."""
    before, behind = around(figure, words)
    if text[-1:].isalpha() and behind.startswith(JOINED):
        behind = behind.replace(JOINED, words.words["of"], 1)
    return f"{before}{text}{behind}"


def exact(amount: Decimal, figure: Figure, words: Language) -> str:
    """An amount as it was published, in full."""
    before, behind = around(figure, words, negative=amount < 0)
    return f"{before}{words.number(abs(amount))}{behind}"


def counted(count: int, figure: Figure, words: Language) -> str:
    """A count of the figure's smallest amounts, in full."""
    before, behind = around(figure, words, negative=count < 0)
    value = Decimal(abs(count)).scaleb(-figure.decimals)
    return f"{before}{words.number(value, figure.decimals)}{behind}"


def quantity(
    values: Sequence[Fraction],
    figure: Figure,
    words: Language,
    rounding: str = ROUND_HALF_UP,
    *,
    full: bool = False,
) -> Quantity:
    """Amounts to three significant digits, none finer than the figure's decimals; two of them are a range.

    full: digits alone, where others have words for millions and more.
    """
    fine = [events(value * 10**figure.decimals, rounding).scaleb(-figure.decimals) for value in values]
    return _between([_said(value, figure, words, full=full) for value in fine], words)


def in_time(rates: Sequence[Rate], per: str, figure: ResolvedFigure, words: Language) -> Quantity:
    """Amounts in a length of time of SECONDS; 0 for less than one, and for a fraction of what is counted."""
    smallest = 10**figure.figure.decimals
    rounded = rate if figure.figure.counted else measure
    found = [rounded(value * smallest) / smallest for value in in_seconds(rates, per, figure)]
    return _between([_said(value, figure.figure, words) for value in found], words)


def mean(amounts: Sequence[Fraction], figure: ResolvedFigure, words: Language) -> Quantity:
    """Amounts that are means, such as those per head: to three significant digits, whole or not."""
    return _between([_said(significant(amount), figure.figure, words) for amount in amounts], words)


def in_seconds(rates: Sequence[Rate], per: str, figure: ResolvedFigure) -> list[Fraction]:
    """Amounts in a length of time of SECONDS, exactly; a year is as long as the year of the figure."""
    seconds = figure.year_length if per == "year" else SECONDS[per]
    return [each * seconds for each in rates]


def intervals(rates: Sequence[Rate], words: Language, *, short: bool = False) -> str:
    """How long one takes, of a range from the shortest to the longest; empty where nothing happens."""
    return between([length.text for length in _lengths(rates, words, short=short)], words)


def pace(rates: Sequence[Rate], words: Language, *, short: bool = False) -> Values:
    """The interval in which one happens, and what words around it agree with.

    size: the unit that it begins with; more: how many of that; least: `one` or `two`, if a number in it has
    that plural form, which other cases than the nominative change, else `other`.
    """
    lengths = _lengths(rates, words, short=short)
    size, more = (lengths[0].unit, lengths[0].more) if lengths else ("", Decimal(0))
    forms = {words.plural_form(number) for each in lengths for number in (each.more, each.less) if number}
    return {
        "interval": between([length.text for length in lengths], words),
        "size": size,
        "more": words.quantity(more),
        "least": next((form for form in ("one", "two") if form in forms), OTHER),
    }


def _lengths(rates: Sequence[Rate], words: Language, *, short: bool) -> list[Length]:
    """The lengths of time that one takes, the shortest first."""
    return [words.duration(each, short=short) for each in sorted(1 / abs(rate) for rate in rates if rate)]


def percentage(shares: Sequence[Fraction], words: Language, *, falls: bool = False) -> str:
    """Shares in per cent, never more than there is, or where they fall never less."""
    rounding = ROUND_CEILING if falls else ROUND_FLOOR
    return between([words.percent(share, rounding) for share in shares], words)


def between(texts: Sequence[str], words: Language) -> str:
    """One text, or the range of two that differ."""
    different = list(dict.fromkeys(texts))
    if len(different) < 2:
        return "".join(different)
    return words.fill(words.words["between"], **{"from": different[0], "to": different[-1]})


def time_for(rates: Sequence[Rate]) -> str:
    """The shortest time in which there is enough of each to be said in whole numbers."""
    moving = [abs(rate) for rate in rates if rate]
    pers = (per for per in SECONDS if per != "week")
    return next((per for per in pers if all(rate * SECONDS[per] >= ENOUGH for rate in moving)), "year")


def signed(text: str, sign: int, words: Language) -> str:
    """A text with plus or minus where the language has them."""
    return words.signed(sign).replace(words.digits[1], text)


def _said(value: Decimal, figure: Figure, words: Language, *, full: bool = False) -> Quantity:
    size, write = abs(value), words.number if full else words.compact
    said = words.quantity(size, write(size))
    if figure.currency:
        before, behind = around(figure, words, negative=value < 0)
        return Quantity(f"{before}{said.text}{behind}", said.number)
    # Where a minus stands is up to the language: milioni -19.
    return Quantity(written(figure, write(value), words), said.number)


def _between(quantities: Sequence[Quantity], words: Language) -> Quantity:
    """Of a range that begins with none, none: nobody says from 0 to 1."""
    number = quantities[-1].number if all(each.number for each in quantities) else 0
    return Quantity(between([each.text for each in quantities], words), number)
