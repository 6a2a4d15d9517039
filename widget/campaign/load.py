"""A campaign file into its model, or every fault of the file at once."""

from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from widget.campaign.faults import CampaignError, Fault, from_validation, shortened
from widget.campaign.files import READING, content, refused
from widget.campaign.kinds import KINDS
from widget.campaign.models import Act, Campaign, Figure, Source
from widget.campaign.syntax import NotTomlError, parse
from widget.language.cldr import is_language
from widget.language.tags import canonical

# Sections in sections, and values of all kinds: more than the largest campaign needs.
DEEPEST = 8
MOST_VALUES = 30_000


def load(file: Path) -> Campaign:
    """The campaign in `file`. Raises CampaignError, and nothing else, with the faults of the file."""
    try:
        return _campaign(file)
    except CampaignError:
        raise
    except Exception as error:
        # Whatever a file holds, and if memory runs out: it is the fault of that file alone.
        key = READING if isinstance(error, MemoryError) else "file"
        value = f"{type(error).__name__}: {shortened(str(error))}"
        raise refused(file, key, value, "a campaign", "take out what is unusual in it") from None


def _campaign(file: Path) -> Campaign:
    data = _data(file)
    _check_extent(file, data)
    context = {"languages": _tags(data.get("languages")), "figures": _names(data.get("figures"))}
    try:
        return Campaign.model_validate(data, context=context)
    except ValidationError as error:
        raise from_validation(error, str(file), _keys) from None


def _data(file: Path) -> dict[str, Any]:
    body = content(file)
    if body.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        raise refused(file, "byte 0", "UTF-16", "text in UTF-8", "save it as UTF-8")
    try:
        return parse(body.decode())
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
        value = f"byte {error.start}, {body[error.start : error.start + 1]!r}"
        raise refused(file, f"line {line}", value, "text in UTF-8", "save it as UTF-8") from None
    except NotTomlError as error:
        faults = [
            Fault(
                str(file),
                f"line {fault.number}",
                shortened(fault.text.strip()),
                fault.expected,
                shortened(fault.mend, 200),
            )
            for fault in error.faults
        ]
        raise CampaignError(faults) from None


def _check_extent(file: Path, data: object) -> None:
    """Refuses what no campaign needs before anything is made of it."""
    level, values = [data], 0
    for _ in range(DEEPEST):
        level = [value for section in level for value in _inside(section)]
        values += len(level)
    if level:
        raise refused(file, "sections", "are too deep in each other", f"at most {DEEPEST}", "take them out")
    if values > MOST_VALUES:
        expected = f"at most {MOST_VALUES:,} values"
        raise refused(file, "file", f"{values:,} values", expected, "make several campaigns of it")


def _inside(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _tags(value: object) -> list[str]:
    """The languages of the file, or none if there is anything amiss with them."""
    tags = value if isinstance(value, list) else []
    if not all(isinstance(tag, str) and is_language(tag) for tag in tags):
        return []
    return list(dict.fromkeys(map(canonical, tags)))


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
