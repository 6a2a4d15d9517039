"""A campaign file into its model, or every fault of the file at once."""

from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Collection, Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from widget.campaign.faults import CampaignError, Fault, from_validation, shortened
from widget.campaign.figures import FORMS
from widget.campaign.files import READING, content, refused
from widget.campaign.kinds import KINDS
from widget.campaign.models import Campaign
from widget.campaign.syntax import NotTomlError, parse
from widget.language.cldr import is_language
from widget.language.tags import canonical

# Sections in sections, and values of all kinds: more than the largest campaign needs.
DEEPEST = 8
MOST_VALUES = 30_000
# Sections whose models differ by a tag, which pydantic puts behind their names.
TAGGED: Mapping[str, Mapping[str, type[BaseModel]]] = {"figures": FORMS, "widgets": KINDS}


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
        faults = from_validation(error, str(file), _keys).faults
    try:
        # What else is amiss with a widget whose kind is none shows once it has one.
        Campaign.model_validate(_with_kinds(data), context=context)
    except ValidationError as error:
        faults = (*faults, *from_validation(error, str(file), _keys).faults)
    raise CampaignError(list(dict.fromkeys(faults)))


def _with_kinds(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """`data` in which each widget has a kind, the likeliest."""
    widgets = data.get("widgets")
    if not isinstance(widgets, dict):
        return data
    known = {name: _likeliest(section) for name, section in widgets.items()}
    return {**data, "widgets": known}


def _likeliest(section: object) -> object:
    if not isinstance(section, dict) or section.get("kind") in KINDS:
        return section
    near = get_close_matches(str(section.get("kind")), KINDS, 1)
    kind = max(KINDS, key=lambda kind: (len(section.keys() & KINDS[kind].model_fields.keys()), kind in near))
    return {**section, "kind": kind}


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
    """The keys that are allowed in a section of a campaign file; none where they are languages."""
    model: type[BaseModel] | None = Campaign
    match section:
        case ("figures" | "widgets" as head, _, tag, *rest):
            model, section = TAGGED[head].get(tag), tuple(rest)
    for part in section:
        if model and (field := _field(model, part)):
            model = _inside_of(field.annotation)
    return [field.alias or name for name, field in model.model_fields.items()] if model else ()


def _field(model: type[BaseModel], key: str) -> FieldInfo | None:
    fields = model.model_fields.items()
    return next((field for name, field in fields if key == (field.alias or name)), None)


def _inside_of(annotation: object) -> type[BaseModel] | None:
    """The model of a section, or of each section in a list."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(_inside_of, get_args(annotation))), None)
