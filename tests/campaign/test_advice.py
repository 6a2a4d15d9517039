"""`check` understands what is written: it names what may be a slip, and refuses nothing for it."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.support.histories import SAID, SERIES, STOCK, history, statements
from tests.support.toml import SMALL, small, write
from widget.campaign.advice import hints
from widget.campaign.load import load
from widget.campaign.models import Campaign

TODAY = date(2026, 11, 25)
SOURCE = SMALL["figures"]["births"]["source"]
TWO = {
    "births": SMALL["figures"]["births"],
    "deaths": {**SMALL["figures"]["births"], "amount": 66_000_000, "unit": {"en": "deaths"}},
}
VERSUS = {"kind": "versus", "figures": ["deaths", "births"], "label": {"en": "Births and deaths"}}


def found(folder: Path, data: dict[str, Any]) -> dict[str, str]:
    campaign: Campaign = load(write(folder, data))
    return {hint.key: hint.text for hint in hints(campaign, "file", TODAY)}


def versus(sentence: str) -> dict[str, Any]:
    return small(figures=TWO, widgets={"both": {**VERSUS, "sentence": {"en": sentence}}})


def test_a_good_file_gets_no_hint(tmp_path: Path) -> None:
    assert found(tmp_path, small()) == {}


PER_DAY = {"figures__births__year": None, "figures__births__per": "day"}


@pytest.mark.parametrize(
    ("changes", "key", "says"),
    [
        ({"revision": date(2027, 1, 1)}, "revision", "future"),
        ({**PER_DAY, "figures__births__as_of": date(2027, 1, 1)}, "figures.births.as_of", "future"),
        ({**PER_DAY, "figures__births__as_of": date(2021, 11, 24)}, "figures.births.as_of", "5 years"),
        ({"figures__births__source__date": date(2027, 1, 1)}, "figures.births.source.date", "future"),
        (
            {"figures__births__estimate": False, "figures__births__source__title": "A projection"},
            "figures.births.estimate",
            "projection",
        ),
        ({"figures__births__estimate": False}, "figures.births.source.date", "before 2024-12-31"),
        ({"figures__births__unit": {"en": "132 million births"}}, "figures.births.unit", "number"),
        (
            {"widgets__reading__label": {"en": "132 million births a year"}},
            "widgets.reading.label.en",
            "132",
        ),
        ({"widgets__reading__sentence": {"en": "{ratio} births."}}, "widgets.reading.sentence.en", "two"),
        (
            {"widgets__reading__kind": "since", "widgets__reading__since": datetime(2027, 1, 1)},
            "widgets.reading.since",
            "future",
        ),
    ],
)
def test_a_likely_slip_is_named_where_it_stands(
    tmp_path: Path, changes: dict[str, Any], key: str, says: str
) -> None:
    assert says in found(tmp_path, small(**changes))[key]


@pytest.mark.parametrize("unit", ["tonnes of CO2", "PM2.5 particles"])
def test_a_digit_in_a_name_is_no_number(tmp_path: Path, unit: str) -> None:
    assert found(tmp_path, small(figures__births__unit={"en": unit})) == {}


@pytest.mark.parametrize("sentence", ["For each death, 3 births.", "2.5 times as many", "Three: 1.8 to one"])
def test_a_ratio_that_the_figures_do_not_make_is_named(tmp_path: Path, sentence: str) -> None:
    assert "the figures make 2" in found(tmp_path, versus(sentence))["widgets.both.sentence.en"]


@pytest.mark.parametrize(
    "sentence",
    ["For each death, 2 births.", "{ratio} births.", "2.0 to one in 2024", "Of 132 million, 66 million."],
)
def test_a_number_that_agrees_or_is_something_else_is_not(tmp_path: Path, sentence: str) -> None:
    assert "widgets.both.sentence.en" not in found(tmp_path, versus(sentence))


def test_a_series_with_a_missing_year_and_a_break_outside_it_is_named(tmp_path: Path) -> None:
    figure = {**SERIES, "break": [{"year": 2019, "why": {"en": "Why."}}]}
    told = found(tmp_path, history(figure))

    assert told["figures.reports.series"] == "has no 2021: there the rate of 2020 is used"
    assert "outside the series" in told["figures.reports.break"]


def test_a_range_that_is_no_estimate_is_named(tmp_path: Path) -> None:
    figure = {key: value for key, value in TWO["births"].items() if key != "amount"}
    data = small(figures={"births": {**figure, "from": 1, "to": 2, "estimate": False}})

    assert "range" in found(tmp_path, data)["figures.births.estimate"]


def test_a_goal_below_what_there_is_is_named(tmp_path: Path) -> None:
    goal = {"kind": "goal", "figure": "debt", "goal": 30_000_000_000_000, **_words()}

    told = found(tmp_path, small(figures={"debt": STOCK}, widgets={"goal": goal}))

    assert "reached already" in told["widgets.goal.goal"]


def test_languages_in_which_no_act_has_an_address_are_named(tmp_path: Path) -> None:
    data = small(
        languages=["en", "fr"],
        figures__births__unit={"en": "births", "fr": "naissances"},
        widgets__reading={**SMALL["widgets"]["reading"], **_words("fr")},
        act=[{"region": "BE", "service": "A service", "url": {"fr": "https://example.org/fr"}}],
    )

    assert "no act has an address in en" in found(tmp_path, data)["act.0.url"]


def test_a_statement_in_the_future_is_named(tmp_path: Path) -> None:
    said = statements({**SAID, "date": date(2027, 1, 1)})

    assert "future" in found(tmp_path, said)["widgets.said.statement.0.date"]


def _words(*more: str) -> dict[str, dict[str, str]]:
    tags = ("en", *more)
    return {"label": dict.fromkeys(tags, "Births"), "sentence": dict.fromkeys(tags, "{day} a day.")}


def texts(folder: Path, languages: dict[str, str], amount: Any = 2, **more: Any) -> dict[str, str]:
    """Hints for a sentence in each language, of a figure of so many a minute."""
    figure = {"amount": amount, "per": "minute", "as_of": date(2024, 12, 31), "source": SOURCE}
    plain = dict.fromkeys(languages, "—")
    widget = {"kind": "today", "figure": "one", "label": plain, "sentence": languages}
    figures = {"one": {**figure, "unit": plain, **more}}
    return found(folder, small(languages=list(languages), figures=figures, widgets={"w": widget}))


PLURAL = "{n, plural, one {# oběť} few {# oběti} other {# obětí}}."


@pytest.mark.parametrize(
    ("sentence", "amount", "more", "says"),
    [
        ({"en": "{second} births."}, 30, {}, "{second} is no whole number"),
        ({"en": "{minute} births."}, Decimal("2.4"), {}, "{minute} is no whole number"),
        ({"en": "{n} births."}, Decimal("0.01"), {}, "n, plural, one {…} other {…}"),
        ({"ru": "{n} жертв."}, 50_000, {}, "n, plural, one {…} few {…} many {…} other {…}"),
        ({"cs": PLURAL}, 2, {"decimals": 1}, "has no many {…}, the form of 0,5"),
        (
            {"de": "Births: about {n} people.", "en": "Births: about {n} people."},
            50,
            {},
            "the same text as in de",
        ),
    ],
)
def test_a_text_that_will_read_badly_is_named(
    tmp_path: Path, sentence: dict[str, str], amount: Any, more: dict[str, Any], says: str
) -> None:
    hint = texts(tmp_path, sentence, amount, **more)

    assert says in hint[f"widgets.w.sentence.{list(sentence)[-1]}"]


@pytest.mark.parametrize(
    ("sentence", "amount", "more"),
    [
        ({"en": "{n} births."}, 200, {}),
        ({"en": "Births: {n}."}, 2, {}),
        ({"ja": "{n} 人。"}, Decimal("0.01"), {}),
        ({"cs": PLURAL}, 2, {}),
        ({"en": "{second} kW."}, 90, {"after": "kW"}),
        ({"en": "{second, plural, =0 {Few} one {# birth} other {# births}}."}, 30, {}),
        ({"en-GB": "Births: about {n} people.", "en-US": "Births: about {n} people."}, 50, {}),
    ],
)
def test_a_text_that_reads_well_gets_no_hint(
    tmp_path: Path, sentence: dict[str, str], amount: Any, more: dict[str, Any]
) -> None:
    assert texts(tmp_path, sentence, amount, **more) == {}


def test_a_source_is_as_old_as_the_points_that_it_is_of(tmp_path: Path) -> None:
    """That of an early year need not know the last one."""

    def source(year: int, url: str) -> dict[str, Any]:
        return {**SOURCE, "publisher": url, "url": f"https://{url}.org/", "date": date(year, 6, 1)}

    def told(first: int, last: int) -> dict[str, str]:
        series = [
            {"year": 2021, "amount": 5, "source": source(first, "early")},
            {"year": 2024, "amount": 7_000, "source": source(last, "late")},
        ]
        figure = {"series": series, "estimate": False, "unit": {"en": "b"}, "source": source(2026, "all")}
        return found(tmp_path, small(figures__births=figure))

    assert "figures.births.source.date" not in told(2022, 2025)
    assert "before 2021-12-31" in told(2021, 2025)["figures.births.source.date"]
    assert "before 2024-12-31" in told(2022, 2024)["figures.births.source.date"]
