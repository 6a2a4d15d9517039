"""How much there is at a moment, and what changes it."""

from collections.abc import Callable, Mapping
from datetime import datetime
from itertools import pairwise
from typing import Annotated, ClassVar
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, model_validator

from widget.campaign.fields import Amount, Model, Moment, SignedNames, refusal
from widget.campaign.figures.base import Figure, Published, ResolvedFigure, Source, merged, steady
from widget.campaign.figures.net import signs, sums, unsigned
from widget.numbers.course import Course, Level
from widget.numbers.rates import Rate, seconds_between

MOST_POINTS = 200
YEAR = 365 * 86_400


class Known(Model):
    """How much there was `at` a moment, with a source of its own where it has one."""

    at: Moment
    amount: Amount
    source: Source | None = None


def _ascending(points: tuple[Known, ...]) -> tuple[Known, ...]:
    for earlier, later in pairwise(points):
        if later.at.replace(tzinfo=None) <= earlier.at.replace(tzinfo=None):
            raise refusal("each moment once, the earliest first", "put them in order", value=str(later.at))
    return points


class StockFigure(Figure):
    """Amounts that were known at moments, and the figures that change the last of them."""

    stock: Annotated[
        tuple[Known, ...],
        AfterValidator(_ascending),
        Field(
            min_length=1,
            max_length=MOST_POINTS,
            description="amounts, each with the moment at which it was known",
            examples=["stock = [{ at = 2026-07-01, amount = 8_300_678_396 }]"],
        ),
    ]
    changes: SignedNames | None = Field(
        None,
        description="names of figures, with a minus before those that take away",
        examples=['changes = ["births", "-deaths"]'],
    )
    source: Source

    mark: ClassVar[str | None] = "stock"

    @property
    def references(self) -> tuple[str, ...]:
        """Those that change it."""
        return unsigned(self.changes or ())

    def has_level(self, figures: Mapping[str, Figure]) -> bool:
        """There is always so much of it."""
        return True

    def resolve(self, zone: ZoneInfo, other: Callable[[str], ResolvedFigure]) -> ResolvedFigure:
        """Joined between the known moments, and carried on from the last one."""
        parts = tuple(other(name) for name in self.references)
        known = tuple((_instant(point.at, zone), Rate(point.amount)) for point in self.stock)
        courses = sums(self.changes, parts) if self.changes else (_carried(known),)
        sources = (
            self.source,
            *(point.source for point in self.stock if point.source),
            *(source for part in parts for source in part.sources),
        )
        return ResolvedFigure(
            self,
            courses,
            merged(sources),
            self.stock[-1].at.date(),
            self.estimate,
            levels=tuple(Level(known, course) for course in courses),
            published=tuple(Published(point.amount, at=_instant(point.at, zone)) for point in self.stock),
            parts=parts,
            signs=signs(self.changes or ()),
        )

    @model_validator(mode="after")
    def _moved(self) -> "StockFigure":
        if not self.changes and len(self.stock) < 2:
            raise refusal(
                "what changes it, or what it was at another moment",
                'add changes = ["births", "-deaths"], or a second amount a year before or later',
                value="one amount",
            )
        return self


def _instant(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def _carried(known: tuple[tuple[datetime, Rate], ...]) -> Course:
    """The mean rate of the last whole year or more that is known, since many stocks have seasons."""
    last, amount = known[-1]
    spans = [(seconds_between(when, last), amount - earlier) for when, earlier in known[:-1]]
    seconds, change = next((span for span in reversed(spans) if span[0] >= YEAR), spans[0])
    return steady(change / seconds)
