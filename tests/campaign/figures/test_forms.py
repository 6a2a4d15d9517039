"""Every form of figure: what it is worked out to, and what of it is refused."""

from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.support.figures import SOURCE, campaign, resolved, sourced, summed
from widget.campaign.faults import CampaignError
from widget.campaign.figures import FORMS

DAY = 86_400
BRUSSELS = ZoneInfo("Europe/Brussels")
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
SERIES = [{"year": year, "amount": amount} for year, amount in ((2019, 365), (2020, 732), (2022, 1095))]
BIRTHS = sourced(amount=300, per="day", as_of=date(2024, 12, 31))
DEATHS = sourced(amount=100, per="day", as_of=date(2023, 12, 31), estimate=False)
PLASTIC = sourced(**{"from": 50, "to": 70}, per="day", as_of=date(2021, 10, 21))


def refused(folder: Path, figures: dict[str, Any], widgets: dict[str, Any] | None = None) -> str:
    with pytest.raises(CampaignError) as error:
        campaign(folder, figures, widgets)
    return str(error.value)


def test_each_form_has_a_key_of_its_own() -> None:
    marks = [form.mark for form in FORMS.values()]

    assert len(set(marks)) == len(marks)


def test_a_series_goes_at_the_rate_of_each_year(tmp_path: Path) -> None:
    (course,) = resolved(tmp_path, {"things": sourced(series=SERIES)}).courses
    year = [datetime(year, 1, 1, tzinfo=BRUSSELS) for year in range(2018, 2026)]

    assert course.between(year[1], year[2]) == 365
    assert course.between(year[2], year[3]) == 732
    assert course.between(year[4], year[5]) == 1095
    # Missing, before the first and after the last: the rate of the year before, or of the first.
    assert course.between(year[3], year[4]) == 2 * 365
    assert course.between(year[0], year[1]) == 365
    assert course.between(year[5], year[6]) == 1095


@pytest.mark.parametrize(
    ("moment", "year"),
    [
        ("2018-06-01T00:00:00+01:00", 2019),
        ("2019-12-31T22:59:59+00:00", 2019),
        ("2019-12-31T23:00:00+00:00", 2020),
        ("2021-06-01T00:00:00+00:00", 2020),
        ("2026-06-01T00:00:00+00:00", 2022),
    ],
)
def test_a_series_knows_whose_rate_it_uses(tmp_path: Path, moment: str, year: int) -> None:
    assert resolved(tmp_path, {"things": sourced(series=SERIES)}).year(datetime.fromisoformat(moment)) == year


def test_a_break_says_from_when_on_and_why(tmp_path: Path) -> None:
    broken = sourced(series=SERIES, **{"break": [{"year": 2022, "why": {"en": "Counted once."}}]})
    (found,) = resolved(tmp_path, {"things": broken}).breaks

    assert (found.year, found.why["en"]) == (2022, "Counted once.")


def test_a_range_has_two_courses_and_no_mean(tmp_path: Path) -> None:
    found = resolved(tmp_path, {"plastic": PLASTIC})

    assert found.rates() == (Fraction(50, DAY), Fraction(70, DAY))
    assert [f"{each.amount}" for each in found.published] == ["50", "70"]


def test_a_net_of_ranges_is_the_least_and_the_most_that_it_can_be(tmp_path: Path) -> None:
    figures = {"births": BIRTHS, "plastic": PLASTIC, "net": summed(net=["births", "-plastic"])}

    assert resolved(tmp_path, figures).rates() == (Fraction(230, DAY), Fraction(250, DAY))


def test_a_net_is_as_old_as_its_oldest_part_and_an_estimate_if_one_is(tmp_path: Path) -> None:
    found = resolved(tmp_path, {"births": BIRTHS, "deaths": DEATHS, "net": summed(net=["births", "-deaths"])})

    assert found.rates() == (Fraction(200, DAY),)
    assert (found.as_of, found.estimate) == (date(2023, 12, 31), True)
    assert [sign for _, sign in found.changes] == [1, -1]
    assert len(found.sources) == 1


def test_a_stock_goes_on_from_what_was_known_by_what_changes_it(tmp_path: Path) -> None:
    stock = sourced(stock=[{"at": date(2026, 11, 21), "amount": 1000}], changes=["births", "-deaths"])
    (level,) = resolved(tmp_path, {"births": BIRTHS, "deaths": DEATHS, "people": stock}).levels

    assert level.at(datetime(2026, 11, 22, tzinfo=BRUSSELS)) == 1200
    assert level.at(datetime(2026, 11, 20, tzinfo=BRUSSELS)) == 800


def test_a_stock_that_falls_reaches_nothing(tmp_path: Path) -> None:
    stock = sourced(stock=[{"at": date(2026, 11, 21), "amount": 1000}], changes=["-births"])
    (level,) = resolved(tmp_path, {"births": BIRTHS, "left": stock}).levels

    assert level.rate(NOON) < 0
    assert level.reaches(Fraction(0), NOON) == datetime(2026, 11, 24, 8, tzinfo=BRUSSELS)


def test_a_stock_known_at_several_moments_is_joined_and_carried_on(tmp_path: Path) -> None:
    known = [(date(2024, 1, 1), 100), (date(2025, 1, 1), 466), (date(2025, 7, 1), 400)]
    stock = sourced(stock=[{"at": at, "amount": amount} for at, amount in known])
    (level,) = resolved(tmp_path, {"forest": stock}, zone="UTC").levels

    assert level.at(datetime(2024, 1, 2, tzinfo=UTC)) == 101
    # Its rate is that of the last whole year or more: from January 2024 on.
    assert level.rate(NOON) == Fraction(300, 547 * DAY)


def test_a_stock_of_a_range_is_between_two_amounts(tmp_path: Path) -> None:
    stock = sourced(stock=[{"at": date(2026, 11, 21), "amount": 1000}], changes=["-plastic"])
    low, high = resolved(tmp_path, {"plastic": PLASTIC, "sea": stock}, zone="UTC").levels

    assert low.at(datetime(2026, 11, 22, tzinfo=UTC)) == 930
    assert high.at(datetime(2026, 11, 22, tzinfo=UTC)) == 950


def test_an_equivalent_has_the_level_and_the_rate_in_its_own_unit(tmp_path: Path) -> None:
    stock = sourced(stock=[{"at": date(2026, 11, 21), "amount": 1000}], changes=["-births"])
    pitches = sourced(of="forest", each=4)
    found = resolved(tmp_path, {"births": BIRTHS, "forest": stock, "pitches": pitches}, zone="UTC")

    assert found.levels[0].at(datetime(2026, 11, 21, tzinfo=UTC)) == 250
    assert found.rates() == (Fraction(-75, DAY),)


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ({"one": summed(net=["two"]), "two": summed(net=["one"])}, "not made of themselves"),
        ({"one": summed(net=["one"])}, "not made of themselves"),
        ({"one": sourced(of="one", each=2)}, "not made of themselves"),
        ({"one": summed(net=["three"])}, "one of the figures"),
        ({"one": sourced(series=SERIES[:1])}, "one.series"),
        ({"one": sourced(series=SERIES[::-1])}, "the earliest first"),
        ({"one": sourced(**{"from": 7, "to": 5}, per="day", as_of=date(2024, 1, 1))}, "from below to"),
        ({"one": sourced(stock=[{"at": date(2024, 1, 1), "amount": 5}])}, "what changes it"),
        ({"one": {**BIRTHS, "currency": "euro"}}, "ISO 4217"),
        ({"one": {**BIRTHS, "decimals": 4}}, "decimals"),
    ],
)
def test_what_is_no_figure_is_refused(tmp_path: Path, figures: dict[str, Any], expected: str) -> None:
    assert expected in refused(tmp_path, figures)


@pytest.mark.parametrize(
    "widget",
    [{"kind": "stock"}, {"kind": "left"}, {"kind": "goal", "goal": 100}],
    ids=lambda each: each["kind"],
)
def test_what_has_no_level_is_no_stock(tmp_path: Path, widget: dict[str, Any]) -> None:
    words = {"label": {"en": "Things"}, "sentence": {"en": "Things."}}

    assert "name a figure with stock" in refused(
        tmp_path, {"births": BIRTHS}, {"now": {**widget, "figure": "births", **words}}
    )


def test_a_source_stands_once_however_many_parts_have_it(tmp_path: Path) -> None:
    other = {**SOURCE, "publisher": "Another"}
    figures = {"one": BIRTHS, "two": {**DEATHS, "source": other}, "net": summed(net=["one", "two", "one"])}

    assert [each.publisher for each in resolved(tmp_path, figures).sources] == ["A publisher", "Another"]
