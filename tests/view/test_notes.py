"""What is to be said of a source stands with every number that uses it."""

from datetime import UTC, datetime
from pathlib import Path

from tests.support.examples import CAMPAIGNS
from tests.support.toml import SMALL, small, write
from widget.campaign.load import load
from widget.view.options import Options
from widget.view.view import build

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def caveat(folder: Path, *notes: str) -> str:
    """That of two figures from one source, in kilos and in metres, with a note each."""
    births = SMALL["figures"]["births"]
    figures = {
        unit: {**births, "unit": {"en": unit}, "source": {**births["source"], "note": {"en": note}}}
        for unit, note in zip(("kilos", "metres"), notes, strict=True)
    }
    words = {"label": {"en": "Both"}, "sentence": {"en": "{day} a day."}}
    widget = {"kind": "versus", "figures": list(figures), **words}
    return build(
        load(write(folder, small(figures=figures, widgets={"both": widget}))), "both", Options("en"), NOON
    ).caveat


def test_a_comparison_says_to_whom_its_source_attributes_the_images() -> None:
    shown = build(CAMPAIGNS["catsforkids"], "versus", Options("en"), NOON)

    assert "attributed to Interpol" in shown.caveat


def test_two_notes_say_which_figure_they_are_about_and_one_of_both_stands_once(tmp_path: Path) -> None:
    assert "kilos: weighed; metres: measured" in caveat(tmp_path, "weighed", "measured")
    assert caveat(tmp_path, "rounded", "rounded").count("rounded") == 1
