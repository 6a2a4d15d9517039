"""How high a frame is: never under its least, and falling with the width of its column."""

from dataclasses import replace

import pytest

from tests.support.examples import CAMPAIGNS
from tests.support.snippets import declarations, figure, frame, view
from widget.paste.heights import PHONE, Floor, floor
from widget.view.options import LAYOUTS, THEMES

CATS = CAMPAIGNS["catsforkids"]


@pytest.mark.parametrize(("width", "height"), [(320, 235), (600, 205), (601, 205), (5000, 140)])
def test_a_height_is_the_start_less_the_slope_for_each_hundred_px_but_the_least(
    width: int, height: int
) -> None:
    assert Floor(least=140, start=268, slope=10.5).at(width) == height


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_frame_falls_with_the_width_of_what_contains_it_alone(layout: str) -> None:
    shown = view(layout=layout)
    framed = frame(figure("site", shown))
    heights = [value for name, value in declarations(framed) if name == "height"]
    least = floor(shown)

    assert declarations(framed.parents[-1]) == [("container-type", "inline-size")]
    assert framed.parents[-1].texts == []
    assert heights == [
        f"{framed.attributes['height']}px",
        f"max({least.least}px,{least.start}px - {least.slope:g}cqi)",
    ]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", CATS.widgets)
def test_a_floor_is_never_under_its_least(name: str, layout: str) -> None:
    least = floor(view(name, layout=layout))

    assert least.at(100_000) == least.least
    assert least.at(PHONE) >= least.at(600) >= least.at(1200)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", CATS.widgets)
def test_a_frame_is_higher_where_texts_are_long_and_letters_as_wide_as_high_count_as_more(
    name: str, layout: str
) -> None:
    shown = view(name, layout=layout)
    long, wide = (replace(shown, label=each * 300) for each in ("births ", "人の出生数と"))

    assert floor(replace(shown, label="births")).at(PHONE) <= floor(long).at(PHONE) - 100
    assert floor(long).at(1200) > floor(shown).at(1200)
    assert floor(wide).at(PHONE) > floor(replace(shown, label="births" * 300)).at(PHONE)


def test_only_a_frame_without_paper_names_its_color_scheme() -> None:
    schemes = {
        theme: dict(declarations(frame(figure("site", view(theme=theme))))).get("color-scheme")
        for theme in THEMES
    }

    assert schemes == {theme: None if theme in ("auto", "light", "dark") else "normal" for theme in THEMES}
