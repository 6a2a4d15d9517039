"""The builder as a person meets it: by mouse, by keyboard alone, on a phone, and without any style."""

import re
import subprocess

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.support.browsers.chromium import Chromium
from tests.support.browsers.engines import Engine

LANGUAGES = ["fr", "nl", "de", "en"]
# Whether the middle of what has the focus is under something else.
COVERED = """() => {
  const focused = document.activeElement, box = focused.getBoundingClientRect();
  return document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2) !== focused;
}"""
SELECTED = "() => getSelection().toString().trim()"


def address(server: str, query: str) -> str:
    return f"{server}/catsforkids/embed?{query}"


@pytest.mark.parametrize("name", ["chromium", "firefox"])
def test_one_click_selects_the_whole_snippet_and_nothing_else(
    name: str, request: pytest.FixtureRequest, server: str
) -> None:
    engine: Engine = request.getfixturevalue(name)
    engine.open(address(server, "lang=en&for=picture"), width=800, height=900)
    whole = engine.evaluate("() => document.querySelector('code').textContent.trim()")
    engine.click(".snippet")

    assert " ".join(engine.evaluate(SELECTED).split()) == " ".join(whole.split())


def focused(page: Page) -> str:
    """The name and the value of what has the focus, or where its link leads."""
    return str(page.evaluate("(e => e.name ? `${e.name}=${e.value}` : e.href)(document.activeElement)"))


def tab_to(page: Page, wanted: str) -> None:
    """Press Tab until what is wanted, a pattern, has the focus."""
    for _ in range(30):
        page.keyboard.press("Tab")
        if re.search(wanted, focused(page)):
            return
    raise AssertionError(f"Tab does not lead to {wanted}")


def test_it_can_be_filled_in_and_sent_by_keyboard_alone(chromium: Chromium, server: str) -> None:
    def fill(page: Page) -> str:
        page.goto(address(server, "lang=en"))
        tab_to(page, "^for=site$")
        for _ in range(4):
            page.keyboard.press("ArrowDown")
        tab_to(page, "^minutes=")
        page.keyboard.type("4")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        return page.url

    found = chromium.on_page(fill)
    assert "for=drupal" in found
    assert "minutes=4" in found


def test_from_the_campaign_to_the_copy_it_is_three_steps_by_keyboard_at_320_pixels(
    chromium: Chromium, server: str
) -> None:
    def copy(page: Page) -> tuple[str, str]:
        page.set_viewport_size({"width": 320, "height": 640})
        page.goto(f"{server}/catsforkids?lang=en")
        tab_to(page, r"/embed\?lang=en&widget=while-reading")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        offered = page.evaluate("() => document.querySelector('code').textContent")
        tab_to(page, "as=text")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        page.keyboard.press("Control+a")
        return offered, page.evaluate(SELECTED)

    offered, copied = chromium.on_page(copy)

    assert "/catsforkids/while-reading.html?lang=en" in copied
    assert copied.split() == offered.split()


def test_a_width_shows_when_its_link_is_followed_and_only_that(chromium: Chromium, server: str) -> None:
    def widths(page: Page) -> list[list[int]]:
        page.set_viewport_size({"width": 1200, "height": 800})
        page.goto(address(server, "lang=en"))
        found = [shown(page)]
        for width in (300, 360, 640):
            page.get_by_role("link", name=f"{width} px").click()
            found.append(shown(page))
        return found

    def shown(page: Page) -> list[int]:
        boxes = [frame.bounding_box() for frame in page.locator("iframe").all()]
        return [round(box["width"]) for box in boxes if box]

    assert chromium.on_page(widths) == [[640, 640], [300, 300], [360, 360], [640, 640]]


def test_what_has_the_focus_is_not_under_the_button_that_stays_in_view(
    chromium: Chromium, server: str
) -> None:
    def covered(page: Page) -> list[str]:
        page.set_viewport_size({"width": 1200, "height": 700})
        page.goto(address(server, "lang=en"))
        tab_to(page, "^for=site$")
        found = []
        for _ in range(14):
            if page.evaluate(COVERED):
                found.append(focused(page))
            page.keyboard.press("ArrowDown")
        return found

    assert chromium.on_page(covered) == []


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("query", ["for=site", "for=email", "accent=eee&minutes=x"])
def test_axe_finds_nothing(chromium: Chromium, server: str, query: str, lang: str) -> None:
    def check(page: Page) -> list[str]:
        page.goto(address(server, f"{query}&lang={lang}"))
        return [each["id"] for each in Axe().run(page).response["violations"]]

    assert chromium.on_page(check) == []


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("query", ["for=site", "for=picture", "for=the-moon&accent=eee&minutes=x"])
def test_nothing_sticks_out_at_320_pixels(chromium: Chromium, server: str, query: str, lang: str) -> None:
    chromium.open(address(server, f"{query}&lang={lang}"), width=320, height=800)

    assert chromium.evaluate("() => document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize(
    "command", [["lynx", "-dump", "-width=200", "-display_charset=utf-8"], ["w3m", "-dump", "-cols", "200"]]
)
def test_a_text_browser_shows_questions_answers_and_snippet(command: list[str], server: str) -> None:
    asked = address(server, "lang=en&for=sentence")
    said = subprocess.run([*command, asked], capture_output=True, text=True, check=True, timeout=60).stdout

    for text in ("Where will you paste it?", "(*) Sentence", "About 13,200", "Update"):
        assert text in said
