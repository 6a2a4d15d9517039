"""A readable text and where it leads, sentences in which such links stand, and publishers as links."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup, escape

from widget.campaign.figures.base import ResolvedFigure
from widget.language.cldr import Language
from widget.language.isolates import isolated


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
    return words.listed(_name(link.text, words) for link in links)


def linked(text: str, links: Iterable[Link], words: Language) -> Markup:
    """`text`, whose `{source}` becomes the links; the second of a publisher has a 2 behind its name."""
    seen: Counter[str] = Counter()
    anchors = []
    for link in links:
        seen[link.text] += 1
        number = words.say("brackets", inside=words.number(seen[link.text])) if seen[link.text] > 1 else ""
        url, named = escape(link.url), escape(_name(f"{link.text}{number}", words))
        anchors.append(f'<a href="{url}" target="_blank" rel="noopener">{named}</a>')
    return escape(text).replace("{source}", Markup(words.listed(anchors)))


def _name(text: str, words: Language) -> str:
    return isolated(text, rtl=words.direction == "rtl")
