"""The pages about campaigns, and the pages that say what went wrong."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus

from markupsafe import Markup

from widget import rates
from widget.assets import assets
from widget.campaign import Campaign, Figure
from widget.colour import DARK, LIGHT
from widget.language import Language, choose, language
from widget.options import Wrong
from widget.render import Document, linked, palette, style_hash, template
from widget.view import Action, Link, act_in, label

HTML = "text/html; charset=utf-8"
# From base, path and, where the reader shall not choose, language to the address that a link leads to.
Addressing = Callable[..., str]


@dataclass(frozen=True, slots=True)
class FigureText:
    """A figure in words: how much of what, how often, as of when, by whom."""

    unit: str
    amount: str
    per: str
    second: str
    as_of: str
    published: str
    figure: Figure
    note: str


@dataclass(frozen=True, slots=True)
class Report:
    """Where to act in one region."""

    region: str
    service: str
    action: Action
    anonymous: bool


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


def campaign(campaign: Campaign, words: Language, base: str, addressing: Addressing = in_query) -> Document:
    """All about one campaign: widgets live, where to act, figures, who stands behind them, the method."""
    figures = [_figure(figure, words) for figure in campaign.figures.values()]
    body = template("campaign.html").render(
        words=words,
        address=partial(addressing, base),
        assets=assets(),
        campaign=campaign,
        title=title(campaign, words),
        languages=[language(tag) for tag in campaign.languages],
        figures=figures,
        labels={name: label(campaign, name, words.tag) for name in campaign.widgets},
        reports=[_report(campaign, index, words) for index in range(len(campaign.act))],
        publisher=_publisher(campaign, words),
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
    """One wrong option in a sentence or two."""
    said = words.say("error.option", name=wrong.name, value=wrong.value, allowed=wrong.allowed)
    return f"{said} {words.say('error.near', colour=wrong.near)}" if wrong.near else said


def title(campaign: Campaign, words: Language) -> str:
    """The campaign's title in `words`, or in its own first language, or else its name."""
    if campaign.title is None:
        return campaign.name
    return campaign.title.get(words.tag) or campaign.title[campaign.languages[0]]


def page_language(lang: str | None, accepted: str, languages: Sequence[str]) -> Language:
    """The language of a page: the one asked for, else the best accepted one, else the first."""
    return language((lang and choose(lang, languages)) or choose(accepted, languages) or languages[0])


def _figure(figure: Figure, words: Language) -> FigureText:
    source = figure.source
    per = words.words[f"per.{figure.per or 'year'}"]
    if figure.year:
        per = words.say("per.in_year", year=words.year(figure.year))
    return FigureText(
        unit=figure.unit[words.tag],
        amount=words.number(figure.amount),
        per=per,
        second=words.about(figure.rate * rates.SECONDS["second"]),
        as_of=words.say("as_of", date=words.date(figure.as_of)),
        published=words.say("published", date=words.date(source.date)),
        figure=figure,
        note=source.note[words.tag] if source.note else "",
    )


def _report(campaign: Campaign, index: int, words: Language) -> Report:
    act = campaign.act[index]
    known: Mapping[str, str] = words.locale.territories
    region = words.words["everywhere"] if act.region == "001" else known.get(act.region, act.region)
    return Report(region, act.service, act_in(act, campaign, words.tag), act.anonymous)


def _publisher(campaign: Campaign, words: Language) -> str:
    if campaign.endorsement:
        return campaign.endorsement[words.tag]
    publishers = {figure.source.publisher: figure.source.url for figure in campaign.figures.values()}
    links = tuple(Link(name, url) for name, url in publishers.items())
    template = words.words["page.publisher"].replace("{publisher}", "{source}")
    return linked(template, links, words.words["and"])
