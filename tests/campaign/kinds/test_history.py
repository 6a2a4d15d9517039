"""A history shows each amount as it was published, from zero up, and says what cannot be compared."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.support.examples import NOW
from tests.support.histories import SERIES, STOCK, history
from tests.support.markup import Page
from tests.support.toml import small, write
from widget.campaign.faults import CampaignError
from widget.campaign.load import load
from widget.formats.data import json_, txt
from widget.formats.html import html
from widget.formats.pictures.drawing import draw
from widget.formats.pictures.gif import gif
from widget.formats.pictures.png import png
from widget.formats.svg import svg
from widget.responses.negotiation import compress
from widget.view.options import LAYOUTS, SIZES, Options
from widget.view.view import View, build


def view(folder: Path, data: dict[str, Any], **options: Any) -> View:
    return build(load(write(folder, data)), "history", Options("en", **options), NOW)


def shapes(shown: View) -> list[tuple[int, float]]:
    assert shown.chart
    return [(point.column, point.height) for point in shown.chart.points]


def test_heights_are_shares_of_the_greatest_amount_and_missing_years_stay_empty(tmp_path: Path) -> None:
    shown = view(tmp_path, history())

    assert shapes(shown) == [(0, 0.4691), (1, 0.6007), (3, 0.8854), (4, 1), (5, 0.5665)]
    assert shown.chart
    assert (shown.chart.columns, shown.chart.breaks, shown.chart.decades) == (6, (5,), ())


def test_a_logarithmic_scale_begins_at_a_power_of_ten_and_is_named(tmp_path: Path) -> None:
    amounts = [
        {"year": 2020, "amount": 1_000},
        {"year": 2021, "amount": 10_000},
        {"year": 2022, "amount": 100_000},
    ]
    shown = view(tmp_path, history({**SERIES, "series": amounts, "break": []}, scale="log"))

    assert shapes(shown) == [(0, 0.3333), (1, 0.6667), (2, 1)]
    assert shown.chart
    assert shown.chart.decades == (0.3333, 0.6667, 1)
    assert "Logarithmic scale" in html(shown).body.decode()
    assert "Logarithmic scale" in txt(shown).body.decode()


def test_a_line_is_not_drawn_across_a_break(tmp_path: Path) -> None:
    shown = view(tmp_path, history(chart="line"))
    line = Page(html(shown).body.decode()).one("path", "a").attributes["d"]

    assert line.count("M") == 2
    assert line.count("L") == 3


def test_the_newest_amount_is_the_hero_with_its_word_and_its_year(tmp_path: Path) -> None:
    hero = Page(html(view(tmp_path, history())).body.decode()).one("p", "hero").text

    assert hero.split() == ["20.5", "million", "reports,", "2024"]


def test_the_hero_of_money_has_its_sign(tmp_path: Path) -> None:
    hero = Page(html(view(tmp_path, history(STOCK))).body.decode()).one("p", "hero").text

    assert hero.split()[:2] == ["$38.4", "trillion"]


def test_who_does_not_see_the_chart_reads_a_table_with_every_amount(tmp_path: Path) -> None:
    page = Page(html(view(tmp_path, history())).body.decode())

    assert page.one("div", "plot").attributes["aria-hidden"] == "true"
    assert page.one("table")
    assert [cell.text for cell in page.all("th")] == ["2019", "2020", "2022", "2023", "2024"]
    assert next(cell.text for cell in page.all("td")) == "16,987,361"


@pytest.mark.parametrize("form", [html, svg, txt])
def test_every_format_says_what_cannot_be_compared_and_each_amount(tmp_path: Path, form: Any) -> None:
    body = form(view(tmp_path, history())).body.decode()

    assert "Not comparable from 2024 on: reports of one event are bundled." in body
    for amount in ("16,987,361", "21,751,085", "32,059,029", "36,210,368", "20,513,228"):
        assert amount in body
    assert "Source: " in body
    assert "2019–2024" in body


@pytest.mark.parametrize("form", [html, svg, txt, json_])
@pytest.mark.parametrize("estimate", [True, False])
def test_every_format_of_an_estimate_says_that_it_is_one(tmp_path: Path, form: Any, estimate: bool) -> None:
    body = form(view(tmp_path, history({**SERIES, "estimate": estimate}))).body.decode()

    assert ("estimate" in re.sub('<style.*?</style>|"estimate"', "", body, flags=re.DOTALL)) == estimate


def test_programs_get_plain_amounts_with_their_years_and_the_breaks(tmp_path: Path) -> None:
    told = json.loads(json_(view(tmp_path, history())).body)

    assert told["amounts"][0] == {"amount": "16987361", "year": 2019, "at": None}
    assert told["breaks"] == [{"year": 2024, "why": "reports of one event are bundled."}]


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("chart", ["bars", "line"])
def test_pictures_have_a_column_for_each_amount_inside_their_edges(
    tmp_path: Path, size: Any, chart: str
) -> None:
    drawing = png(view(tmp_path, history(chart=chart), size=size)).svg

    assert drawing.count('fill-opacity=".62"') == (4 if chart == "bars" else 0)
    assert "stroke-dasharray" in drawing
    assert draw(png(view(tmp_path, history(chart=chart), size=size)))[:4] == b"\x89PNG"


def test_a_gif_stands_still(tmp_path: Path) -> None:
    drawing = gif(view(tmp_path, history()))

    assert drawing.frames
    assert len(drawing.frames.pictures) == 1


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_page_of_many_years_is_small(tmp_path: Path, layout: str) -> None:
    series = [{"year": year, "amount": 1_000_003 * (year - 1910)} for year in range(1920, 2020)]
    shown = view(tmp_path, history({**SERIES, "series": series, "break": []}), layout=layout)

    assert len(compress(html(shown).body, "br", True)) <= 4096


def test_a_figure_without_amounts_through_time_is_refused(tmp_path: Path) -> None:
    widgets = {"births": {**history()["widgets"]["history"], "figure": "births"}}

    with pytest.raises(CampaignError) as caught:
        load(write(tmp_path, small(widgets=widgets)))

    (fault,) = caught.value.faults
    assert fault.value == 'figure = "births"'
    assert "series" in fault.mend


@pytest.mark.parametrize(("amount", "after"), [(13, None), (13.5, "ppm")])
def test_small_amounts_stand_in_full(tmp_path: Path, amount: float, after: str | None) -> None:
    series = [{"year": 2023, "amount": 14}, {"year": 2024, "amount": amount}]
    figure = {**SERIES, "series": series, "break": [], **({"after": after, "decimals": 1} if after else {})}
    shown = view(tmp_path, history(figure))

    assert shown.chart
    assert shown.chart.lead + shown.chart.size == (f"{amount}" if not after else f"{amount}{after}")
