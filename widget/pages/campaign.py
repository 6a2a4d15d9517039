"""The page of a campaign."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from widget.campaign.models import Campaign
from widget.formats.table import FORMATS
from widget.formats.templating import Document
from widget.language.cldr import Language
from widget.pages.page import Addressing, absolute, alternates, in_query, render, translations
from widget.view import acts, addresses, figures, linkcard
from widget.view.links import linked, publishers
from widget.view.view import label, title


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A widget in the gallery: its name, what it shows in a few words, and what a picture of it says."""

    name: str
    label: str
    alt: str


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
    address, path = partial(addressing, base), f"/{campaign.name}"
    name = title(campaign, language)
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
        charts=list(figures.charts(campaign, language)),
        exhibits=[_exhibit(campaign, widget, language) for widget in campaign.widgets],
        formats=FORMATS,
        action=acts.action(campaign, language.tag),
        reports=acts.own(campaign, language),
        elsewhere=acts.others(campaign, language),
        publisher=published_by(campaign, language),
    )


def published_by(campaign: Campaign, language: Language) -> str:
    """Who stands behind the figures, and whether they stand behind this server too."""
    if campaign.endorsement:
        return campaign.endorsement[language.tag]
    sentence = language.words["page.publisher"].replace("{publisher}", "{source}")
    return linked(sentence, publishers(campaign.resolved.values()), language)


def _downloads(campaign: Campaign, absolute: Callable[[str], str] | None) -> Mapping[str, str]:
    """Where programs get each figure: a widget that shows it, as json; empty where no address is known."""
    found = dict.fromkeys(campaign.figures, "")
    for name, widget in reversed(list(campaign.widgets.items())):
        path = addresses.path("embed", campaign=campaign.name, widget=name, ending="json")
        found |= dict.fromkeys(widget.figure_names, absolute(path) if absolute else "")
    return found


def _exhibit(campaign: Campaign, widget: str, language: Language) -> Exhibit:
    said = linkcard.said(campaign, widget, language.tag)
    return Exhibit(widget, label(campaign, widget, language.tag), said)
