"""How much there is now, and what changes it."""

from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from tests.support.figures import WORDS, campaign, sourced, summed
from widget.numbers.count import MICROSECONDS
from widget.view.options import Options
from widget.view.view import View, build

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
BIRTHS = {**sourced(amount=360_000, per="day", as_of=date(2024, 7, 1)), "unit": {"en": "births"}}
DEATHS = {**sourced(amount=180_000, per="day", as_of=date(2024, 7, 1)), "unit": {"en": "deaths"}}
PEOPLE = sourced(stock=[{"at": date(2026, 11, 22), "amount": 8_000_000_000}], changes=["births", "-deaths"])


def shown(folder: Path, people: dict[str, Any] = PEOPLE, lang: str = "en", **more: Any) -> View:
    figures = {"births": BIRTHS, "deaths": DEATHS, **more, "people": people}
    widget = {"now": {"kind": "stock", "figure": "people", **WORDS}}
    made = campaign(folder, figures, widget, "UTC", tuple({"en": 0, lang: 0}))
    return build(made, "now", Options(lang), NOON)


def test_a_stock_is_what_it_was_and_what_came_and_went_since(tmp_path: Path) -> None:
    seen = shown(tmp_path)

    assert seen.value == 8_000_090_000
    assert seen.numbers[0].odometer.count.at(86_400 * MICROSECONDS) == 8_000_270_000
    assert seen.sentence == "About 125 a minute."


def test_its_parts_stand_below_it_with_their_signs(tmp_path: Path) -> None:
    assert shown(tmp_path).rows == (("births every minute", "+250"), ("deaths every minute", "-125"))


@pytest.mark.parametrize(
    ("lang", "amounts"), [("fr", ("+250", "-125")), ("ar", ("\u061c+٢٥٠", "\u061c-١٢٥"))]
)
def test_signs_are_those_of_the_language(tmp_path: Path, lang: str, amounts: tuple[str, str]) -> None:
    assert tuple(amount for _, amount in shown(tmp_path, lang=lang).rows) == amounts


def test_it_is_worked_out_and_no_average(tmp_path: Path) -> None:
    assert shown(tmp_path).caveat == "Estimate: worked out from A publisher, 2024, 2026; not a live count."


def test_what_is_to_be_said_of_a_source_of_what_changes_it_is_said(tmp_path: Path) -> None:
    births = {**BIRTHS, "source": {**BIRTHS["source"], "note": "a projection"}}

    assert "2024, 2026, a projection;" in shown(tmp_path, births=births).caveat


def test_a_stock_that_falls_shows_the_ceiling(tmp_path: Path) -> None:
    seen = shown(tmp_path, {**PEOPLE, "changes": ["-deaths"]})
    odometer = seen.numbers[0].odometer

    assert seen.value == 8_000_000_000 - 90_000
    assert odometer.count.at(100_000) == seen.value
    assert odometer.count.at(500_000) == seen.value - 1


def test_what_is_known_again_ends_the_rate_before_it(tmp_path: Path) -> None:
    later = {"at": datetime(2026, 11, 22, 12, 0, 10), "amount": 8_000_000_000}
    seen = shown(tmp_path, {**PEOPLE, "stock": [*PEOPLE["stock"], later]})

    assert seen.numbers[0].odometer.ends == 10 * MICROSECONDS
    assert seen.spans[0].rate == 0


def test_a_slow_stock_says_how_long_one_more_takes(tmp_path: Path) -> None:
    slow = sourced(amount=24, per="day", as_of=date(2024, 7, 1))
    seen = shown(tmp_path, {**PEOPLE, "changes": ["slow"]}, slow=slow)

    assert seen.sentence == "On average one more every 60 minutes: things."


def test_a_stock_in_another_unit_ticks_in_that_one(tmp_path: Path) -> None:
    figures = {
        "births": BIRTHS,
        "people": {**PEOPLE, "changes": ["births"]},
        "towns": sourced(of="people", each=100_000),
    }
    widget = {"now": {"kind": "stock", "figure": "towns", **WORDS}}
    seen = build(campaign(tmp_path, figures, widget, "UTC"), "now", Options("en"), NOON)

    assert seen.value == 80_001
    assert seen.spans[0].start == 80_000 + Fraction(18, 10)


def test_a_net_of_births_and_deaths_may_fall_below_zero(tmp_path: Path) -> None:
    figures = {"births": BIRTHS, "deaths": DEATHS, "net": summed(net=["deaths", "-births"])}
    widget = {"now": {"kind": "today", "figure": "net", **WORDS}}
    seen = build(campaign(tmp_path, figures, widget, "UTC"), "now", Options("en"), NOON)

    assert seen.value == -90_000
    assert seen.numbers[0].odometer.text(0) == "-90,000"
    assert seen.sentence == "About -125 a minute."
