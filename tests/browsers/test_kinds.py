"""Years, stocks, goals, intervals, ranges and groups: whole at every width, and true when stopped."""

from math import ceil
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browsers.test_look import STILL, WIDTHS
from tests.support.browsers.chromium import Chromium
from tests.support.browsers.engines import Engine
from tests.support.browsers.servers import CAMPAIGNS
from tests.support.browsers.states import framed_states, open_host, restyle, show_framed, state
from tests.support.drawings import shown
from widget.campaign.load import load
from widget.formats.html import html

WIDGETS = load(CAMPAIGNS / "world.toml").widgets
HIDDEN = (
    "() => [...document.querySelectorAll('.bar, .num, dl')]"
    ".filter(each => getComputedStyle(each).display !== 'none').map(each => each.className)"
)


@pytest.mark.parametrize(
    ("lang", "layout"), [("en", "card"), ("ar", "card"), ("de", "banner"), ("fr", "line")]
)
def test_nothing_is_cut_from_240_to_1200_pixels_ticking_or_still(
    chromium: Chromium, server: str, layout: str, lang: str
) -> None:
    open_host(chromium, server)
    for name, widget in WIDGETS.items():
        show_framed(chromium, f"/world/{name}.html?lang={lang}&layout={layout}")
        least, start, slope = widget.heights[layout]
        sizes = [(width, max(least, ceil(start - slope * width / 100))) for width in WIDTHS]
        for css in ("", STILL):
            for size, seen in zip(sizes, framed_states(chromium, sizes, css), strict=True):
                assert tuple(seen["page"]) == size, f"{name}, {size[0]} wide, {css}"
                assert (seen["outside"], seen["covered"]) == ([], []), f"{name}, {size[0]} wide, {css}"


@pytest.mark.parametrize("name", ["people-now", "budget-left", "plastic-reading"])
def test_every_engine_shows_numbers_and_what_stands_with_them_clear_of_one_another(
    engine: Engine, server: str, name: str
) -> None:
    engine.open(f"{server}/world/{name}.html?lang=en", width=640, height=240)
    seen = state(engine)

    assert seen["numbers"] == 1 + (name == "plastic-reading")
    assert (seen["control"], seen["outside"], seen["covered"]) == (1, [], [])


@pytest.mark.parametrize("name", WIDGETS)
def test_what_is_true_only_for_a_time_goes_with_its_animation(
    chromium: Chromium, server: str, name: str
) -> None:
    chromium.open(f"{server}/world/{name}.html?lang=en", width=640, height=240)
    shown = chromium.evaluate(HIDDEN)
    restyle(chromium, STILL)
    stopped = state(chromium)

    assert len(shown) == 0 or "stop" in chromium.evaluate("() => document.body.innerHTML")
    assert chromium.evaluate(HIDDEN) == []
    assert (stopped["numbers"], stopped["captions"], stopped["control"]) == (0, 0, 0)
    assert "say" in stopped["texts"] or "ul" in stopped["texts"]


@pytest.mark.parametrize("name", ["people-now", "trees-goal", "plastic-reading", "victim-every", "per-head"])
def test_axe_finds_nothing(chromium: Chromium, server: str, name: str) -> None:
    chromium.open(f"{server}/world/{name}.html?lang=en", width=640, height=240)
    found = chromium.on_page(lambda page: Axe().run(page).response["violations"])

    # An embed stands in an article, which has the h1.
    assert [each["id"] for each in found if each["id"] != "page-has-heading-one"] == []


@pytest.mark.parametrize(("lang", "edge"), [("en", "left"), ("he", "right")])
def test_dots_begin_below_their_number(chromium: Chromium, tmp_path: Path, lang: str, edge: str) -> None:
    file = tmp_path / "versus.html"
    file.write_bytes(html(shown(tmp_path, lang, "versus")).body)
    chromium.open(file.as_uri(), width=480, height=240)

    number, dots = (
        chromium.evaluate("(at, edge) => document.querySelector(at).getBoundingClientRect()[edge]", at, edge)
        for at in (".n1", ".d1 path")
    )
    assert abs(number - dots) < 12
