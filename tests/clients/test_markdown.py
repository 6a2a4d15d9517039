"""Snippets in Markdown, rendered: a picture with words, the sentence, and links that lead somewhere."""

import pytest

from tests.clients.conftest import Run
from tests.formats.test_html import HOSTILE
from tests.support.documents import title
from tests.support.examples import CAMPAIGNS, NOW, WIDGETS
from tests.support.markup import Page, links
from tests.support.snippets import PUBLIC, hostile, said, view
from widget.paste.snippets import address, page, snippet
from widget.view.options import Options
from widget.view.view import View, build

# What each is written for: a forum's Markdown, which shows HTML as text, and a README, which keeps it.
WRITTEN = [("markdown", False), ("markdown", True), ("readme", True)]
EVERY = pytest.mark.parametrize(("destination", "html"), WRITTEN)


def rendered(node: Run, destination: str, html: bool, *views: View) -> list[Page]:
    """The snippets for some views, rendered."""
    texts = {title(destination, each) + str(i): snippet(destination, each) for i, each in enumerate(views)}
    found = node("markdown.mjs", {name: {"text": text, "html": html} for name, text in texts.items()})
    return [Page(each) for each in found.values()]


def sources(shown: View) -> list[str]:
    """The links of a snippet, in order."""
    act = [shown.act.link.url] if shown.act else []
    return [page(shown), *(each.url for each in shown.sources), *act, page(shown)]


@EVERY
def test_a_picture_with_the_sentence_and_its_links(node: Run, destination: str, html: bool) -> None:
    views = [build(CAMPAIGNS[campaign], name, Options(lang), NOW, PUBLIC) for campaign, name, lang in WIDGETS]

    for shown, found in zip(views, rendered(node, destination, html, *views), strict=True):
        picture, (_, below) = found.one("img"), found.all("p")

        assert picture.attributes["alt"] == shown.lasting
        assert [each.attributes["href"] for each in found.all("a")] == sources(shown)
        assert picture.parents[1].attributes["href"] == page(shown)
        assert below.text.startswith(said(shown.lasting))
        assert all(source.text in below.text for source in shown.sources)


def test_a_picture_in_a_readme_is_light_or_dark(node: Run) -> None:
    (found,) = rendered(node, "readme", True, view(theme="dark"))

    assert found.one("source").attributes["srcset"] == address(view(theme="dark"), "svg")
    assert found.one("img").attributes["src"] == address(view(theme="light"), "svg")


@EVERY
def test_what_somebody_wrote_into_a_campaign_stays_text(node: Run, destination: str, html: bool) -> None:
    shown, plain = hostile(HOSTILE, HOSTILE), hostile("label", "sentence")
    one, other = rendered(node, destination, html, shown, plain)

    assert [each.name for each in one.elements] == [each.name for each in other.elements]
    assert links(one) == links(other)
    assert one.one("img").attributes["alt"] == said(HOSTILE)
    assert one.all("p")[1].text.startswith(said(HOSTILE))
    assert {name for each in one.elements for name in each.attributes} <= {
        "alt", "height", "href", "media", "src", "srcset", "width",
    }  # fmt: skip
