"""A campaign's figures in words, and side by side as bars."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from widget.campaign.amounts import between, exact, in_seconds, in_time, intervals, time_for
from widget.campaign.figures.base import ResolvedFigure
from widget.campaign.kinds.scene import EPOCH
from widget.campaign.models import Campaign
from widget.language.cldr import Language
from widget.language.messages import Quantity
from widget.language.rounding import significant
from widget.view import view
from widget.view.links import names, publishers
from widget.view.options import Options

# The length of the longest bar; lengths are exact to a thousandth of one.
LONGEST = 1000


@dataclass(frozen=True, slots=True)
class FigureText:
    """A figure in words: how much of what, how often, as of when, by whom.

    counted: the amount with its unit. spread: how many a second.
    """

    words: Language
    name: str
    unit: str
    amount: str
    counted: str
    per: str
    spread: str
    as_of: str
    published: str
    resolved: ResolvedFigure
    note: str

    @property
    def year(self) -> int:
        """The year that it holds for."""
        return self.resolved.as_of.year

    @property
    def plain(self) -> str:
        """The amount for programs; of a range the least and the most."""
        rates = self.resolved.rates()
        worked_out = map(significant, in_seconds(rates, time_for(rates), self.resolved))
        amounts = [each.amount for each in self.resolved.newest] or worked_out
        return "–".join(f"{amount:f}" for amount in amounts)

    @property
    def measured(self) -> str:
        """What of, and how often."""
        return self.words.apart((self.unit, self.per))

    @property
    def heading(self) -> str:
        """What a list of data sets calls it."""
        told = self.words.apart((self.resolved.source.publisher, self.words.year(self.year)))
        return self.unit + self.words.say("brackets", inside=told)

    @property
    def description(self) -> str:
        """All of it in one line."""
        source, apart = self.resolved.source, self.words.apart
        said = apart((" ".join(filter(None, (self.counted, self.per))), self.as_of))
        published = apart((source.publisher, source.title, self.published))
        return self.words.words["semicolon"].join(filter(None, (said, published, self.note)))


@dataclass(frozen=True, slots=True)
class Bar:
    """One figure among others: what it is of, how much in what time, and a length in proportion."""

    unit: str
    value: str
    length: str
    per: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Figures side by side: the widget that compares them, what it says, the bars, their scale, who published
    them.

    dots: for each bar, how many dots are as many in proportion; empty where these are too many or no whole
    number.
    """

    widget: str
    sentence: str
    bars: tuple[Bar, ...]
    dots: tuple[int, ...]
    scale: str
    sources: Markup


def figures(campaign: Campaign, words: Language) -> tuple[FigureText, ...]:
    """Each figure of a campaign, in the order of its file."""
    return tuple(_text(name, figure, words) for name, figure in campaign.resolved.items())


def published(campaign: Campaign, words: Language) -> tuple[str, str]:
    """Who published the figures of a campaign, and the years that they hold for."""
    resolved = campaign.resolved.values()
    return names(publishers(resolved), words), words.items(words.year(each.as_of.year) for each in resolved)


def charts(campaign: Campaign, words: Language) -> Iterator[Chart]:
    """A chart for each pair of figures that the campaign itself sets side by side."""
    seen = set()
    for name, widget in campaign.widgets.items():
        compared = (widget.figure_names, widget.stock_names)
        if widget.compares and compared not in seen:
            seen.add(compared)
            yield _chart(campaign, name, words)


def _amount(figure: ResolvedFigure, words: Language) -> Quantity:
    """As it was published; what is made of other figures, by the time in which there is enough of it."""
    newest, rates = [published.amount for published in figure.newest], figure.rates()
    if not newest:
        return in_time(rates, time_for(rates), figure, words)
    return Quantity(between([exact(each, figure.figure, words) for each in newest], words), newest[-1])


def _per(figure: ResolvedFigure, words: Language) -> str:
    if not figure.newest:
        return words.words[f"per.{time_for(figure.rates())}"]
    newest = figure.newest[0]
    if newest.year:
        return words.say("per.in_year", year=words.year(newest.year))
    return words.words[f"per.{newest.per}"] if newest.per else ""


def _text(name: str, figure: ResolvedFigure, words: Language) -> FigureText:
    source, amount, per = figure.source, _amount(figure, words), _per(figure, words)
    unit = figure.unit[words.tag]
    counted = words.say("counted", n=amount, unit=unit)
    return FigureText(
        words=words,
        name=name,
        unit=unit,
        amount=amount.text,
        counted=counted,
        per=per,
        spread=_spread(figure, counted, per, words),
        as_of=words.say("as_of", date=words.date(figure.as_of)),
        published=words.say("published", date=words.date(source.date)),
        resolved=figure,
        note=source.note[words.tag] if source.note else "",
    )


def _spread(figure: ResolvedFigure, amount: str, per: str, words: Language) -> str:
    """How an amount is spread over its time, or how what holds at a moment goes on."""
    pieces, rates = figure.courses[0].pieces, figure.rates()
    if figure.levels:
        known = amount if figure.published else figure.unit[words.tag]
        return words.say("method.level", amount=known, date=words.date(figure.as_of))
    if len(figure.published) > len(figure.courses):
        first, last = (words.year(pieces[end].year or figure.as_of.year) for end in (0, -1))
        return words.say("method.series", first=first, last=last)
    second = in_time(rates, "second", figure, words)
    if not second.number:
        return words.say("method.rare", amount=amount, per=per, interval=intervals(rates, words))
    return words.say("method.even", amount=amount, per=per, second=second)


def _chart(campaign: Campaign, name: str, words: Language) -> Chart:
    shown = view.build(campaign, name, Options(words.tag), EPOCH)
    longest = max(figure.rate for figure in shown.figures)
    most = shown.dots if shown.dots > 1 and not shown.bars else 0
    return Chart(
        widget=name,
        sentence=shown.sentence,
        bars=_of_heads(shown) or tuple(_bar(figure, longest, words) for figure in shown.figures),
        dots=tuple(most if figure.rate == longest else 1 for figure in shown.figures if most),
        scale=words.say("chart.dots" if most else "chart.scale", ratio=words.number(shown.ratio))
        if shown.ratio > 1 and not shown.bars
        else "",
        sources=shown.caveat_linked,
    )


def _of_heads(shown: view.View) -> tuple[Bar, ...]:
    """Amounts per head, as the widget says them; none where it shows others."""
    if not shown.rows:
        return ()
    return tuple(
        Bar(unit, amount, bar.length, shown.day)
        for (unit, amount), bar in zip(shown.rows, shown.bars, strict=True)
    )


def _bar(figure: ResolvedFigure, longest: Fraction, words: Language) -> Bar:
    """Of a range as long as the most of it."""
    rates = figure.rates()
    length = f"{float(round(figure.rate / longest * LONGEST, 3)):.3f}"
    day = in_time(rates, "day", figure, words)
    if not day.number:
        often = f"{words.words['per.one']} {intervals(rates, words)}"
        return Bar(figure.unit[words.tag], often, length, "")
    exactly = [exact(each.amount, figure.figure, words) for each in figure.published if each.per == "day"]
    value = between(exactly, words) or day.text
    return Bar(figure.unit[words.tag], value, length, words.words["per.day"])
