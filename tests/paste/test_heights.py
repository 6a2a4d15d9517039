"""How high a frame is: never under its least nor over the bound, and falling only where it can."""

import pytest

from tests.support.snippets import declarations, figure, frame, view
from widget.campaign.kinds import KINDS
from widget.paste.heights import HIGHEST, PHONE, Floor
from widget.view.options import LAYOUTS, THEMES


@pytest.mark.parametrize(("width", "height"), [(320, 235), (600, 205), (601, 205), (5000, 140)])
def test_a_height_is_the_start_less_the_slope_for_each_hundred_px_but_the_least(
    width: int, height: int
) -> None:
    assert Floor(least=140, start=268, slope=10.5).at(width) == height


def test_the_floor_falls_with_the_width_only_where_the_figure_is_its_measure() -> None:
    for layout in LAYOUTS:
        found = figure("site", view(layout=layout))
        contained = ("container-type", "inline-size") in declarations(found.one("figure"))

        assert contained == ("cqi" in frame(found).attributes["style"])


def test_a_floor_is_never_under_its_least_nor_over_the_bound() -> None:
    for kind in KINDS.values():
        for each in [Floor(*height) for height in kind.heights.values()]:
            assert each.at(PHONE) <= HIGHEST
            assert each.at(100_000) == each.least
            assert each.at(PHONE) >= each.at(600) >= each.at(1200)


def test_only_a_frame_without_paper_names_its_color_scheme() -> None:
    schemes = {
        theme: dict(declarations(frame(figure("site", view(theme=theme))))).get("color-scheme")
        for theme in THEMES
    }

    assert schemes == {theme: None if theme in ("auto", "light", "dark") else "normal" for theme in THEMES}
