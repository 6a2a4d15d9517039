"""A readable text and where it leads, sentences in which such links stand, and publishers as links."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from widget.campaign.figures.base import ResolvedFigure
from widget.language.cldr import Language
from widget.language.isolates import isolated


@dataclass(frozen=True, slots=True)
class Link:
    """A readable text and where it leads; of a publication also its title and its year."""

    text: str
    url: str
    title: str = ""
    year: int = 0


def publishers(figures: Iterable[ResolvedFigure]) -> tuple[Link, ...]:
    """Who published figures, each address once; a publisher with several stands there several times."""
    sources = [each for figure in figures for each in figure.sources]
    found = {(each.publisher, each.url): each for each in sources}
    return tuple(Link(each.publisher, each.url, each.title, each.date.year) for each in found.values())


def names(links: Iterable[Link], words: Language) -> str:
    """The texts of links, as in "Child Focus and Interpol"."""
    return words.listed(_name(link.text, words) for link in links)


def linked(text: str, links: Iterable[Link], words: Language) -> Markup:
    """`text`, whose `{source}` becomes the links; those of one publisher are told apart."""
    links = tuple(links)
    anchors = []
    for link in links:
        url, named = escape(link.url), escape(_name(link.text + _apart(link, links, words), words))
        anchors.append(f'<a href="{url}" target="_blank" rel="noopener">{named}</a>')
    return escape(text).replace("{source}", Markup(words.listed(anchors)))


def _apart(link: Link, links: Sequence[Link], words: Language) -> str:
    """What tells a publication from others of its publisher: its year, else its title, else a number."""
    alike = [each for each in links if each.text == link.text]
    if len(alike) == 1:
        return ""
    years, titles = [words.year(each.year) for each in alike], [each.title for each in alike]
    numbers = [words.number(i) for i, _ in enumerate(alike, 1)]
    told = next(each for each in (years, titles, numbers) if len(set(each)) == len(alike))
    return words.say("brackets", inside=told[alike.index(link)])


def _name(text: str, words: Language) -> str:
    return isolated(text, rtl=words.direction == "rtl")
