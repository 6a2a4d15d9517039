"""A kind of widget lives in one module and one template; the rest of the house never asks its name."""

import ast
import re
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

import pytest

from tests.support.examples import CAMPAIGNS
from tests.support.servers import ROOT
from widget.campaign import kinds
from widget.campaign.faults import EXPECTED
from widget.campaign.kinds import KINDS
from widget.view.options import LAYOUTS, NAMES, Options
from widget.view.view import build

FOLDER = Path(kinds.__path__[0])
OTHERS = [file for file in sorted((ROOT / "widget").rglob("*.py")) if file.parent != FOLDER]
TEMPLATES = ROOT / "templates"
EVERY = pytest.mark.parametrize("kind", KINDS)


@EVERY
def test_a_kind_is_described_by_the_module_of_its_name(kind: str) -> None:
    module = import_module(f"{kinds.__name__}.{kind.replace('-', '_')}")

    assert KINDS[kind].__module__ == module.__name__
    assert module.__doc__
    assert KINDS[kind].__doc__


def test_kinds_and_their_templates_are_the_same_names() -> None:
    assert {file.name for file in (TEMPLATES / "kinds").iterdir()} == {f"{kind}.html" for kind in KINDS}


@EVERY
def test_a_kind_knows_the_height_of_its_frame_in_every_layout(kind: str) -> None:
    assert set(KINDS[kind].heights) == set(LAYOUTS)
    for least, start, slope in KINDS[kind].heights.values():
        assert 0 < least <= start
        assert slope >= 0


@EVERY
def test_a_kind_takes_only_options_that_there_are(kind: str) -> None:
    assert KINDS[kind].options <= set(NAMES)


@EVERY
def test_every_key_of_a_kind_says_what_it_expects(kind: str) -> None:
    assert set(KINDS[kind].model_fields) <= set(EXPECTED)


@pytest.mark.parametrize("file", OTHERS, ids=lambda file: file.stem)
def test_no_other_module_asks_for_a_kind_by_name(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    compared = [
        ast.unparse(node)
        for node in ast.walk(tree)
        if isinstance(node, ast.Compare) and "widget.kind" in ast.unparse(node)
    ]

    assert {f"{kinds.__name__}.{kind}" for kind in KINDS}.isdisjoint(imported)
    assert compared == []


def test_no_other_template_asks_for_a_kind_by_name() -> None:
    others = [file for file in TEMPLATES.rglob("*.*") if file.parent.name != "kinds"]
    asked = [file.name for file in others if re.search(r"kind\s*(==|!=|in\b)", file.read_text("utf-8"))]

    assert asked == []


@pytest.mark.parametrize("name", CAMPAIGNS["catsforkids"].widgets)
def test_what_needs_no_clock_is_the_same_at_any_moment(name: str) -> None:
    moments = [datetime(2026, 3, 1, hour, tzinfo=UTC) for hour in (1, 20)]
    early, late = (build(CAMPAIGNS["catsforkids"], name, Options("en"), moment) for moment in moments)

    assert (early == late) is not early.widget.clock
