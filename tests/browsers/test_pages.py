"""The campaign's page in browsers: nothing sticks out, shifts, or is out of a keyboard's reach."""

from itertools import product

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browsers.test_embed import LANGUAGES, SHIFTS
from tests.support.browsers.chromium import Chromium
from tests.support.browsers.engines import Engine

PATHS = ["/catsforkids", "/catsforkids/sign", "/privacy"]
# The longest words, and the other direction; it has no other parts than the pages of campaigns.
CASES = [*product(PATHS[:2], LANGUAGES), ("/privacy", "de"), ("/privacy", "ar")]


@pytest.mark.parametrize(
    ("path", "lang", "width", "dark"),
    [*((*case, 1200, False) for case in CASES), *((path, "de", 320, True) for path in PATHS)],
)
def test_axe_finds_nothing_in_any_language(
    chromium: Chromium, server: str, path: str, lang: str, width: int, dark: bool
) -> None:
    chromium.open(f"{server}{path}?lang={lang}", width=width, height=800, dark=dark)
    found = chromium.on_page(lambda page: Axe().run(page).response["violations"])

    assert [each["id"] for each in found] == []


@pytest.mark.parametrize(("path", "lang"), CASES)
def test_nothing_sticks_out_sideways(engine: Engine, server: str, path: str, lang: str) -> None:
    for width in (320, 600):
        engine.open(f"{server}{path}?lang={lang}", width=width, height=700)
        assert engine.evaluate("() => document.documentElement.scrollWidth") <= width


def test_the_bars_of_the_chart_are_true_to_scale(engine: Engine, server: str) -> None:
    engine.open(f"{server}/catsforkids?lang=en", width=700, height=900)
    short, long = engine.evaluate(
        "() => [...document.querySelectorAll('.chart rect')].map(bar => bar.getBoundingClientRect().width)"
    )

    assert long > 500
    assert long / short == pytest.approx(19_000 / 243, rel=0.005)


def test_a_page_does_not_shift_while_it_loads(chromium: Chromium, server: str) -> None:
    def visit(page: Page) -> float:
        page.set_viewport_size({"width": 700, "height": 900})
        page.goto(f"{server}/catsforkids?lang=fr")
        return float(page.evaluate(SHIFTS.replace("6000", "1000")))

    assert chromium.on_page(visit) == 0


def test_frames_and_pictures_far_below_are_not_fetched(chromium: Chromium, server: str) -> None:
    asked: list[str] = []

    def visit(page: Page) -> None:
        page.on("request", lambda request: asked.append(request.url))
        page.set_viewport_size({"width": 700, "height": 600})
        page.goto(f"{server}/catsforkids?lang=fr")

    chromium.on_page(visit)
    assert f"{server}/catsforkids/while-reading.html?lang=fr" in asked
    assert not [url for url in asked if ".png?" in url]
    assert all(url.startswith(server) for url in asked)


@pytest.mark.parametrize("path", PATHS)
def test_every_link_shows_when_the_keyboard_is_on_it(chromium: Chromium, server: str, path: str) -> None:
    chromium.open(f"{server}{path}?lang=en", width=700, height=900)
    seen = []
    for _ in range(8):
        chromium.press("Tab")
        seen.append(
            chromium.evaluate("""() => [document.activeElement.tagName,
            getComputedStyle(document.activeElement).outlineStyle]""")
        )

    assert [tag for tag, _ in seen].count("A") >= 5
    assert {style for tag, style in seen if tag == "A"} == {"solid"}
