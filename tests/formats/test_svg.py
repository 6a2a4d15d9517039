"""The svg picture: whole without its style sheet, small, valid, and shut off from the page around it."""

import gzip
import io
import re
from base64 import b64encode
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
from widget.formats import svg_number, typeset
from widget.formats.svg import svg
from widget.language.cldr import language
from widget.numbers.odometer import MICROSECONDS, line_count, odometer
from widget.numbers.rates import rate_per
from widget.view.options import THEMES, Options
from widget.view.view import Ticking, View, build

EVERY = pytest.mark.parametrize(("campaign", "name", "lang"), WIDGETS)
SVG = "{http://www.w3.org/2000/svg}"
MOST = 6 * 1024


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
        font_files=typeset.font_files(),
        font_family=typeset.FAMILIES[0],
        sans_serif_family=typeset.FAMILIES[0],
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


@pytest.mark.parametrize("name", ["today", "since-the-campaign", "while-reading"])
def test_a_still_renderer_draws_the_value_of_the_moment_and_no_other_digit(name: str) -> None:
    shown = view("catsforkids", name, "en", "light")
    root = tree(shown)
    _, window = root.iter(f"{SVG}svg")
    for text in window.iter(f"{SVG}text"):
        keep_first_row(text)
    seen = [
        (float(x), each.text or "")
        for each in window.iter(f"{SVG}text")
        if each.get("visibility") != "hidden"
        for x in each.attrib["x"].split()[:1]
    ]
    value = re.sub(r"\D", "", "".join(text for _, text in sorted(seen)))

    assert pixels(ElementTree.tostring(root, "unicode")) == pixels(svg(shown).body.decode())
    assert shown.value * 0.999 <= int(value) <= shown.value


def keep_first_row(text: ElementTree.Element) -> None:
    """Take out of a text what stands above or below the window."""
    up = float((re.findall(r"-(\d+)\)", text.get("transform", "")) or ["0"])[0])
    across, down = text.attrib["x"].split(), text.attrib["y"].split()
    down *= len(across) if len(down) == 1 else 1
    kept = [i for i, y in enumerate(down) if 0 <= float(y) - up <= svg_number.HEIGHT]
    text.text = "".join((text.text or "")[i] for i in kept)
    text.attrib["x"], text.attrib["y"] = (" ".join(each[i] for i in kept) for each in (across, down))


@given(ANY_RATE, STARTS, st.sampled_from(["en", "fr", "hi", "ar"]))
def test_at_the_load_every_number_is_true(rate: Fraction, start: Fraction, tag: str) -> None:
    words = language(tag)
    number = Ticking("", odometer(rate, start, words), "")
    shown = digits_at_load(svg_number.svg_number(number, words, "m", "ma"), words.digits)

    late = rate * Fraction(1, 3) if number.odometer.low else 0
    least = (start - late - rate * 5 / MICROSECONDS) * (1 - Fraction(1, 10**6))
    assert least - 1 <= shown <= start


def digits_at_load(found: svg_number.SvgNumber, digits: str) -> int:
    """The digits in the window of a number when it loads, read by their places."""
    seen = []
    for glyphs in [*found.strips, *found.heads[:1]]:
        across = [float(x) for x in glyphs.x.split()]
        down = [float(y) for y in glyphs.y.split()] or [0.0]
        down = down * len(across) if len(down) == 1 else down
        for character, x, y in zip(glyphs.text, across, down, strict=True):
            if 0 <= y - glyphs.up <= svg_number.HEIGHT and x > found.hidden and character in digits:
                seen.append((x, str(digits.index(character))))
    return int("".join(character for _, character in sorted(seen)))


@pytest.mark.parametrize(("rate", "lines"), [(19_000_000, 17), (243_000, 10), (10**12, 27)])
def test_a_number_changes_about_three_times_a_second_at_most(rate: int, lines: int) -> None:
    found = odometer(rate_per(rate, "day"), Fraction(0), language("en"))
    count = line_count(found.period, found.digits, svg_number.UPDATES_PER_SECOND)

    assert count == lines
    assert count * MICROSECONDS / found.period < 4.5


def test_what_xml_forbids_is_left_out() -> None:
    shown = view("catsforkids", "versus", "en")
    (figure, *rest) = shown.numbers
    odd = Ticking("cats\x00\x1b\ufffe & <dogs>", figure.odometer, figure.last)
    root = tree(replace(shown, numbers=(odd, *rest)))
    assert "cats & <dogs>" in ["".join(each.itertext()) for each in root.iter(f"{SVG}text")]


def test_a_number_that_has_not_begun_or_has_ended_is_whole() -> None:
    since = datetime(2030, 1, 1, tzinfo=UTC)
    options = Options("en", since=since)
    body = svg(build(CAMPAIGNS["catsforkids"], "since-the-campaign", options, NOW)).body
    assert ElementTree.fromstring(body).tag == f"{SVG}svg"
