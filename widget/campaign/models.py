"""A campaign as frozen models; docs/campaigns.md has each key of its file.

Figures keep their amounts exact: no float is ever made of them.
"""

from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from widget.campaign.fields import (
    Addresses,
    Amount,
    Country,
    Day,
    Flag,
    Hashtag,
    LongWords,
    Model,
    Name,
    Sites,
    Steps,
    Tags,
    Telephone,
    Text,
    Topic,
    Unit,
    Url,
    Words,
    WordsOrText,
    Year,
    Zone,
    refusal,
)
from widget.campaign.kinds import AnyWidget
from widget.numbers.rates import Per, Rate, rate_in_year, rate_per

# A little under one in a calendar year, which can be longer than the mean year.
SLOWEST = rate_per(1, "year") * Fraction(99, 100)
FASTEST = rate_per(10**12, "day")
# What one campaign may ask of the others' readers.
MOST_FIGURES, MOST_WIDGETS, MOST_ACTS = 200, 100, 50


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
    unit: Unit

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


class Service(Model):
    """Where to report or to act in a country: its pages by language, and perhaps a telephone."""

    region: Country
    service: Text
    url: Mapping[str, str]
    telephone: Telephone | None = None
    anonymous: Flag = False

    def address(self, lang: str) -> str:
        """Its page in `lang`, or else the first that it has."""
        return self.url.get(lang) or next(iter(self.url.values()))


class Act(Service):
    """What a campaign asks for. `url` may differ by language; `safety` stands beside it, `safety_short` where
    there is little room."""

    url: Addresses
    label: Words | None = None
    safety: LongWords | None = None
    safety_short: Words | None = None


class Campaign(Model):
    """One campaign file. `languages[0]` is the default; `widgets` and `figures` keep the file's order.

    numbering: Latin digits, or those of a language's own script; none are the usual ones of each language.
    helplines: whether its page lists where to report in other countries. step: how to take part.
    embed_on: the sites that may frame its embeds, as sources of a content security policy; none are all.
    """

    name: Name
    revision: Day
    languages: Tags
    timezone: Zone
    numbering: Literal["latn", "native"] | None = None
    title: WordsOrText | None = None
    summary: LongWords | None = None
    slogan: Words | None = None
    danger: LongWords | None = None
    safety: LongWords | None = None
    safety_short: Words | None = None
    endorsement: LongWords | None = None
    hashtag: Hashtag | None = None
    drawing: Literal["cat"] | None = None
    topic: Topic = "protection"
    figures: Annotated[
        Mapping[Name, Figure], Field(min_length=1, max_length=MOST_FIGURES), AfterValidator(MappingProxyType)
    ]
    widgets: Annotated[
        Mapping[Name, AnyWidget],
        Field(min_length=1, max_length=MOST_WIDGETS),
        AfterValidator(MappingProxyType),
    ]
    act: Annotated[tuple[Act, ...], Field(max_length=MOST_ACTS)] = ()
    helplines: Flag = False
    step: Steps = ()
    embed_on: Sites = ()
