"""The home page in browsers: it fits; its numbers tick and stop together, or amounts stand there."""

from collections.abc import Iterator
from itertools import product

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.support.browsers.chromium import Chromium
from tests.support.browsers.engines import Engine
from tests.support.browsers.reading import read_styles
from tests.support.browsers.servers import meanwhile
from tests.support.toml import small, write

LANGUAGES = ("en", "de", "ar")
# The widths at which a label is in lines of which one begins with a separator.
FALLEN = """() => {
  const bottom = (node, at) => { const range = document.createRange(); range.setStart(node, at)
    range.setEnd(node, at + 1); return range.getBoundingClientRect().bottom }
  const label = document.querySelector(".label:has(i)"), note = label.querySelector("i").firstChild
  const before = label.querySelector("a").firstChild
  return [...Array(60).keys()].map(each => 150 + 5 * each).filter(width => {
    label.style.width = `${width}px`
    return Math.abs(bottom(before, before.length - 1) - bottom(note, 0)) > 4
  }) }"""
SHOWN = "selector => [...document.querySelectorAll(selector)].filter(each => each.checkVisibility()).length"
RUNNING = """() => document.getAnimations().filter(({playState, effect}) => playState == "running"
  && effect.target.closest(".u > *") && effect.target.checkVisibility({contentVisibilityAuto: true}))
  .length"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server with topics of one number, of two, and of more than there is room for."""
    folder = tmp_path_factory.mktemp("campaigns")
    for i, topic in enumerate(["food", "people", "people", *["climate"] * 5]):
        texts = dict.fromkeys(LANGUAGES, f"Kohlendioxidemissionen {topic} 26. November 2026")
        changes = {"title": texts, "figures__births__unit": texts, "widgets__reading__label": texts}
        sentence = dict.fromkeys(LANGUAGES, "{minute}, {day}.")
        data = small(
            name=f"c{i}",
            topic=topic,
            languages=list(LANGUAGES),
            widgets__reading__sentence=sentence,
            **changes,
        )
        write(folder, data, f"c{i}.toml")
    with meanwhile("--campaigns", str(folder)) as address:
        yield address


@pytest.mark.parametrize(("lang", "width", "dark"), [*product(LANGUAGES, [1200], [False]), ("de", 320, True)])
def test_axe_finds_nothing(chromium: Chromium, server: str, lang: str, width: int, dark: bool) -> None:
    chromium.open(f"{server}/?lang={lang}", width=width, height=800, dark=dark)
    found = chromium.on_page(lambda page: Axe().run(page).response["violations"])

    assert [each["id"] for each in found] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_sticks_out_sideways(engine: Engine, server: str, lang: str) -> None:
    engine.open(f"{server}/?lang={lang}&q=c", width=1200, height=700)
    for width in (320, 390, 600, 800, 1000, 1200):
        engine.resize(width, 700)
        assert engine.evaluate("() => document.documentElement.scrollWidth") <= width, width


def test_no_line_begins_with_a_separator(engine: Engine, server: str) -> None:
    engine.open(f"{server}/?lang=de", width=1200, height=700)

    assert engine.evaluate(FALLEN) == []


def test_a_keyboard_is_at_the_topics_after_four_keys(chromium: Chromium, server: str) -> None:
    chromium.open(f"{server}/?lang=en", width=390, height=700)
    for key in ("Tab", "Tab", "Enter", "Tab"):
        chromium.press(key)

    assert chromium.evaluate("() => document.activeElement.matches('#numbers nav a:first-child')")


def test_one_control_stops_all_numbers_and_starts_them_again(chromium: Chromium, server: str) -> None:
    chromium.open(f"{server}/?lang=en", width=1200, height=900)
    assert chromium.evaluate(SHOWN, ".num") > 1
    assert chromium.evaluate(RUNNING) > 1
    chromium.evaluate("() => document.querySelector('.stop input').focus()")
    chromium.press("Space")
    assert chromium.evaluate(RUNNING) == 0
    chromium.evaluate("() => scrollTo(0, document.body.scrollHeight)")
    chromium.evaluate("() => new Promise(seen => requestAnimationFrame(() => requestAnimationFrame(seen)))")
    assert chromium.evaluate(RUNNING) == 0, "nor does what comes into sight"
    chromium.press("Space")
    assert chromium.evaluate(RUNNING) > 1


def test_the_numbers_are_those_of_the_embeds(engine: Engine, server: str) -> None:
    engine.open(f"{server}/?lang=en", width=1200, height=900)

    assert read_styles(engine, ".n0") != ""


@pytest.mark.parametrize("printed", [True, False])
def test_where_nothing_moves_amounts_stand_in_the_numbers_places(
    chromium: Chromium, server: str, printed: bool
) -> None:
    chromium.open(f"{server}/?lang=en", width=1200, height=900, reduced_motion=not printed)
    if printed:
        chromium.on_page(lambda page: page.emulate_media(media="print"))

    assert chromium.evaluate(SHOWN, ".num") == 0
    assert chromium.evaluate(SHOWN, ".num + .amount") > 1


def test_every_link_and_control_shows_when_the_keyboard_is_on_it(chromium: Chromium, server: str) -> None:
    chromium.open(f"{server}/?lang=en", width=1200, height=900)
    seen: list[list[object]] = []
    while [True, "solid"] not in seen and len(seen) < 80:
        chromium.press("Tab")
        seen.append(
            chromium.evaluate("""() => { const on = document.activeElement
            return [on.type == "checkbox", getComputedStyle(on.closest(".stop") || on).outlineStyle] }""")
        )

    assert [True, "solid"] in seen
    assert {style for _, style in seen} == {"solid"}


def test_from_the_home_page_to_a_snippet_are_three_clicks(chromium: Chromium, server: str) -> None:
    def visit(page: Page) -> str:
        page.goto(f"{server}/?lang=en")
        page.locator("nav a[href*='topic=climate']").click()
        page.locator(".item .more a").first.click()
        return page.locator("pre, textarea").first.inner_text()

    assert "<iframe" in chromium.on_page(visit)
