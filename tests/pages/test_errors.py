"""What went wrong, in each form that it may be said in."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.markup import Page
from widget.formats.templating import style_hash
from widget.language.catalogue import product_languages
from widget.language.cldr import language
from widget.pages.errors import error

DETAILS = ["The first thing.", "The second thing."]


@pytest.mark.parametrize("lang", product_languages())
def test_a_page_has_the_language_its_direction_and_every_detail(lang: str) -> None:
    document = error(404, "", language(lang), DETAILS)
    page = Page(document.body.decode())

    assert (document.lang, document.media_type) == (lang, "text/html; charset=utf-8")
    assert page.one("html").attributes == {"lang": lang, "dir": language(lang).direction}
    assert page.one("h1").text == language(lang).words["error.title"]
    assert [detail for detail in DETAILS if detail not in page.one("main").text] == []
    assert "404 Not Found" in page.one("main").text


@pytest.mark.parametrize("lang", product_languages())
def test_it_links_the_home_page_in_its_own_language(lang: str) -> None:
    link = Page(error(404, "", language(lang), DETAILS, "/numbers/").body.decode()).one("a")

    assert (link.attributes, link.text) == ({"href": "/numbers/"}, language(lang).words["home"])


def test_from_a_frame_the_home_page_opens_elsewhere() -> None:
    link = Page(error(404, "html", language("en"), DETAILS, "/").body.decode()).one("a")

    assert link.attributes == {"href": "/", "target": "_blank", "rel": "noopener"}


def test_inside_the_frame_of_an_embed_it_is_no_page_of_its_own() -> None:
    assert not Page(error(400, "html", language("en"), DETAILS).body.decode()).all("h1")


def test_the_one_style_element_has_the_hash_that_is_given() -> None:
    document = error(404, "", language("en"), DETAILS)
    body = document.body.decode()

    assert document.style_hash == style_hash(body.partition("<style>")[2].partition("</style>")[0])


def test_for_programs_it_is_a_problem_with_every_detail() -> None:
    document = error(400, "json", language("en"), DETAILS)
    problem = json.loads(document.body)

    assert document.media_type == "application/problem+json"
    assert (problem["status"], problem["errors"]) == (400, DETAILS)
    assert problem["detail"] == " ".join(DETAILS)


@pytest.mark.parametrize("format", ["txt", "svg", "png", "anything"])
def test_for_every_other_format_it_is_a_line_for_each_detail(format: str) -> None:
    document = error(400, format, language("en"), DETAILS)

    assert document.media_type == "text/plain; charset=utf-8"
    assert document.body.decode().splitlines() == DETAILS


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40))
def test_a_detail_is_text_and_not_markup(detail: str) -> None:
    page = Page(error(400, "html", language("en"), [f"<b>{detail}"]).body.decode())

    assert not page.all("b")
