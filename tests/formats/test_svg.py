"""The svg picture: whole without its style sheet, small, valid, and shut off from the page around it."""

import gzip
import io
import re
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction
from hashlib import sha256
from xml.etree import ElementTree

import pytest
import resvg_py
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tests.support.examples import CAMPAIGNS, MOMENTS, NOW, WIDGETS
from tests.support.timelines import RATES as ANY_RATE
from tests.support.timelines import STARTS
from widget.formats import svg_columns, svg_number
from widget.formats.svg import svg
from widget.language import letters
from widget.language.cldr import language
from widget.numbers.count import MICROSECONDS
from widget.numbers.odometer import odometer
from widget.numbers.pace import line_count
from widget.numbers.rates import rate_per
from widget.view.colour import DARK, LIGHT
from widget.view.options import THEMES, Options
from widget.view.view import Ticking, View, build

EVERY = pytest.mark.parametrize(("campaign", "name", "lang"), WIDGETS)
SVG = "{http://www.w3.org/2000/svg}"
MOST = 6 * 1024
# What a renderer makes of a style sheet if it knows no animation: it may know media queries, read over them
# and take all that is in them, or leave them out.
UNKNOWN_CSS: Mapping[str, Callable[[str], str]] = {
    "media queries but no animations": lambda css: without_animations(re.sub(MOTION, "", css)),
    "display, whatever the media query": lambda css: without_animations(re.sub(r"@media[^{]*\{", "", css)),
    "no media queries": lambda css: re.sub(r"(?s)@media.*", "", css),
}
MOTION = r"@media screen[^{]*\{"


def without_animations(css: str) -> str:
    """A style sheet without animations and keyframes, and without the braces that are left over."""
    return re.sub(r"@keyframes \w+ ?\{.*?\} ?\}|animation:[^;}]*|^\}$", "", css, flags=re.MULTILINE)


def view(campaign: str, name: str, lang: str, theme: str = "auto", moment: datetime = NOW) -> View:
    return build(CAMPAIGNS[campaign], name, Options(lang, theme), moment)


def tree(shown: View) -> ElementTree.Element:
    return ElementTree.fromstring(svg(shown).body)


def style(root: ElementTree.Element) -> str:
    (found,) = root.iter(f"{SVG}style")
    return found.text or ""


def pixels(body: str, window: tuple[int, int, int, int] = (0, 0, 600, 200)) -> bytes:
    """What a renderer that knows no animation draws."""
    drawn = resvg_py.svg_to_bytes(
        svg_string=body,
        skip_system_fonts=True,
        font_files=list(letters.files(letters.FONTS)),
        font_family=letters.SANS,
        sans_serif_family=letters.SANS,
    )
    return Image.open(io.BytesIO(bytes(drawn))).convert("RGB").crop(window).tobytes()


@EVERY
def test_it_weighs_at_most_six_kilobytes_in_every_theme_and_at_every_moment(
    campaign: str, name: str, lang: str
) -> None:
    for theme in THEMES:
        for moment in MOMENTS:
            body = svg(view(campaign, name, lang, theme, moment)).body
            assert len(gzip.compress(body, 9)) <= MOST


@EVERY
def test_title_and_description_say_what_it_shows(campaign: str, name: str, lang: str) -> None:
    shown = view(campaign, name, lang)
    root = tree(shown)
    named = {each.get("id"): each.text or "" for each in root.iter() if each.get("id")}
    spoken = [named[each] for each in root.attrib["aria-labelledby"].split()]

    assert root.attrib["role"] == "img"
    assert spoken[0] == shown.label
    assert shown.sentence in spoken[1]
    assert shown.caveat in spoken[1]


@EVERY
def test_nothing_runs_and_nothing_is_fetched(campaign: str, name: str, lang: str) -> None:
    body = svg(view(campaign, name, lang)).body.decode()
    without_namespace = body.replace('xmlns="http://www.w3.org/2000/svg"', "")

    for word in (
        "<script",
        "foreignObject",
        "href",
        "url(",
        "@import",
        "@font-face",
        "<set",
        "<animate",
        "http",
    ):
        assert word not in without_namespace
    assert not re.search(r"\son\w+=|\sstyle=", body)


@EVERY
def test_every_name_begins_with_the_pictures_own_prefix(campaign: str, name: str, lang: str) -> None:
    root = tree(view(campaign, name, lang))
    prefix = root.attrib["class"]
    css = style(root)
    named = [each.get("id", "") for each in root.iter() if each.get("id")]
    named += [each for element in root.iter() for each in element.get("class", "").split()]
    named += re.findall(r"@keyframes (\S+?)[ {]", css)
    selectors = re.findall(r"([^{}]+)\{", re.sub(r"@(?:media|keyframes)[^{]*\{", "{", css))

    assert re.fullmatch("m[0-9a-f]{7}", prefix)
    assert all(each.startswith(prefix) for each in named)
    for selector in ",".join(selectors).replace("\n", "").split(","):
        assert selector.strip() in ("0%", "to", "") or selector.strip().startswith(f".{prefix}")


def test_no_two_pictures_share_a_prefix_and_the_same_view_gives_the_same_bytes() -> None:
    views = [view(*each, theme) for each in WIDGETS for theme in THEMES]
    later = view("catsforkids", "today", "en", moment=MOMENTS[1])

    assert len({tree(each).attrib["class"] for each in [*views, later]}) == len(views) + 1
    assert svg(views[0]).body == svg(view(*WIDGETS[0], THEMES[0])).body


@EVERY
def test_the_hash_is_that_of_the_style_element(campaign: str, name: str, lang: str) -> None:
    document = svg(view(campaign, name, lang))
    css = re.search(r"<style>(.*?)</style>", document.body.decode(), re.DOTALL)

    assert css
    assert document.style_hash == f"'sha256-{b64encode(sha256(css[1].encode()).digest()).decode()}'"
    assert document.media_type == "image/svg+xml"


@EVERY
def test_without_its_style_sheet_it_is_the_same_picture_at_the_moment_of_loading(
    campaign: str, name: str, lang: str
) -> None:
    body = svg(view(campaign, name, lang, "light")).body.decode()
    bare = re.sub(r"<style>.*?</style>", "", body, flags=re.DOTALL)

    assert pixels(body) == pixels(bare)


@EVERY
def test_it_follows_the_readers_settings(campaign: str, name: str, lang: str) -> None:
    for theme in THEMES:
        shown = view(campaign, name, lang, theme)
        css = style(tree(shown))

        assert ("prefers-color-scheme" in css) == (theme == "auto")
        assert ("prefers-reduced-motion" in css) == bool(shown.numbers)
        assert ("animation" in css) == bool(shown.numbers)


@EVERY
def test_address_telephone_and_care_are_readable_text(campaign: str, name: str, lang: str) -> None:
    shown = view(campaign, name, lang)
    texts = [" ".join("".join(each.itertext()).split()) for each in tree(shown).iter(f"{SVG}text")]

    assert shown.act
    assert any(shown.act.link.text in text and (shown.act.telephone or "") in text for text in texts)
    assert shown.act.safety in " ".join(texts)


@EVERY
def test_a_still_renderer_draws_the_sentence_and_no_number_that_ticks(
    campaign: str, name: str, lang: str
) -> None:
    body = svg(view(campaign, name, lang, "light")).body.decode()

    assert pixels(body) == pixels(still(body))


def still(body: str) -> str:
    """The picture without its style sheet and without all that ticks."""
    root = ElementTree.fromstring(body)
    for parent in root.iter():
        for element in [*parent]:
            if element.tag == f"{SVG}style" or element.get("display") == "none":
                parent.remove(element)
    assert not [text for text in root.iter(f"{SVG}text") if "0123456789" in "".join(text.itertext())]
    # Without a prefix, so that it can be pasted into HTML.
    ElementTree.register_namespace("", SVG[1:-1])
    return ElementTree.tostring(root, "unicode")


@pytest.mark.parametrize("name", CAMPAIGNS["catsforkids"].widgets)
def test_a_renderer_that_knows_half_of_css_draws_the_sentence(name: str) -> None:
    body = svg(view("catsforkids", name, "en", "light")).body.decode()
    css = style(ElementTree.fromstring(body))

    for known, applied in UNKNOWN_CSS.items():
        assert pixels(body.replace(css, applied(css))) == pixels(still(body)), known


@EVERY
def test_a_number_appears_and_ends_by_an_animation_without_fill(campaign: str, name: str, lang: str) -> None:
    root = tree(view(campaign, name, lang))
    gates = re.findall(r"\.\w+[ul]\{animation:([^}]*)\}", style(root))
    hidden = [group for group in root.iter(f"{SVG}g") if group.get("display") == "none"]

    assert len(gates) == 2 * len(hidden)
    assert not [gate for gate in gates if "forwards" in gate or "both" in gate]
    assert all(group.get("opacity") == "0" for group in hidden)


@EVERY
def test_the_transparent_ones_have_ink_for_their_ground_and_no_paper(
    campaign: str, name: str, lang: str
) -> None:
    for ground, tokens in (("light", LIGHT), ("dark", DARK)):
        body = svg(view(campaign, name, lang, f"transparent-{ground}")).body.decode()

        assert f'fill="#{tokens["ink"]}"' in body
        assert f'fill="#{tokens["paper"]}"' not in body
        assert f'fill="#{tokens["tint"]}"' not in body
        assert "prefers-color-scheme" not in body


@given(ANY_RATE, STARTS, st.sampled_from(["en", "fr", "hi", "ar"]))
def test_at_the_load_every_number_is_true(rate: Fraction, start: Fraction, tag: str) -> None:
    words = language(tag)
    number = Ticking("", odometer(rate, start, words))
    shown = digits_at_load(svg_number.svg_number(number, "m", "ma").runs[0], words.digits)

    late = rate * Fraction(1, 3) if any(run.low for run in number.odometer.runs) else 0
    least = (start - late - rate * 5 / MICROSECONDS) * (1 - Fraction(1, 10**6))
    assert least - 1 <= shown <= start


def digits_at_load(found: svg_number.SvgRun, digits: str) -> int:
    """The digits in the window of a number when it loads, read by their places."""
    seen = []
    for glyphs in [*found.strips, *found.heads[:1]]:
        across = [float(x) for x in glyphs.x.split()]
        down = [float(y) for y in glyphs.y.split()] or [0.0]
        down = down * len(across) if len(down) == 1 else down
        for character, x, y in zip(glyphs.text, across, down, strict=True):
            if 0 <= y - glyphs.up <= svg_columns.HEIGHT and x > found.hidden and character in digits:
                seen.append((x, str(digits.index(character))))
    return int("".join(character for _, character in sorted(seen)))


@pytest.mark.parametrize(("rate", "lines"), [(19_000_000, 17), (243_000, 10), (10**12, 27)])
def test_a_number_changes_about_three_times_a_second_at_most(rate: int, lines: int) -> None:
    (found,) = odometer(rate_per(rate, "day"), Fraction(0), language("en")).runs
    count = line_count(found.period, found.digits, svg_number.UPDATES_PER_SECOND)

    assert count == lines
    assert count * MICROSECONDS / found.period < 4.5


def test_what_xml_forbids_is_left_out() -> None:
    shown = view("catsforkids", "versus", "en")
    (figure, *rest) = shown.numbers
    odd = Ticking("cats\x00\x1b\ufffe & <dogs>", figure.odometer)
    root = tree(replace(shown, numbers=(odd, *rest)))
    assert "cats & <dogs>" in ["".join(each.itertext()) for each in root.iter(f"{SVG}text")]


def test_a_number_that_has_not_begun_or_has_ended_is_whole() -> None:
    since = datetime(2030, 1, 1, tzinfo=UTC)
    options = Options("en", since=since)
    body = svg(build(CAMPAIGNS["catsforkids"], "since-the-campaign", options, NOW)).body
    assert ElementTree.fromstring(body).tag == f"{SVG}svg"
