"""Snippets: each whole, escaped, true and sourced at its destination, and after a sanitizer too."""

import re
from dataclasses import replace
from datetime import timedelta
from xml.etree import ElementTree

import pytest

from tests.support.examples import CAMPAIGNS, NOW, WIDGETS
from tests.support.markup import Page
from tests.support.snippets import HTML, PUBLIC, declarations, figure, frame, said, view
from widget.formats.html import html
from widget.language.cldr import language
from widget.paste.destinations import DESTINATIONS, hints, notes
from widget.paste.heights import floor
from widget.paste.snippets import address, oembed_html, page, snippet, title
from widget.view.options import LAYOUTS, SIZES, Options, Size
from widget.view.view import build

FRAMED = ["site", "wordpress", "ghost", "drupal", "static", "zero-request", "self-hosted"]

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

        assert said(shown.lasting) in text
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
    assert found.attributes["width"] == "100%"
    assert found.attributes["frameborder"] == "0"
    assert found.attributes["height"] == str(floor(shown).at(320))
    assert dict(styles) | {"width": "100%", "border": "0"} == dict(styles)
    assert {name for name, _ in styles} <= {"display", "width", "border", "height", "color-scheme"}


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
    assert said(view(name).lasting) in found.one("figcaption").text
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
    assert {each.parents[-1].name for each in found.all("tr")} == {"tbody"}


@EVERY
def test_no_line_of_an_e_mail_is_longer_than_mail_systems_let_pass(
    campaign: str, name: str, lang: str
) -> None:
    shown = build(CAMPAIGNS[campaign], name, Options(lang), NOW, PUBLIC)
    for each in (shown, replace(shown, lasting="प्रति मिनट चित्र " * 100, language=language("hi"))):
        text = snippet("email", each)

        assert max(len(line.encode()) for line in text.split("\n")) <= 700
        assert said(each.lasting) in Page(text).all("td")[1].text
        assert said(Page(text).one("img").attributes["alt"]) == said(each.lasting)


def test_what_a_host_would_take_for_code_is_a_character_reference() -> None:
    braced = replace(view(), label="{a} {{ b }} {% c %}", lasting="{a} {{ b }} {% c %}")
    for destination in HTML:
        text = snippet(destination, braced)

        assert not set("{}") & set(text)
        assert "{a} {{ b }} {% c %}" in " ".join(each.text for each in Page(text).elements)


def test_a_sentence_has_a_paragraph_of_its_own_where_extractors_would_drop_it() -> None:
    for destination in HTML:
        found = figure(destination, view())
        for caption in found.all("figcaption"):
            assert caption.text == found.one("p").text


@pytest.mark.parametrize("name", ["today", "since-the-campaign"])
def test_what_stands_beside_a_number_that_ticks_on_is_the_same_at_every_minute(name: str) -> None:
    early, late = (
        build(CAMPAIGNS["catsforkids"], name, Options("en"), moment, PUBLIC)
        for moment in (NOW, NOW + timedelta(days=400, minutes=7))
    )

    assert early.sentence != late.sentence
    assert early.lasting == "About 13,200 images of child sexual abuse a minute, 19 million a day."
    for destination in DESTINATIONS:
        # A message names its moment, and is read with it.
        same = snippet(destination, early) == snippet(destination, late)
        assert same == (destination != "sentence")
    assert oembed_html(early, 240) == oembed_html(late, 240)


def test_only_what_needs_the_clock_has_another_sentence_that_lasts() -> None:
    for campaign, name, lang in WIDGETS:
        shown = build(CAMPAIGNS[campaign], name, Options(lang), NOW, PUBLIC)
        assert (shown.lasting == shown.sentence) == (not shown.widget.clock)


@EVERY
def test_every_snippet_in_html_is_well_formed_xml(campaign: str, name: str, lang: str) -> None:
    shown = build(CAMPAIGNS[campaign], name, Options(lang), NOW, PUBLIC)
    pasted = [snippet(destination, shown) for destination in HTML]
    (readme, *_) = snippet("readme", shown).split("\n")
    for text in (*pasted, oembed_html(shown, 240), readme):
        ElementTree.fromstring(f"<body>{text}</body>")


def test_hugo_gets_a_shortcode_that_says_where_it_goes() -> None:
    first, *rest = snippet("hugo", view()).split("\n")

    assert first == "{{/* layouts/shortcodes/while-reading.html, and in the page: {{< while-reading >}} */}}"
    assert "\n".join(rest) == snippet("site", view())
    assert "{{< while-reading >}}" in hints("hugo", view())[0]


def test_react_gets_objects_for_styles_and_names_in_its_own_spelling() -> None:
    text = snippet("react", view(theme="transparent-dark", layout="banner"))

    assert 'style={{ display: "block", width: "100%", border: "0", height: "max(' in text
    assert 'colorScheme: "normal"' in text
    assert not re.search(r'style="|frameborder|referrerpolicy|class', text)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_picture_has_its_size_and_the_sentence_is_no_link(size: Size) -> None:
    found = figure("picture", view(size=size))
    picture = found.one("img")

    assert picture.attributes["width"] == "100%"
    assert "height" not in picture.attributes
    assert dict(declarations(picture)) == {
        "max-width": f"{size.width}px",
        "height": "auto",
        "aspect-ratio": f"{size.width}/{size.height}",
    }
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
