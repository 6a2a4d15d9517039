"""Texts of widgets: what `check` and loading say of their placeholders and plural forms."""

from pathlib import Path
from typing import Any

import pytest

from tests.support.toml import small, write
from widget.campaign.faults import CampaignError
from widget.campaign.load import load
from widget.command.proof import failures


def faults(folder: Path, **sentences: str) -> list[str]:
    """What is said of a campaign with these sentences by language."""
    unit = dict.fromkeys(sentences, "births")
    widget: dict[str, Any] = {"kind": "elapsed", "figure": "births", "label": unit, "sentence": sentences}
    changes = {"languages": list(sentences), "figures__births__unit": unit}
    file = write(folder, small(widgets={"reading": widget}, **changes))
    try:
        campaign = load(file)
    except CampaignError as error:
        return [str(fault) for fault in error.faults]
    return [str(fault) for fault in failures(campaign, str(file))]


@pytest.mark.parametrize(
    ("tag", "text", "told"),
    [
        ("en", "{n births", ["every { with its }"]),
        ("en", "{n} births}", ["every } with its {"]),
        ("en", "{m} births", ["{m}", "{n}", "take {m} out"]),
        ("en", "{n, plural, one {# birth}}", ["other {…}"]),
        (
            "pl",
            "{n, plural, one {# ofiara} other {# ofiary}}",
            ["no few and no many in pl", "'2 ofiary'", "'5 ofiary'"],
        ),
        (
            "fr",
            "{n, plural, one {# victime} other {# victimes}}",
            ["no many in fr", "'1\u202f000\u202f000 victimes'"],
        ),
        ("en", "{n, plural, one {#} few {#} some {#} other {#}}", ["'some' in en"]),
        ("en", "{unit, plural, one {#} other {#}}", ["one of the numbers", "{unit, plural, …}"]),
        ("fr", "Près d'{n} naissances", ["no apostrophe right before a brace"]),
    ],
)
def test_a_text_that_cannot_be_filled_in_well_is_refused(
    tmp_path: Path, tag: str, text: str, told: list[str]
) -> None:
    (said,) = faults(tmp_path, **{tag: text})

    assert "widgets.reading.sentence" in said
    for each in told:
        assert each.encode("ascii", "backslashreplace").decode() in said or each in said


def test_all_faults_of_a_text_are_told(tmp_path: Path) -> None:
    (said,) = faults(tmp_path, en="{m} {q} births, {n, plural, one {#} few {#} other {#}}")

    assert "take {m} out" in said
    assert "take {q} out" in said


def test_a_placeholder_that_one_language_lost_is_told(tmp_path: Path) -> None:
    (said,) = faults(tmp_path, en="{minute} births", fr="{minute} naissances", de="Geburten {day}")

    assert "widgets.reading.sentence.de: {minute} is missing" in said


@pytest.mark.parametrize(
    "text",
    [
        "{n, plural, one {# birth} other {# births}} in {minutes, plural, one {a minute} other {{minutes}}}",
        "{n, plural, zero {#} one {#} two {#} few {#} many {#} other {#}} " * 4,
        "Child Focus's {n} and '{n}'",
        "{unit, select, births {{n}} other {{n} of them}}",
    ],
)
def test_a_message_is_in_order(tmp_path: Path, text: str) -> None:
    assert faults(tmp_path, en=text) == []
