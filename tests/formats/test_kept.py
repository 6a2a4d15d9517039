"""In a page a number stays on one line with what it is of, and the text is what programs read elsewhere."""

import re
from html import unescape

import pytest
from markupsafe import Markup

from widget.formats.templating import kept
from widget.language.isolates import english


@pytest.mark.parametrize(
    ("tag", "text", "whole"),
    [
        ("en", "About 19 million images & more in 3 h.", ["19 million", "3 h."]),
        ("zh-Hant", "每天4200萬棵樹被砍伐。", ["4200萬棵"]),
        ("ja", "1日あたり1900万～3000万人です。", ["1日", "1900万～3000万人です。"]),
        ("de", "Stand: 18. November 2020", ["18. November"]),
        ("en", "A minister · Ghent", ["minister ·"]),
        ("en", "No number & no element.", []),
    ],
)
def test_a_number_is_kept_with_what_it_is_of(tag: str, text: str, whole: list[str]) -> None:
    html = kept(text, tag)

    assert re.findall('<span class="kept">(.*?)</span>', html) == whole
    assert unescape(re.sub("<[^>]+>", "", html)) == text


def test_an_element_never_overlaps_one_with_a_language() -> None:
    assert "<span" not in kept(english("every 3"), "am")


def test_in_markup_only_what_stands_between_the_tags_is_kept() -> None:
    html = kept(Markup('<a href="/19 million">A &amp; B</a>, 19 million'), "en")

    assert html == '<a href="/19 million">A &amp; B</a>, <span class="kept">19 million</span>'


def test_markup_in_a_text_stays_text() -> None:
    assert "<img" not in kept("<img src=x> 19 million", "en")
