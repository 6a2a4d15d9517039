"""Snippets: each whole, escaped, true and sourced at its destination, and after a sanitizer too."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from markdown_it import MarkdownIt

from tests.support.examples import CAMPAIGNS, NOW, WIDGETS
from tests.support.markup import Page
from tests.support.snippets import HTML, PUBLIC, declarations, figure, frame, said, view
from widget.campaign.kinds import KINDS
from widget.formats.html import html
from widget.language.catalogue import english
from widget.language.cldr import language
from widget.paste.snippets import (
    DESTINATIONS,
    Floor,
    address,
    floor,
    notes,
    oembed_html,
    page,
    snippet,
    title,
)
from widget.view.options import LAYOUTS, SIZES, Options
from widget.view.view import build

KEYS = [
    "site", "wordpress", "wordpress-address", "ghost", "drupal", "amp", "markdown", "readme", "email",
    "picture", "sentence", "zero-request", "self-hosted",
]  # fmt: skip
FRAMED = ["site", "wordpress", "ghost", "drupal", "zero-request", "self-hosted"]

EVERY = pytest.mark.parametrize(("campaign", "name", "lang"), WIDGETS)
SANDBOX = "allow-popups allow-popups-to-escape-sandbox"


def test_the_menu_has_every_destination_in_its_order() -> None:
    assert list(DESTINATIONS) == KEYS
    assert [key.partition(".")[2] for key in english() if key.startswith("destination.")] == KEYS
    assert [key.partition(".")[2] for key in english() if key.startswith("destination_hint.")] == KEYS


def test_an_unknown_destination_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        snippet("nowhere", view())
    with pytest.raises(KeyError):
        notes("nowhere", view())


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


def test_the_floor_falls_with_the_width_only_where_the_figure_is_its_measure() -> None:
    for layout in LAYOUTS:
        found = figure("site", view(layout=layout))
        contained = ("container-type", "inline-size") in declarations(found.one("figure"))

        assert contained == ("cqi" in frame(found).attributes["style"])


def test_a_floor_is_never_under_its_least_nor_over_the_bound() -> None:
    for kind in KINDS.values():
        for each in [Floor(*height) for height in kind.heights.values()]:
            assert each.at(320) <= 340
            assert each.at(100_000) == each.least
            assert each.at(320) >= each.at(600) >= each.at(1200)


def test_only_a_frame_without_paper_names_its_color_scheme() -> None:
    schemes = {
        theme: dict(declarations(frame(figure("site", view(theme=theme))))).get("color-scheme")
        for theme in ("auto", "light", "dark", "transparent")
    }

    assert schemes == {"auto": None, "light": None, "dark": None, "transparent": "normal"}


@pytest.mark.parametrize("destination", KEYS)
def test_a_reader_asks_the_server_for_what_the_menu_says(destination: str) -> None:
    text = snippet(destination, view(layout="line", size="320x180"))
    asked = re.findall(rf"(?<!href=\"){re.escape(PUBLIC)}/[^\s\"()]*?\.(\w+)\?", text)

    assert set(asked) == set(DESTINATIONS[destination].endings)


@pytest.mark.parametrize("destination", KEYS)
def test_the_options_of_a_destination_are_those_that_change_it(destination: str) -> None:
    changes: dict[str, dict[str, Any]] = {
        "lang": {"lang": "fr"}, "theme": {"theme": "dark"}, "layout": {"layout": "line"},
        "accent": {"accent": "1a5fb4"}, "minutes": {"minutes": 4}, "size": {"size": "320x180"},
    }  # fmt: skip
    plain = snippet(destination, view())
    changing = {name for name, change in changes.items() if snippet(destination, view(**change)) != plain}
    # It names the file that is saved, whose options are chosen when it is saved.
    saved = {"theme", "accent"} if DESTINATIONS[destination].saved else set()

    assert changing == DESTINATIONS[destination].options - {"from"} - saved


def test_from_changes_everything_but_what_cannot_tick() -> None:
    since = datetime(2020, 1, 1, tzinfo=UTC)
    for name, each in DESTINATIONS.items():
        plain, other = (snippet(name, view("since-the-campaign", since=value)) for value in (None, since))

        assert "from" in each.options
        assert plain != other


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


def test_notes_say_what_is_to_be_done_first() -> None:
    plain = view(public="http://embed.example")

    assert "https" in notes("amp", plain)[0]
    assert not notes("amp", view())
    assert "while-reading.html" in notes("self-hosted", view())[0]
    assert not [name for name in KEYS if name not in ("amp", "self-hosted") and notes(name, plain)]
    assert 'src="http://embed.example/' in snippet("amp", plain)


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


@pytest.mark.parametrize("size", SIZES)
def test_a_picture_has_its_size_and_the_sentence_is_no_link(size: str) -> None:
    found = figure("picture", view(size=size))
    picture = found.one("img")

    assert f"{picture.attributes['width']}x{picture.attributes['height']}" == size
    assert picture.attributes["style"] == "max-width:100%;height:auto"
    assert picture.attributes["src"] == address(view(size=size), "png")
    assert len(found.all("p")) == 2
    assert not [each for each in found.all("a") if view().sentence in each.text]


def test_a_readme_has_a_picture_for_light_and_one_for_dark() -> None:
    rendered = Page(MarkdownIt("commonmark").render(snippet("readme", view(accent="1a5fb4"))))
    source, picture = rendered.one("source"), rendered.one("img")

    assert source.attributes["media"] == "(prefers-color-scheme: dark)"
    assert "theme=dark" in source.attributes["srcset"]
    assert "theme=light" in picture.attributes["src"]
    assert len(rendered.all("p")) == 2


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
