"""Progress toward a goal: how much of it, when it is reached, and that it was."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.support.figures import campaign, sourced
from widget.view.options import Options
from widget.view.view import View, build

TREES = sourced(
    stock=[{"at": date(2026, 1, 1), "amount": 1000}, {"at": date(2026, 4, 11), "amount": 6000}],
    estimate=False,
)
PLANTING = sourced(amount=50, per="day", as_of=date(2026, 4, 11))
SENTENCE = {"en": "{left} to go, reached by {reached}: {share} of {goal}."}


def shown(folder: Path, moment: str, figure: Any = TREES, **more: Any) -> View:
    words = {"label": {"en": "Trees of {goal}"}, "sentence": SENTENCE}
    widget = {"kind": "goal", "figure": "trees", "goal": 10_000, **words, **more}
    made = campaign(folder, {"trees": figure}, {"goal": widget}, "UTC")
    return build(made, "goal", Options("en"), datetime.fromisoformat(moment).replace(tzinfo=UTC))


@pytest.mark.parametrize(
    ("moment", "value", "sentence"),
    [
        ("2026-04-11", 6000, "4,000 to go, reached by June 30, 2026: 60% of 10,000."),
        ("2026-06-29T23:59:00", 9999, "1 to go, reached by June 30, 2026: 99% of 10,000."),
        ("2026-06-30", 10_000, "The goal was reached: 10,000, June 30, 2026."),
        ("2028-06-30", 46_550, "The goal was reached: 10,000, June 2026."),
    ],
)
def test_a_goal_is_reached_and_the_number_goes_on(
    tmp_path: Path, moment: str, value: int, sentence: str
) -> None:
    seen = shown(tmp_path, moment)

    assert seen.value == value
    assert seen.sentence == sentence
    assert len(seen.numbers) == 1


def test_the_goal_stands_behind_the_number_at_the_label_and_at_the_end_of_the_bar(tmp_path: Path) -> None:
    seen = shown(tmp_path, "2026-04-11")

    assert (seen.behind, seen.label) == ("of 10,000", "Trees of 10,000")
    assert seen.bar is not None
    assert (seen.bar.length, seen.bar.text, seen.bar.whole) == ("600", "60%", "10,000")


def test_a_bar_is_never_longer_than_the_whole(tmp_path: Path) -> None:
    bar = shown(tmp_path, "2028-06-30").bar

    assert bar is not None
    assert bar.length == "1000"


def test_a_rate_counts_toward_a_goal_since_a_date(tmp_path: Path) -> None:
    seen = shown(tmp_path, "2026-01-11", PLANTING, since=date(2026, 1, 1))

    assert seen.value == 500
    assert seen.sentence == "9,500 to go, reached by July 20, 2026: 5% of 10,000."
    assert shown(tmp_path, "2025-01-11", PLANTING, since=date(2026, 1, 1)).value == 0


def test_what_falls_never_reaches_it(tmp_path: Path) -> None:
    falling = {
        **TREES,
        "stock": [{"at": date(2026, 1, 1), "amount": 900}, {"at": date(2026, 4, 11), "amount": 800}],
    }

    assert shown(tmp_path, "2026-05-01", falling).sentence == "At this rate the goal is not reached."


def test_a_campaign_says_in_its_own_words_that_it_is_reached(tmp_path: Path) -> None:
    own = {"en": "{goal} by {reached}!"}

    assert shown(tmp_path, "2026-07-01", reached=own).sentence == "10,000 by June 30, 2026!"


def test_what_is_left_may_choose_a_form_and_a_beginning_is_named(tmp_path: Path) -> None:
    text = {"en": "Since {since}: {left, plural, one {# tree} other {# trees}} to go."}
    seen = shown(tmp_path, "2026-07-19T12:00:00", PLANTING, since=date(2026, 1, 1), sentence=text)

    assert seen.sentence == "Since January 1, 2026: 25 trees to go."
