"""What a reader meets: a frame on somebody's page, in every engine."""

from fractions import Fraction

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browsers.test_exactness import check, digits
from tests.support.browsers.chromium import Chromium
from tests.support.browsers.engines import Engine
from tests.support.browsers.reading import read_styles
from tests.support.browsers.servers import CAMPAIGNS
from tests.support.browsers.states import state
from tests.support.browsers.timeline import run_from, seek

WIDGETS = ["while-reading", "today", "since-the-campaign", "versus", "every-second"]
LANGUAGES = ["fr", "nl", "de", "en"]
SHIFTS = """() => new Promise(resolve => {
  let sum = 0
  new PerformanceObserver(list => { for (const entry of list.getEntries()) sum += entry.value })
    .observe({type: "layout-shift", buffered: true})
  setTimeout(() => resolve(sum), 6000)
})"""


def embed(server: str, widget: str = "while-reading", query: str = "lang=en") -> str:
    return f"{server}/catsforkids/{widget}.html?{query}"


def framed(address: str, more: str = "", width: str = "100%") -> str:
    """A host page with one frame and a paragraph below it."""
    return (
        '<!doctype html><html lang="en"><title>An article</title>'
        '<link rel="icon" href="data:,"><body style="margin:0">'
        f'<iframe src="{address.replace("&", "&amp;")}" title="A number" width="{width}" height="240" '
        f'frameborder="0" {more}></iframe><p>The article goes on.</p></body></html>'
    )


@pytest.mark.parametrize("layout", ["card", "banner", "line"])
@pytest.mark.parametrize("widget", WIDGETS)
def test_nothing_sticks_out_sideways_from_200_pixels_on(
    engine: Engine, server: str, widget: str, layout: str
) -> None:
    engine.open(embed(server, widget, f"lang=de&layout={layout}"), width=1200, height=400)
    for width in (1200, 700, 320, 200):
        if engine.name == "webkit" and width < 320:
            continue  # its smallest window is wider
        engine.resize(width, 400)
        assert engine.evaluate("() => document.documentElement.scrollWidth") <= width


def test_it_ticks_in_a_closed_sandbox_and_asks_for_nothing_else(
    chromium: Chromium, server: str, pages: dict[str, str], other_origin: str
) -> None:
    pages["/"] = framed(embed(server), 'sandbox="" referrerpolicy="no-referrer"')
    asked: list[str] = []
    said: list[str] = []

    def visit(page: Page) -> list[int]:
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.set_viewport_size({"width": 640, "height": 400})
        page.goto(f"{other_origin}/")
        return [len(set(page.frames[1].locator(".n0").evaluate(RUNNING))) for _ in range(2)]

    running = chromium.on_page(visit)
    assert asked == [f"{other_origin}/", embed(server)]
    assert said == []
    assert running[0] > 0


RUNNING = """element => document.getAnimations()
  .filter(animation => animation.playState == "running" && animation.effect.getTiming().duration > 0)
  .map(animation => animation.effect.getTiming().duration)"""


def test_neither_page_nor_frame_shifts(
    chromium: Chromium, server: str, pages: dict[str, str], other_origin: str
) -> None:
    pages["/"] = framed(embed(server))

    def visit(page: Page) -> tuple[float, float]:
        page.set_viewport_size({"width": 640, "height": 400})
        page.goto(f"{other_origin}/")
        return page.frames[1].evaluate(SHIFTS), page.evaluate(SHIFTS.replace("6000", "100"))

    assert chromium.on_page(visit) == (0, 0)


def test_the_number_pauses_and_goes_on_together_after_40_toggles(engine: Engine, server: str) -> None:
    engine.open(embed(server, "versus"), width=640, height=240)
    run_from(engine, 20_000)
    for _ in range(40):
        engine.evaluate("() => document.querySelector('input').click()")
    engine.click(".stop")
    times = engine.evaluate(
        """() => Promise.all(document.getAnimations({subtree: true})
        .filter(each => each.effect.getTiming().iterations > 1)
        .map(each => each.ready.then(() => [each.playState, each.currentTime])))"""
    )
    waiting = [time for state, time in times if state == "paused"]
    assert len(waiting) == len(times) > 5
    # Milliseconds. Chromium rounds at each toggle, the more the busier it is; an update takes sixty of them.
    assert max(waiting) - min(waiting) < 1
    shown = digits(read_styles(engine, ".n1"))
    check(engine, shown, Fraction(19_000_000, 86_400_000), waiting[0])
    engine.click(".stop")
    states = engine.evaluate(
        """() => document.getAnimations({subtree: true})
        .filter(each => each.effect.getTiming().iterations > 1).map(each => each.playState)"""
    )
    assert set(states) == {"running"}


def test_the_control_works_by_keyboard_and_is_large_enough(engine: Engine, server: str) -> None:
    engine.open(embed(server), width=260, height=240)
    width, height = engine.evaluate(
        """() => { const box = document.querySelector(".stop").getBoundingClientRect()
        return [box.width, box.height] }"""
    )
    assert width >= 24
    assert height >= 24
    engine.press("Tab")
    engine.press(" ")
    assert engine.evaluate("() => document.querySelector('input').checked")
    assert engine.evaluate("() => document.activeElement == document.querySelector('input')")


def test_under_reduced_motion_the_sentence_stands_until_the_control_starts_the_number(
    engine: Engine, server: str
) -> None:
    if "reduced_motion" not in engine.capabilities:
        pytest.skip("it cannot be asked for reduced motion")
    engine.open(embed(server), width=640, height=240, reduced_motion=True)
    moving = """() => document.getAnimations({subtree: true})
        .filter(each => each.playState == "running" && each.effect.target.closest(".n")).length"""
    assert engine.evaluate(moving) == 0
    assert engine.evaluate("() => getComputedStyle(document.querySelector('.num')).display") == "none"
    engine.click(".stop")
    assert engine.evaluate(moving) > 0
    seek(engine, 10_000)
    check(engine, digits(read_styles(engine, ".n0")), Fraction(19_000_000, 86_400_000), 10_000)


@pytest.mark.parametrize("widget", WIDGETS)
@pytest.mark.parametrize(("width", "dark"), [(640, False), (320, True)])
def test_axe_finds_nothing(chromium: Chromium, server: str, widget: str, width: int, dark: bool) -> None:
    for lang in LANGUAGES:
        chromium.open(embed(server, widget, f"lang={lang}"), width=width, height=400, dark=dark)
        found = chromium.on_page(lambda page: Axe().run(page).response["violations"])
        # An embed stands in somebody's article, which has the h1.
        assert [each["id"] for each in found if each["id"] != "page-has-heading-one"] == []


@pytest.mark.parametrize("path", ["/", "/catsforkids", "/nothing", "/catsforkids/today.html?lang=xx"])
@pytest.mark.parametrize(("width", "dark"), [(1000, False), (1000, True), (320, False)])
def test_axe_finds_nothing_on_pages(
    chromium: Chromium, server: str, path: str, width: int, dark: bool
) -> None:
    chromium.open(f"{server}{path}", width=width, height=800, dark=dark)
    found = chromium.on_page(lambda page: Axe().run(page).response["violations"])
    ids = [each["id"] for each in found]
    assert [each for each in ids if each != "page-has-heading-one" or ".html" not in path] == []
    assert chromium.evaluate("() => document.documentElement.scrollWidth") <= width


def test_the_accessibility_tree_has_the_sentence_once_and_no_digits(chromium: Chromium, server: str) -> None:
    chromium.open(embed(server), width=640, height=240)

    def names(page: Page) -> list[str]:
        nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
        read = [node for node in nodes if not node["ignored"] and node["role"]["value"] == "StaticText"]
        return [node["name"]["value"] for node in read]

    read = chromium.on_page(names)
    sentence = "About 13,200 images of child sexual abuse are shared every minute, 19 million a day."
    assert read.count(sentence) == 1
    assert [text for text in read if text.strip().isdigit() or "0\n1" in text] == []


def test_a_page_open_at_midnight_keeps_its_day_and_its_sentence_and_no_number(
    engine: Engine, server: str
) -> None:
    engine.open(embed(server, "today"), width=640, height=240)
    ends = engine.evaluate(
        "() => parseFloat(getComputedStyle(document.querySelector('main')).animationDelay.split(',')[1])"
    )
    engine.evaluate(
        "time => { for (const each of document.getAnimations()) each.currentTime = time }",
        ends * 1000 - 60_000,
    )
    assert state(engine)["numbers"] == 1
    engine.evaluate(
        "time => { for (const each of document.getAnimations()) each.currentTime = time }", ends * 1000
    )
    over = state(engine)
    assert (over["numbers"], over["control"]) == (0, 0)
    day = engine.evaluate("() => document.querySelector('.what i').textContent")
    assert day.removeprefix("· ") in engine.evaluate("() => document.querySelector('.say').textContent")


def test_forced_colours_and_print_keep_the_sentence(chromium: Chromium, server: str) -> None:
    chromium.open(embed(server), width=640, height=240, forced_colors=True)
    assert (
        chromium.evaluate("() => getComputedStyle(document.querySelector('.stop')).borderTopStyle") == "solid"
    )
    chromium.on_page(lambda page: page.emulate_media(media="print"))
    assert chromium.evaluate("() => getComputedStyle(document.querySelector('.num')).display") == "none"
    assert chromium.evaluate("() => document.querySelector('.say').getBoundingClientRect().height") > 0


def test_a_dark_theme_is_dark_whatever_the_reader_chose(engine: Engine, server: str) -> None:
    engine.open(embed(server, query="lang=en&theme=dark"), width=300, height=240)
    assert engine.screenshot().getpixel((150, 3)) == (0x14, 0x18, 0x1B)


def test_the_campaigns_of_the_tests_are_in_order() -> None:
    assert {file.name for file in CAMPAIGNS.iterdir()} == {"rates.toml", "through-time.toml", "world.toml"}
