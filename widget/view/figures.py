"""A campaign's figures in words, and side by side as bars."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from widget.campaign.models import Campaign, Figure
from widget.language.cldr import Language
from widget.language.rounding import significant
from widget.numbers import rates
from widget.view import view
from widget.view.linkcard import EPOCH
from widget.view.links import names, publishers
from widget.view.options import Options

# The length of the longest bar; lengths are exact to a thousandth of one.
LONGEST = 1000


@dataclass(frozen=True, slots=True)
class FigureText:
    """A figure in words: how much of what, how often, as of when, by whom; spread: how many a second."""

    name: str
    unit: str
    amount: str
    per: str
    spread: str
    as_of: str
    published: str
    figure: Figure
    note: str

    @property
    def year(self) -> int:
        """The year that it holds for."""
        return self.figure.year or self.figure.as_of.year

    @property
    def plain(self) -> str:
        """The amount for programs."""
        return f"{self.figure.amount:f}"

    @property
    def heading(self) -> str:
        """What a list of data sets calls it."""
        return f"{self.unit} ({self.figure.source.publisher}, {self.year})"

    @property
    def description(self) -> str:
        """All of it in one line."""
        source = self.figure.source
        said = f"{self.amount} {self.unit} {self.per}, {self.as_of}"
        published = f"{source.publisher}, {source.title}, {self.published}"
        return "; ".join(filter(None, [said, published, self.note]))


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
    return tuple(_text(name, figure, words) for name, figure in campaign.figures.items())


def published(campaign: Campaign, words: Language) -> tuple[str, str]:
    """Who published the figures of a campaign, and the years that they hold for."""
    years = dict.fromkeys(words.year(figure.year) for figure in figures(campaign, words))
    return names(publishers(campaign.figures.values()), words), ", ".join(years)


def charts(campaign: Campaign, words: Language) -> Iterator[Chart]:
    """A chart for each pair of figures that the campaign itself sets side by side."""
    seen = set()
    for name, widget in campaign.widgets.items():
        if widget.compares and widget.figure_names not in seen:
            seen.add(widget.figure_names)
            yield _chart(campaign, name, words)


def _text(name: str, figure: Figure, words: Language) -> FigureText:
    source = figure.source
    per = words.words[f"per.{figure.per or 'year'}"]
    if figure.year:
        per = words.say("per.in_year", year=words.year(figure.year))
    return FigureText(
        name=name,
        unit=figure.unit[words.tag],
        amount=words.number(figure.amount),
        per=per,
        spread=_spread(figure, f"{words.number(figure.amount)} {figure.unit[words.tag]}", per, words),
        as_of=words.say("as_of", date=words.date(figure.as_of)),
        published=words.say("published", date=words.date(source.date)),
        figure=figure,
        note=source.note[words.tag] if source.note else "",
    )


def _spread(figure: Figure, amount: str, per: str, words: Language) -> str:
    if significant(figure.rate) < 1:
        return words.say("method.rare", amount=amount, per=per, interval=words.duration(1 / figure.rate))
    return words.say("method.even", amount=amount, per=per, second=words.about(figure.rate))


def _chart(campaign: Campaign, name: str, words: Language) -> Chart:
    shown = view.build(campaign, name, Options(words.tag), EPOCH)
    longest = max(figure.rate for figure in shown.figures)
    most = shown.dots if shown.dots > 1 else 0
    return Chart(
        widget=name,
        sentence=shown.sentence,
        bars=tuple(_bar(figure, longest, words) for figure in shown.figures),
        dots=tuple(most if figure.rate == longest else 1 for figure in shown.figures if most),
        scale=words.say("chart.dots" if most else "chart.scale", ratio=words.number(shown.ratio))
        if shown.ratio > 1
        else "",
        sources=shown.caveat_linked,
    )


def _bar(figure: Figure, longest: Fraction, words: Language) -> Bar:
    exact = figure.per == "day"
    rate = figure.rate * rates.SECONDS["day"]
    length = f"{float(round(figure.rate / longest * LONGEST, 3)):.3f}"
    if significant(rate) < 1:
        often = f"{words.words['per.one']} {words.duration(1 / figure.rate)}"
        return Bar(figure.unit[words.tag], often, length, "")
    value = words.number(figure.amount) if exact else words.about(rate)
    return Bar(figure.unit[words.tag], value, length, words.words["per.day"])
