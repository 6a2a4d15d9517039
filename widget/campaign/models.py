"""Campaign files: frozen models, and `load()`, which reports every fault of a file at once.

A campaign is one TOML file; docs/campaigns.md has each key. Figures keep their amounts exact: no float is
ever made of them.
"""

import tomllib
from collections.abc import Collection, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from widget.campaign.faults import CampaignError, Fault, from_validation
from widget.campaign.fields import (
    Addresses,
    Amount,
    Country,
    Day,
    FigureName,
    Flag,
    Hashtag,
    Moment,
    Name,
    Pair,
    Steps,
    Tags,
    Telephone,
    Text,
    Url,
    Words,
    WordsOrText,
    Year,
    Zone,
    refusal,
)
from widget.language.cldr import is_language
from widget.numbers.rates import Per, Rate, rate_in_year, rate_per

# A little under one in a calendar year, which can be longer than the mean year.
SLOWEST = rate_per(1, "year") * Fraction(99, 100)
FASTEST = rate_per(10**12, "day")


class Model(BaseModel):
    """Frozen; unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class Source(Model):
    """Who published a figure, in what, where and when; `note` such as "attributed to Interpol"."""

    publisher: Text
    title: Text
    url: Url
    date: Day
    note: WordsOrText | None = None


class Figure(Model):
    """A published number: `amount` events `per` a time, or in one calendar `year`."""

    amount: Amount
    per: Per | None = None
    year: Year | None = None
    as_of: Day
    estimate: Flag = True
    source: Source
    unit: Words

    @cached_property
    def rate(self) -> Rate:
        """Events per second."""
        if self.year:
            return rate_in_year(self.amount, self.year)
        return rate_per(self.amount, self.per or "year")

    @model_validator(mode="after")
    def _coherent(self) -> "Figure":
        if self.year and self.per not in (None, "year"):
            raise refusal("either per or year", f"take out year = {self.year}", value=f'per = "{self.per}"')
        if not self.year and not self.per:
            raise refusal(
                "either per or year", 'add per = "day" or year = 2023', value="amount without its time"
            )
        if not SLOWEST <= self.rate <= FASTEST:
            value = f"amount = {self.amount}"
            raise refusal("from one a year to 10^12 a day", "choose another unit", value=value)
        return self


class Widget(Model):
    """One thing that a campaign shows: `label` says what the number is, `sentence` stands still."""

    label: Words
    sentence: Words


class Elapsed(Widget):
    """Events since the embed loaded; `reading` is the sentence for an article of known length."""

    kind: Literal["elapsed"]
    figure: FigureName
    reading: Words | None = None


class Today(Widget):
    """Events since midnight in the campaign's time zone."""

    kind: Literal["today"]
    figure: FigureName


class Since(Widget):
    """Events since a moment; without an offset it is local to the campaign's time zone."""

    kind: Literal["since"]
    figure: FigureName
    since: Moment


class Versus(Widget):
    """Two figures side by side and their ratio."""

    kind: Literal["versus"]
    figures: Pair


class RateTable(Widget):
    """A still table: how many a second, a minute, an hour, a day, a year."""

    kind: Literal["rate"]
    figure: FigureName


AnyWidget = Elapsed | Today | Since | Versus | RateTable
KINDS: dict[str, type[Widget]] = {
    "elapsed": Elapsed,
    "today": Today,
    "since": Since,
    "versus": Versus,
    "rate": RateTable,
}


class Act(Model):
    """Where to report, or what to do. `url` may differ by language; `safety` stands beside it."""

    region: Country
    service: Text
    url: Addresses
    telephone: Telephone | None = None
    anonymous: Flag = False
    label: Words | None = None
    safety: Words | None = None


class Campaign(Model):
    """One campaign file. `languages[0]` is the default; `widgets` and `figures` keep the file's order.

    helplines: whether its page lists where to report in other countries. step: how to take part.
    """

    name: Name
    revision: Day
    languages: Tags
    timezone: Zone
    title: WordsOrText | None = None
    summary: Words | None = None
    slogan: Words | None = None
    danger: Words | None = None
    safety: Words | None = None
    endorsement: Words | None = None
    hashtag: Hashtag | None = None
    drawing: Literal["cat"] | None = None
    figures: Annotated[Mapping[Name, Figure], Field(min_length=1), AfterValidator(MappingProxyType)]
    widgets: Annotated[
        Mapping[Name, Annotated[AnyWidget, Field(discriminator="kind")]],
        Field(min_length=1),
        AfterValidator(MappingProxyType),
    ]
    act: tuple[Act, ...] = ()
    helplines: Flag = False
    step: Steps = ()


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
