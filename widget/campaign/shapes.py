"""What values look like in the JSON schema of a campaign file, where their types do not say it."""

from pydantic import WithJsonSchema

from widget.campaign.amount import GREATEST

TAG = "^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$"
NAME = "^[a-z0-9]+(-[a-z0-9]+)*$"


_text = {"type": "string", "minLength": 1}
_texts = {
    "type": "object",
    "patternProperties": {TAG: _text},
    "additionalProperties": False,
    "minProperties": 1,
}
# A text for each language; or one for all of them.
TEXTS = WithJsonSchema(_texts)
TEXT_OR_TEXTS = WithJsonSchema({"anyOf": [_text, _texts]})
_address = {"type": "string", "pattern": "^https?://"}
ADDRESS = WithJsonSchema(_address)
ADDRESSES = WithJsonSchema({"anyOf": [_address, {**_texts, "patternProperties": {TAG: _address}}]})
AMOUNT = WithJsonSchema({"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": GREATEST})
_names = {"type": "array", "items": {"type": "string"}, "minItems": 1, "description": "names of figures"}
NAMES = WithJsonSchema(_names)
NAME_OR_NAMES = WithJsonSchema(
    {"anyOf": [{"type": "string"}, _names], "description": "the name of a figure, or several"}
)
MOMENT = WithJsonSchema({"type": "string"})
ZONE = WithJsonSchema({"type": "string"})
