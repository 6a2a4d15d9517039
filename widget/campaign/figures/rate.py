"""So many events every so often, or in one calendar year."""

from collections.abc import Callable
from datetime import date
from zoneinfo import ZoneInfo

from pydantic import Field, ValidationInfo, field_validator, model_validator

from widget.campaign.fields import Amount, Day, Year, refusal
from widget.campaign.figures.base import Figure, Published, ResolvedFigure, Source, steady, within
from widget.numbers.rates import Per, Rate, rate_in_year, rate_per


class Timed(Figure):
    """A published figure that has a time: `per`, or the calendar `year` that it is the total of."""

    per: Per | None = None
    year: Year | None = None
    as_of: Day | None = Field(None, validate_default=True)
    source: Source

    @property
    def holds(self) -> date:
        """The date that it holds for."""
        return self.as_of or date(self.year or 1, 12, 31)

    def rate_of(self, amount: Amount) -> Rate:
        """Events per second, for `amount` in its time."""
        return rate_in_year(amount, self.year) if self.year else rate_per(amount, self.per or "year")

    def published(self, *amounts: Amount) -> tuple[Published, ...]:
        """Amounts with its time."""
        return tuple(Published(amount, None if self.year else self.per, self.year) for amount in amounts)

    @field_validator("as_of")
    @classmethod
    def _dated(cls, value: date | None, info: ValidationInfo) -> date | None:
        if value is None and not info.data.get("year"):
            raise refusal("the date that the figure holds for", "add as_of = 2020-11-18", value="is missing")
        return value

    @model_validator(mode="after")
    def _one_time(self) -> "Timed":
        if self.year and self.per not in (None, "year"):
            raise refusal("either per or year", f"take out year = {self.year}", value=f'per = "{self.per}"')
        if not self.year and not self.per:
            raise refusal(
                "either per or year", 'add per = "day" or year = 2023', value="amount without its time"
            )
        if self.year and self.as_of and self.as_of.year != self.year:
            raise refusal(
                f"as_of within {self.year}, the year of the figure",
                "take as_of out: the year says it",
                value=f"as_of = {self.as_of}",
            )
        return self


class RateFigure(Timed):
    """`amount` events `per` a time, or in one calendar `year`."""

    amount: Amount

    @property
    def rate(self) -> Rate:
        """Events per second."""
        return self.rate_of(self.amount)

    def resolve(self, zone: ZoneInfo, other: Callable[[str], ResolvedFigure]) -> ResolvedFigure:
        """One course that never changes."""
        return ResolvedFigure(
            self,
            (steady(self.rate),),
            (self.source,),
            self.holds,
            self.estimate,
            published=self.published(self.amount),
        )

    @model_validator(mode="after")
    def _possible(self) -> "RateFigure":
        within(self.rate, f"amount = {self.amount}")
        return self
