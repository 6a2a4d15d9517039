"""Snippets on somebody's page: they tick, stop, fit and ask nobody else."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browsers.test_embed import SHIFTS
from tests.support.browsers.chromium import Chromium
from tests.support.browsers.engines import Engine
from tests.support.browsers.firefox import Firefox
from tests.support.browsers.processes import wait_until
from tests.support.examples import CAMPAIGNS
from widget.formats.html import html
from widget.paste.heights import floor
from widget.paste.snippets import oembed_html, snippet
from widget.view.options import LAYOUTS, SIZES, Options
from widget.view.view import View, build

NOW = datetime(2026, 11, 22, 12, 34, 56, tzinfo=UTC)
FRAMED = ["site", "wordpress", "ghost", "drupal", "static", "zero-request", "self-hosted"]
# Nobody listens there.
NOBODY = "http://127.0.0.1:9"
BOX = """() => [document.querySelector("iframe"), document.querySelector("article")]
  .map(each => each.getBoundingClientRect()).flatMap(box => [box.width, box.height])"""
LINKS = "() => [...document.querySelectorAll('article a')].map(each => each.href)"
ASKED = "() => performance.getEntriesByType('resource').map(each => each.name)"
WHOLE = "() => document.documentElement.scrollHeight <= innerHeight"
# All but the one that says that a number is true, which moves nothing.
RUNNING = """() => document.getAnimations().filter(each => each.animationName != "live")
  .filter(each => each.playState == "running" && each.effect.getTiming().duration > 0).length"""


@cache
def view(public: str, name: str = "while-reading", lang: str = "en", **more: Any) -> View:
    return build(CAMPAIGNS["catsforkids"], name, Options(lang, **more), NOW, public)


def article(pasted: str, width: int = 560) -> str:
    """A page with a column, and something pasted between two paragraphs."""
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>An article</title>'
        f'<link rel="icon" href="data:,"><body style="margin:0"><article style="width:{width}px">'
        f"<p>Before.</p>{pasted}<p>After.</p></article></body></html>"
    )


def put(pages: dict[str, str], destination: str, shown: View, width: int = 560) -> None:
    """Serve a page with a snippet, and the saved file beside it."""
    pages["/"] = article(snippet(destination, shown), width)
    pages[f"/static/{shown.name}.html"] = html(replace(shown, public="")).body.decode()


def inside(browser: Engine, script: str) -> Any:
    """What a script returns in the frame, which may not run any of its own."""
    if isinstance(browser, Chromium):
        return browser.on_page(lambda page: page.frames[1].evaluate(script))
    assert isinstance(browser, Firefox)
    client = browser._client
    client.switch_to_frame(0)
    try:
        return client.execute_script(f"return ({script})()", sandbox="system")
    finally:
        client.switch_to_frame()


def until(browser: Engine, script: str) -> None:
    """Wait until a script in the frame returns what is true: the frame is sized after the page is loaded."""
    wait_until(lambda: inside(browser, script) or None, script)


def click_inside(browser: Engine, selector: str) -> None:
    if isinstance(browser, Chromium):
        browser.on_page(lambda page: page.frames[1].locator(selector).click())
        return
    assert isinstance(browser, Firefox)
    browser._client.switch_to_frame(0)
    try:
        browser._client.find_element("css selector", selector).click()
    finally:
        browser._client.switch_to_frame()


def own_address(destination: str, server: str, host: str, query: str = "lang=en") -> list[str]:
    """What a page with a snippet asks for besides itself."""
    own = {"zero-request": [], "self-hosted": [f"{host}/static/while-reading.html"]}
    return own.get(destination, [f"{server}/catsforkids/while-reading.html?{query}"])


@pytest.mark.parametrize("destination", FRAMED)
def test_it_fits_its_column_ticks_stops_and_asks_for_itself_alone(
    browser: Engine, server: str, pages: dict[str, str], other_origin: str, destination: str
) -> None:
    put(pages, destination, view(server))
    browser.open(f"{other_origin}/", width=640, height=500)
    until(browser, WHOLE)
    width, height, column, _ = browser.evaluate(BOX)

    assert width == column == 560
    assert floor(view(server)).at(560) - 1 <= height <= floor(view(server)).at(560)
    assert inside(browser, WHOLE)
    assert view(server).sources[0].url in browser.evaluate(LINKS)
    assert f"{server}/catsforkids?lang=en" in browser.evaluate(LINKS)
    asked = [url for url in browser.evaluate(ASKED) if not url.startswith(("data:", "about:"))]
    assert asked == own_address(destination, server, other_origin)
    assert inside(browser, ASKED) == []
    assert inside(browser, RUNNING) > 0
    click_inside(browser, ".stop")
    assert inside(browser, RUNNING) == 0
    assert inside(browser, "() => document.querySelector('.stop input').checked")


@pytest.mark.parametrize("destination", FRAMED)
def test_nothing_shifts_and_nothing_is_asked_of_anybody_else(
    chromium: Chromium, server: str, pages: dict[str, str], other_origin: str, destination: str
) -> None:
    query = {"card": "lang=en", "banner": "lang=en&layout=banner", "line": "lang=en&layout=line"}
    for layout in LAYOUTS:
        put(pages, destination, view(server, layout=layout))
        asked: list[str] = []

        def visit(page: Page, asked: list[str] = asked) -> float:
            page.on("request", lambda request: asked.append(request.url))
            page.set_viewport_size({"width": 640, "height": 500})
            page.goto(f"{other_origin}/")
            # Only of the page: in a frame that may run nothing, no timer would end it.
            shifted: float = page.evaluate(SHIFTS.replace("6000", "300"))
            return shifted

        assert chromium.on_page(visit) == 0
        fetched = [url for url in asked if url.startswith("http")]
        assert fetched[0] == f"{other_origin}/"
        assert fetched[1:] == own_address(destination, server, other_origin, query[layout])


@pytest.mark.parametrize("layout", LAYOUTS)
def test_it_is_whole_in_every_column(
    browser: Engine, server: str, pages: dict[str, str], other_origin: str, layout: str
) -> None:
    for width in (320, 480, 700):
        for name in ("while-reading", "versus", "every-second"):
            put(pages, "zero-request", view(server, name, "de", layout=layout), width)
            browser.open(f"{other_origin}/", width=720, height=500)

            assert browser.evaluate(BOX)[0] == width
            until(browser, WHOLE)


def test_a_page_without_any_network_ticks_and_asks_for_nothing(chromium: Chromium) -> None:
    asked: list[str] = []

    def visit(page: Page) -> int:
        page.goto("about:blank")
        page.context.set_offline(True)
        try:
            page.on("request", lambda request: asked.append(request.url))
            page.set_content(article(snippet("zero-request", view(NOBODY, theme="dark"))))
            running: int = page.frames[1].evaluate(RUNNING)
            return running
        finally:
            page.context.set_offline(False)

    assert chromium.on_page(visit) > 0
    assert [url for url in asked if not url.startswith(("about:", "data:"))] == []


def test_the_html_of_oembed_fits_a_column_and_ticks(
    browser: Engine, server: str, pages: dict[str, str], other_origin: str
) -> None:
    for width in (260, 560):
        pages["/"] = article(
            oembed_html(view(server), 240).replace("<figure", '<figure style="margin:0"'), width
        )
        browser.open(f"{other_origin}/", width=640, height=500)

        assert browser.evaluate(BOX)[:2] == [width, 240]
        assert inside(browser, WHOLE)
        assert inside(browser, RUNNING) > 0


@pytest.mark.parametrize("destination", ["email", "picture"])
def test_a_picture_keeps_to_its_column_and_its_proportions(
    browser: Engine, server: str, pages: dict[str, str], other_origin: str, destination: str
) -> None:
    put(pages, destination, view(server, size=SIZES[1]), 320)
    browser.open(f"{other_origin}/", width=640, height=500)
    size = browser.evaluate(
        """() => { const box = document.querySelector("img").getBoundingClientRect()
        return [box.width, Math.round(box.height), document.documentElement.scrollWidth] }"""
    )

    assert size == [320, 107 if destination == "email" else 168, 640]
    assert [url.partition("?")[0] for url in browser.evaluate(ASKED) if url.startswith("http")] == [
        f"{server}/catsforkids/while-reading.{'gif' if destination == 'email' else 'png'}"
    ]
    assert view(server).sources[0].url in browser.evaluate(LINKS)


def test_a_transparent_frame_shows_the_page_behind_it(
    browser: Engine, server: str, pages: dict[str, str], other_origin: str
) -> None:
    pages["/"] = article(snippet("site", view(server, theme="transparent-light"))).replace(
        "<body", "<style>:root{color-scheme:dark;background:#123456}</style><body"
    )
    for dark in (False, True):
        browser.open(f"{other_origin}/", width=640, height=500, dark=dark)

        assert browser.screenshot().getpixel((555, 55)) == (0x12, 0x34, 0x56)
