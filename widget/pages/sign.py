"""The page of the sign: the campaign's message, to print or to hold up, and how to take part."""

from functools import partial

from widget.campaign.models import Campaign
from widget.formats.assets import assets
from widget.formats.pictures.sign import sign_svg
from widget.formats.templating import Document, template
from widget.language.cldr import Language, language
from widget.pages.campaign import HTML, Addressing, absolute, in_query, published_by
from widget.view import figures
from widget.view import linkcard as card
from widget.view.view import Action, action, title

# How large the message is written, by the most characters it then may have.
LENGTHS = {45: "short", 110: "medium", 220: "long"}
BEYOND = "longest"


def page(
    campaign: Campaign,
    words: Language,
    base: str,
    addressing: Addressing = in_query,
    public: str = "",
) -> Document:
    """The sign of a campaign. Arguments are those of `page.campaign`."""
    address, name, path = partial(addressing, base), title(campaign, words), f"/{campaign.name}/sign"
    said, act = message(campaign, words), action(campaign, words.tag)
    at = absolute(public, base, address, words.tag)
    body = template("sign.html").render(
        words=words,
        address=address,
        path=path,
        assets=assets(),
        campaign=campaign,
        title=name,
        card=card.of_page(campaign, words, f"{words.words['sign.title']} · {name}", path, at),
        languages=[language(tag) for tag in campaign.languages],
        message=said,
        size=next((size for most, size in LENGTHS.items() if len(said) <= most), BEYOND),
        action=act,
        source=source(campaign, words),
        steps=steps(campaign, words, act),
        publisher=published_by(campaign, words),
    )
    return Document(body.encode(), HTML, words.tag)


def svg(campaign: Campaign, lang: str) -> Document:
    """The sign as a picture by itself, for printers."""
    return Document(sign_svg(campaign, lang).encode(), "image/svg+xml", lang)


def message(campaign: Campaign, words: Language) -> str:
    """What the sign says: the slogan, or else the title."""
    return campaign.slogan[words.tag] if campaign.slogan else title(campaign, words)


def source(campaign: Campaign, words: Language) -> str:
    """Who published the figures and when, and that they are averages."""
    estimate = any(figure.estimate for figure in campaign.figures.values())
    publisher, year = figures.published(campaign, words)
    return words.say("average_estimate" if estimate else "average", source=publisher, year=year)


def steps(campaign: Campaign, words: Language, act: Action | None) -> tuple[str, ...]:
    """How to take part: the campaign's own steps, or four that suit any."""
    if campaign.step:
        return tuple(step[words.tag] for step in campaign.step)
    post = words.words["sign.post_plain"]
    if campaign.hashtag:
        post = words.say("sign.post", hashtag=campaign.hashtag)
    if act:
        last = words.say("sign.act", act=act.link.text)
    else:
        last = words.say("sign.act_plain", source=figures.published(campaign, words)[0])
    return (words.words["sign.open"], words.words["sign.photo"], post, last)
