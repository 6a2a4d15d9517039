"""The types of the values in a campaign file, each with what it refuses and how to mend it.

Texts are checked against the campaign's languages and references against its figures, both given as
pydantic's validation context: `{"languages": [...], "figures": [...]}`.
"""

import re
from collections.abc import Collection, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from string import Formatter
from types import MappingProxyType
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationInfo,
    create_model,
)
from pydantic_core import PydanticCustomError

from widget.language.characters import on_one_line
from widget.language.cldr import language

# Public block lists hide an address that holds one of these as a word, and routes of our own need the others.
BLOCKED = frozenset(
    ["ad", "ads", "analytics", "beacon", "count", "counter", "event", "hit", "log", "pixel", "stat", "track"]
)
TAKEN = frozenset(["static", "oembed", "healthz", "readyz", "metrics", "embed", "sign", "press"])


class Model(BaseModel):
    """Frozen; unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


def refusal(expected: str, mend: str, **more: object) -> PydanticCustomError:
    """The error of a value: what is expected and how to mend it; `value`: what stood there, in words."""
    return PydanticCustomError("campaign", "refused", {"expected": expected, "mend": mend, **more})


def _name(value: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value):
        raise refusal("small letters a to z, digits and single hyphens, since it is an address", "rename it")
    if bad := BLOCKED.intersection(value.split("-")) or TAKEN.intersection([value]):
        raise refusal(
            f"a name without {', '.join(sorted(bad))}: block lists hide it, or it is ours", "rename it"
        )
    return value


def _known_figure(value: str, info: ValidationInfo) -> str:
    figures = (info.context or {}).get("figures")
    if figures and value not in figures:
        raise refusal(f"one of the figures {', '.join(figures)}", "name one of them, or add its section")
    return value


def _language(value: str) -> str:
    try:
        return language(value).tag
    except ValueError as error:
        raise refusal("a BCP 47 tag that CLDR knows, such as fr or pt-BR", "correct the tag") from error


def _zone(value: object) -> ZoneInfo:
    try:
        return ZoneInfo(str(value))
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise refusal("an IANA time zone", 'write timezone = "Europe/Brussels"') from error


def _url(value: object) -> str:
    address = value if isinstance(value, str) else ""
    try:
        parts = urlsplit(address)
    except ValueError:
        parts = urlsplit("")
    if (
        parts.scheme not in ("http", "https")
        or not parts.hostname
        or re.search(r"[\s\x00-\x1f\"<>]", address)
    ):
        raise refusal("an address that begins with https:// or http://", "write the whole address")
    return address


def _words(value: object, info: ValidationInfo) -> Mapping[str, str]:
    languages = _languages(info)
    if not languages:
        # The list of languages is at fault, and is said to be: nothing can be held against it.
        return {}
    return _texts_model(languages).model_validate(value).model_dump(by_alias=True)


def check_placeholders(tag: str, text: str, allowed: Collection[str]) -> None:
    """Refuses a text in the language `tag` with other placeholders than those allowed."""
    shown = f"{text!r} in {tag}"
    try:
        fields = [field for field in Formatter().parse(text) if field[1] is not None]
    except ValueError:
        raise refusal("every { with its }", "write {{ or }} for a brace", value=shown) from None
    for _, name, specification, conversion in fields:
        if name not in allowed or specification or conversion:
            choice = ", ".join(f"{{{each}}}" for each in sorted(allowed))
            raise refusal(choice, f"take {{{name}}} out, or correct it", value=shown)


@lru_cache
def _texts_model(languages: tuple[str, ...]) -> type[BaseModel]:
    # One model for each set of languages, so that pydantic names each missing or unknown language itself.
    fields: dict[str, Any] = {f"text{i}": (Text, Field(alias=tag)) for i, tag in enumerate(languages)}
    return create_model("Texts", __config__=ConfigDict(extra="forbid", frozen=True), **fields)


def _words_or_text(value: object, info: ValidationInfo) -> Mapping[str, str]:
    return _words(dict.fromkeys(_languages(info), value) if isinstance(value, str) else value, info)


def _addresses(value: object, info: ValidationInfo) -> Mapping[str, str]:
    languages = _languages(info)
    given = value if isinstance(value, dict) and value else dict.fromkeys(languages, value)
    if unknown := [tag for tag in given if languages and tag not in languages]:
        raise refusal(f"languages of the campaign: {', '.join(languages)}", "take it out", value=unknown[0])
    return {tag: _url(url) for tag, url in given.items()}


def _languages(info: ValidationInfo) -> tuple[str, ...]:
    return tuple((info.context or {}).get("languages", ()))


def _moment(value: object) -> object:
    return datetime.combine(value, time()) if type(value) is date else value


def _amount(value: object) -> Decimal:
    amount = Decimal(str(value)) if type(value) in (int, Decimal) else Decimal(0)
    # More digits than any figure has would take for ever to reckon with.
    if (
        not amount.is_finite()
        or amount <= 0
        or abs(amount.adjusted()) > 60
        or len(amount.as_tuple().digits) > 60
    ):
        raise refusal("a number above zero", "write amount = 19_000_000")
    return amount


def _tags(value: tuple[str, ...]) -> tuple[str, ...]:
    if not value:
        raise refusal("a list of language tags, the first being the default", 'write languages = ["fr"]')
    if len(set(value)) < len(value):
        raise refusal("each language once, not twice", "take the second one out")
    return value


def _steps(value: tuple[Mapping[str, str], ...]) -> tuple[Mapping[str, str], ...]:
    if not 2 <= len(value) <= 6:
        raise refusal("2 to 6 sections [[step]]", "make it so few that each is done", value=str(len(value)))
    return value


def _pair(value: tuple[str, ...]) -> tuple[str, ...]:
    if len(value) != 2:
        raise refusal("two names of figures", 'write figures = ["one", "other"]')
    return value


Text = Annotated[
    str,
    StringConstraints(strict=True),
    AfterValidator(lambda text: on_one_line(text).strip()),
    StringConstraints(min_length=1),
]
Name = Annotated[str, AfterValidator(_name)]
FigureName = Annotated[str, AfterValidator(_known_figure)]
Pair = Annotated[tuple[FigureName, ...], AfterValidator(_pair)]
Tags = Annotated[tuple[Annotated[str, AfterValidator(_language)], ...], AfterValidator(_tags)]
Zone = Annotated[ZoneInfo, BeforeValidator(_zone)]
Url = Annotated[str, BeforeValidator(_url)]
Words = Annotated[Mapping[str, str], BeforeValidator(_words), AfterValidator(MappingProxyType)]
WordsOrText = Annotated[Mapping[str, str], BeforeValidator(_words_or_text), AfterValidator(MappingProxyType)]
Steps = Annotated[tuple[Words, ...], AfterValidator(_steps)]
Addresses = Annotated[Mapping[str, str], BeforeValidator(_addresses), AfterValidator(MappingProxyType)]
Amount = Annotated[Decimal, BeforeValidator(_amount)]
Day = Annotated[date, Field(strict=True)]
Year = Annotated[int, Field(ge=1900, le=2100, strict=True)]
Moment = Annotated[datetime, BeforeValidator(_moment), Field(strict=True)]
Flag = Annotated[bool, Field(strict=True)]
Topic = Literal["protection", "people", "food", "sea", "forest", "climate"]
Country = Annotated[str, StringConstraints(pattern=r"^([A-Z]{2}|[0-9]{3})$")]
Telephone = Annotated[str, StringConstraints(pattern=r"^\+?[0-9][0-9 -]*$")]
Hashtag = Annotated[str, StringConstraints(pattern=r"^#\w+$")]
