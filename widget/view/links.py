"""A readable text and where it leads, sentences in which such links stand, and publishers as links."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup, escape

from widget.campaign.figures.base import ResolvedFigure
from widget.language.cldr import Language


@dataclass(frozen=True, slots=True)
class Link:
    """A readable text and where it leads."""

    text: str
    url: str


def publishers(figures: Iterable[ResolvedFigure]) -> tuple[Link, ...]:
    """Who published figures, each once."""
    urls = {source.publisher: source.url for figure in figures for source in figure.sources}
    return tuple(Link(publisher, url) for publisher, url in urls.items())


def names(links: Iterable[Link], words: Language) -> str:
    """The texts of links, as in "Child Focus and Interpol"."""
    return words.words["and"].join(link.text for link in links)


def linked(text: str, links: Iterable[Link], words: Language) -> Markup:
    """`text`, whose `{source}` becomes the links."""
    anchor = Markup('<a href="{}" target="_blank" rel="noopener">{}</a>')
    anchors = escape(words.words["and"]).join(anchor.format(link.url, link.text) for link in links)
    return escape(text).replace("{source}", anchors)
