"""A readable text with where it leads, and sentences in which such links stand."""

from dataclasses import dataclass

from markupsafe import Markup, escape


@dataclass(frozen=True, slots=True)
class Link:
    """A readable text and where it leads."""

    text: str
    url: str


def linked(text: str, links: tuple[Link, ...], conjunction: str) -> Markup:
    """`text`, whose `{source}` becomes the links."""
    anchor = Markup('<a href="{}" target="_blank" rel="noopener">{}</a>')
    anchors = escape(conjunction).join(anchor.format(link.url, link.text) for link in links)
    return escape(text).replace("{source}", anchors)
