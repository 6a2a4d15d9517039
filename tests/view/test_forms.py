"""What texts say of ranges, series, nets, money and decimals, in every kind that shows them."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.support.figures import campaign, sourced, summed
from widget.view.options import Options
from widget.view.view import View, build

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
DAY = date(2024, 7, 1)
DAILY = sourced(amount=1000, per="day", as_of=DAY)
RANGE = sourced(**{"from": 50_000, "to": 70_000}, per="day", as_of=DAY)
SERIES = sourced(
    series=[{"year": year, "amount": amount} for year, amount in ((2019, 365), (2020, 732), (2021, 1095))],
    estimate=False,
)
ALL = "{second} {minute} {hour} {day} {yearly} {n} {about} {floor} {ceil} {every} {year} {source} {unit}"


def shown(
    folder: Path, figure: Any, sentence: str, lang: str = "en", others: Any = None, **widget: Any
) -> View:
    texts = {"label": {"en": "Things"}, "sentence": {"en": sentence}}
    made = {"kind": "elapsed", "figure": "things", **texts, **widget}
    figures = {**(others or {}), "things": figure}
    loaded = campaign(folder, figures, {"one": made}, "UTC", tuple({"en": 0, lang: 0}))
    return build(loaded, "one", Options(lang), NOON)


def test_a_range_is_one_in_every_number_of_a_text(tmp_path: Path) -> None:
    said = shown(tmp_path, RANGE, "{minute}; {day}; {n}; {interval}").sentence

    assert said == "35 to 49; 50,000 to 70,000; 35 to 49; 1.23 seconds to 1.73 seconds"


@pytest.mark.parametrize(
    ("lang", "said"),
    [("fr", "50\u202f000 à 70\u202f000"), ("de", "50.000 bis 70.000"), ("ar", "٥٠٬٠٠٠ إلى ٧٠٬٠٠٠")],
)
def test_a_range_is_said_in_the_words_of_the_language(tmp_path: Path, lang: str, said: str) -> None:
    assert shown(tmp_path, RANGE, "{day}", lang).sentence == said


@pytest.mark.parametrize("kind", ["elapsed", "today", "year"])
def test_a_range_ticks_as_two_numbers(tmp_path: Path, kind: str) -> None:
    seen = shown(tmp_path, RANGE, "{day}", kind=kind)

    assert [number.caption for number in seen.numbers] == ["at least", "at most"]
    assert seen.numbers[1].odometer.count.rate / seen.numbers[0].odometer.count.rate == pytest.approx(1.4)


def test_a_table_of_a_range_has_ranges(tmp_path: Path) -> None:
    assert shown(tmp_path, RANGE, "{day}", kind="rate").rows == (
        ("every minute", "35 to 49"),
        ("every hour", "2,080 to 2,920"),
        ("every day", "50,000 to 70,000"),
        ("every year", "18.3 million to 25.6 million"),
    )


@pytest.mark.parametrize(
    ("since", "caveat"),
    [
        (date(2019, 1, 1), "Yearly averages from A publisher, 2019 to 2021; since then, the rate of 2021;"),
        (
            date(2018, 1, 1),
            "Yearly averages from A publisher, 2019 to 2021; before and since, the rates of 2019 and 2021;",
        ),
        (date(2026, 1, 1), "Average from A publisher, 2021;"),
    ],
)
def test_since_over_a_series_goes_year_by_year_and_says_so(tmp_path: Path, since: date, caveat: str) -> None:
    seen = shown(tmp_path, SERIES, "{n} {year}", kind="since", since=since)

    assert seen.caveat == f"{caveat} not a live count."
    assert seen.sentence.endswith(" 2021")


def test_since_over_a_series_is_the_sum_of_its_years(tmp_path: Path) -> None:
    seen = shown(tmp_path, SERIES, "{n}", kind="since", since=date(2019, 1, 1))

    # 2022 to 2025, and until noon of 22 November 2026, three a day.
    assert seen.value == 365 + 732 + 1095 + 3 * (1461 + 325) + 1


def test_a_series_without_a_clock_goes_at_the_rate_of_its_newest_year(tmp_path: Path) -> None:
    assert shown(tmp_path, SERIES, "{day} a day in {year}").sentence == "3 a day in 2021"


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "$1.2 million; $1,200,000"),
        ("de", "1,2\u00a0Millionen\u00a0$; 1.200.000\u00a0$"),
        ("nl", "$\u00a01,2 miljoen; $\u00a01.200.000"),
    ],
)
def test_money_has_its_sign_where_the_language_has_it(tmp_path: Path, lang: str, said: str) -> None:
    money = sourced(amount=1_200_000, per="minute", as_of=DAY, currency="USD")

    assert shown(tmp_path, money, "{minute}; {n}", lang).sentence.replace(" ", "\u00a0") == said.replace(
        " ", "\u00a0"
    )


def test_money_ticks_with_its_sign(tmp_path: Path) -> None:
    money = sourced(amount=1_200_000, per="day", as_of=DAY, currency="EUR", decimals=2)
    seen = shown(tmp_path, money, "{day}", kind="today")

    assert seen.numbers[0].odometer.text(0) == "€600,000.00"


def test_units_before_and_behind_are_joined_to_digits(tmp_path: Path) -> None:
    power = sourced(amount=2500, per="day", as_of=DAY, before="≈", after="kWh", decimals=1)
    seen = shown(tmp_path, power, "{day} {hour}", kind="today")

    assert seen.sentence == "≈2,500\u00a0kWh ≈104\u00a0kWh"
    assert seen.numbers[0].odometer.text(0) == "≈1,250.0\u00a0kWh"


def test_decimals_are_said_where_whole_numbers_would_be_none(tmp_path: Path) -> None:
    tonnes = sourced(amount=5, per="day", as_of=DAY, decimals=1)

    assert shown(tmp_path, tonnes, "{hour} {n}", kind="today").sentence == "0.208 2.5"


def test_a_net_that_takes_away_has_its_sign(tmp_path: Path) -> None:
    net = summed(net=["-loss"])
    seen = shown(tmp_path, net, "{day} a day, {n} so far", kind="today", others={"loss": DAILY})

    assert seen.sentence == "-1,000 a day, -500 so far"
    assert seen.value == -500


@pytest.mark.parametrize("figure", [DAILY, RANGE, SERIES], ids=["rate", "range", "series"])
@pytest.mark.parametrize(
    "widget",
    [
        {"kind": "elapsed"},
        {"kind": "today"},
        {"kind": "since", "since": date(2020, 1, 1)},
        {"kind": "year"},
        {"kind": "rate"},
        {"kind": "every"},
        {"kind": "goal", "goal": 10**9, "since": date(2020, 1, 1)},
    ],
    ids=lambda widget: str(widget["kind"]),
)
def test_every_kind_shows_every_form_and_leaves_no_brace(
    tmp_path: Path, widget: dict[str, Any], figure: dict[str, Any]
) -> None:
    seen = shown(tmp_path, figure, ALL, **widget)

    assert "{" not in seen.sentence + seen.label + seen.lasting
    assert seen.caveat.count("{") == 0
