"""What templates and images may use, worked out once from campaign, widget, options and moment."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from itertools import zip_longest
from zoneinfo import ZoneInfo

from markupsafe import Markup

from widget.campaign.amounts import around
from widget.campaign.charts import Chart
from widget.campaign.figures.base import ResolvedFigure
from widget.campaign.kinds.base import Widget
from widget.campaign.kinds.scene import EPOCH, Bar, Hero, Makers, Rows, Scene, Span
from widget.campaign.languages import spoken
from widget.campaign.models import Campaign
from widget.campaign.quotations import Quotation
from widget.language.cldr import Language
from widget.language.rounding import ratio
from widget.numbers.notation import Affixes
from widget.numbers.odometer import Odometer, odometer
from widget.view import colour
from widget.view.acts import Action, action
from widget.view.caveats import caveats
from widget.view.links import Link, linked, names, publishers
from widget.view.options import Options
from widget.view.placeholders import fill, makers, ratios
from widget.view.placeholders import sentence as sentence_of

MOST_DOTS = 400


@dataclass(frozen=True, slots=True)
class Ticking:
    """A number that ticks: what it is of (empty when the label says so), its timeline."""

    caption: str
    odometer: Odometer


@dataclass(frozen=True, slots=True)
class View:
    """One widget at one moment."""

    campaign: Campaign
    # The widget's name in its campaign.
    name: str
    widget: Widget
    # What the embedder chose.
    options: Options
    # Those that the widget shows, in its order.
    figures: tuple[ResolvedFigure, ...]
    # Of all texts.
    language: Language
    # What the number is.
    label: str
    # True and whole by itself.
    sentence: str
    # The sentence, or where that names its moment, the rate: what stays right beside a number that ticks on.
    lasting: str
    # Whether any figure is one.
    estimate: bool
    # The caveat, with `{source}` where the sources go.
    average: str
    # The same without the word "estimate", for where that stands at the label.
    average_brief: str
    # Who published the figures, each once.
    sources: tuple[Link, ...]
    # What to do; None if the campaign names nothing in this language.
    act: Action | None
    # How each of the numbers goes that the figures make, of a range two.
    spans: tuple[Span, ...]
    # Those that tick.
    numbers: tuple[Ticking, ...]
    # A number that stands still, where none ticks.
    hero: Hero | None
    # What stands behind the ticking number.
    behind: str
    bar: Bar | None
    # One for each of several figures.
    bars: tuple[Bar, ...]
    # Of a table: what of, and how many.
    rows: Rows
    # Amounts through time; None where there is no chart.
    chart: Chart | None
    # What somebody said.
    quotations: tuple[Quotation, ...]
    # Of the larger figure to the smaller; 0 where no two are compared.
    ratio: Decimal
    # How many to draw for the ratio; 0 where there are none, too many, or not so many exactly.
    dots: int
    # The day that the number is of, or of how many heads it is, else empty.
    day: str
    # Events so far, rounded down.
    value: int
    # When that value held; None where no clock is needed.
    moment: datetime | None
    # Colour tokens on light and on dark paper.
    light: Mapping[str, str]
    dark: Mapping[str, str]
    # The site's own address without a slash at the end; empty where there is no server to ask.
    public: str

    @property
    def painted(self) -> bool:
        """Whether it has paper of its own."""
        return colour.painted(self.options.theme)

    @property
    def colours(self) -> Mapping[str, str]:
        """The tokens of a picture, which cannot follow the reader's system: light unless dark is asked."""
        return self.dark if colour.ground(self.options.theme) == "dark" else self.light

    @property
    def listed(self) -> tuple[str, ...]:
        """The amounts of its chart and what that says of itself, or what was said; one line each."""
        colon = self.language.words["colon"]
        if self.chart:
            amounts = (f"{point.label}{colon}{point.text}" for point in self.chart.points)
            return (*amounts, *self.chart.notes)
        stopped = self.language.stopped
        return tuple(
            f"{each.quote} {stopped(each.by)} {each.title}{colon}{each.url}" for each in self.quotations
        )

    @property
    def publishers(self) -> str:
        """The names of the sources."""
        return names(self.sources, self.language)

    @property
    def caveat(self) -> str:
        """Average or estimate, by whom, as of when: the text, with the names of the sources."""
        return self.average.replace("{source}", self.publishers)

    @property
    def caveat_linked(self) -> Markup:
        """The caveat, whose sources are links."""
        return linked(self.average, self.sources, self.language)

    @property
    def caveat_brief(self) -> Markup:
        """The caveat for where "estimate" stands at the label; its sources are links."""
        return linked(self.average_brief, self.sources, self.language)


def build(campaign: Campaign, name: str, options: Options, moment: datetime, public: str = "") -> View:
    """The view of the widget `name`. Raises KeyError if the campaign has none of that name."""
    widget = campaign.widgets[name]
    figures = figures_of(campaign, widget)
    words = spoken(campaign, options.lang, options.numbering)
    zone = campaign.timezone
    spans = tuple(_spans(figures, widget, zone, moment, options))
    held = moment if widget.clock else None
    scene = Scene(figures, spans, words, zone, options, held)
    fillers = makers(widget, scene)
    estimate = any(figure.estimate for figure in figures)
    average, brief = caveats(widget, scene, estimate=estimate)
    rare = _rare(widget, scene)
    sentence = sentence_of(widget.template(scene), fillers, words, rare=rare)
    hero, bars = widget.hero(scene), widget.bars(scene)
    larger = _ratio(figures) if widget.compares else Decimal(0)
    return View(
        campaign=campaign,
        name=name,
        widget=widget,
        options=options,
        figures=figures,
        language=words,
        label=fill(widget.label[options.lang], fillers, words),
        sentence=sentence,
        lasting=_lasting(fillers, scene, rare) if widget.clock else sentence,
        estimate=estimate,
        average=average,
        average_brief=brief,
        sources=publishers(figures),
        act=action(campaign, options.lang),
        spans=spans,
        numbers=() if hero or any(bar.whole for bar in bars) else _numbers(widget, figures, spans, words),
        hero=hero,
        behind=widget.behind(scene),
        bar=widget.bar(scene),
        bars=bars,
        rows=widget.rows(scene),
        chart=widget.drawn(scene),
        quotations=widget.quoted(scene),
        ratio=larger,
        dots=int(larger) if larger <= MOST_DOTS and larger % 1 == 0 and not bars else 0,
        day=widget.day(scene),
        value=spans[0].whole(spans[0].start),
        moment=held,
        light=_tokens(colour.LIGHT, campaign, options),
        dark=_tokens(colour.DARK, campaign, options),
        public=public,
    )


def sentences(view: View) -> Mapping[str, str]:
    """The sentence of a view in each language of its campaign."""
    moment = view.moment or EPOCH
    options = {tag: replace(view.options, lang=tag) for tag in view.campaign.languages}
    return {tag: build(view.campaign, view.name, each, moment).sentence for tag, each in options.items()}


def label(campaign: Campaign, name: str, lang: str) -> str:
    """What the widget `name` shows, in a few words. Raises KeyError if the campaign has none of that name."""
    widget, words = campaign.widgets[name], spoken(campaign, lang)
    scene = Scene(
        figures_of(campaign, widget), (Span(Fraction(0)),), words, campaign.timezone, Options(lang), None
    )
    return fill(widget.label[lang], makers(widget, scene), words)


def title(campaign: Campaign, words: Language) -> str:
    """The campaign's title in `words`, or in its own first language, or else its name."""
    if campaign.title is None:
        return campaign.name
    return campaign.title.get(words.tag) or campaign.title[campaign.languages[0]]


def figures_of(campaign: Campaign, widget: Widget) -> tuple[ResolvedFigure, ...]:
    """The figures that a widget shows, in its order."""
    return widget.shown(campaign.resolved)


def _rare(widget: Widget, scene: Scene) -> str:
    """Our words for what happens too seldom to be said in a number."""
    if scene.changes:
        return "slow_change"
    return "none_yet" if widget.clock else "rare"


def _lasting(fillers: Makers, scene: Scene, rare: str) -> str:
    """What is true at any time: how fast it goes."""
    key = "rates_change" if scene.changes else "rates_of"
    rare = "rare" if rare == "none_yet" else rare
    return sentence_of(scene.words.words[key], fillers, scene.words, rare=rare)


def _ratio(figures: Sequence[ResolvedFigure]) -> Decimal:
    """Of the larger of two figures to the smaller; 0 where nobody knows it exactly, or one of them falls."""
    found = ratios(tuple(figures))
    return ratio(max(found[0], 1 / found[0])) if len(found) == 1 and found[0] > 0 else Decimal(0)


def _numbers(
    widget: Widget, figures: Sequence[ResolvedFigure], spans: Sequence[Span], words: Language
) -> tuple[Ticking, ...]:
    if not widget.ticks:
        return ()
    captions = [(figure, each) for figure in figures for each in _captions(figure, len(figures), words)]
    return tuple(
        Ticking(caption, _odometer(figure, span, words))
        for (figure, caption), span in zip(captions, spans, strict=True)
    )


def _odometer(figure: ResolvedFigure, span: Span, words: Language) -> Odometer:
    """A rate may go below 0, but there is never less than nothing of a stock."""
    plain, negative = around(figure.figure, words), around(figure.figure, words, negative=True)
    return odometer(
        span.rate,
        span.start,
        words,
        span.ends,
        decimals=figure.figure.decimals,
        affixes=Affixes(*plain, negative),
        below_zero=not figure.levels,
    )


def _captions(figure: ResolvedFigure, figures: int, words: Language) -> tuple[str, ...]:
    """What the numbers of a figure are of, where there are several."""
    unit = figure.unit[words.tag] if figures > 1 else ""
    if len(figure.courses) == 1:
        return (unit,)
    colon = words.words["colon"] if unit else ""
    return tuple(f"{unit}{colon}{words.words[key]}" for key in ("at_least", "at_most"))


def _spans(
    figures: Sequence[ResolvedFigure], widget: Widget, zone: ZoneInfo, moment: datetime, options: Options
) -> Iterator[Span]:
    for figure in figures:
        for course, level in zip_longest(figure.courses, figure.levels):
            yield widget.span(course, level, zone, moment, options)


def _tokens(tokens: Mapping[str, str], campaign: Campaign, options: Options) -> Mapping[str, str]:
    """The tokens of a theme, with the accent that was chosen, or else that of the campaign's topic."""
    if options.accent:
        return {**tokens, "accent": colour.passing(options.accent, tokens["paper"])}
    return {**tokens, "accent": colour.TOPICS[campaign.topic][tokens is colour.DARK]}
