"""Campaign files for tests: a small one to change, and any data written down as TOML."""

import json
from collections.abc import Mapping
from copy import deepcopy
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

SMALL: dict[str, Any] = {
    "name": "births",
    "revision": date(2026, 11, 22),
    "languages": ["en"],
    "timezone": "Europe/Brussels",
    "figures": {
        "births": {
            "amount": 132_000_000,
            "year": 2024,
            "as_of": date(2024, 12, 31),
            "unit": {"en": "births"},
            "source": {
                "publisher": "UN WPP",
                "title": "World Population Prospects 2024",
                "url": "https://ourworldindata.org/births-and-deaths",
                "date": date(2024, 7, 11),
            },
        }
    },
    "widgets": {
        "reading": {
            "kind": "elapsed",
            "figure": "births",
            "label": {"en": "Births while you read"},
            "sentence": {"en": "About {minute} a minute, {day} a day."},
        }
    },
}


def small(**changes: Any) -> dict[str, Any]:
    """A small good campaign; `changes` go to places such as `figures__births__amount`; None takes one out."""
    data = deepcopy(SMALL)
    for path, value in changes.items():
        *parents, last = path.split("__")
        section = data
        for parent in parents:
            section = section[parent]
        if value is None:
            del section[last]
        else:
            section[last] = deepcopy(value)
    return data


def spoken(tag: str) -> dict[str, Any]:
    """The small campaign in another language."""
    places = ("figures__births__unit", "widgets__reading__label", "widgets__reading__sentence")
    return small(languages=[tag], **{place: {tag: "watoto"} for place in places})


def write(folder: Path, data: Mapping[str, Any], name: str = "campaign.toml") -> Path:
    """Write `data` as a TOML file into `folder`."""
    file = folder / name
    file.write_text(dumps(data), encoding="utf-8")
    return file


def dumps(data: Mapping[str, Any]) -> str:
    """`data` as TOML, one key on each line."""
    return "".join(f"{_key(key)} = {_value(value)}\n" for key, value in data.items())


def _key(key: str) -> str:
    return _text(key)


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, (date, datetime, time)):
        return value.isoformat()
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(key)} = {_value(each)}" for key, each in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(_value, value)) + "]"
    if isinstance(value, Decimal):
        text = f"{value:f}"
        return text if "." in text else f"{text}.0"
    return repr(value)
