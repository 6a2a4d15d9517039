"""The pages about campaigns, and the pages that say what went wrong."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus

from markupsafe import Markup

from widget.campaign.models import Campaign
from widget.formats.assets import assets
from widget.formats.table import FORMATS
from widget.formats.templating import Document, palette, style_hash, template
from widget.language.cldr import Language, language
from widget.language.negotiate import decide
from widget.view import acts as reports
from widget.view import figures
from widget.view import linkcard as card
from widget.view.colour import DARK, LIGHT
from widget.view.links import Link, linked
from widget.view.options import Wrong
from widget.view.view import action, label, title

HTML = "text/html; charset=utf-8"
# From base, path and, where the reader shall not choose, language to the address that a link leads to.
Addressing = Callable[..., str]


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A widget in the gallery: its name, what it shows in a few words, and what a picture of it says."""

    name: str
    label: str
    alt: str


def in_query(base: str, path: str, lang: str = "") -> str:
    """The address of `path` on the server, mounted under `base`; without `lang` the reader's decides."""
    return f"{base}{path}?lang={lang}" if lang else f"{base}{path}"


def home(
    campaigns: Sequence[Campaign], words: Language, base: str, addressing: Addressing = in_query
) -> Document:
    """The list of campaigns. `base` is the path that addresses begin with."""
    titles = [(campaign, title(campaign, words)) for campaign in campaigns]
    address = partial(addressing, base)
    body = template("home.html").render(words=words, address=address, assets=assets(), campaigns=titles)
    return Document(body.encode(), HTML, words.tag)


def campaign(
    campaign: Campaign,
    words: Language,
    base: str,
    addressing: Addressing = in_query,
    public: str = "",
    live: bool = True,
) -> Document:
    """All about one campaign: widgets live, where to act, figures, who stands behind them, the method.

    public: the site's absolute address without a slash at the end, or empty. live: whether a server answers,
    so that there is a builder of embeds and oEmbed.
    """
    address = partial(addressing, base)
    name = title(campaign, words)
    at = absolute(public, base, address, words.tag)
    body = template("campaign.html").render(
        words=words,
        address=address,
        assets=assets(),
        campaign=campaign,
        title=name,
        card=card.of_page(campaign, words, name, f"/{campaign.name}", at, public if live else ""),
        live=live,
        languages=[language(tag) for tag in campaign.languages],
        figures=figures.figures(campaign, words),
        charts=list(figures.charts(campaign, words)),
        exhibits=[_exhibit(campaign, each, words) for each in campaign.widgets],
        formats=FORMATS,
        action=action(campaign, words.tag),
        reports=reports.own(campaign, words),
        elsewhere=reports.others(campaign, words),
        publisher=published_by(campaign, words),
    )
    return Document(body.encode(), HTML, words.tag)


def error(status: int, format: str, words: Language, details: Sequence[str]) -> Document:
    """What went wrong, as a page, a text or problem+json (RFC 9457), according to `format`."""
    heading = words.words["error.title"]
    if format == "json":
        problem = {"title": heading, "status": status, "detail": " ".join(details), "errors": list(details)}
        body = json.dumps(problem, ensure_ascii=False, indent=1)
        return Document(f"{body}\n".encode(), "application/problem+json", words.tag)
    if format not in ("html", ""):
        return Document("\n".join([*details, ""]).encode(), "text/plain; charset=utf-8", words.tag)
    style = template("error.css").render(palette=palette(LIGHT, DARK, "auto"))
    body = template("error.html").render(
        words=words,
        heading=heading,
        details=details,
        framed=bool(format),
        style=Markup(style),
        status=f"{status} {HTTPStatus(status).phrase}",
    )
    return Document(body.encode(), HTML, words.tag, style_hash(style))


def explain(wrong: Wrong, words: Language) -> str:
    """One wrong option, with its name, in a sentence or two."""
    return f"{wrong.name}{words.words['colon']}{complain(wrong, words)}"


def complain(wrong: Wrong, words: Language) -> str:
    """What is wrong with a value, what is allowed, and what would be near it."""
    said = words.say("error.option", value=wrong.value, allowed=wrong.allowed)
    return f"{said} {words.say('error.near', colour=wrong.near)}" if wrong.near else said


def page_language(lang: str | None, accepted: str, languages: Sequence[str]) -> Language:
    """The language of a page: the one asked for, else the best accepted one, else the first."""
    return language(decide(lang or "", accepted, languages).tag)


def absolute(
    public: str, base: str, address: Callable[[str, str], str], lang: str
) -> Callable[[str], str] | None:
    """What makes the absolute address of a path in `lang`, or None without `public`."""
    # The public address ends with the path of the mount, with which every address begins.
    origin = public.removesuffix(base)
    return (lambda path: f"{origin}{address(path, lang)}") if public else None


def _exhibit(campaign: Campaign, name: str, words: Language) -> Exhibit:
    return Exhibit(name, label(campaign, name, words.tag), card.said(campaign, name, words.tag))


def published_by(campaign: Campaign, words: Language) -> str:
    """Who stands behind the figures, and whether they stand behind this server too."""
    if campaign.endorsement:
        return campaign.endorsement[words.tag]
    publishers = {figure.source.publisher: figure.source.url for figure in campaign.figures.values()}
    links = tuple(Link(name, url) for name, url in publishers.items())
    template = words.words["page.publisher"].replace("{publisher}", "{source}")
    return linked(template, links, words.words["and"])
