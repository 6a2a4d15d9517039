"""What is left of an amount, until it is gone, and after that."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.support.figures import campaign, sourced
from widget.numbers.count import MICROSECONDS
from widget.view.options import Options
from widget.view.view import View, build

START = date(2026, 1, 1)
USE = sourced(amount=1000, per="day", as_of=date(2025, 12, 31))
RANGE = sourced(**{"from": 500, "to": 1000}, per="day", as_of=date(2025, 12, 31))
SENTENCE = {"en": "{share} left: {left}, gone by {gone}."}


def shown(folder: Path, moment: str, amount: int = 400_000, use: Any = USE, **more: Any) -> View:
    figures = {"use": use, "budget": sourced(stock=[{"at": START, "amount": amount}], changes=["-use"])}
    widget = {"kind": "left", "figure": "budget", "label": {"en": "Left"}, "sentence": SENTENCE, **more}
    made = campaign(folder, figures, {"left": widget}, "UTC")
    return build(made, "left", Options("en"), datetime.fromisoformat(moment).replace(tzinfo=UTC))


@pytest.mark.parametrize(
    ("moment", "value", "sentence"),
    [
        ("2026-01-01", 400_000, "100% left: 400,000, gone by February 2027."),
        ("2026-04-11", 300_000, "75% left: 300,000, gone by February 5, 2027."),
        # Never less than there is: some of the last per cent is left.
        ("2027-02-04T23:59:59", 1, "0.1% left: 1, gone by February 5, 2027."),
    ],
)
def test_what_is_left_falls_until_a_date(tmp_path: Path, moment: str, value: int, sentence: str) -> None:
    seen = shown(tmp_path, moment)

    assert seen.value == value
    assert seen.sentence == sentence


def test_the_number_counts_down_to_nothing_and_stands(tmp_path: Path) -> None:
    odometer = shown(tmp_path, "2027-02-04T12:00:00").numbers[0].odometer

    assert odometer.count.at(0) == 500
    assert odometer.count.at(43_199 * MICROSECONDS) == 1
    assert odometer.count.at(43_200 * MICROSECONDS) == odometer.count.at(50_000 * MICROSECONDS) == 0


def test_what_is_gone_stands_at_nothing_and_says_since_when(tmp_path: Path) -> None:
    seen = shown(tmp_path, "2027-03-01")

    assert seen.numbers == ()
    assert seen.hero is not None
    assert seen.hero.text == "0"
    assert seen.sentence == "Nothing has been left since February 5, 2027."
    assert shown(tmp_path, "2029-03-01").sentence == "Nothing has been left since February 2027."


def test_a_campaign_says_in_its_own_words_that_all_is_gone(tmp_path: Path) -> None:
    own = {"en": "Used up on {gone}."}

    assert shown(tmp_path, "2027-03-01", gone=own).sentence == "Used up on February 5, 2027."


def test_the_bar_has_the_share_that_is_left_of_the_first_amount(tmp_path: Path) -> None:
    bar = shown(tmp_path, "2026-04-11").bar

    assert bar is not None
    assert (bar.length, bar.text) == ("750", "75% of what there was on January 1, 2026")


def test_a_range_of_use_is_gone_between_two_dates(tmp_path: Path) -> None:
    seen = shown(tmp_path, "2026-04-11", use=RANGE)

    assert [number.caption for number in seen.numbers] == ["at least", "at most"]
    assert seen.sentence.endswith("300,000 to 350,000, gone by February 5, 2027 to March 2028.")


def test_what_does_not_fall_lasts(tmp_path: Path) -> None:
    known = [{"at": date(2025, 1, 1), "amount": 100}, {"at": START, "amount": 200}]
    figures = {"budget": sourced(stock=known)}
    widget = {"kind": "left", "figure": "budget", "label": {"en": "Left"}, "sentence": SENTENCE}
    made = campaign(tmp_path, figures, {"left": widget}, "UTC")
    seen = build(made, "left", Options("en"), datetime(2026, 6, 1, tzinfo=UTC))

    assert seen.sentence == "At this rate it does not run out."
