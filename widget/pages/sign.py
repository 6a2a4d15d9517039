"""The page of the sign: the campaign's message, to print or to hold up, and how to take part."""

from functools import partial

from widget.campaign.models import Campaign
from widget.formats.pictures.sign import lacking, sign_svg
from widget.formats.templating import Document
from widget.language.cldr import Language
from widget.pages.campaign import published_by
from widget.pages.page import Addressing, absolute, alternates, in_query, render, translations
from widget.view import addresses, figures, linkcard
from widget.view.acts import Action, action
from widget.view.view import title

# How large the message is written, by the most characters it then may have.
LENGTHS = {45: "short", 110: "medium", 220: "long"}
BEYOND = "longest"


def page(
    campaign: Campaign,
    language: Language,
    base: str,
    addressing: Addressing = in_query,
    public: str = "",
) -> Document:
    """The sign of a campaign. Arguments are those of `campaign.campaign_page`."""
    address, path = partial(addressing, base), addresses.path("sign", campaign=campaign.name)
    name, text, act = title(campaign, language), message(campaign, language), action(campaign, language.tag)
    at = absolute(public, base, address, language.tag)
    heading, about = f"{language.words['sign.title']} · {name}", language.words["sign.invite"]
    return render(
        "sign.html",
        language,
        address,
        path=path,
        campaign=campaign,
        title=name,
        card=linkcard.of_page(campaign, language, heading, path, at, about=about),
        translations=translations(campaign, address, path),
        alternates=alternates(campaign.languages, public, base, address, path),
        message=text,
        drawable=not lacking(campaign, language.tag),
        size=next((size for most, size in LENGTHS.items() if len(text) <= most), BEYOND),
        action=act,
        source=source(campaign, language),
        steps=steps(campaign, language, act),
        publisher=published_by(campaign, language),
    )


def svg(campaign: Campaign, lang: str) -> Document:
    """The sign as a picture by itself, for printers."""
    return Document(sign_svg(campaign, lang).encode(), "image/svg+xml", lang)


def message(campaign: Campaign, language: Language) -> str:
    """What the sign says: the slogan, or else the title."""
    return campaign.slogan[language.tag] if campaign.slogan else title(campaign, language)


def source(campaign: Campaign, language: Language) -> str:
    """Who published the figures and when, and that they are averages, or worked out."""
    resolved = campaign.resolved.values()
    said = "worked_out" if all(figure.levels for figure in resolved) else "average"
    estimate = "_estimate" if any(figure.estimate for figure in resolved) else ""
    publisher, year = figures.published(campaign, language)
    return language.say(f"{said}{estimate}", source=publisher, year=year)


def steps(campaign: Campaign, language: Language, act: Action | None) -> tuple[str, ...]:
    """How to take part: the campaign's own steps, or four that suit any."""
    if campaign.step:
        return tuple(step[language.tag] for step in campaign.step)
    post = language.words["sign.post_plain"]
    if campaign.hashtag:
        post = language.say("sign.post", hashtag=campaign.hashtag)
    if act:
        last = language.say("sign.act", act=act.link.text)
    else:
        last = language.say("sign.act_plain", source=figures.published(campaign, language)[0])
    return (language.words["sign.open"], language.words["sign.photo"], post, last)
