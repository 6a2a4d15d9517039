"""The campaign's page in browsers: nothing sticks out, shifts, or is out of a keyboard's reach."""

from itertools import product

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browsers.test_embed import LANGUAGES, SHIFTS
from tests.support.browsers.chromium import Chromium
from tests.support.browsers.engines import Engine
from widget.campaign.library import load_all

PATHS = ["/catsforkids", "/catsforkids/sign", "/privacy"]
# The longest words, and the other direction; it has no other parts than the pages of campaigns.
CASES = [*product(PATHS[:2], LANGUAGES), ("/privacy", "de"), ("/privacy", "ar")]

# How many dots each drawing that is laid out has: a row of them is a dashed line with round ends.
DOTS = """() => [...document.querySelectorAll('.chart [stroke-dasharray]')]
  .filter(path => path.getBoundingClientRect().width)
  .map(path => [...path.getAttribute('d').matchAll(/h([0-9.]+)/g)]
    .reduce((dots, row) => dots + Math.floor(row[1] / 10) + 1, 0))"""


@pytest.mark.parametrize(
    ("path", "lang", "width", "dark"),
    [
        *((*case, 1200, False) for case in (*CASES, ("/rates", "ar"))),
        *((path, "de", 320, True) for path in PATHS),
    ],
)
def test_axe_finds_nothing_in_any_language(
    chromium: Chromium, server: str, path: str, lang: str, width: int, dark: bool
) -> None:
    chromium.open(f"{server}{path}?lang={lang}", width=width, height=800, dark=dark)
    found = chromium.on_page(lambda page: Axe().run(page).response["violations"])

    assert [each["id"] for each in found] == []


@pytest.mark.parametrize(("number", "name"), [*enumerate(load_all([]))])
def test_axe_finds_nothing_on_the_page_of_any_campaign(
    chromium: Chromium, server: str, number: int, name: str
) -> None:
    chromium.open(f"{server}/{name}", width=320, height=700, dark=number % 2 == 0)
    found = chromium.on_page(lambda page: Axe().run(page, options={"iframes": False}).response["violations"])

    assert [each["id"] for each in found] == []


@pytest.mark.parametrize(("path", "lang"), CASES)
def test_nothing_sticks_out_sideways(engine: Engine, server: str, path: str, lang: str) -> None:
    engine.open(f"{server}{path}?lang={lang}", width=1200, height=700)
    for width in (320, 600):
        engine.resize(width, 700)
        assert engine.evaluate("() => document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("path", "lang"), [*product(["/catsforkids"], ["fr", "de", "en"]), ("/rates", "ar")])
def test_nothing_of_a_campaign_sticks_out_at_any_width(
    chromium: Chromium, server: str, path: str, lang: str
) -> None:
    chromium.open(f"{server}{path}?lang={lang}", width=320, height=700)
    for width in range(320, 1201, 40):
        chromium.resize(width, 700)
        assert chromium.evaluate("() => document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("width", [320, 1200])
def test_the_comparison_is_drawn_once_with_as_many_dots_as_its_sentence_says(
    chromium: Chromium, server: str, width: int
) -> None:
    chromium.open(f"{server}/catsforkids?lang=en", width=width, height=900)

    assert chromium.evaluate(DOTS) == [78]


def test_the_numbers_of_a_comparison_stand_on_one_line(engine: Engine, server: str) -> None:
    engine.open(f"{server}/catsforkids?lang=de", width=1200, height=900)
    few, many = engine.evaluate(
        "() => [...document.querySelectorAll('.number')].map(number => {"
        " const mark = number.appendChild(document.createElement('span'));"
        " mark.style.display = 'inline-block'; return mark.getBoundingClientRect().bottom })"
    )

    assert few == pytest.approx(many, abs=1)


def test_a_page_does_not_shift_while_it_loads(chromium: Chromium, server: str) -> None:
    def visit(page: Page) -> float:
        page.set_viewport_size({"width": 700, "height": 900})
        page.goto(f"{server}/catsforkids?lang=fr")
        return float(page.evaluate(SHIFTS.replace("6000", "1000")))

    assert chromium.on_page(visit) == 0


def test_a_reader_who_stays_at_the_top_loads_one_number(chromium: Chromium, server: str) -> None:
    asked: list[str] = []

    def visit(page: Page) -> None:
        page.on("request", lambda request: asked.append(request.url))
        page.set_viewport_size({"width": 700, "height": 600})
        page.goto(f"{server}/catsforkids?lang=fr")

    chromium.on_page(visit)
    documents = [url for url in asked if "/static/" not in url]

    assert documents[:2] == [
        f"{server}/catsforkids?lang=fr",
        f"{server}/catsforkids/while-reading.html?lang=fr",
    ]
    assert all(url.startswith(server) for url in asked)


def test_a_printed_page_has_sentences_in_the_place_of_frames(chromium: Chromium, server: str) -> None:
    chromium.open(f"{server}/catsforkids?lang=en", width=700, height=900)
    chromium.on_page(lambda page: page.emulate_media(media="print"))
    printed = chromium.evaluate("() => document.body.innerText")

    assert printed.count("13,200 images of child sexual abuse") >= 3
    assert "Paste this" not in printed
    assert "As picture" not in printed


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
