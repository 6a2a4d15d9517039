"""Views to make snippets of, and snippets as a reader and a browser meet them."""

import unicodedata
from dataclasses import replace
from functools import cache
from typing import Any

from tests.support.examples import CAMPAIGNS, NOW
from tests.support.markup import Element, Page
from widget.paste.destinations import DESTINATIONS
from widget.paste.markdown import JOINER
from widget.paste.snippets import snippet
from widget.view.links import Link
from widget.view.options import Options
from widget.view.view import View, build

PUBLIC = "https://embed.example/base"
HTML = [name for name, row in DESTINATIONS.items() if row.template.endswith(".html")]


@cache
def view(name: str = "while-reading", lang: str = "en", public: str = PUBLIC, **more: Any) -> View:
    return build(CAMPAIGNS["catsforkids"], name, Options(lang, **more), NOW, public)


def said(text: str) -> str:
    """A text as it is read: without control characters and joiners, on one line."""
    kept = [each for each in text if each.isspace() or unicodedata.category(each) not in ("Cc", "Cs")]
    return " ".join("".join(kept).replace(JOINER, "").split())


def figure(name: str, shown: View) -> Page:
    return Page(snippet(name, shown))


def frame(page: Page) -> Element:
    return page.one("iframe")


def declarations(element: Element) -> list[tuple[str, str]]:
    pairs = (each.partition(":") for each in element.attributes["style"].split(";"))
    return [(name.strip(), value.strip()) for name, _, value in pairs]


def hostile(label: str, sentence: str) -> View:
    shown = view()
    assert shown.act
    act = replace(shown.act, label=label, link=Link(sentence, "https://b.org/?a=1&copy;=(2)'"))
    sources = (Link(label, "https://a.org/x_(y)?a=1&b=2"), Link(sentence, "https://c.org/"))
    return replace(shown, label=label, sentence=sentence, lasting=sentence, sources=sources, act=act)
