"""Between so many and so many events: nobody knows it more exactly, and no mean is made up."""

from collections.abc import Callable
from typing import ClassVar
from zoneinfo import ZoneInfo

from pydantic import Field, model_validator

from widget.campaign.fields import Amount, refusal
from widget.campaign.figures.base import ResolvedFigure, steady, within
from widget.campaign.figures.rate import Timed


class RangeFigure(Timed):
    """From the least to the most events `per` a time, or in one calendar `year`."""

    least: Amount = Field(alias="from", description="a number above zero", examples=["from = 19_000_000"])
    most: Amount = Field(alias="to", description="a number above `from`", examples=["to = 23_000_000"])

    mark: ClassVar[str | None] = "to"

    def resolve(self, zone: ZoneInfo, other: Callable[[str], ResolvedFigure]) -> ResolvedFigure:
        """Two courses, the least and the most."""
        courses = tuple(steady(self.rate_of(amount)) for amount in (self.least, self.most))
        return ResolvedFigure(
            self,
            courses,
            (self.source,),
            self.holds,
            self.estimate,
            published=self.published(self.least, self.most),
        )

    @model_validator(mode="after")
    def _ordered(self) -> "RangeFigure":
        if self.least >= self.most:
            raise refusal(
                "from below to", "write the smaller one first", value=f"from {self.least} to {self.most}"
            )
        for amount in (self.least, self.most):
            within(self.rate_of(amount), str(amount))
        return self
