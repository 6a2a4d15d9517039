"""The JSON schema of a campaign file, for editors: made of the models, so that it says what they say."""

from collections.abc import Mapping
from typing import Any

from widget.campaign.faults import EXPECTED
from widget.campaign.models import Campaign
from widget.campaign.shapes import NAME

# What pydantic says that an editor has no use for: names made of keys, and what stands there if nothing does.
LEFT_OUT = ("title", "default", "examples", "discriminator")
# Its limits of a list whose items are checked further are those of a text.
OF_LISTS = {"minLength": "minItems", "maxLength": "maxItems"}


def schema() -> dict[str, Any]:
    """The schema, of draft 2020-12."""
    made = _adapted(Campaign.model_json_schema(by_alias=True))
    for key in ("figures", "widgets"):
        named = made["properties"][key]
        named["patternProperties"] = {NAME: named.pop("additionalProperties")}
        named["additionalProperties"] = False
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "A campaign", **made}


def _adapted(node: Any) -> Any:
    if isinstance(node, list):
        return [_adapted(each) for each in node]
    if not isinstance(node, dict):
        return node
    if isinstance(alternatives := node.get("anyOf"), list):
        present = [each for each in alternatives if each != {"type": "null"}]
        node = {**node, "anyOf": present} if len(present) > 1 else {**_without(node, "anyOf"), **present[0]}
    limits = OF_LISTS if node.get("type") == "array" else {}
    return {
        limits.get(key, key): _properties(value) if key in ("properties", "$defs") else _adapted(value)
        for key, value in node.items()
        if key not in LEFT_OUT
    }


def _properties(properties: Mapping[str, Any]) -> dict[str, Any]:
    """Each with what its key expects and an example, as `check` says it."""
    adapted = {}
    for key, value in properties.items():
        expected, example = EXPECTED.get(key, ("", ""))
        # A reference has words of its own, and one kind is not a choice of kinds.
        told = not expected or {"$ref", "const"}.intersection(value)
        said = {} if told else {"description": f"{expected}: {example}"}
        adapted[key] = {**said, **_adapted(value)}
    return adapted


def _without(node: Mapping[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in node.items() if name != key}
