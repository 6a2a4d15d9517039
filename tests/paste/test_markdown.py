"""Markdown: what is a text stays one, and what is an address stays whole."""

import re

import pytest
from markdown_it import MarkdownIt

from tests.support.markup import Page
from tests.support.snippets import view
from widget.paste.markdown import JOINER, escaped, link, target
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


@pytest.mark.parametrize(
    "text", ["@user", "a @user.", "see #12 and x#3", ":smile:", ":+1::stuck_out_tongue:", "12:34:56"]
)
def test_nobody_is_mentioned_and_no_emoji_made_though_all_is_read(text: str) -> None:
    rendered = Page(MarkdownIt("commonmark").render(escaped(text))).one("p").text

    assert not re.search(r"@\w|#\d|:[\w+-]+:", rendered)
    assert rendered.replace(JOINER, "") == text
    assert "@" not in escaped(text).replace("\\@", "")


def test_an_address_and_a_time_of_day_hold_no_joiner() -> None:
    assert escaped("at 12:34, see a: b") == "at 12:34, see a: b"


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
