"""Snippets whose texts are somebody else's: nothing in them becomes markup, whatever they hold."""

import re
from dataclasses import replace
from html import unescape
from urllib.parse import unquote

import nh3
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.support.examples import CAMPAIGNS, NOW, WIDGETS
from tests.support.markup import Page, links
from tests.support.snippets import HTML, PUBLIC, figure, hostile, said, view
from widget.paste.destinations import DESTINATIONS
from widget.paste.snippets import page, snippet
from widget.view.links import Link
from widget.view.options import LAYOUTS, Options
from widget.view.view import build

MARKDOWN = [name for name, row in DESTINATIONS.items() if row.template.endswith(".md")]
EVERY = pytest.mark.parametrize(("campaign", "name", "lang"), WIDGETS)
PIECES = [
    '"', "'", "<", ">", "&", "&amp;", "]", "[", "](x)", "`", "*a*", "_a_", "\\", "\n", "\n\n", "\r\n", "# ",
    "- ", "1. ", "1)", "+ ", "=== ", "> ", "|", "~~a~~", "![", "<script>", "</iframe>", "</figure>", "-->",
    "<!--", "{{ 1 }}", "&lt;", "\0", "\x1b", " ", " ", "\u2028", "<b onclick=x>", "javascript:", "$x$",
    "@user", ":smile:", ":+1:", "x#12", "{{ y }}", "{% z %}",
]  # fmt: skip
TEXTS = (
    st.lists(st.sampled_from(PIECES) | st.text(max_size=4), min_size=1, max_size=8)
    .map("".join)
    .filter(lambda text: bool(said(text)))
)


def test_the_quotes_and_brackets_of_an_embed_are_escaped_in_its_srcdoc() -> None:
    text = snippet("zero-request", view())
    value = re.search(r'srcdoc="([^"]*)"', text)

    assert value
    assert not set("<>") & set(value[1])
    assert unescape(value[1]).endswith("</html>")


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("destination", HTML)
def test_nothing_in_a_snippet_can_run_and_every_address_is_whole(destination: str, layout: str) -> None:
    text = snippet(destination, view(layout=layout, theme="dark"))
    found = Page(text)
    attributes = {attribute for element in found.elements for attribute in element.attributes}

    assert not found.all("script")
    assert not [attribute for attribute in attributes if attribute.startswith("on")]
    assert not found.unclosed
    assert not found.repeated
    assert "'" not in re.sub(r">[^<]*<", "><", text)
    assert not re.search(r"&(?!amp;|lt;|gt;|#34;|#39;|#123;|#125;)", text)
    for link in links(found):
        assert link.startswith((f"{PUBLIC}/", "https://", "tel:", "/static/"))


@EVERY
def test_a_sanitizer_leaves_a_true_sentence_with_its_linked_source(
    campaign: str, name: str, lang: str
) -> None:
    shown = build(CAMPAIGNS[campaign], name, Options(lang), NOW, PUBLIC)
    for destination in HTML:
        left = nh3.clean(snippet(destination, shown))
        found = Page(left)
        text = " ".join(each.text for each in found.elements if not each.parents)

        assert not found.all("iframe")
        assert said(shown.lasting) in text
        assert [each.text for each in found.all("a") if each.attributes["href"] == shown.sources[0].url]
        assert "srcdoc" not in left
        assert "@keyframes" not in left


@given(TEXTS, TEXTS)
def test_no_text_of_a_campaign_becomes_markup_in_html(label: str, sentence: str) -> None:
    shown, plain = hostile(label, sentence), hostile("label", "sentence")
    for destination in HTML:
        found = figure(destination, shown)
        expected = figure(destination, plain)

        assert [(each.name, set(each.attributes)) for each in found.elements] == [
            (each.name, set(each.attributes)) for each in expected.elements
        ]
        assert not found.unclosed
        assert said(sentence) in said(" ".join(each.text for each in found.elements if not each.parents))
        assert not re.search(r"\n\s*\n", snippet(destination, shown))


@given(TEXTS, TEXTS)
def test_no_text_of_a_campaign_becomes_markup_in_markdown(label: str, sentence: str) -> None:
    shown, plain = hostile(label, sentence), hostile("label", "sentence")
    for destination in MARKDOWN:
        render = MarkdownIt("commonmark").enable(["strikethrough", "table"]).render
        found, expected = (Page(render(snippet(destination, each))) for each in (shown, plain))

        assert [each.name for each in found.elements] == [each.name for each in expected.elements]
        assert [each.attributes.get("href") for each in found.elements] == [
            each.attributes.get("href") for each in expected.elements
        ]
        assert said(found.all("p")[-1].text).startswith(said(sentence))
        assert said(found.one("img").attributes["alt"]) == said(sentence)


@given(TEXTS, TEXTS)
def test_a_plain_sentence_stays_on_its_line(label: str, sentence: str) -> None:
    lines = snippet("sentence", hostile(label, sentence)).split("\n")

    assert len(lines) == 5
    assert said(lines[0]).startswith(said(sentence))
    assert lines[-1].endswith(page(view()))


@pytest.mark.parametrize(
    "url", ["https://a.org/x)y", "https://a.org/(x", "https://a.org/?a=1&copy;b=2", "https://a.org/a<b>c\\)"]
)
def test_an_address_stays_whole_in_markdown(url: str) -> None:
    shown = replace(view(), sources=(Link("Source", url),))
    for destination in MARKDOWN:
        found = Page(MarkdownIt("commonmark").render(snippet(destination, shown)))

        assert [unquote(each.attributes["href"]) for each in found.all("a") if each.text == "Source"] == [url]
