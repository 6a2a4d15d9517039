"""Amounts through time as a chart: columns, heights and texts, for every format that draws or lists them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import log10

from widget.campaign.amounts import exact, written
from widget.campaign.figures.base import Break, Figure, Published, ResolvedFigure
from widget.language.cldr import Language
from widget.language.rounding import significant

# An amount as it is labelled has at most this many digits; the exact one stands in the table.
LABELLED = 10**6


@dataclass(frozen=True, slots=True)
class Point:
    """One amount: when (text), how many (exactly, and in short), in which column, how high (0 to 1)."""

    label: str
    text: str
    short: str
    column: int
    height: float


@dataclass(frozen=True, slots=True)
class Chart:
    """Points in the order of time.

    columns: how many there are, of which some may be empty. beyond: the label of the last one, if it is empty
    since the method changed. breaks: the columns before which the method
    changed. decades: how high the powers of ten stand on a logarithmic scale. lead, size: the newest amount
    and the word for its size, perhaps none. caption: what that is, and of when. notes: what the chart says
    of itself.
    """

    points: tuple[Point, ...]
    columns: int
    beyond: str
    lines: bool
    breaks: tuple[int, ...]
    decades: tuple[float, ...]
    lead: str
    size: str
    caption: str
    notes: tuple[str, ...]

    @property
    def labels(self) -> tuple[Point | None, ...]:
        """For each column its point, or none."""
        by_column = {point.column: point for point in self.points}
        return tuple(by_column.get(column) for column in range(self.columns))

    @property
    def widest(self) -> int:
        """The characters of the longest label."""
        return max(len(text) for point in self.points for text in (point.label, point.short))

    @property
    def runs(self) -> tuple[tuple[Point, ...], ...]:
        """The points between breaks, which alone may be joined by a line."""
        ends = [0, *self.breaks, self.columns]
        runs = (
            tuple(point for point in self.points if start <= point.column < end)
            for start, end in pairwise(ends)
        )
        return tuple(run for run in runs if run)


def chart(figure: ResolvedFigure, words: Language, *, lines: bool, log: bool) -> Chart:
    """The published amounts of `figure`, from zero up, or on a logarithmic scale."""
    amounts = [Fraction(published.amount) for published in figure.published]
    least, most = _least(min(amounts)) if log else 0, max(amounts)
    columns = _columns(figure.published)
    broken = tuple(each for each in figure.breaks if _drawn(each, figure.published))
    first, last = figure.published[0], figure.published[-1]
    tens, word = _size(most, words)
    points = tuple(
        Point(
            label=label(published, words),
            text=exact(published.amount, figure.figure, words),
            short=_short(amount, tens, figure.figure, words),
            column=column,
            height=_height(amount, most, least, log=log),
        )
        for published, amount, column in zip(figure.published, amounts, columns, strict=True)
    )
    newest = _short(amounts[-1], tens, figure.figure, words)
    lead, size = _parted(written(figure.figure, f"{newest} {word}".strip(), words), words)
    after = [each.year for each in broken if each.year > (last.year or each.year)]
    return Chart(
        points=points,
        beyond=words.year(after[-1]) if after else "",
        columns=max([columns[-1], *(each.year - (first.year or each.year) for each in broken)]) + 1,
        lines=lines,
        breaks=tuple(each.year - (first.year or each.year) for each in broken),
        decades=tuple(_decades(least, most)) if log else (),
        lead=lead,
        size=size,
        caption=words.apart((figure.unit[words.tag], label(last, words))),
        notes=(*_notes(figure.breaks, words), *([words.words["history.log"]] if log else [])),
    )


def label(published: Published, words: Language) -> str:
    """When an amount was published for: its year, or its day."""
    if published.year:
        return words.year(published.year)
    return words.date(published.at) if published.at else ""


def _columns(published: Sequence[Published]) -> list[int]:
    """A column for each year from the first on; where a year has several amounts, one for each."""
    years = [each.year or (each.at.year if each.at else 0) for each in published]
    if len(set(years)) < len(years):
        return list(range(len(years)))
    return [year - years[0] for year in years]


def _drawn(each: Break, published: Sequence[Published]) -> bool:
    """Whether a break lies behind the first year and not beyond the one after the last."""
    first, last = published[0].year, published[-1].year
    return bool(first and last and first < each.year <= last + 1)


def _least(amount: Fraction) -> int:
    """The exponent of the power of ten below `amount`."""
    exponent = int(log10(amount)) - (amount < 1)
    return exponent - 1 if Fraction(10) ** exponent >= amount else exponent


def _height(amount: Fraction, most: Fraction, least: int, *, log: bool) -> float:
    share = (log10(amount) - least) / (log10(most) - least) if log else float(amount / most)
    return round(share, 4)


def _decades(least: int, most: Fraction) -> Iterator[float]:
    for exponent in range(least + 1, int(log10(most)) + 1):
        yield round((exponent - least) / (log10(most) - least), 4)


def _size(most: Fraction, words: Language) -> tuple[int, str]:
    """The power of ten that the labels are counted in, and the word for it; none below a million."""
    if most < LABELLED:
        return 0, ""
    rounded = significant(most)
    text = words.compact(rounded)
    reading = words.read(text)
    number = words.number(reading.number) if reading else ""
    tens = (rounded / reading.number).adjusted() if reading else 0
    if not number or not text.startswith(number) or text == number:
        return 0, ""
    return tens, text.removeprefix(number).strip()


def _parted(text: str, words: Language) -> tuple[str, str]:
    """A number, and the words behind it."""
    end = max(i for i, letter in enumerate(text) if letter in words.digits) + 1
    return (text[:end], text[end:].strip()) if text[end : end + 1].isspace() else (text, "")


def _scaled(amount: Fraction, tens: int) -> Decimal:
    whole = amount / 10**tens
    return Decimal(whole.numerator) / Decimal(whole.denominator)


def _short(amount: Fraction, tens: int, figure: Figure, words: Language) -> str:
    """A label: one decimal of a large unit below a hundred, else as many as the figure has."""
    scaled = _scaled(amount, tens)
    return words.number(scaled, (1 if scaled < 100 else 0) if tens else _decimals(scaled, figure))


def _decimals(amount: Decimal, figure: Figure) -> int:
    exponent = amount.normalize().as_tuple().exponent
    return max(figure.decimals, min(3, -exponent) if isinstance(exponent, int) else 0, 0)


def _notes(breaks: Sequence[Break], words: Language) -> Iterator[str]:
    for each in breaks:
        yield words.say("history.break", year=words.year(each.year), why=each.why[words.tag])
