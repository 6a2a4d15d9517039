"""What every form of figure has, and what the rest of the house may know of one."""

from calendar import isleap
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from decimal import Decimal
from functools import cached_property
from typing import ClassVar
from zoneinfo import ZoneInfo

from pydantic import Field

from widget.campaign.fields import (
    Currency,
    Day,
    Decimals,
    Flag,
    Model,
    Text,
    Unit,
    Url,
    Words,
    WordsOrText,
    Year,
    refusal,
)
from widget.numbers.course import Course, Level, Piece
from widget.numbers.rates import DAY, SECONDS, Per, Rate

# A calendar year has up to 366 days, and one in a thousand mean years shall be possible.
SLOWEST = Rate(1, 366 * 86_400 * 1_000)
FASTEST = Rate(10**15, 86_400)


class Source(Model):
    """Who published a figure, in what, where and when; `note` such as "attributed to Interpol"."""

    publisher: Text
    title: Text
    url: Url
    date: Day
    note: WordsOrText | None = None


class Break(Model):
    """From `year` on the amounts are counted in another way, and `why`: they are not comparable."""

    year: Year
    why: Words


class Figure(Model):
    """What is numbered (`unit`), and how its numbers are written."""

    unit: Unit
    estimate: Flag = True
    currency: Currency | None = Field(None, description="an ISO 4217 code", examples=['currency = "EUR"'])
    decimals: Decimals = Field(0, description="how many decimals, 0 to 3", examples=["decimals = 1"])
    before: WordsOrText | None = Field(
        None, description="what stands before its numbers", examples=['before = "≈"']
    )
    after: WordsOrText | None = Field(
        None, description="what stands behind its numbers", examples=['after = "t"']
    )

    # The key by which this form is known; the form of None is taken where no other fits.
    mark: ClassVar[str | None] = None

    @property
    def counted(self) -> bool:
        """Whether it counts what is whole, such as people, rather than measure money, tonnes or kilowatts."""
        return not (self.currency or self.after or self.decimals)

    @property
    def references(self) -> tuple[str, ...]:
        """The names of the figures that it is made of."""
        return ()

    def has_level(self, figures: "Mapping[str, Figure]") -> bool:
        """Whether there is an amount of it at every moment, as of a stock."""
        return False

    def resolve(self, zone: ZoneInfo, other: "Callable[[str], ResolvedFigure]") -> "ResolvedFigure":
        """Its numbers, worked out; `other` gives those of another figure by its name."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Published:
    """An amount as it was published: `per` a time, in a calendar `year`, or at a moment."""

    amount: Decimal
    per: Per | None = None
    year: int | None = None
    at: datetime | None = None


@dataclass(frozen=True)
class ResolvedFigure:
    """A figure worked out, in events and events a second.

    courses: how its rate goes, one, or of a range the least and the most. levels: of a stock, how much there
    is, likewise. published: the amounts of its own, of a range two, in the order of time; none if it is
    made of others. sources: of all its parts, each once.
    as_of: the date that its newest amount holds for. signs: 1 or -1 for each of the parts that change it.
    """

    figure: Figure
    courses: tuple[Course, ...]
    sources: tuple[Source, ...]
    as_of: date
    estimate: bool
    levels: tuple[Level, ...] = ()
    published: tuple[Published, ...] = ()
    breaks: tuple[Break, ...] = ()
    parts: tuple["ResolvedFigure", ...] = field(default=())
    signs: tuple[int, ...] = ()

    @property
    def changes(self) -> tuple[tuple["ResolvedFigure", int], ...]:
        """The parts that change it, each with 1, or -1 if it takes away."""
        return tuple(zip(self.parts, self.signs, strict=False))

    @property
    def newest(self) -> tuple[Published, ...]:
        """What was published last: one amount, or of a range two; nothing if it is made of other figures."""
        return self.published[-len(self.courses) :]

    @cached_property
    def rate(self) -> Rate:
        """Its newest rate in events a second; of a range the greatest."""
        return self.courses[-1].pieces[-1].rate

    def rates(self, moment: datetime | None = None) -> tuple[Rate, ...]:
        """Events a second at `moment`, or the newest; of a range the least and the most."""
        if moment is None:
            return tuple(course.pieces[-1].rate for course in self.courses)
        return tuple(level.rate(moment) for level in self.levels) or tuple(
            course.at(moment) for course in self.courses
        )

    def year(self, moment: datetime | None = None) -> int:
        """The year whose rate it goes by at `moment`, or that of the newest."""
        return (moment and self.courses[0].piece(moment).year) or self.as_of.year

    @cached_property
    def year_length(self) -> int:
        """Seconds of a year at its newest rate: the total of a leap year reads back as it was published."""
        lengths = {part.year_length for part in self.parts}
        if self.published and (year := self.published[-1].year):
            lengths = {(365 + isleap(year)) * DAY}
        return lengths.pop() if len(lengths) == 1 else SECONDS["year"]

    @property
    def unit(self) -> Mapping[str, str]:
        """What is numbered, by language."""
        return self.figure.unit

    @property
    def source(self) -> Source:
        """The first of its sources."""
        return self.sources[0]


def steady(rate: Rate) -> Course:
    """A rate that never changes."""
    return Course((Piece(datetime.min.replace(tzinfo=UTC), rate),))


def new_year(year: int, zone: ZoneInfo) -> datetime:
    """The first instant of `year` in `zone`, in UTC."""
    return datetime.combine(date(year, 1, 1), time(), zone).astimezone(UTC)


def within(rate: Rate, value: str) -> None:
    """Refuses a rate that no page could show."""
    if not SLOWEST <= abs(rate) <= FASTEST:
        raise refusal("from one in a thousand years to 10^15 a day", "choose another unit", value=value)


def merged(sources: "tuple[Source, ...]") -> "tuple[Source, ...]":
    """Each source once, in their order."""
    return tuple({(source.publisher, source.url): source for source in sources}.values())
