"""Snippets in columns of all kinds: as wide as they may be, and as high as they have to be."""

import pytest

from tests.browsers.test_snippets import BOX, article, put, view
from tests.support.browsers.engines import Engine
from widget.paste.heights import floor
from widget.paste.snippets import snippet
from widget.view.options import LAYOUTS

# What somebody's page may have around a snippet: column and snippet between them.
AROUND = {
    "float": '<div style="float:left">{}</div>',
    "flex row": '<div style="display:flex">{}</div>',
    "flex column": '<div style="display:flex;flex-direction:column;align-items:center">{}</div>',
    "grid": '<div style="display:grid;justify-items:start">{}</div>',
    "table": "<table><tr><td>{}</td></tr></table>",
    "inline block": '<div style="display:inline-block">{}</div>',
}


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_frame_has_a_width_wherever_it_stands(
    browser: Engine, server: str, pages: dict[str, str], other_origin: str, layout: str, around: str
) -> None:
    shown = view(server, layout=layout)
    pages["/"] = article(AROUND[around].format(snippet("site", shown)), 500)
    browser.open(f"{other_origin}/", width=640, height=500)
    width, height, *_ = browser.evaluate(BOX)

    assert 480 <= width <= 500
    assert floor(shown).at(500) - 1 <= height <= floor(shown).at(480)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_is_loaded_late_has_its_height_before_and_after(
    browser: Engine, server: str, pages: dict[str, str], other_origin: str, layout: str
) -> None:
    shown = view(server, layout=layout)
    pages["/"] = article(snippet("site", shown).replace("iframe src=", "iframe data-src="), 400)
    browser.open(f"{other_origin}/", width=640, height=500)
    before = browser.evaluate(BOX)
    loaded = """() => new Promise(done => {
      const frame = document.querySelector("iframe")
      frame.onload = () => done(true)
      frame.src = frame.dataset.src })"""

    assert browser.evaluate(loaded)
    assert browser.evaluate(BOX) == before
    assert floor(shown).at(400) - 1 <= before[1] <= floor(shown).at(400)


@pytest.mark.parametrize("destination", ["site", "picture"])
def test_it_keeps_to_its_column_where_the_host_refuses_styles(
    browser: Engine, server: str, pages: dict[str, str], other_origin: str, destination: str
) -> None:
    pages["/"] = (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>x</title><link rel="icon" href="data:,">'
        '<meta http-equiv="content-security-policy" content="style-src \'none\'">'
        f'<table width="340"><tr><td><article>{snippet(destination, view(server))}</article></table>'
    )
    browser.open(f"{other_origin}/", width=640, height=500)
    width, border, column = browser.evaluate(
        """() => { const inner = document.querySelector("iframe, img")
        return [inner.getBoundingClientRect().width, getComputedStyle(inner).borderTopWidth,
          document.querySelector("article").getBoundingClientRect().right] }"""
    )

    assert 240 <= width <= 340
    assert border == "0px"
    assert column <= 350


def test_a_line_takes_little_height_in_a_wide_column_and_more_in_a_narrow_one(
    browser: Engine, server: str, pages: dict[str, str], other_origin: str
) -> None:
    least = floor(view(server, layout="line"))
    for width in (1000, 320):
        put(pages, "site", view(server, layout="line"), width)
        browser.open(f"{other_origin}/", width=1000, height=400)

        assert least.at(width) - 1 <= browser.evaluate(BOX)[1] <= least.at(width)
