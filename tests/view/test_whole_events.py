"""Events are whole: no text says a fraction of a person, or 0 where it is a little."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.support.toml import small, write
from widget.campaign.load import load
from widget.formats.data import txt
from widget.view import view
from widget.view.options import Options

# Seven a day: one every 3 hours and 26 minutes.
SLOW = {"figures__births__amount": 7, "figures__births__per": "day", "figures__births__year": None}
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
RARE = "On average one every 3 hours and 26 minutes: births."


def built(
    folder: Path, sentence: str, kind: str = "elapsed", moment: datetime = NOON, **more: Any
) -> view.View:
    widget = {"kind": kind, "figure": "births", "label": {"en": "Births"}, "sentence": {"en": sentence}}
    campaign = load(write(folder, small(widgets={"slow": widget}, **{**SLOW, **more})))
    return view.build(campaign, "slow", Options("en"), moment)


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("{minute} births a minute.", RARE),
        ("{second} births a second.", RARE),
        ("About {n} births.", RARE),
        ("Births.", RARE),
        ("{day} births a day.", "7 births a day."),
        ("One {every}.", "One every 3 hours and 26 minutes."),
        ("{hour, plural, =0 {One birth in {interval}} one {# birth} other {# births}}.",
         "One birth in 3 hours and 26 minutes."),
    ],
)  # fmt: skip
def test_less_than_one_is_said_as_how_long_one_takes(tmp_path: Path, sentence: str, said: str) -> None:
    seen = built(tmp_path, sentence)

    assert seen.sentence == said
    assert b"0." not in txt(seen).body


@pytest.mark.parametrize(
    ("hour", "said"),
    [
        (1, "None yet: births. On average one every 3 hours and 26 minutes."),
        (12, "3 births; at least 3, at most 4, about 4."),
        (23, "6 births; at least 6, at most 7, about 7."),
    ],
)
def test_what_has_been_so_far_is_whole(tmp_path: Path, hour: int, said: str) -> None:
    sentence = "{n, plural, one {# birth} other {# births}}; at least {floor}, at most {ceil}, about {about}."
    moment = NOON.replace(hour=hour)

    assert built(tmp_path, sentence, "today", moment, timezone="UTC").sentence == said


@pytest.mark.parametrize(
    ("changes", "rows"),
    [
        ({}, ("every day: 7", "every year: 2,560", "one every: 3 hours and 26 minutes")),
        (
            {"figures__births__amount": 61},
            ("every day: 61", "every year: 22,300", "one every: 23 minutes and 36 seconds"),
        ),
        (
            {"figures__births__amount": 1, "figures__births__per": "year"},
            ("every year: 1", "one every: 365 days"),
        ),
    ],
)
def test_a_table_has_the_rows_in_which_there_is_one(
    tmp_path: Path, changes: Mapping[str, Any], rows: tuple[str, ...]
) -> None:
    seen = built(tmp_path, "{yearly} a year.", "rate", **changes)

    assert tuple(f"{per}: {amount}" for per, amount in seen.rows) == rows


@pytest.mark.parametrize(
    ("one", "other", "ratio", "dots", "said"),
    [(100, 213, 2.1, 0, "2.1"), (213, 100, 2.1, 0, "0.47"), (100, 200, 2, 2, "2"), (10, 783, 78, 78, "78")],
)
def test_a_ratio_hides_nothing(
    tmp_path: Path, one: int, other: int, ratio: float, dots: int, said: str
) -> None:
    campaign = small()
    births = campaign["figures"]["births"]
    campaign["figures"] = {"one": {**births, "amount": one}, "other": {**births, "amount": other}}
    campaign["widgets"] = {
        "both": {
            "kind": "versus",
            "figures": ["one", "other"],
            "label": {"en": "B"},
            "sentence": {"en": "{ratio}"},
        }
    }
    seen = view.build(load(write(tmp_path, campaign)), "both", Options("en"), NOON)

    assert (float(seen.ratio), seen.dots, seen.sentence) == (ratio, dots, said)


def test_digits_are_those_that_the_embedder_or_the_campaign_chose(tmp_path: Path) -> None:
    campaign = small(languages=["ar"], figures__births__unit={"ar": "x"})
    words = {"label": {"ar": "x"}, "sentence": {"ar": "{n}"}}
    campaign["widgets"] = {"reading": {"kind": "elapsed", "figure": "births", **words}}
    said = []
    for chosen, numbering in (("", ""), ("latn", ""), ("latn", "native"), ("", "latn")):
        campaign["numbering"] = chosen or None
        file = write(tmp_path, {key: value for key, value in campaign.items() if value})
        said.append(view.build(load(file), "reading", Options("ar", numbering=numbering), NOON).sentence)

    assert said == ["٢٥٠", "250", "٢٥٠", "250"]


def test_a_place_is_named(tmp_path: Path) -> None:
    seen = built(tmp_path, "{day} a day, by {time} {zone}.", "today", timezone="Pacific/Apia")

    assert seen.sentence.endswith("in Apia.")
