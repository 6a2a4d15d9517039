"""The types of the values in a campaign file, each with what it refuses and how to mend it.

Texts are checked against the campaign's languages and references against its figures, both given as
pydantic's validation context: `{"languages": [...], "figures": [...]}`.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache, partial
from types import MappingProxyType
from typing import Annotated, Literal
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
)
from pydantic_core import SchemaValidator, core_schema

from widget.campaign import shapes
from widget.campaign.amount import amount
from widget.campaign.refusal import refusal as refusal
from widget.language.characters import on_one_line
from widget.language.cldr import currencies, language
from widget.language.isolates import bare
from widget.language.tags import canonical, digits

# How long a text may be, in characters: a word or a name; what stands in an embed; what stands on a page.
SHORT, MEDIUM, LONG = 200, 400, 1_000
LONGEST_NAME = 64
LONGEST_ADDRESS = 2_000
MOST_LANGUAGES = 40
# In a sentence that says which there are.
MOST_NAMED = 20
# All of them go into one header, for which servers have 4 kB.
MOST_SITES = 20
MOST_PARTS = 20
LONGEST_SITE = 100
# Of dates and moments: what calendars, time zones and readers agree on.
YEARS = range(1900, 2101)
# A host-source of CSP 3 (2.3.1) that holds nothing else; an IPv6 address is none.
SITE = re.compile(
    r"https?://(\*\.)?[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*(:[0-9]{1,5})?"
)

# Public block lists hide an address that holds one of these as a word, and routes of our own need the others.
BLOCKED = frozenset(
    ["ad", "ads", "analytics", "beacon", "count", "counter", "event", "hit", "log", "pixel", "stat", "track"]
)
TAKEN = frozenset(["static", "oembed", "healthz", "readyz", "metrics", "embed", "sign", "press", "privacy"])


class Model(BaseModel):
    """Frozen; unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    @classmethod
    def described(cls) -> Mapping[str, tuple[str, str]]:
        """What those keys expect that only this section has, and an example of each."""
        return {
            field.alias or name: (field.description, (field.examples or [""])[0])
            for name, field in cls.model_fields.items()
            if field.description
        }


def _name(value: str) -> str:
    if len(value) > LONGEST_NAME:
        raise refusal(f"at most {LONGEST_NAME} characters", "shorten it", value=_length(value))
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
        choice = ", ".join([*figures[:MOST_NAMED], *["…"][: len(figures) - MOST_NAMED]])
        raise refusal(f"one of the figures {choice}", "name one of them, or add its section")
    return value


def _signed_name(value: str, info: ValidationInfo) -> str:
    _known_figure(value.removeprefix("-"), info)
    return value


def _some(least: int, most: int, example: str, value: tuple[str, ...]) -> tuple[str, ...]:
    if not least <= len(value) <= most:
        raise refusal(f"{least} to {most} names of figures", f"write {example}", value=str(len(value)))
    return value


def _currency(value: str) -> str:
    if value not in currencies():
        raise refusal("an ISO 4217 code in capitals, such as EUR", 'write currency = "EUR"')
    return value


def _language(value: str) -> str:
    if system := digits(value):
        name = "latn" if system == "latn" else "native"
        raise refusal("a tag without digits", f'take -u-nu-{system} out, and write numbering = "{name}"')
    try:
        return language(value).tag
    except ValueError as error:
        raise refusal("a BCP 47 tag that CLDR knows, such as fr or pt-BR", "correct the tag") from error


def _zone(value: object) -> ZoneInfo:
    try:
        return ZoneInfo(value if isinstance(value, str) else "")
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise refusal("an IANA time zone", 'write timezone = "Europe/Brussels"') from error


def _url(value: object) -> str:
    address = value if isinstance(value, str) else ""
    if len(address) > LONGEST_ADDRESS:
        raise refusal(f"at most {LONGEST_ADDRESS:,} characters", "shorten it", value=_length(address))
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


def _site(value: str) -> str:
    port = value.rpartition(":")[2] if value.count(":") == 2 else "443"
    if len(value) > LONGEST_SITE or not SITE.fullmatch(value) or not 0 < int(port) < 1 << 16:
        raise refusal(
            "https://, a host in small letters (or *. and a host), perhaps a port, and nothing behind it",
            "write it as https://news.example, https://*.news.example or https://news.example:8443",
        )
    return value


def _sites(value: tuple[str, ...]) -> tuple[str, ...]:
    if not 1 <= len(value) <= MOST_SITES:
        mend = (
            "leave the key out, and any site may frame them" if not value else "name those alone that need it"
        )
        raise refusal(f"1 to {MOST_SITES} sites", mend, value=str(len(value)))
    return value


def _length(text: str) -> str:
    return f"{len(text):,} characters"


def _text(most: int, value: str) -> str:
    line = bare(on_one_line(value)).strip()
    if not line:
        raise ValueError("empty")
    if len(line) > most:
        raise refusal(f"at most {most:,} characters", "shorten it", value=_length(line))
    return line


def _words(most: int, value: object, info: ValidationInfo) -> Mapping[str, str]:
    languages = _languages(info)
    if not languages:
        # The list of languages is at fault, and is said to be: nothing can be held against it.
        return {}
    texts: Mapping[str, str] = _texts(languages, most).validate_python(_tagged(value))
    return texts


def _tagged(value: object) -> object:
    """A section whose keys are language tags, in the form in which the campaign's languages are."""
    if not isinstance(value, dict):
        return value
    tagged = {canonical(tag): text for tag, text in value.items()}
    if len(tagged) < len(value):
        raise refusal("each language once, not twice", "take the second one out", value=", ".join(value))
    return tagged


def _words_or_text(most: int, value: object, info: ValidationInfo) -> Mapping[str, str]:
    given = dict.fromkeys(_languages(info), value) if isinstance(value, str) else value
    return _words(most, given, info)


@lru_cache
def _texts(languages: tuple[str, ...], most: int) -> SchemaValidator:
    # One for each set of languages, so that pydantic names each missing or unknown language itself. A model
    # would take 35 times as long to make, and six times the memory.
    text = core_schema.no_info_after_validator_function(
        partial(_text, most), core_schema.str_schema(strict=True)
    )
    fields = {tag: core_schema.typed_dict_field(text) for tag in languages}
    return SchemaValidator(core_schema.typed_dict_schema(fields, extra_behavior="forbid"))


def _addresses(value: object, info: ValidationInfo) -> Mapping[str, str]:
    languages = _languages(info)
    given = _tagged(value) if value else value
    given = given if isinstance(given, dict) and given else dict.fromkeys(languages, value)
    if unknown := [tag for tag in given if languages and tag not in languages]:
        raise refusal(f"languages of the campaign: {', '.join(languages)}", "take it out", value=unknown[0])
    return {tag: _url(url) for tag, url in given.items()}


def _languages(info: ValidationInfo) -> tuple[str, ...]:
    return tuple((info.context or {}).get("languages", ()))


def _moment(value: object) -> object:
    _year(value)
    return datetime.combine(value, time()) if type(value) is date else value


def _year(value: object) -> object:
    if isinstance(value, date) and value.year not in YEARS:
        raise refusal(f"a date from {YEARS.start} to {YEARS.stop - 1}", "correct its year")
    return value


def _tags(value: tuple[str, ...]) -> tuple[str, ...]:
    if not value:
        raise refusal("a list of language tags, the first being the default", 'write languages = ["fr"]')
    if len(value) > MOST_LANGUAGES:
        raise refusal(f"at most {MOST_LANGUAGES} languages", "take some out", value=str(len(value)))
    if len(set(value)) < len(value):
        raise refusal("each language once, not twice", "take the second one out")
    return value


def _steps(value: tuple[Mapping[str, str], ...]) -> tuple[Mapping[str, str], ...]:
    if not 2 <= len(value) <= 6:
        raise refusal("2 to 6 sections [[step]]", "make it so few that each is done", value=str(len(value)))
    return value


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


FROZEN = AfterValidator(MappingProxyType)
Text = Annotated[str, StringConstraints(strict=True), AfterValidator(partial(_text, SHORT))]
Name = Annotated[str, AfterValidator(_name)]
FigureName = Annotated[str, AfterValidator(_known_figure)]
SignedNames = Annotated[
    tuple[Annotated[str, AfterValidator(_signed_name)], ...],
    AfterValidator(partial(_some, 1, MOST_PARTS, '["births", "-deaths"]')),
]
Currency = Annotated[str, AfterValidator(_currency)]
Decimals = Annotated[int, Field(ge=0, le=3, strict=True)]
Group = Annotated[
    tuple[FigureName, ...], AfterValidator(partial(_some, 2, 4, 'figures = ["one", "other"]')), shapes.NAMES
]
FigureNames = Annotated[tuple[FigureName, ...], BeforeValidator(_listed), shapes.NAME_OR_NAMES]
LanguageTag = Annotated[str, AfterValidator(_language)]
Tags = Annotated[tuple[LanguageTag, ...], AfterValidator(_tags)]
Zone = Annotated[ZoneInfo, BeforeValidator(_zone), shapes.ZONE]
Url = Annotated[str, BeforeValidator(_url), shapes.ADDRESS]
Unit = Annotated[Mapping[str, str], BeforeValidator(partial(_words, SHORT)), FROZEN, shapes.TEXTS]
Words = Annotated[Mapping[str, str], BeforeValidator(partial(_words, MEDIUM)), FROZEN, shapes.TEXTS]
LongWords = Annotated[Mapping[str, str], BeforeValidator(partial(_words, LONG)), FROZEN, shapes.TEXTS]
WordsOrText = Annotated[
    Mapping[str, str], BeforeValidator(partial(_words_or_text, MEDIUM)), FROZEN, shapes.TEXT_OR_TEXTS
]
Quote = Annotated[
    Mapping[str, str], BeforeValidator(partial(_words_or_text, SHORT)), FROZEN, shapes.TEXT_OR_TEXTS
]
Steps = Annotated[tuple[LongWords, ...], AfterValidator(_steps)]
Addresses = Annotated[Mapping[str, str], BeforeValidator(_addresses), FROZEN, shapes.ADDRESSES]
Amount = Annotated[Decimal, BeforeValidator(amount), shapes.AMOUNT]
Sites = Annotated[tuple[Annotated[str, AfterValidator(_site)], ...], AfterValidator(_sites)]
Day = Annotated[date, BeforeValidator(_year), Field(strict=True)]
Year = Annotated[int, Field(ge=YEARS.start, lt=YEARS.stop, strict=True)]
Moment = Annotated[datetime, BeforeValidator(_moment), Field(strict=True), shapes.MOMENT]
Flag = Annotated[bool, Field(strict=True)]
Topic = Literal["protection", "people", "food", "sea", "forest", "climate", "health", "technology"]
Country = Annotated[str, StringConstraints(pattern=r"^([A-Z]{2}|[0-9]{3})$")]
Telephone = Annotated[str, StringConstraints(pattern=r"^\+?[0-9][0-9 -]{0,30}$")]
# Its length is not in the pattern, which would take 6 MB: each \w is a table of all letters.
Hashtag = Annotated[str, StringConstraints(pattern=r"^#\w+$", max_length=61)]
