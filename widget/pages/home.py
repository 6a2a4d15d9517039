"""The home page: one number of each campaign, by topic, ticking; the others in lists; and what finds them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple
from urllib.parse import urlencode

from markupsafe import Markup

from widget.campaign.amounts import in_time, intervals
from widget.campaign.figures.base import ResolvedFigure
from widget.campaign.kinds.base import Widget
from widget.campaign.kinds.scene import EPOCH
from widget.campaign.languages import all_languages
from widget.campaign.models import Campaign
from widget.formats import html_number
from widget.formats.templating import Document, style_hash, template
from widget.language import cldr
from widget.language.characters import folded, on_one_line
from widget.language.cldr import Language
from widget.language.negotiate import choose
from widget.numbers.rates import SECONDS
from widget.pages.page import Addressing, alternates, in_query, render
from widget.view import acts
from widget.view.acts import Action
from widget.view.colour import TOPICS
from widget.view.options import Options
from widget.view.view import Ticking, View, build, title

# Numbers of each topic: among the others, and where a topic was chosen. So a reader pays for few.
MOST, MOST_OF_ONE = 3, 12
# Seconds in which a number that ticks has its first event; how many there are a day of what is counted so.
SOON, MANY = 10, 100
# More campaigns than this are searched rather than looked through.
FEW = 12
LONGEST_SEARCH = 60


class Wanted(NamedTuple):
    """Which campaigns are to be shown: those of a topic, and in which these words stand; empty is all."""

    topic: str = ""
    search: str = ""

    @property
    def query(self) -> str:
        """As the end of a query, with an ampersand in front, or empty."""
        chosen = {name: value for name, value in (("topic", self.topic), ("q", self.search)) if value}
        return f"&{urlencode(chosen)}" if chosen else ""


@dataclass(frozen=True, slots=True)
class Item:
    """One campaign with its number: the one that ticks, if any, and the `amount` that stands in its place.

    label: what is counted. said: the sentence beside it. before, after: what stands beside the amount,
    below: under it.
    """

    view: View
    label: str
    said: str
    number: Ticking | None
    before: str
    amount: str
    after: str
    below: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """A campaign as a line of a list, and the language of its title."""

    name: str
    title: str
    language: Language


@dataclass(frozen=True, slots=True)
class Section:
    """A topic: where to report or act, numbers, and the campaigns for whose numbers there is no room."""

    topic: str
    action: Action | None
    items: Sequence[Item]
    rest: Sequence[Listed]


ALL = Wanted()


def wanted(query: Mapping[str, str]) -> Wanted:
    """What a query asks for."""
    topic, search = (on_one_line(query.get(name, "")).strip()[:LONGEST_SEARCH] for name in ("topic", "q"))
    return Wanted(topic.lower(), search)


def home(
    campaigns: Sequence[Campaign],
    language: Language,
    base: str,
    addressing: Addressing = in_query,
    public: str = "",
    live: bool = True,
    chosen: Wanted = ALL,
) -> Document:
    """The home page, with all campaigns or those that were `chosen`.

    Other arguments are those of `campaign_page`.
    """
    address, tags = partial(addressing, base), all_languages(campaigns)

    def here(path: str, lang: str = "") -> str:
        return f"{address(path, lang)}{chosen.query}"

    matching = [campaign for campaign in campaigns if _matches(campaign, chosen, language)]
    own = [campaign for campaign in matching if _tag(campaign, language)]
    hero = None if chosen.search else next(_ticking(own, language), None)
    below = [campaign for campaign in own if not hero or campaign is not hero.view.campaign]
    sections = list(_sections(below, language, MOST_OF_ONE if chosen.topic else MOST))
    items = [*filter(None, [hero]), *(item for section in sections for item in section.items)]
    ticking = [item for item in items if item.number]
    style = _style(ticking, language)
    page = render(
        "home.html",
        language,
        address,
        live=live,
        chosen=chosen,
        hero=hero,
        sections=sections,
        indexes={item.view.campaign.name: index for index, item in enumerate(ticking)},
        topics=_topics(campaigns) if live else [section.topic for section in sections],
        others=[_listed(campaign, language) for campaign in matching if not _tag(campaign, language)],
        searched=live and (len(campaigns) > FEW or bool(chosen.search)),
        style=Markup(style),
        translations=[(cldr.language(tag), here("/", tag)) for tag in tags],
        # What somebody searches for is not for search engines.
        alternates=[] if chosen.search else alternates(tags, public, base, here, "/"),
    )
    return replace(page, style_hash=style_hash(style))


def _topics(campaigns: Sequence[Campaign]) -> Sequence[str]:
    found = {campaign.topic for campaign in campaigns}
    return [topic for topic in TOPICS if topic in found]


def _style(items: Sequence[Item], language: Language) -> str:
    numbers = [item.number for item in items if item.number]
    return template("numbers.css").render(
        words=language.words,
        topics=TOPICS,
        widths=[html_number.ems(number) for number in numbers],
        **html_number.style(numbers, language),
    )


def _sections(campaigns: Sequence[Campaign], language: Language, most: int) -> Iterator[Section]:
    for topic in TOPICS:
        found = [campaign for campaign in campaigns if campaign.topic == topic]
        shown, rest = found[:most], found[most:]
        if found:
            yield Section(
                topic,
                next((_action(campaign, language) for campaign in shown if campaign.helplines), None),
                [_item(campaign, language) for campaign in shown],
                [_listed(campaign, language) for campaign in rest],
            )


def _ticking(campaigns: Sequence[Campaign], language: Language) -> Iterator[Item]:
    items = (_item(campaign, language) for campaign in campaigns)
    return (item for item in items if item.number)


def _item(campaign: Campaign, language: Language) -> Item:
    """The first widget whose one number ticks from 0, since only such a one is the same for every reader; or
    else the first figure, still, or what a chart shows last. Still is also what would show a 0 for
    long, and what nobody counts by the day."""
    name, widget = next(filter(_lasts, campaign.widgets.items()), next(iter(campaign.widgets.items())))
    numbering = "latn" if language.latin else "native"
    view = build(campaign, name, Options(_tag(campaign, language), numbering=numbering), EPOCH)
    figure = view.figures[-1]
    if _lasts((name, widget)) and len(view.numbers) == 1 and figure.rate * SOON >= 1:
        return Item(view, view.label, view.sentence, view.numbers[0], *_amount(figure, language))
    if view.chart:
        chart = view.chart
        return Item(view, view.label, view.sentence, None, "", chart.lead, chart.size, chart.caption)
    unit = figure.unit[view.options.lang]
    return Item(view, unit, view.lasting, None, *_amount(figure, language))


def _amount(figure: ResolvedFigure, language: Language) -> tuple[str, str, str]:
    """How many a day, or how long one takes, with what stands before and after that."""
    day = abs(figure.rate) * SECONDS["day"]
    if day >= MANY:
        return "", in_time(figure.rates(), "day", figure, language).text, language.words["per.day"]
    return (language.words["per.one"], intervals(figure.rates(), language), "") if day else ("", "", "")


def _lasts(named: tuple[str, Widget]) -> bool:
    return named[1].ticks and not named[1].clock and not named[1].compares


def _action(campaign: Campaign, language: Language) -> Action | None:
    return acts.action(campaign, _tag(campaign, language))


def _listed(campaign: Campaign, language: Language) -> Listed:
    """A campaign as a title, in the language of the page if it has that, or else in its own first one."""
    own = cldr.language(_tag(campaign, language) or campaign.languages[0])
    return Listed(campaign.name, title(campaign, own), own)


def _tag(campaign: Campaign, language: Language) -> str:
    """The language of a campaign that readers of a page read, whose numbers are written alike; or empty."""
    tag = choose(language.tag, campaign.languages)
    return tag if tag and _writing(cldr.language(tag)) == _writing(language) else ""


def _writing(language: Language) -> tuple[str, ...]:
    return language.digits, language.separator, language.point, language.direction


def _matches(campaign: Campaign, chosen: Wanted, language: Language) -> bool:
    if chosen.topic not in ("", campaign.topic):
        return False
    text = folded(" ".join(_texts(campaign, language)))
    return all(word in text for word in folded(chosen.search).split())


def _texts(campaign: Campaign, language: Language) -> Iterator[str]:
    """What a campaign is found by: its names, in every language, and what its figures are of."""
    yield campaign.name
    yield language.words[f"topic.{campaign.topic}"]
    for texts in (campaign.title, campaign.summary, *(figure.unit for figure in campaign.figures.values())):
        yield from (texts or {}).values()
