"""How long one takes, as a number that stands still."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.support.figures import campaign, sourced
from widget.view.options import Options
from widget.view.view import View, build

SLOW = sourced(amount=7, per="day", as_of=date(2022, 5, 1))
RANGE = sourced(**{"from": 2, "to": 6}, per="day", as_of=date(2022, 5, 1))


def shown(folder: Path, figure: Any, lang: str = "en") -> View:
    words = {"label": {"en": "A thing happens"}, "sentence": {"en": "Every {interval}."}}
    widget = {"every": {"kind": "every", "figure": "things", **words}}
    made = campaign(folder, {"things": figure}, widget, languages=tuple({"en": 0, lang: 0}))
    return build(made, "every", Options(lang), datetime(2026, 11, 22).astimezone())


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "one every 3 hr, 26 min"),
        ("fr", "un cas toutes les 3 h et 26 min"),
        ("hi", "हर 3 घं॰, 26 मि॰ में एक"),
    ],
)
def test_the_time_stands_within_its_words(tmp_path: Path, lang: str, text: str) -> None:
    hero = shown(tmp_path, SLOW, lang).hero

    assert hero is not None
    assert " ".join(hero.text.split()) == text


def test_a_range_is_from_the_shorter_to_the_longer_time(tmp_path: Path) -> None:
    seen = shown(tmp_path, RANGE)

    assert seen.hero is not None
    assert seen.hero.number == "4 hr to 12 hr"
    assert seen.sentence == "Every 4 hours to 12 hours."


def test_nothing_ticks_and_no_clock_is_needed(tmp_path: Path) -> None:
    seen = shown(tmp_path, SLOW)

    assert (seen.numbers, seen.moment) == ((), None)
