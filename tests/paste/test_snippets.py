"""Snippets: each whole, escaped, true and sourced at its destination, and after a sanitizer too."""

from dataclasses import replace

import pytest

from tests.support.examples import CAMPAIGNS, NOW, WIDGETS
from tests.support.markup import Page
from tests.support.snippets import HTML, PUBLIC, declarations, figure, frame, said, view
from widget.formats.html import html
from widget.language.cldr import language
from widget.paste.destinations import notes
from widget.paste.heights import floor
from widget.paste.snippets import address, oembed_html, page, snippet, title
from widget.view.options import LAYOUTS, SIZES, Options, Size
from widget.view.view import build

FRAMED = ["site", "wordpress", "ghost", "drupal", "zero-request", "self-hosted"]

EVERY = pytest.mark.parametrize(("campaign", "name", "lang"), WIDGETS)
SANDBOX = "allow-popups allow-popups-to-escape-sandbox"


@EVERY
def test_a_sentence_with_its_linked_source_stands_beside_every_number(
    campaign: str, name: str, lang: str
) -> None:
    shown = build(CAMPAIGNS[campaign], name, Options(lang), NOW, PUBLIC)
    assert shown.act
    for destination in HTML:
        found = figure(destination, shown)
        hrefs = [each.attributes["href"] for each in found.all("a")]
        text = " ".join(each.text for each in found.elements if not each.parents)

        assert said(shown.sentence) in text
        assert shown.language.words["estimate"] in text.lower() or "Schätzung" in text
        assert "2020" in text
        assert shown.sources[0].url in hrefs
        assert shown.act.link.url in hrefs
        assert page(shown) in hrefs
        assert all("noopener" in each.attributes["rel"] for each in found.all("a"))


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("destination", FRAMED)
def test_a_frame_is_named_closed_silent_and_bounded(destination: str, layout: str) -> None:
    shown = view("while-reading", "nl", layout=layout)
    found = frame(figure(destination, shown))
    styles = declarations(found)

    assert found.texts == []
    assert found.attributes["title"] == "Beelden gedeeld terwijl u leest, een schatting"
    assert found.attributes["sandbox"] == SANDBOX
    assert found.attributes["referrerpolicy"] == "no-referrer"
    assert found.attributes["loading"] == "eager"
    assert found.attributes["width"] == "600"
    assert found.attributes["height"] == str(floor(shown).at(320))
    assert dict(styles) | {"width": "100%", "max-height": "340px"} == dict(styles)
    if layout == "card":
        assert dict(styles) | {
            "height": "auto",
            "min-height": "240px",
            "frame-sizing": "content-height",
        } == dict(styles)
    else:
        heights = [value for name, value in styles if name == "height"]
        assert heights[0] == f"{found.attributes['height']}px"
        assert heights[1].startswith(f"max({floor(shown).least}px,")


def test_zero_request_holds_the_whole_embed_and_no_address_that_is_fetched() -> None:
    for name in ("while-reading", "versus", "every-second"):
        shown = view(name, "fr")
        held = frame(figure("zero-request", shown)).attributes["srcdoc"]
        inside = Page(held)

        assert held == html(replace(shown, public="")).body.decode().strip().replace("\n\n", "\n")
        assert not inside.all("link")
        assert PUBLIC not in held
        assert not [each for each in inside.elements if "src" in each.attributes]
        assert "\n\n" not in held


@pytest.mark.parametrize("destination", ["zero-request", "self-hosted"])
@pytest.mark.parametrize("name", ["today", "since-the-campaign"])
def test_what_needs_the_clock_is_only_a_sentence_where_there_is_no_server(
    destination: str, name: str
) -> None:
    found = figure(destination, view(name))

    assert not found.all("iframe")
    assert said(view(name).sentence) in found.one("figcaption").text
    assert "clock" in " ".join(notes(destination, view(name)))
    assert "clock" not in " ".join(notes(destination, view()))


def test_a_wordpress_block_is_one_block_without_a_blank_line() -> None:
    lines = snippet("wordpress", view()).split("\n")

    assert (lines[0], lines[-1]) == ("<!-- wp:html -->", "<!-- /wp:html -->")
    assert all(line.strip() for line in lines)
    assert snippet("wordpress-address", view()) == f"{PUBLIC}/catsforkids/while-reading.html?lang=en"


def test_amp_gets_a_fixed_height_and_a_placeholder() -> None:
    found = figure("amp", view())
    frame, placeholder = found.one("amp-iframe"), found.one("amp-img")

    assert (frame.attributes["layout"], frame.attributes["height"]) == ("fixed-height", "240")
    assert (frame.attributes["sandbox"], frame.attributes["title"]) == (SANDBOX, title(view()))
    assert "resizable" not in frame.attributes
    assert "placeholder" in placeholder.attributes
    assert (placeholder.attributes["layout"], placeholder.parents[-1]) == ("fill", frame)
    assert not found.all("img")


def test_e_mail_is_a_table_that_needs_no_style_sheet() -> None:
    found = figure("email", view())
    picture = found.one("img")

    assert found.one("table").attributes["role"] == "presentation"
    assert (picture.attributes["width"], picture.attributes["height"]) == ("600", "200")
    assert picture.attributes["alt"] == view().sentence
    assert picture.attributes["src"] == f"{PUBLIC}/catsforkids/while-reading.gif?lang=en"
    assert picture.parents[-1].attributes["href"] == page(view())
    assert not [each for each in found.elements if each.classes or each.name in ("style", "div", "figure")]


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_picture_has_its_size_and_the_sentence_is_no_link(size: Size) -> None:
    found = figure("picture", view(size=size))
    picture = found.one("img")

    assert f"{picture.attributes['width']}x{picture.attributes['height']}" == str(size)
    assert picture.attributes["style"] == "max-width:100%;height:auto"
    assert picture.attributes["src"] == address(view(size=size), "png")
    assert len(found.all("p")) == 2
    assert not [each for each in found.all("a") if view().sentence in each.text]


def test_the_html_for_oembed_is_the_form_that_was_tried() -> None:
    text = oembed_html(view(), 240)
    found = frame(Page(text))

    assert text.startswith('<figure lang="en"><iframe src="')
    assert '"></iframe><figcaption>' in text
    assert (found.attributes["width"], found.attributes["height"]) == ("100%", "240")
    assert found.attributes["frameborder"] == "0"
    assert found.attributes["sandbox"] == SANDBOX
    assert "style" not in found.attributes
    assert "\n" not in text


@pytest.mark.parametrize(("tag", "direction"), [("ar", "rtl"), ("hi", None), ("fr", None)])
def test_a_caption_says_its_language_and_direction(tag: str, direction: str | None) -> None:
    shown = replace(view(), language=language(tag))
    for destination in HTML:
        outermost = figure(destination, shown).elements[0]

        assert (outermost.attributes["lang"], outermost.attributes.get("dir")) == (tag, direction)
