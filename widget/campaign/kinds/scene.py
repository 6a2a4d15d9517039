"""What a kind of widget is given, and what it answers besides texts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from fractions import Fraction
from math import ceil, floor
from typing import Protocol
from zoneinfo import ZoneInfo

from widget.campaign.figures.base import ResolvedFigure
from widget.language.cldr import Language
from widget.language.messages import Quantity
from widget.numbers.odometer import HORIZON
from widget.numbers.rates import Rate

# What each placeholder stands for, worked out only where it is used.
Makers = Mapping[str, Callable[[], str | Quantity]]
# What of, and how many.
Rows = tuple[tuple[str, str], ...]
# How high a frame is: at least the first, else the second less the third for each 100 px of width; all in px.
Height = tuple[int, int, float]

# The moment of what needs no clock.
EPOCH = datetime.fromtimestamp(0, UTC)


class Choices(Protocol):
    """What the embedder chose that may matter to a kind."""

    @property
    def minutes(self) -> int | None:
        """The length of the article in minutes."""

    @property
    def since(self) -> datetime | None:
        """A beginning other than the campaign's, with a time zone."""


@dataclass(frozen=True, slots=True)
class Span:
    """How a number goes: events a second, events when the page loads, and when it stops, in microseconds."""

    rate: Rate
    start: Fraction = Fraction(0)
    ends: int = HORIZON

    def whole(self, amount: Fraction) -> int:
        """`amount` in whole events, never ahead of it: rounded down, or up where the number falls."""
        return floor(amount) if self.rate >= 0 else ceil(amount)


@dataclass(frozen=True, slots=True)
class Scene:
    """A widget's figures at a moment, None where no clock is needed, and how its numbers go from then on."""

    figures: tuple[ResolvedFigure, ...]
    spans: tuple[Span, ...]
    words: Language
    zone: ZoneInfo
    choices: Choices
    moment: datetime | None

    @property
    def figure(self) -> ResolvedFigure:
        """The one that there is most of."""
        return max(self.figures, key=lambda figure: figure.rate)

    @property
    def changes(self) -> bool:
        """Whether its numbers say how much something changes: a stock, or a sum that falls."""
        first = self.figures[0]
        return bool(first.levels) or first.rate < 0

    @property
    def local(self) -> datetime:
        """The moment in the campaign's time zone."""
        return (self.moment or EPOCH).astimezone(self.zone)


@dataclass(frozen=True, slots=True)
class Bar:
    """A share of a whole, and what it says: at its beginning and at its end."""

    share: Fraction
    text: str
    whole: str = ""

    @property
    def length(self) -> str:
        """The share in thousandths, between none and all."""
        return f"{float(round(min(max(self.share, Fraction(0)), Fraction(1)) * 1000, 1)):g}"


@dataclass(frozen=True, slots=True)
class Hero:
    """A number that stands still in place of one that ticks, and the words around it with their spaces."""

    before: str
    number: str
    after: str = ""

    @property
    def text(self) -> str:
        """All of it."""
        return f"{self.before}{self.number}{self.after}"
