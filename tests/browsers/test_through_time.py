"""Histories and statements in browsers: nothing is cut or covered, and axe finds nothing."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browsers.test_look import WIDTHS
from tests.support.browsers.chromium import Chromium
from tests.support.browsers.servers import CAMPAIGNS
from tests.support.browsers.states import framed_states, open_host, show_framed
from tests.support.examples import NOW
from widget.campaign.load import load
from widget.paste.heights import floor
from widget.view.options import Options
from widget.view.view import build

CAMPAIGN = load(CAMPAIGNS / "through-time.toml")


@pytest.mark.parametrize(
    ("layout", "lang"), [("card", "de"), ("card", "ar"), ("banner", "de"), ("line", "de")]
)
def test_nothing_is_cut_or_covered_from_240_to_1200_pixels(
    chromium: Chromium, server: str, layout: str, lang: str
) -> None:
    open_host(chromium, server)
    for name in CAMPAIGN.widgets:
        show_framed(chromium, f"/through-time/{name}.html?lang={lang}&layout={layout}")
        least = floor(build(CAMPAIGN, name, Options(lang, layout=layout), NOW))
        sizes = [(width, least.at(width)) for width in WIDTHS]
        for size, seen in zip(sizes, framed_states(chromium, sizes), strict=True):
            assert tuple(seen["page"]) == size, name
            assert (seen["outside"], seen["covered"]) == ([], []), f"{name}, {size[0]} wide"


@pytest.mark.parametrize(
    ("name", "width", "dark", "lang"),
    [
        ("bars", 640, False, "en"),
        ("line", 320, True, "ar"),
        ("tens", 1000, True, "de"),
        ("said", 320, False, "ar"),
    ],
)
def test_axe_finds_nothing(
    chromium: Chromium, server: str, name: str, width: int, dark: bool, lang: str
) -> None:
    url = f"{server}/through-time/{name}.html?lang={lang}"
    chromium.open(url, width=width, height=400, dark=dark)
    found = chromium.on_page(lambda page: Axe().run(page).response["violations"])

    assert [each["id"] for each in found if each["id"] != "page-has-heading-one"] == []


def test_bars_begin_where_reading_begins(chromium: Chromium, server: str) -> None:
    first = "() => document.querySelector('.plot .label i').getBoundingClientRect().left"
    places = {}
    for lang in ("en", "ar"):
        chromium.open(f"{server}/through-time/bars.html?lang={lang}", width=640, height=260)
        places[lang] = chromium.evaluate(first)

    # Beside the words in English; in Arabic those stand on the right, and the first bar beside them.
    assert 250 < places["en"] < 320
    assert 290 < places["ar"] < 370
