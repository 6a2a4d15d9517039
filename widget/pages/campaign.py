"""The page of a campaign."""

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import partial
from itertools import chain

from widget.campaign.kinds.base import Widget
from widget.campaign.kinds.scene import EPOCH
from widget.campaign.models import Campaign
from widget.formats.table import FORMATS
from widget.formats.templating import Document
from widget.language.cldr import Language
from widget.pages.page import Addressing, absolute, alternates, in_query, render, translations
from widget.paste import heights
from widget.view import acts, addresses, figures, linkcard, view
from widget.view.links import Link, linked, publishers
from widget.view.options import Options
from widget.view.view import title

# The narrowest frame, in px: a phone of 320 less the margins of the page.
NARROWEST = 280


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A widget in its frame: its name, what it shows in a few words, what it says where no frame is shown,
    and how high the frame has to be, in px."""

    name: str
    label: str
    sentence: str
    height: int


@dataclass(frozen=True, slots=True)
class Exhibits:
    """The widgets of a page: one before all others, what was said beside what the data show, and the rest.

    Those that are drawn as charts are none of them.
    """

    hero: Exhibit | None
    evidence: tuple[tuple[Exhibit, ...], ...]
    more: tuple[Exhibit, ...]


def campaign_page(
    campaign: Campaign,
    language: Language,
    base: str,
    addressing: Addressing = in_query,
    public: str = "",
    live: bool = True,
) -> Document:
    """All about one campaign: widgets live, where to act, figures, who stands behind them, the method.

    public: the site's absolute address without a slash at the end, or empty. live: whether a server answers,
    so that there is a builder of embeds and oEmbed.
    """
    address, path = partial(addressing, base), addresses.path("campaign", campaign=campaign.name)
    name = title(campaign, language)
    charts = list(figures.charts(campaign, language))
    at = absolute(public, base, address, language.tag)
    return render(
        "campaign.html",
        language,
        address,
        campaign=campaign,
        title=name,
        card=linkcard.of_page(campaign, language, name, path, at, public if live else ""),
        live=live,
        translations=translations(campaign, address, path),
        alternates=alternates(campaign.languages, public, base, address, path),
        downloads=_downloads(campaign, at),
        figures=figures.figures(campaign, language),
        charts=charts,
        exhibits=_exhibits(campaign, {chart.widget for chart in charts}, language),
        formats=FORMATS,
        action=acts.action(campaign, language.tag),
        reports=acts.own(campaign, language),
        elsewhere=acts.others(campaign, language),
        publisher=published_by(campaign, language),
    )


def published_by(campaign: Campaign, language: Language) -> str:
    """Who stands behind the figures, each named once, and whether they stand behind this server too."""
    if campaign.endorsement:
        return campaign.endorsement[language.tag]
    sentence = language.words["page.publisher"].replace("{publisher}", "{source}")
    named: dict[str, Link] = {}
    for link in publishers(campaign.resolved.values()):
        named.setdefault(link.text, link)
    return linked(sentence, named.values(), language)


def _downloads(campaign: Campaign, absolute: Callable[[str], str] | None) -> Mapping[str, str]:
    """Where programs get each figure: a widget that shows it, as json; empty where no address is known."""
    found = dict.fromkeys(campaign.figures, "")
    for name, widget in reversed(list(campaign.widgets.items())):
        path = addresses.path("embed", campaign=campaign.name, widget=name, ending="json")
        found |= dict.fromkeys(widget.figure_names, absolute(path) if absolute else "")
    return found


def _exhibits(campaign: Campaign, drawn: Set[str], language: Language) -> Exhibits:
    rest = [name for name in campaign.widgets if name not in drawn]
    hero = _hero({name: campaign.widgets[name] for name in rest})
    groups = _evidence(campaign, [name for name in rest if name != hero])
    placed = {hero, *chain.from_iterable(groups)}
    exhibit = partial(_exhibit, campaign, language)
    return Exhibits(
        hero=exhibit(hero) if hero else None,
        evidence=tuple(tuple(map(exhibit, group)) for group in groups),
        more=tuple(exhibit(name) for name in rest if name not in placed),
    )


def _hero(widgets: Mapping[str, Widget]) -> str | None:
    """The first number that ticks, or else the first widget that shows no mere words."""
    still = (name for name, widget in widgets.items() if not widget.quotes)
    return next((name for name, widget in widgets.items() if widget.ticks), next(still, None))


def _evidence(campaign: Campaign, names: Sequence[str]) -> list[tuple[str, ...]]:
    """Each widget of statements, followed by the first chart of one of its figures that has no place yet."""
    groups: list[tuple[str, ...]] = []
    charts = [name for name in names if campaign.widgets[name].charts]
    for name in (name for name in names if campaign.widgets[name].quotes):
        meant = set(campaign.widgets[name].figure_names)
        beside = [chart for chart in charts if meant & set(campaign.widgets[chart].figure_names)][:1]
        charts = [chart for chart in charts if chart not in beside]
        groups.append((name, *beside))
    return groups


def _exhibit(campaign: Campaign, language: Language, name: str) -> Exhibit:
    shown = view.build(campaign, name, Options(language.tag), EPOCH)
    return Exhibit(name, shown.label, shown.lasting, heights.floor(shown).at(NARROWEST))
