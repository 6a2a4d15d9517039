"""The json of every form of figure: formula, parts, the piece in use, and plain numbers."""

import json
import re
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from tests.support.browsers.servers import CAMPAIGNS
from tests.support.figures import campaign, sourced
from widget.campaign.load import load
from widget.formats.data import json_, txt
from widget.view.options import Options
from widget.view.view import build

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
WORLD = load(CAMPAIGNS / "world.toml")


def read(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(json_(build(WORLD, name, Options("en"), NOON)).body)
    return content


def formula(text: str, seconds: int) -> int:
    """What a formula gives after so many seconds, worked out here."""
    found = re.fullmatch(r"(floor|ceil)\((-?\d+) \* seconds / (\d+)\)", text)
    assert found, text
    exact = Fraction(int(found[2]) * seconds, int(found[3]))
    return exact.__floor__() if found[1] == "floor" else exact.__ceil__()


def test_a_range_has_two_of_each() -> None:
    content = read("plastic-reading")

    assert content["value"] == [0, 0]
    assert content["rate"]["amount"] == ["19000000", "23000000"]
    assert [formula(each, 31_556_952) for each in content["formula"]] == [19_000_000, 23_000_000]


def test_a_series_has_its_pieces_and_the_one_in_use() -> None:
    content = read("reports-since")

    assert content["year"] == 2023
    assert [piece["year"] for piece in content["series"]] == [2019, 2020, 2021, 2022, 2023]
    assert content["series"][0]["from"] == "2018-12-31T23:00:00+00:00"
    assert content["rate"]["per_second"] == content["series"][-1]["per_second"]


def test_a_stock_has_its_level_and_its_parts() -> None:
    content = read("people-now")

    assert content["level"]["amount"] == "8161972572/1"
    assert int(Fraction(content["level"]["now"])) == content["value"]
    assert [part["unit"] for part in content["parts"]] == ["births", "deaths"]
    assert Fraction(content["rate"]["per_second"]) == Fraction(
        content["parts"][0]["rate"]["per_second"]
    ) - Fraction(content["parts"][1]["rate"]["per_second"])


def test_what_falls_is_rounded_up() -> None:
    content = read("budget-left")

    assert content["formula"].startswith("ceil(-")
    assert content["value"] == -(-Fraction(content["level"]["now"]) // 1)


@pytest.mark.parametrize("name", WORLD.widgets)
def test_numbers_are_plain(name: str) -> None:
    body = json_(build(WORLD, name, Options("en"), NOON)).body.decode()

    assert not re.search(r"\d[eE][+-]?\d", body)


def test_decimals_are_in_the_value(tmp_path: Path) -> None:
    figure = sourced(amount=5, per="day", as_of=date(2024, 1, 1), decimals=1, currency="EUR")
    words = {"label": {"en": "Things"}, "sentence": {"en": "Things."}}
    widget = {"one": {"kind": "today", "figure": "things", **words}}
    made = build(campaign(tmp_path, {"things": figure}, widget, "UTC"), "one", Options("en"), NOON)
    content = json.loads(json_(made).body)

    assert (content["value"], content["currency"]) == (2.5, "EUR")


@pytest.mark.parametrize("lang", WORLD.languages)
@pytest.mark.parametrize("name", WORLD.widgets)
def test_a_text_has_its_sentence_and_every_source(name: str, lang: str) -> None:
    shown = build(WORLD, name, Options(lang), NOON)
    sentence, caveat, _ = txt(shown).body.decode().split("\n")

    assert sentence == shown.sentence
    assert all(source.url in caveat for figure in shown.figures for source in figure.sources)
