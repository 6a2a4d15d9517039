"""The totals of several calendar years, one figure through time."""

from collections.abc import Callable
from datetime import date
from itertools import pairwise
from typing import Annotated, ClassVar
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field

from widget.campaign.fields import Amount, Model, Year, refusal
from widget.campaign.figures.base import (
    Break,
    Figure,
    Published,
    ResolvedFigure,
    Source,
    merged,
    new_year,
    within,
)
from widget.numbers.course import Course, Piece
from widget.numbers.rates import rate_in_year

MOST_POINTS = 200


class YearTotal(Model):
    """How many events there were in a calendar `year`, with a source of its own where it has one."""

    year: Year
    amount: Amount
    source: Source | None = None


def _ascending(years: tuple[YearTotal, ...]) -> tuple[YearTotal, ...]:
    for earlier, later in pairwise(years):
        if later.year <= earlier.year:
            raise refusal("each year once, the earliest first", "put them in order", value=str(later.year))
    for point in years:
        within(rate_in_year(point.amount, point.year), f"amount = {point.amount}")
    return years


class SeriesFigure(Figure):
    """Totals of calendar years, with a `break` where the method changed."""

    series: Annotated[
        tuple[YearTotal, ...],
        AfterValidator(_ascending),
        Field(
            min_length=2,
            max_length=MOST_POINTS,
            description="two totals or more, each with its year",
            examples=["series = [{ year = 2022, amount = 255_588 }, { year = 2023, amount = 275_652 }]"],
        ),
    ]
    breaks: tuple[Break, ...] = Field((), alias="break", max_length=MOST_POINTS)
    source: Source

    mark: ClassVar[str | None] = "series"

    def resolve(self, zone: ZoneInfo, other: Callable[[str], ResolvedFigure]) -> ResolvedFigure:
        """One course with a piece for each year; years that are missing go on at the rate before them."""
        pieces = (
            Piece(new_year(point.year, zone), rate_in_year(point.amount, point.year), point.year)
            for point in self.series
        )
        sources = (self.source, *(point.source for point in self.series if point.source))
        return ResolvedFigure(
            self,
            (Course(tuple(pieces)),),
            merged(sources),
            date(self.series[-1].year, 12, 31),
            self.estimate,
            published=tuple(Published(point.amount, year=point.year) for point in self.series),
            breaks=self.breaks,
        )
