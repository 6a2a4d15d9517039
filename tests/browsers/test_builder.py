"""The builder as a person meets it: by mouse, by keyboard alone, on a phone, and without any style."""

import subprocess

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.support.browsers.chromium import Chromium
from tests.support.browsers.engines import Engine

LANGUAGES = ["fr", "nl", "de", "en"]
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


def test_it_can_be_filled_in_and_sent_by_keyboard_alone(chromium: Chromium, server: str) -> None:
    def fill(page: Page) -> str:
        page.goto(address(server, "lang=en"))
        for _ in range(20):
            page.keyboard.press("Tab")
            if page.evaluate("() => document.activeElement.id") == "for":
                break
        # Not by its first letters, which are forgotten where the machine is slow.
        while page.evaluate("() => document.activeElement.value") != "drupal":
            page.keyboard.press("ArrowDown")
        for _ in range(7):
            page.keyboard.press("Tab")
        assert page.evaluate("() => document.activeElement.id") == "minutes"
        page.keyboard.type("4")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        return page.url

    found = chromium.on_page(fill)
    assert "for=drupal" in found
    assert "minutes=4" in found


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("query", ["for=site", "for=email", "accent=eee&minutes=x"])
def test_axe_finds_nothing(chromium: Chromium, server: str, query: str, lang: str) -> None:
    def check(page: Page) -> list[str]:
        page.goto(address(server, f"{query}&lang={lang}"))
        return [each["id"] for each in Axe().run(page).response["violations"]]

    assert chromium.on_page(check) == []


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("query", ["for=site", "for=picture", "accent=eee&minutes=x"])
def test_nothing_sticks_out_at_320_pixels(chromium: Chromium, server: str, query: str, lang: str) -> None:
    chromium.open(address(server, f"{query}&lang={lang}"), width=320, height=800)

    assert chromium.evaluate("() => document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("command", [["lynx", "-dump", "-width=200"], ["w3m", "-dump", "-cols", "200"]])
def test_a_text_browser_shows_questions_answers_and_snippet(command: list[str], server: str) -> None:
    asked = address(server, "lang=en&for=sentence")
    said = subprocess.run([*command, asked], capture_output=True, text=True, check=True, timeout=60).stdout

    for text in ("Where will you paste it?", "Only the sentence", "About 13,200", "Show the snippet"):
        assert text in said
