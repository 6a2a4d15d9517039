"""What in a campaign that is in order may still be a slip: hints, which refuse nothing."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from itertools import chain, pairwise

from widget.campaign.faults import printable
from widget.campaign.figures.base import ResolvedFigure, Source
from widget.campaign.figures.range import RangeFigure
from widget.campaign.figures.series import SeriesFigure
from widget.campaign.figures.stock import StockFigure
from widget.campaign.kinds.base import Widget
from widget.campaign.models import Campaign
from widget.campaign.wording import wording

# Older figures say how things stood, not how they stand.
OLD = 5
# How far from a ratio a number in a text is taken for one.
NEAR = (Fraction(1, 2), Fraction(2))
# A number as texts have it, in Latin digits, and not a part of a word or of a placeholder.
NUMBER = re.compile(r"(?<![\w{.,])\d[\d.,'’\u00a0\u202f]*(?![\w}])")
PLACEHOLDER = re.compile(r"\{[^{}]*\}")
# Words for what nobody counted, in titles and notes of sources.
ESTIMATED = re.compile(
    r"≈|~|\b(estimat\w*|projection\w*|prospects|forecast\w*|model(?:led|ed)|schätz\w*|prognos\w*|schatting\w*"
    r"|raming\w*|estim\w*|prévision\w*)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Hint:
    """Something to look at: where, and what."""

    file: str
    key: str
    text: str

    def __str__(self) -> str:
        return printable(f"{self.file}: {self.key}: hint: {self.text}")


def hints(campaign: Campaign, file: str, today: date) -> tuple[Hint, ...]:
    """What to look at in a campaign, on a day in its time zone."""
    found = chain(
        _dates(campaign, today),
        *(_figure(name, figure, today) for name, figure in campaign.resolved.items()),
        *(_widget(name, widget, campaign, today) for name, widget in campaign.widgets.items()),
        _acts(campaign),
    )
    return tuple(Hint(file, key, text) for key, text in dict.fromkeys(found))


Found = Iterator[tuple[str, str]]


def _dates(campaign: Campaign, today: date) -> Found:
    if campaign.revision > today:
        yield "revision", f"{campaign.revision} is in the future"


def _figure(name: str, resolved: ResolvedFigure, today: date) -> Found:
    key, figure = f"figures.{name}", resolved.figure
    if not resolved.parts or resolved.published:
        yield from _age(f"{key}.as_of", resolved, today)
    for source in resolved.sources:
        yield from _source(key, source, resolved, today)
    if isinstance(figure, RangeFigure) and not figure.estimate:
        yield f"{key}.estimate", "a range is an estimate: leave estimate = false out"
    if any(re.search(r"(?<![\w.,])\d", text) for text in figure.unit.values()):
        yield f"{key}.unit", "has a number in it: the number stands before the unit already"
    if isinstance(figure, SeriesFigure):
        yield from _series(key, figure)


def _age(key: str, resolved: ResolvedFigure, today: date) -> Found:
    as_of = resolved.as_of
    forecast = resolved.estimate and as_of == date(today.year, 12, 31)
    if as_of > today and not forecast:
        more = (
            "" if resolved.estimate else "; what is still to come is an estimate: leave estimate = false out"
        )
        yield key, f"{as_of} is in the future{more}"
    elif (as_of.year + OLD, as_of.month, as_of.day) < (today.year, today.month, today.day):
        yield key, f"{as_of} is more than {OLD} years ago: is there no newer figure?"


def _source(key: str, source: Source, resolved: ResolvedFigure, today: date) -> Found:
    where = f"{key}.source"
    if source.date > today:
        yield f"{where}.date", f"{source.date} is in the future"
    held = max((until for each, until in _held(resolved) if each == source), default=source.date)
    if not resolved.estimate and source.date < held:
        yield f"{where}.date", f"{source.date} is before {held}, which the figure holds for"
    said = [source.title, *(source.note or {}).values()]
    word = next((found[0] for found in map(ESTIMATED.search, said) if found), "")
    if word and not resolved.estimate:
        yield f"{key}.estimate", f"the source says “{word}”, the figure says estimate = false"


def _held(resolved: ResolvedFigure) -> Iterator[tuple[Source, date]]:
    """The sources of a figure's own amounts, each with the day that such an amount holds for."""
    figure = resolved.figure
    if isinstance(figure, SeriesFigure):
        yield from ((each.source or figure.source, date(each.year, 12, 31)) for each in figure.series)
    elif isinstance(figure, StockFigure):
        yield from ((each.source or figure.source, each.at.date()) for each in figure.stock)
    elif not resolved.parts:
        yield resolved.source, resolved.as_of


def _series(key: str, figure: SeriesFigure) -> Found:
    years = [point.year for point in figure.series]
    for earlier, later in pairwise(years):
        if later - earlier > 1:
            missing = ", ".join(map(str, range(earlier + 1, later)))
            yield f"{key}.series", f"has no {missing}: there the rate of {earlier} is used"
    for each in figure.breaks:
        if not years[0] < each.year <= years[-1] + 1:
            yield f"{key}.break", f"{each.year} is outside the series, {years[0]} to {years[-1]}"


def _widget(name: str, widget: Widget, campaign: Campaign, today: date) -> Found:
    shown = widget.shown(campaign.resolved)
    figures = [campaign.resolved[each] for each in widget.figure_names]
    yield from _moments(f"widgets.{name}", widget, today)
    yield from _goal(f"widgets.{name}", widget, figures)
    yield from ((f"widgets.{name}.{key}", said) for key, said in wording(widget, shown))
    for key, texts in _texts(widget):
        for tag, text in texts.items():
            yield from _text(f"widgets.{name}.{key}.{tag}", text, widget, figures)


def _moments(key: str, widget: Widget, today: date) -> Found:
    since = getattr(widget, "since", None)
    if isinstance(since, datetime) and since.date() > today:
        yield f"{key}.since", f"{since.date()} is in the future: the number stands at 0 until then"
    for number, statement in enumerate(getattr(widget, "statement", ())):
        if statement.date > today:
            yield f"{key}.statement.{number}.date", f"{statement.date} is in the future"


def _goal(key: str, widget: Widget, figures: Sequence[ResolvedFigure]) -> Found:
    goal, figure = getattr(widget, "goal", None), figures[0]
    if isinstance(goal, Decimal) and figure.levels and figure.published:
        newest = figure.published[-1].amount
        if goal <= newest:
            yield f"{key}.goal", f"{goal:,f} is reached already: there were {newest:,f}"


def _text(where: str, text: str, widget: Widget, figures: Sequence[ResolvedFigure]) -> Found:
    if "{ratio}" in text and not widget.compares:
        yield where, "{ratio} is of two figures, and this widget shows one"
    if ".label." in where:
        yield from _repeated(where, text, figures)
    if widget.compares and len(figures) == 2:
        yield from _ratio(where, text, figures)


def _texts(widget: Widget) -> Iterator[tuple[str, Mapping[str, str]]]:
    for key in widget.placeholders:
        texts = getattr(widget, key)
        if texts:
            yield key, texts


def _repeated(where: str, text: str, figures: Sequence[ResolvedFigure]) -> Found:
    """A label that says the number which stands beside it anyway."""
    amounts = [published.amount for figure in figures for published in figure.published]
    for shown, number in _numbers(text):
        scaled = [number.scaleb(tens) for tens in (0, 3, 6, 9, 12)]
        if any(amount >= 100 and amount in scaled for amount in amounts):
            yield where, f"“{shown}” is the number that stands beside it: say only what it is of"


def _ratio(where: str, text: str, figures: Sequence[ResolvedFigure]) -> Found:
    """A number near the ratio of two figures that is not it."""
    one, other = (abs(figure.rate) for figure in figures)
    if not one or not other:
        return
    ratio = max(one / other, other / one)
    for shown, number in _numbers(text):
        exponent = number.as_tuple().exponent
        step = Fraction(10) ** (exponent if isinstance(exponent, int) else 0)
        share = Fraction(number) / ratio
        if NEAR[0] <= share <= NEAR[1] and abs(Fraction(number) - ratio) > step / 2:
            exact = f"{float(ratio):.3g}"
            yield where, f"says {shown}, and the figures make {exact}: write {{ratio}}"


def _numbers(text: str) -> Iterator[tuple[str, Decimal]]:
    """Numbers outside placeholders, as they stand and as they are read; years are none."""
    for found in NUMBER.findall(PLACEHOLDER.sub(" ", text)):
        shown = found.rstrip(".,'’\u00a0\u202f")
        number = _read(shown)
        if number is not None and not (shown.isdigit() and 1900 <= number <= 2100):
            yield shown, number


def _read(text: str) -> Decimal | None:
    """A number by its last sign: before three digits it groups, else it is the decimal point."""
    *groups, last = re.split(r"[.,'’\u00a0\u202f]", text)
    plain = "".join(groups) + (last if len(last) == 3 or not groups else f".{last}")
    try:
        return Decimal(plain)
    except InvalidOperation:
        return None


def _acts(campaign: Campaign) -> Found:
    """Languages in which nothing to do stands beside a number."""
    covered = {tag for act in campaign.act for tag in act.url}
    missing = [tag for tag in campaign.languages if tag not in covered]
    if campaign.act and missing:
        yield "act.0.url", f"no act has an address in {', '.join(missing)}: there none stands beside a number"
