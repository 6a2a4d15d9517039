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
    """Who published figures, each address once; a publisher with several stands there several times."""
    found = dict.fromkeys((each.publisher, each.url) for figure in figures for each in figure.sources)
    return tuple(Link(publisher, url) for publisher, url in found)


def names(links: Iterable[Link], words: Language) -> str:
    """The texts of links, as in "Child Focus and Interpol"."""
    return words.words["and"].join(dict.fromkeys(link.text for link in links))


def linked(text: str, links: Iterable[Link], words: Language) -> Markup:
    """`text`, whose `{source}` becomes the links; the second address of a publisher is a number behind it."""
    anchor = Markup('<a href="{}" target="_blank" rel="noopener"{}>{}</a>')
    urls: dict[str, list[str]] = {}
    for link in links:
        urls.setdefault(link.text, []).append(link.url)
    anchors = []
    for name, (first, *others) in urls.items():
        numbered = [
            anchor.format(url, Markup(' aria-label="{} {}"').format(name, number), words.number(number))
            for number, url in enumerate(others, 2)
        ]
        anchors.append(Markup("\u00a0").join([anchor.format(first, "", name), *numbered]))
    return escape(text).replace("{source}", escape(words.words["and"]).join(anchors))
