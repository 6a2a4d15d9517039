"""The year so far: since New Year in the campaign's zone, and anew with the next one."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.figures import WORDS, campaign, sourced
from widget.numbers.count import MICROSECONDS
from widget.view.options import Options
from widget.view.view import View, build, label

KIRITIMATI = "Pacific/Kiritimati"
WIDGET = {"so-far": {"kind": "year", "figure": "births", **WORDS}}
SERIES = sourced(series=[{"year": 2025, "amount": 365}, {"year": 2026, "amount": 730}])
DAILY = sourced(amount=1000, per="day", as_of=date(2024, 1, 1))


def shown(folder: Path, moment: datetime, zone: str = "Europe/Brussels", figure: object = DAILY) -> View:
    return build(campaign(folder, {"births": figure}, WIDGET, zone), "so-far", Options("en"), moment)


@pytest.mark.parametrize(
    ("moment", "zone", "value", "text"),
    [
        ("2026-01-01T00:00:00+01:00", "Europe/Brussels", 0, "day 1 of 365"),
        ("2026-12-31T12:00:00+01:00", "Europe/Brussels", 364_500, "day 365 of 365"),
        ("2024-12-31T12:00:00+01:00", "Europe/Brussels", 365_500, "day 366 of 366"),
        # An hour is missing since March.
        ("2026-07-01T00:00:00+02:00", "Europe/Brussels", 180_958, "day 182 of 365"),
        # It is the new year there already.
        ("2025-12-31T10:00:00+00:00", KIRITIMATI, 0, "day 1 of 365"),
        ("2025-12-31T09:59:59+00:00", KIRITIMATI, 364_999, "day 365 of 365"),
    ],
)
def test_a_year_has_as_many_as_its_time_so_far(
    tmp_path: Path, moment: str, zone: str, value: int, text: str
) -> None:
    seen = shown(tmp_path, datetime.fromisoformat(moment), zone)

    assert seen.value == value
    assert seen.bar is not None
    assert seen.bar.text == text


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(st.datetimes(datetime(2023, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC)))
def test_a_number_ends_with_its_year_or_after_three_days(tmp_path: Path, moment: datetime) -> None:
    seen = shown(tmp_path, moment)
    ends = moment + timedelta(microseconds=seen.numbers[0].odometer.ends)
    local = ends.astimezone(ZoneInfo("Europe/Brussels"))

    assert local.replace(tzinfo=None) == datetime(local.year, 1, 1) or ends - moment == timedelta(days=3)


def test_a_year_of_a_series_goes_at_its_own_rate(tmp_path: Path) -> None:
    old = shown(tmp_path, datetime(2025, 1, 11, tzinfo=ZoneInfo("Europe/Brussels")), figure=SERIES)
    new = shown(tmp_path, datetime(2026, 1, 11, tzinfo=ZoneInfo("Europe/Brussels")), figure=SERIES)

    assert (old.value, new.value) == (10, 20)
    assert ("2025" in old.caveat, "2026" in new.caveat) == (True, True)


def test_the_year_stands_at_the_label_and_the_bar_is_as_long_as_the_year(tmp_path: Path) -> None:
    seen = shown(tmp_path, datetime(2026, 7, 2, 13, tzinfo=ZoneInfo("Europe/Brussels")))

    assert seen.day == "2026"
    assert seen.bar is not None
    assert abs(seen.bar.share - Fraction(1, 2)) < Fraction(1, 1000)
    assert seen.numbers[0].odometer.count.at(86_400 * MICROSECONDS) == seen.value + 1000


def test_the_first_of_january_is_of_any_year(tmp_path: Path) -> None:
    widget = {"so-far": {**WIDGET["so-far"], "label": {"en": "Since {since}"}}}
    made = campaign(tmp_path, {"births": DAILY}, widget)

    assert label(made, "so-far", "en") == "Since January 1"
