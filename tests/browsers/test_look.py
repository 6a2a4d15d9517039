"""The look holds: nothing is cut, covered or scrolled in a frame of the height that a kind asks for."""

from datetime import UTC, datetime
from math import ceil
from pathlib import Path

import pytest

from tests.support.browsers.chromium import Chromium
from tests.support.browsers.engines import Engine
from tests.support.browsers.states import framed_states, open_host, restyle, show_framed, state
from tests.support.examples import NOW
from tests.support.toml import small, write
from widget.campaign.kinds import KINDS
from widget.campaign.library import load_all
from widget.campaign.load import load
from widget.campaign.models import Campaign
from widget.formats.html import html
from widget.paste.heights import floor
from widget.view.options import LAYOUTS, Options
from widget.view.view import build

WIDGETS = load_all([])["catsforkids"].widgets
# Columns that there are, and both sides of where a layout changes.
WIDTHS = (240, 260, 289, 300, 310, 320, 360, 480, 559, 560, 640, 799, 800, 1000, 1200)
# A label and a sentence of the usual length.
TEXTS = {
    "widgets__reading__label": "Children born in the whole world since this page was opened by you ",
    "widgets__reading__sentence": "By the projection of the United Nations for this year, {minute} children "
    "are born in every minute, which makes {day} of them in every day of the year. ",
}
STILL = "*, ::before, ::after { animation: none !important }"
SIZE = "() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight]"


def height(kind: str, layout: str, width: int) -> int:
    least, start, slope = KINDS[kind].heights[layout]
    return max(least, ceil(start - slope * width / 100))


@pytest.mark.parametrize("lang", ["en", "fr", "nl", "de"])
@pytest.mark.parametrize("layout", ["card", "banner", "line"])
def test_nothing_is_cut_from_240_to_1200_pixels_ticking_or_still(
    chromium: Chromium, server: str, layout: str, lang: str
) -> None:
    open_host(chromium, server)
    for name, widget in WIDGETS.items():
        show_framed(chromium, f"/catsforkids/{name}.html?lang={lang}&layout={layout}")
        sizes = [(width, height(widget.kind, layout, width)) for width in WIDTHS]
        for css in ("", STILL):
            for size, seen in zip(sizes, framed_states(chromium, sizes, css), strict=True):
                assert tuple(seen["page"]) == size, f"{name}, {size[0]} wide, {css}"
                assert (seen["outside"], seen["covered"]) == ([], []), f"{name}, {size[0]} wide, {css}"


def sampled() -> list[tuple[Campaign, str, str, str]]:
    """Every other widget of the bundled campaigns, one after the other in other languages and layouts."""
    named = [(campaign, name) for campaign in load_all([]).values() for name in campaign.widgets]
    return [
        (campaign, name, campaign.languages[i % len(campaign.languages)], LAYOUTS[i % len(LAYOUTS)])
        for i, (campaign, name) in enumerate(named[::2])
    ]


def test_widgets_of_bundled_campaigns_scroll_in_no_frame_of_their_snippets(
    chromium: Chromium, server: str
) -> None:
    open_host(chromium, server)
    for campaign, name, lang, layout in sampled():
        least = floor(build(campaign, name, Options(lang, layout=layout), datetime.now(UTC), server))
        show_framed(chromium, f"/{campaign.name}/{name}.html?lang={lang}&layout={layout}")
        sizes = [(width, least.at(width)) for width in (240, 320, 559, 560, 640, 800, 1200)]
        for size, seen in zip(sizes, framed_states(chromium, sizes), strict=True):
            assert tuple(seen["page"]) == size, f"{campaign.name}/{name}, {lang}, {layout}, {size[0]} wide"


def test_texts_twice_as_long_scroll_nowhere(
    chromium: Chromium, pages: dict[str, str], other_origin: str, tmp_path: Path
) -> None:
    twice = {text: {"en": TEXTS[text] * 2} for text in TEXTS}
    campaign = load(write(tmp_path, small(**twice)))
    pages["/privacy"] = '<!doctype html><html lang="en"><title>x</title><link rel="icon" href="data:,"><body>'
    open_host(chromium, other_origin)
    for layout in LAYOUTS:
        shown = build(campaign, "reading", Options("en", layout=layout), NOW)
        pages["/embed"] = html(shown).body.decode()
        show_framed(chromium, "/embed")
        sizes = [(width, floor(shown).at(width)) for width in WIDTHS]
        for size, seen in zip(sizes, framed_states(chromium, sizes), strict=True):
            assert tuple(seen["page"]) == size, f"{layout}, {size[0]} wide"


@pytest.mark.parametrize("name", ["images-elapsed", "images-today", "fastest-today"])
def test_arabic_stands_from_right_to_left_and_nothing_is_cut(
    chromium: Chromium, server: str, name: str
) -> None:
    open_host(chromium, server)
    show_framed(chromium, f"/rates/{name}.html?lang=ar")
    sizes = [(width, 240) for width in WIDTHS]
    for size, seen in zip(sizes, framed_states(chromium, sizes), strict=True):
        assert tuple(seen["page"]) == size
        assert seen["outside"] == [], size


@pytest.mark.parametrize("name", WIDGETS)
def test_a_default_font_of_32_pixels_scrolls_and_loses_nothing(
    chromium: Chromium, server: str, name: str
) -> None:
    for width in (320, 640):
        chromium.open(f"{server}/catsforkids/{name}.html?lang=de", width=width, height=240)
        restyle(chromium, "html { font-size: 200% }")
        high = chromium.evaluate(SIZE)[1]
        chromium.resize(width, high)

        assert state(chromium)["covered"] == [], width
        assert state(chromium)["outside"] == [], width


@pytest.mark.parametrize("theme", ["auto", "light", "dark", "transparent-light", "transparent-dark"])
def test_only_paper_of_its_own_has_a_tinted_foot(engine: Engine, server: str, theme: str) -> None:
    engine.open(f"{server}/catsforkids/today.html?lang=en&theme={theme}", width=640, height=240)
    foot = engine.evaluate("() => getComputedStyle(document.querySelector('.foot')).backgroundColor")

    assert (foot == "rgba(0, 0, 0, 0)") == theme.startswith("transparent")


def test_a_paused_control_is_a_triangle_in_forced_colours_too(chromium: Chromium, server: str) -> None:
    chromium.open(f"{server}/catsforkids/today.html?lang=en", width=640, height=240, forced_colors=True)
    chromium.click(".stop")
    icon = chromium.evaluate(
        "() => { const style = getComputedStyle(document.querySelector('.stop'), '::before');"
        " return [style.clipPath, style.borderTopColor == style.borderLeftColor] }"
    )

    assert icon == ["polygon(0px 0px, 100% 50%, 0px 100%)", True]
