"""What templates and images may use, worked out once from campaign, widget, options and moment."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from fractions import Fraction
from functools import partial
from math import floor
from string import Formatter
from urllib.parse import urlsplit

from widget.campaign.models import Act, AnyWidget, Campaign, Elapsed, Figure, RateTable, Since, Today, Versus
from widget.language.cldr import Language, language, significant
from widget.numbers import rates
from widget.numbers.odometer import HORIZON, MICROSECONDS, Odometer, odometer
from widget.view import colour
from widget.view.links import Link
from widget.view.options import Options

Makers = Mapping[str, Callable[[], str]]
MOST_DOTS = 400


@dataclass(frozen=True, slots=True)
class Ticking:
    """A number that ticks: what it is of (empty when the label says so), its timeline, its end in words."""

    caption: str
    odometer: Odometer
    last: str


@dataclass(frozen=True, slots=True)
class Action:
    """One act: what to do, at which address (as text and link), by telephone, and with what care."""

    label: str
    link: Link
    telephone: str | None
    safety: str


@dataclass(frozen=True, slots=True)
class View:
    """One widget at one moment.

    campaign, name, widget, options: what was asked for; `figures` are the widget's, in its order.
    language: of all texts. label: what the number is. sentence: true and whole by itself.
    estimate: whether any figure is one. average: the caveat, with `{source}` where `sources` go.
    act: what to do, None if the campaign names nothing. numbers: those that tick. rows: of a still table.
    ratio: of the larger figure to the smaller, 0 where there are not two; dots: how many to draw.
    over: what the label becomes when the day is over, else empty.
    value: events so far, rounded down; moment: when that held, None where no clock is needed.
    light, dark: colour tokens. public: the site's own address without a slash at the end, empty where there
    is no server to ask.
    """

    campaign: Campaign
    name: str
    widget: AnyWidget
    options: Options
    figures: tuple[Figure, ...]
    language: Language
    label: str
    sentence: str
    estimate: bool
    average: str
    sources: tuple[Link, ...]
    act: Action | None
    numbers: tuple[Ticking, ...]
    rows: tuple[tuple[str, str], ...]
    ratio: int
    dots: int
    over: str
    value: int
    moment: datetime | None
    light: Mapping[str, str]
    dark: Mapping[str, str]
    public: str


@dataclass(frozen=True, slots=True)
class _Span:
    """How much has passed when the page loads, and when the number stops (microseconds from then)."""

    start: Fraction
    ends: int
    moment: datetime | None


def build(campaign: Campaign, name: str, options: Options, moment: datetime, public: str = "") -> View:
    """The view of the widget `name`. Raises KeyError if the campaign has none of that name."""
    widget = campaign.widgets[name]
    figures = figures_of(campaign, widget)
    words = language(options.lang)
    span = _span(campaign, widget, options, figures[0], moment)
    makers = _makers(campaign, widget, options, figures, span, words)
    ratio = max(figures[0].rate / figures[-1].rate, figures[-1].rate / figures[0].rate)
    return View(
        campaign=campaign,
        name=name,
        widget=widget,
        options=options,
        figures=figures,
        language=words,
        label=fill(widget.label[options.lang], makers),
        sentence=_sentence(widget, options, makers, words),
        estimate=any(figure.estimate for figure in figures),
        average=_average(figures, words),
        sources=_sources(figures),
        act=action(campaign, options.lang),
        numbers=_numbers(widget, figures, span, words),
        rows=_rows(figures[0], words) if isinstance(widget, RateTable) else (),
        ratio=round(ratio) if len(figures) > 1 else 0,
        dots=round(ratio) if len(figures) > 1 and ratio <= MOST_DOTS else 0,
        over=_over(campaign, moment, words) if isinstance(widget, Today) else "",
        value=floor(span.start),
        moment=span.moment,
        light=_tokens(colour.LIGHT, options),
        dark=_tokens(colour.DARK, options),
        public=public,
    )


def sentences(view: View) -> Mapping[str, str]:
    """The sentence of a view in each language of its campaign."""
    moment = view.moment or datetime.fromtimestamp(0, UTC)
    options = {tag: replace(view.options, lang=tag) for tag in view.campaign.languages}
    return {tag: build(view.campaign, view.name, each, moment).sentence for tag, each in options.items()}


def label(campaign: Campaign, name: str, lang: str) -> str:
    """What the widget `name` shows, in a few words. Raises KeyError if the campaign has none of that name."""
    widget = campaign.widgets[name]
    still, figures = _Span(Fraction(0), HORIZON, None), figures_of(campaign, widget)
    return fill(widget.label[lang], _makers(campaign, widget, Options(lang), figures, still, language(lang)))


def title(campaign: Campaign, words: Language) -> str:
    """The campaign's title in `words`, or in its own first language, or else its name."""
    if campaign.title is None:
        return campaign.name
    return campaign.title.get(words.tag) or campaign.title[campaign.languages[0]]


def figures_of(campaign: Campaign, widget: AnyWidget) -> tuple[Figure, ...]:
    """The figures that a widget shows, in its order."""
    names = widget.figures if isinstance(widget, Versus) else (widget.figure,)
    return tuple(campaign.figures[name] for name in names)


def fill(template: str, makers: Makers) -> str:
    """`template` with its placeholders filled in; only those that it has are worked out."""
    names = {name for _, name, _, _ in Formatter().parse(template) if name}
    return template.format(**{name: makers[name]() for name in names})


def action(campaign: Campaign, lang: str) -> Action | None:
    """The first act that has an address in `lang`, or None."""
    found = next((act for act in campaign.act if lang in act.url), None)
    return act_in(found, campaign, lang) if found else None


def act_in(act: Act, campaign: Campaign, lang: str) -> Action:
    """An act in the words of `lang`, or with the address that there is, if there is none in `lang`."""
    words = language(lang)
    url = act.url.get(lang) or next(iter(act.url.values()))
    label = words.words["anonymous"] if act.anonymous else act.service
    safety = act.safety or campaign.safety
    address = (urlsplit(url).hostname or "").removeprefix("www.")
    return Action(
        act.label[lang] if act.label else label,
        Link(address, url),
        act.telephone,
        safety[lang] if safety else "",
    )


def _span(campaign: Campaign, widget: AnyWidget, options: Options, figure: Figure, moment: datetime) -> _Span:
    if isinstance(widget, Today):
        midnight = rates.midnight(moment, campaign.timezone)
        left = rates.seconds_between(moment, rates.next_midnight(moment, campaign.timezone))
        return _Span(rates.amount(figure.rate, midnight, moment), floor(left * MICROSECONDS), moment)
    if isinstance(widget, Since):
        passed = rates.seconds_between(_beginning(campaign, widget, options), moment)
        # Before its beginning a number stands at 0; it does not begin in a page that is already open.
        return _Span(max(Fraction(0), figure.rate * passed), HORIZON if passed >= 0 else 0, moment)
    return _Span(Fraction(0), HORIZON, None)


def _beginning(campaign: Campaign, widget: Since, options: Options) -> datetime:
    since = options.since or widget.since
    return since if since.tzinfo else since.replace(tzinfo=campaign.timezone)


def _makers(
    campaign: Campaign,
    widget: AnyWidget,
    options: Options,
    figures: Sequence[Figure],
    span: _Span,
    words: Language,
) -> Makers:
    figure = max(figures, key=lambda each: each.rate)
    minutes = options.minutes or 1
    amount = figure.rate * 60 * minutes if span.moment is None else span.start
    local = span.moment.astimezone(campaign.timezone) if span.moment else None
    makers: dict[str, Callable[[], str]] = {
        "yearly": lambda: words.about(figure.rate * rates.SECONDS["year"]),
        "n": lambda: words.number(significant(amount)),
        "about": lambda: words.about(amount),
        "minutes": lambda: words.plural("minutes", minutes),
        "year": lambda: words.year(figure.as_of.year),
        "source": lambda: figure.source.publisher,
        "unit": lambda: figure.unit[options.lang],
        "ratio": lambda: words.number(round(figures[-1].rate / figures[0].rate)),
        "date": lambda: words.date(local) if local else "",
        "time": lambda: words.time(local) if local else "",
        "since": lambda: (
            words.date(_beginning(campaign, widget, options).astimezone(campaign.timezone))
            if isinstance(widget, Since)
            else ""
        ),
    }
    for per, seconds in rates.SECONDS.items():
        makers.setdefault(per, partial(_per, figure, seconds, words))
    return makers


def _per(figure: Figure, seconds: int, words: Language) -> str:
    return words.about(figure.rate * seconds)


def _sentence(widget: AnyWidget, options: Options, makers: Makers, words: Language) -> str:
    if options.minutes and isinstance(widget, Elapsed):
        return fill(widget.reading[options.lang] if widget.reading else words.words["reading"], makers)
    template = widget.sentence[options.lang]
    return fill(template if "{" in template else f"{template} {words.words['rates']}", makers)


def _average(figures: Sequence[Figure], words: Language) -> str:
    key = "average_estimate" if any(figure.estimate for figure in figures) else "average"
    years = dict.fromkeys(words.year(figure.as_of.year) for figure in figures)
    notes = dict.fromkeys(figure.source.note[words.tag] for figure in figures if figure.source.note)
    return words.say(key, source="{source}", year=", ".join([*years, *list(notes)[: len(figures) == 1]]))


def _sources(figures: Sequence[Figure]) -> tuple[Link, ...]:
    sources = {figure.source.publisher: figure.source.url for figure in figures}
    return tuple(Link(publisher, url) for publisher, url in sources.items())


def _numbers(
    widget: AnyWidget, figures: Sequence[Figure], span: _Span, words: Language
) -> tuple[Ticking, ...]:
    if isinstance(widget, RateTable):
        return ()
    return tuple(_ticking(widget, figure, len(figures) > 1, span, words) for figure in figures)


def _ticking(widget: AnyWidget, figure: Figure, captioned: bool, span: _Span, words: Language) -> Ticking:
    timeline = odometer(figure.rate, span.start, words, span.ends)
    last = timeline.last if isinstance(widget, Today) else words.say("beyond", n=timeline.last)
    return Ticking(figure.unit[words.tag] if captioned else "", timeline, last)


def _rows(figure: Figure, words: Language) -> tuple[tuple[str, str], ...]:
    pers = [per for per in rates.SECONDS if per != "week"]
    return tuple((words.words[f"per.{per}"], words.about(figure.rate * rates.SECONDS[per])) for per in pers)


def _over(campaign: Campaign, moment: datetime, words: Language) -> str:
    return words.say("over", date=words.date(moment.astimezone(campaign.timezone)))


def _tokens(tokens: Mapping[str, str], options: Options) -> Mapping[str, str]:
    if not options.accent:
        return tokens
    return {**tokens, "accent": colour.passing(options.accent, tokens["paper"])}
