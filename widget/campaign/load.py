"""A campaign file into its model, or every fault of the file at once."""

import tomllib
from collections.abc import Collection
from decimal import Decimal
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from widget.campaign.faults import CampaignError, Fault, from_validation
from widget.campaign.kinds import KINDS
from widget.campaign.models import Act, Campaign, Figure, Source
from widget.language.cldr import is_language


def load(file: Path) -> Campaign:
    """The campaign in `file`. Raises CampaignError with every fault: file, key, value, expected, mend."""
    data = _read(file)
    context = {"languages": _tags(data.get("languages")), "figures": _names(data.get("figures"))}
    try:
        return Campaign.model_validate(data, context=context)
    except ValidationError as error:
        raise from_validation(error, str(file), _keys) from None


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)
    except OSError as error:
        fault = ("reading", error.strerror or "failed", "a readable file", "check its name and its rights")
    except UnicodeDecodeError as error:
        fault = ("byte", str(error.start), "text in UTF-8", "save it as UTF-8")
    except tomllib.TOMLDecodeError as error:
        fault = ("syntax", str(error), "TOML", "correct that line; see https://toml.io")
    raise CampaignError([Fault(str(file), *fault)])


def _tags(value: object) -> list[str]:
    """The languages of the file, or none if there is anything amiss with them."""
    tags = value if isinstance(value, list) else []
    return tags if all(isinstance(tag, str) and is_language(tag) for tag in tags) else []


def _names(value: object) -> list[str]:
    return list(value) if isinstance(value, dict) else []


def _keys(section: tuple[str, ...]) -> Collection[str]:
    """The keys that are allowed in a section of a campaign file."""
    model: type[BaseModel] = Campaign
    match section:
        case ("figures", _):
            model = Figure
        case ("figures", _, "source"):
            model = Source
        case ("widgets", _, kind):
            model = KINDS[kind]
        case ("act", _):
            model = Act
        case (_, *_):
            return ()
    return model.model_fields
