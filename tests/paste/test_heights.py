"""How high a frame is: never under its least, and falling with the width of its column."""

import pytest

from tests.support.snippets import declarations, figure, frame, view
from widget.campaign.kinds import KINDS
from widget.paste.heights import PHONE, Floor, floor
from widget.view.options import LAYOUTS, THEMES


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


def test_a_floor_is_never_under_its_least() -> None:
    for kind in KINDS.values():
        for each in [Floor(*height) for height in kind.heights.values()]:
            assert each.at(100_000) == each.least
            assert each.at(PHONE) >= each.at(600) >= each.at(1200)


def test_only_a_frame_without_paper_names_its_color_scheme() -> None:
    schemes = {
        theme: dict(declarations(frame(figure("site", view(theme=theme))))).get("color-scheme")
        for theme in THEMES
    }

    assert schemes == {theme: None if theme in ("auto", "light", "dark") else "normal" for theme in THEMES}
