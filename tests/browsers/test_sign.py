"""The sign in browsers: it fills the first screen, and prints as exactly one sheet."""

import base64
import re
import zlib

import pytest
from playwright.sync_api import Page

from tests.browsers.test_embed import LANGUAGES
from tests.support.browsers.chromium import Chromium
from tests.support.browsers.engines import Engine
from tests.support.browsers.firefox import Firefox

BOX = """() => { const box = document.querySelector(".sign").getBoundingClientRect()
  return [box.left, box.top, box.right, box.bottom, document.documentElement.clientWidth] }"""
# In centimetres.
PAPERS = {"A4": (21.0, 29.7), "Letter": (21.59, 27.94)}
PHONES = [(320, 568), (360, 740), (390, 844)]


def sheets(pdf: bytes) -> int:
    """How many pages a PDF has; Firefox keeps their objects in compressed streams (ISO 32000, 7.5.7)."""
    parts = [pdf, *map(inflated, re.findall(rb"stream\r?\n(.*?)endstream", pdf, flags=re.DOTALL))]
    return sum(len(re.findall(rb"/Type\s*/Page\b", part)) for part in parts)


def inflated(stream: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(stream)
    except zlib.error:
        return b""


def printed(firefox: Firefox, width: float, height: float) -> bytes:
    """The page as Firefox prints it (WebDriver, 18.1); Marionette's Python driver has no method for that."""
    asked = {"page": {"width": width, "height": height}}
    return base64.b64decode(firefox._client._send_message("WebDriver:Print", asked, key="value"))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("paper", PAPERS)
def test_it_prints_on_exactly_one_sheet(chromium: Chromium, server: str, paper: str, lang: str) -> None:
    chromium.open(f"{server}/catsforkids/sign?lang={lang}", width=800, height=900)

    def made(page: Page) -> bytes:
        return page.pdf(format=paper)

    assert sheets(chromium.on_page(made)) == 1


def test_sheets_are_counted(chromium: Chromium, firefox: Firefox, server: str) -> None:
    for browser in (chromium, firefox):
        browser.open(f"{server}/catsforkids?lang=fr", width=800, height=900)

    assert sheets(chromium.on_page(lambda page: page.pdf(format="A4"))) > 1
    assert sheets(printed(firefox, *PAPERS["A4"])) > 1


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("paper", PAPERS)
def test_firefox_prints_it_on_one_sheet_too(firefox: Firefox, server: str, paper: str, lang: str) -> None:
    firefox.open(f"{server}/catsforkids/sign?lang={lang}", width=800, height=900)

    assert sheets(printed(firefox, *PAPERS[paper])) == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_only_the_sign_is_printed_and_all_of_it(chromium: Chromium, server: str, lang: str) -> None:
    chromium.open(f"{server}/catsforkids/sign?lang={lang}", width=703, height=1000)
    chromium.on_page(lambda page: page.emulate_media(media="print"))
    shown = chromium.evaluate(
        """() => [".sign", ".column", "footer"].map(
        name => document.querySelector(name).getBoundingClientRect().height)"""
    )
    inside = chromium.evaluate(
        """() => { const sign = document.querySelector(".sign")
        return [sign.scrollHeight - sign.clientHeight, sign.scrollWidth - sign.clientWidth] }"""
    )

    assert shown[0] > 900
    assert shown[1:] == [0, 0]
    assert inside == [0, 0]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_fills_the_first_screen_of_a_phone(chromium: Chromium, server: str, lang: str) -> None:
    for width, height in PHONES:
        chromium.open(f"{server}/catsforkids/sign?lang={lang}", width=width, height=height)
        assert chromium.evaluate(BOX) == [0, 0, width, height, width]


@pytest.mark.parametrize(("width", "height"), [(844, 390), (1200, 800), (800, 1100)])
def test_it_fills_other_screens_too(engine: Engine, server: str, width: int, height: int) -> None:
    engine.open(f"{server}/catsforkids/sign?lang=fr", width=width, height=height)
    left, top, right, bottom, inner = engine.evaluate(BOX)

    # A scroll bar may take some of the width.
    assert (left, top, right) == (0, 0, inner)
    assert bottom == pytest.approx(height, abs=1)


def test_it_is_ink_on_white_by_night_too(engine: Engine, server: str) -> None:
    if "dark" not in engine.capabilities:
        pytest.skip("it cannot be asked for the dark")
    engine.open(f"{server}/catsforkids/sign?lang=en", width=600, height=800, dark=True)

    assert engine.screenshot().getpixel((4, 4)) == (255, 255, 255)
    assert engine.evaluate("() => getComputedStyle(document.querySelector('h1')).color") == "rgb(26, 29, 33)"
