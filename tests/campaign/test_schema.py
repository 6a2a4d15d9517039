"""The JSON schema that editors get says what the models say, and refuses no campaign that we take."""

import json
import tomllib
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.support.histories import SERIES, STOCK, history, statements
from tests.support.manual import campaigns
from tests.support.servers import ROOT
from tests.support.toml import small
from widget.campaign.figures import FORMS
from widget.campaign.kinds import KINDS
from widget.campaign.schema import schema
from widget.settings import BUNDLED

FILE = ROOT / "docs" / "campaign.schema.json"
FILES = [*sorted(BUNDLED.glob("*.toml")), *sorted((ROOT / "tests" / "support").rglob("campaigns/*.toml"))]
VALIDATOR = Draft202012Validator(schema())


def plain(value: Any) -> Any:
    """TOML as editors see it: dates are texts."""
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    return value.isoformat() if isinstance(value, date | datetime) else value


def wrong(data: Any) -> list[str]:
    return [error.message for error in VALIDATOR.iter_errors(plain(data))]


def test_the_file_in_docs_is_what_the_models_say() -> None:
    assert json.loads(FILE.read_text(encoding="utf-8")) == schema(), (
        "meanwhile schema > docs/campaign.schema.json"
    )


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_file_of_ours_meets_it(file: Path) -> None:
    assert wrong(tomllib.loads(file.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("name", campaigns("docs/campaigns.md"))
def test_every_documented_file_meets_it(name: str) -> None:
    assert wrong(tomllib.loads(campaigns("docs/campaigns.md")[name])) == []


@pytest.mark.parametrize("data", [small(), history(SERIES), history(STOCK), statements()])
def test_every_form_meets_it(data: dict[str, Any]) -> None:
    assert wrong(data) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"figures__births__amout": 1},
        {"figures__births__amount": "132"},
        {"figures__births__amount": 0},
        {"figures__births__per": "fortnight"},
        {"figures__births__series": [{"year": 2022, "amount": 1}, {"year": 2023, "amount": 2}]},
        {"figures__births__source": None},
        {"figures__births__source__url": "example.org"},
        {"widgets__reading__kind": "elapesd"},
        {"widgets__reading__figur": "births"},
        {"widgets__reading__label": "Births"},
        {"widgets__reading__label": {"English": "Births"}},
        {"topic": "cats"},
        {"name": None},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_an_editor_sees_what_check_refuses(changes: dict[str, Any]) -> None:
    assert wrong(small(**changes))


def test_every_kind_and_form_is_offered() -> None:
    made = schema()
    (widgets,) = made["properties"]["widgets"]["patternProperties"].values()
    (figures,) = made["properties"]["figures"]["patternProperties"].values()

    assert len(widgets["oneOf"]) == len(KINDS)
    assert len(figures["oneOf"]) == len(FORMS)


@pytest.mark.parametrize("file", sorted(BUNDLED.glob("*.toml")), ids=lambda file: file.stem)
def test_the_first_line_of_a_bundled_file_names_it(file: Path) -> None:
    first = file.read_text(encoding="utf-8").splitlines()[0]

    assert first.startswith("#:schema ")
    assert (file.parent / first.removeprefix("#:schema ")).resolve() == FILE
