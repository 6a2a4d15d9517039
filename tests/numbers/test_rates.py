"""Rates: exact, in every time zone, on every day."""

import ast
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import get_args
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.servers import ROOT
from widget.numbers import rates
from widget.numbers.rates import (
    Per,
    amount,
    events,
    midnight,
    next_midnight,
    rate_in_year,
    rate_per,
    seconds_between,
)

BRUSSELS = ZoneInfo("Europe/Brussels")
HOUR = timedelta(hours=1)
ZONES = (
    "Europe/Brussels",
    "America/Sao_Paulo",
    "America/Havana",
    "Asia/Beirut",
    "Africa/Cairo",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "America/St_Johns",
    "UTC",
)
NUMBERS = st.integers(1, 10**15)
PERS = st.sampled_from(get_args(Per))
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2035, 12, 31), timezones=st.just(UTC))
SPANS = st.timedeltas(timedelta(0), timedelta(days=4000))
ZONE = st.sampled_from(ZONES).map(ZoneInfo)


@pytest.mark.parametrize(
    ("per", "seconds"),
    [
        ("second", 1),
        ("minute", 60),
        ("hour", 3600),
        ("day", 86400),
        ("week", 604800),
        ("year", Fraction(3652425, 10000) * 86400),
    ],
)
def test_a_rate_is_the_amount_divided_by_the_seconds_of_its_time(per: Per, seconds: Fraction | int) -> None:
    assert rate_per(19_000_000, per) == Fraction(19_000_000) / seconds


@pytest.mark.parametrize(
    ("year", "days"), [(2023, 365), (2024, 366), (2000, 366), (1900, 365), (2100, 365), (2020, 366)]
)
def test_a_rate_in_a_year_is_divided_by_that_years_own_days(year: int, days: int) -> None:
    assert rate_in_year(36_210_368, year) == Fraction(36_210_368, days * 86400)


@pytest.mark.parametrize("year", [2023, 2024])
def test_a_rate_in_a_year_makes_the_whole_amount_in_that_year(year: int) -> None:
    start, end = datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)

    assert amount(rate_in_year(909_243, year), start, end) == 909_243


def test_a_decimal_amount_stays_exact() -> None:
    assert rate_per(Decimal("0.1"), "second") == Fraction(1, 10)
    assert rate_in_year(Decimal("38.1"), 2023) == Fraction(381, 10 * 365 * 86400)


@given(NUMBERS, PERS, MOMENTS, SPANS)
def test_events_are_the_floor_of_integers_multiplied_before_they_are_divided(
    number: int, per: Per, start: datetime, span: timedelta
) -> None:
    microseconds = span // timedelta(microseconds=1)

    found = events(rate_per(number, per), start, start + span)

    assert found == number * microseconds // (1_000_000 * rates.SECONDS[per])


@given(NUMBERS, PERS, MOMENTS, SPANS, SPANS)
def test_exact_amounts_of_two_spans_add_up(
    number: int, per: Per, start: datetime, first: timedelta, second: timedelta
) -> None:
    rate, middle = rate_per(number, per), start + first
    end = middle + second

    assert amount(rate, start, middle) + amount(rate, middle, end) == amount(rate, start, end)


def test_rounding_down_happens_once_at_the_end() -> None:
    rate, start = rate_per(3, "minute"), datetime(2026, 1, 1, tzinfo=UTC)
    halves = [events(rate, start, start + timedelta(seconds=30)) for _ in range(2)]

    assert sum(halves) == 2
    assert events(rate, start, start + timedelta(seconds=60)) == 3


@given(NUMBERS, PERS, MOMENTS)
def test_nothing_has_happened_in_no_time(number: int, per: Per, moment: datetime) -> None:
    assert amount(rate_per(number, per), moment, moment) == 0


def test_an_end_before_the_start_is_refused() -> None:
    start = datetime(2026, 1, 1, tzinfo=UTC)

    with pytest.raises(ValueError, match="before the start"):
        events(Fraction(1), start, start - timedelta(microseconds=1))


@pytest.mark.parametrize(("start", "end"), [(None, UTC), (UTC, None), (None, None)])
def test_a_moment_without_a_time_zone_is_refused(start: None, end: None) -> None:
    naive = datetime(2026, 1, 1)

    with pytest.raises(ValueError, match="time zone"):
        seconds_between(naive.replace(tzinfo=start), naive.replace(tzinfo=end))


@pytest.mark.parametrize(
    ("day", "hours", "total"),
    [
        (datetime(2026, 3, 29, 12), 23, 18_208_333),
        (datetime(2026, 10, 25, 12), 25, 19_791_666),
        (datetime(2026, 11, 22, 12), 24, 19_000_000),
    ],
)
def test_midnight_is_right_when_clocks_change(day: datetime, hours: int, total: int) -> None:
    noon = day.replace(tzinfo=BRUSSELS)
    start, end = midnight(noon, BRUSSELS), next_midnight(noon, BRUSSELS)

    assert seconds_between(start, end) == hours * 3600
    assert events(rate_per(19_000_000, "day"), start, end) == total


def test_both_of_two_equal_clock_times_in_autumn_belong_to_the_same_day() -> None:
    first = datetime(2026, 10, 25, 2, 30, tzinfo=BRUSSELS, fold=0)
    second = first.replace(fold=1)

    assert seconds_between(first, second) == 3600
    assert midnight(first, BRUSSELS) == midnight(second, BRUSSELS)


@pytest.mark.parametrize(
    ("zone", "moment", "starts", "hours"),
    [
        # 00:00 does not exist: the day begins at 01:00.
        ("America/Sao_Paulo", "2018-11-04T12:00:00+00:00", "2018-11-04T01:00:00-02:00", 23),
        ("Asia/Beirut", "2026-03-29T12:00:00+00:00", "2026-03-29T01:00:00+03:00", 23),
        ("America/Havana", "2026-03-08T12:00:00+00:00", "2026-03-08T01:00:00-04:00", 23),
        ("Africa/Cairo", "2026-04-24T12:00:00+00:00", "2026-04-24T01:00:00+03:00", 23),
        # 00:00 comes twice: the day begins at the first.
        ("America/Havana", "2026-11-01T12:00:00+00:00", "2026-11-01T00:00:00-04:00", 25),
    ],
)
def test_a_day_begins_at_its_first_instant_where_midnight_is_missing_or_double(
    zone: str, moment: str, starts: str, hours: int
) -> None:
    there, then = ZoneInfo(zone), datetime.fromisoformat(moment)
    start = midnight(then, there)

    # Two datetimes of different zones are never equal where the clock shows a time twice: hence UTC.
    assert start.astimezone(UTC) == datetime.fromisoformat(starts).astimezone(UTC)
    assert start.isoformat() == starts
    assert seconds_between(start, next_midnight(then, there)) == hours * 3600


@given(MOMENTS, ZONE)
def test_every_moment_lies_within_its_day(moment: datetime, zone: ZoneInfo) -> None:
    start, end = midnight(moment, zone), next_midnight(moment, zone)
    just_before = (start.astimezone(UTC) - timedelta(microseconds=1)).astimezone(zone)

    assert start <= moment < end
    assert start.astimezone(zone).date() == moment.astimezone(zone).date()
    assert just_before.date() < moment.astimezone(zone).date()


@given(MOMENTS, ZONE)
def test_days_follow_each_other_without_a_gap(moment: datetime, zone: ZoneInfo) -> None:
    end = next_midnight(moment, zone)

    assert midnight(end, zone) == end
    assert timedelta(0) < end - midnight(moment, zone).astimezone(UTC) <= 26 * HOUR


def test_no_float_is_on_the_way() -> None:
    tree = ast.parse((ROOT / "widget" / "numbers" / "rates.py").read_text(encoding="utf-8"))
    numbers = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    names = [node.id for node in ast.walk(tree) if isinstance(node, ast.Name)]
    attributes = [node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)]

    assert not [number for number in numbers if isinstance(number, float)]
    assert "float" not in names
    assert "total_seconds" not in attributes
    # Between whole numbers "/" would make a float: here it stands behind a Fraction only.
    divided = [
        node.left for node in ast.walk(tree) if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div)
    ]
    assert [ast.unparse(left) for left in divided] == ["Fraction(amount)"] * len(divided)
