"""What may be asked for, as an OpenAPI description made from the table of addresses and the options.

`python -m tests.fuzz.openapi` prints it for other tools, such as schemathesis.
"""

import json
import re
from collections.abc import Mapping
from typing import Any

from widget.campaign.library import load_all
from widget.campaign.models import Campaign
from widget.formats import assets
from widget.formats.table import FORMATS
from widget.paste import oembed
from widget.paste.destinations import DESTINATIONS
from widget.view.addresses import PATHS
from widget.view.options import LAYOUTS, MINUTES, SIZES, THEMES

Schema = Mapping[str, Any]


def description(campaigns: Mapping[str, Campaign]) -> dict[str, Any]:
    """An OpenAPI 3.1 document of the server of `campaigns`, with one GET for each row of PATHS."""
    about = {"title": "Meanwhile", "version": "1"}
    paths = {path: {"get": _operation(name, path, campaigns)} for name, path in PATHS.items()}
    return {"openapi": "3.1.0", "info": about, "paths": paths}


def _operation(name: str, path: str, campaigns: Mapping[str, Campaign]) -> dict[str, Any]:
    inside = [_parameter(each, "path", _part(name, each, campaigns)) for each in re.findall(r"{(\w+)}", path)]
    asked = [_parameter(each, "query", schema) for each, schema in _query(name, campaigns).items()]
    statuses = ("200", "301", "304", "400", "404", "501", "503")
    responses = {status: {"description": status} for status in statuses}
    return {"operationId": name, "parameters": [*inside, *asked], "responses": responses}


def _parameter(name: str, place: str, schema: Schema) -> dict[str, Any]:
    return {"name": name, "in": place, "required": place == "path", "schema": schema}


def _part(name: str, part: str, campaigns: Mapping[str, Campaign]) -> Schema:
    """What a part of a path may be."""
    known: Mapping[str, Any] = {
        "campaign": campaigns,
        "widget": {widget for campaign in campaigns.values() for widget in campaign.widgets},
        "ending": ("svg", "png") if name == "sign picture" else FORMATS,
        "file": assets.served(),
    }
    return {"enum": sorted(known[part])}


def _query(name: str, campaigns: Mapping[str, Campaign]) -> Mapping[str, Schema]:
    language: Mapping[str, Schema] = {
        "lang": {"enum": sorted({lang for each in campaigns.values() for lang in each.languages})}
    }
    options: Mapping[str, Schema] = {
        **language,
        "theme": {"enum": list(THEMES)},
        "layout": {"enum": list(LAYOUTS)},
        "accent": {"enum": ["767676", "aa0000", "7cc7d8", "ffffff"]},
        "minutes": {"type": "integer", "minimum": MINUTES[0], "maximum": MINUTES[-1]},
        "from": {"enum": ["2020-01-01", "1901-02-03T04:05:06+02:00", "2024-02-29T00:00"]},
        "size": {"enum": [str(size) for size in SIZES]},
    }
    form: Mapping[str, Schema] = {
        "for": {"enum": sorted(DESTINATIONS)},
        "widget": _part("", "widget", campaigns),
    }
    pixels = {"type": "integer", "minimum": 1, "maximum": oembed.LARGEST}
    about: Mapping[str, Schema] = {
        "format": {"enum": sorted(oembed.FORMATS)},
        "maxwidth": pixels,
        "maxheight": pixels,
    }
    addresses = [f"http://127.0.0.1:8000/{name}" for name in campaigns]
    several: Mapping[str, Mapping[str, Schema]] = {
        "embed": options,
        "builder": {**options, **form, "as": {"enum": ["text"]}},
        "oembed": {"url": {"enum": addresses}, **about},
    }
    return several.get(name, language)


if __name__ == "__main__":
    print(json.dumps(description(load_all([])), indent=2))
