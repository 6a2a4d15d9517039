"""Markdown: what is a text stays one, and what is an address stays whole."""

import pytest
from markdown_it import MarkdownIt

from tests.support.markup import Page
from tests.support.snippets import view
from widget.paste.markdown import escaped, link, target
from widget.paste.snippets import snippet


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a *b* [c](d)", r"a \*b\* \[c\](d)"),
        ("1. first", r"1\. first"),
        ("# no heading", r"\# no heading"),
        ("100 a day", "100 a day"),
    ],
)
def test_what_would_be_markup_is_escaped(text: str, expected: str) -> None:
    assert escaped(text) == expected
    assert Page(MarkdownIt("commonmark").render(escaped(text))).one("p").text == text


def test_no_bracket_ends_an_address_and_no_part_of_it_is_a_character_reference() -> None:
    assert target("https://a.org/x_(y)?a=1&copy;=2&b=3") == r"https://a.org/x_%28y%29?a=1\&copy;=2&b=3"
    assert link("[x]", "https://a.org/") == r"[\[x\]](https://a.org/)"


def test_a_readme_has_a_picture_for_light_and_one_for_dark() -> None:
    rendered = Page(MarkdownIt("commonmark").render(snippet("readme", view(accent="1a5fb4"))))
    source, picture = rendered.one("source"), rendered.one("img")

    assert source.attributes["media"] == "(prefers-color-scheme: dark)"
    assert "theme=dark" in source.attributes["srcset"]
    assert "theme=light" in picture.attributes["src"]
    assert len(rendered.all("p")) == 2
