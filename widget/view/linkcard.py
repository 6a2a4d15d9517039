"""Link cards: what other sites show in place of a link to one of our pages (Open Graph, Twitter, oEmbed)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from babel.core import get_global

from widget.campaign.kinds.scene import EPOCH
from widget.campaign.models import Campaign
from widget.language.cldr import Language, language
from widget.language.isolates import balanced
from widget.view import addresses, view
from widget.view.options import SIZES, Options, Size
from widget.view.pictured import lacking

# What Mastodon and Discourse show of a card before they cut it themselves.
TITLE, DESCRIPTION = 80, 250


@dataclass(frozen=True, slots=True)
class Card:
    """One page in short: `locale` and `others` in Open Graph's form, and absolute addresses.

    url, image: empty where nobody knows by which address readers reach the site. alt: what the image says.
    discovery: the addresses of oEmbed's answers by media type.
    """

    title: str
    description: str
    locale: str
    others: tuple[str, ...] = ()
    url: str = ""
    image: str = ""
    alt: str = ""
    discovery: Mapping[str, str] = field(default_factory=dict)

    @property
    def size(self) -> Size:
        """The size of the image."""
        return SIZES[0]


def of_page(
    campaign: Campaign,
    words: Language,
    title: str,
    path: str,
    absolute: Callable[[str], str] | None,
    public: str = "",
    about: str = "",
) -> Card:
    """The card of a campaign's page at `path`.

    about: what the page is, if it is not the campaign's own. absolute: from a path of ours to its absolute
    address in this language, None where that is not known.
    public: the address of a server that answers oEmbed, or empty.
    """
    name = next(iter(campaign.widgets), "")
    picture = addresses.path("embed", campaign=campaign.name, widget=name, ending="png")
    return Card(
        title=clipped(title, TITLE),
        description=_described(campaign, words, title, about),
        locale=_locale(words.tag),
        others=_others(campaign, words.tag),
        url=absolute(path) if absolute else "",
        image=absolute(picture) if absolute and _drawable(campaign, name, words) else "",
        alt=said(campaign, name, words.tag) if name else "",
        discovery=_discovery(public, addresses.page(public, campaign, words.tag)) if public else {},
    )


def of_view(shown: view.View) -> Card:
    """The card of an embed by itself, without what only a page has room for: every byte counts there."""
    campaign, options = shown.campaign, shown.options
    title = view.title(campaign, shown.language)
    address = {
        ending: addresses.widget(shown.public, campaign, shown.name, ending, options) if shown.public else ""
        for ending in ("html", "png")
    }
    if lacking(shown):
        address["png"] = ""
    return Card(
        title=clipped(f"{shown.label} · {title}", TITLE),
        description=clipped(shown.sentence, DESCRIPTION),
        locale=_locale(options.lang),
        url=address["html"],
        image=address["png"],
        alt=shown.sentence,
        discovery=_discovery(shown.public, address["html"], ("json",)) if shown.public else {},
    )


def _described(campaign: Campaign, words: Language, title: str, about: str) -> str:
    """A page in a few sentences: as many of the campaign's as fit whole, and only one alone is ever cut."""
    texts = [each[words.tag] for each in (campaign.slogan, campaign.summary) if each] or [title]
    found = [words.run_on([about, *some]) for some in (texts, texts[-1:], texts[:1])]
    return next((each for each in found if len(each) <= DESCRIPTION), clipped(found[-1], DESCRIPTION))


def _drawable(campaign: Campaign, name: str, words: Language) -> bool:
    return bool(name) and not lacking(view.build(campaign, name, Options(words.tag), EPOCH))


def said(campaign: Campaign, name: str, lang: str) -> str:
    """What a picture of the widget `name` says: its sentence, or where that needs the time, its label."""
    shown = view.build(campaign, name, Options(lang), EPOCH)
    return view.label(campaign, name, lang) if shown.moment else shown.sentence


def clipped(text: str, most: int) -> str:
    """`text` with at most so many characters, cut between words."""
    if len(text) <= most:
        return text
    short = f"{text[:most].rpartition(' ')[0].rstrip(' ,;:.') or text[: most - 1]}…"
    return next(balanced([short]))


def _others(campaign: Campaign, lang: str) -> tuple[str, ...]:
    return tuple(_locale(tag) for tag in campaign.languages if tag != lang)


def _locale(tag: str) -> str:
    """A language with a country, as Open Graph wants it: CLDR's likely one where the tag has none."""
    locale = language(tag).locale
    likely: Mapping[str, str] = get_global("likely_subtags")
    written = f"{locale.language}_{locale.script}" if locale.script else locale.language
    territory = locale.territory or likely.get(written, "").rpartition("_")[2]
    return f"{locale.language}_{territory}" if territory else locale.language


def _discovery(public: str, url: str, formats: Iterable[str] = addresses.OEMBED) -> Mapping[str, str]:
    return {addresses.OEMBED[name]: addresses.oembed(public, url, name) for name in formats}
