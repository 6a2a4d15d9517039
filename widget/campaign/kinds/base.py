"""What every kind of widget answers, with the answers of a single number that ticks from 0."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from math import ceil, floor
from typing import ClassVar, Protocol
from zoneinfo import ZoneInfo

from pydantic import ValidationInfo, field_validator

from widget.campaign.charts import Chart
from widget.campaign.fields import FigureName, Model, Words
from widget.campaign.figures.base import Figure, ResolvedFigure
from widget.campaign.quotations import Quotation
from widget.campaign.texts import check
from widget.language.cldr import Language
from widget.language.messages import Quantity
from widget.numbers.course import Course, Level
from widget.numbers.odometer import HORIZON, MICROSECONDS
from widget.numbers.rates import SECONDS, Rate, seconds_between

# What each placeholder stands for, worked out only where it is used.
Makers = Mapping[str, Callable[[], str | Quantity]]
# How high a frame is: at least the first, else the second less the third for each 100 px of width; all in px.
Height = tuple[int, int, float]

# "year" is the year of the figure, as in "2020"; events a year are "yearly".
RATES = (*(per for per in SECONDS if per != "year"), "yearly")
# How many: what never says a fraction of an event, and may choose a plural form.
EVENTS = frozenset({*RATES, "n", "about", "floor", "ceil"})
NUMBERS = EVENTS | {"minutes", "ratio", "year"}
LABEL = frozenset({"since", "year", "source", "unit", "zone"})
AMOUNTS = EVENTS | {"every", "interval", "year", "source", "unit"}
SENTENCE = AMOUNTS | {"since", "date", "time", "minutes", "ratio", "zone"}
# Measured in Chromium from 240 px of width on, in every language of the bundled campaigns, ticking and still.
HEIGHTS: Mapping[str, Height] = {"card": (240, 240, 0), "banner": (120, 309, 18.2), "line": (70, 222, 17.5)}


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


class Widget(Model):
    """One thing that a campaign shows: `label` says what the number is, `sentence` stands still."""

    label: Words
    sentence: Words
    kind: str

    # Whether what it shows depends on the moment of loading.
    clock: ClassVar[bool] = False
    # Whether its figures tick as numbers.
    ticks: ClassVar[bool] = True
    # Whether it sets two figures side by side.
    compares: ClassVar[bool] = False
    # Whether it shows an average over time, not what was published as it is.
    averages: ClassVar[bool] = True
    # Those of the options `minutes` and `from` that change anything.
    options: ClassVar[frozenset[str]] = frozenset()
    # How high its frame is in each layout.
    heights: ClassVar[Mapping[str, Height]] = HEIGHTS
    # The placeholders that each of its texts may hold.
    placeholders: ClassVar[Mapping[str, frozenset[str]]] = {"label": LABEL, "sentence": SENTENCE}

    @property
    def figure_names(self) -> tuple[str, ...]:
        """The names of the figures that it shows, in its order."""
        raise NotImplementedError

    def span(
        self, course: Course, level: Level | None, zone: ZoneInfo, moment: datetime, choices: Choices
    ) -> Span:
        """How its number goes from `moment` on, for a figure of this course, and this level (a stock's)."""
        return Span(course.pieces[-1].rate)

    def template(self, words: Language, choices: Choices) -> str:
        """Its sentence, with placeholders."""
        sentence = self.sentence[words.tag]
        return sentence if "{" in sentence else f"{sentence} {words.words['rates']}"

    def makers(self, words: Language, zone: ZoneInfo, choices: Choices) -> Makers:
        """Placeholders that only this kind can fill in."""
        return {}

    def rows(self, rate: Rate, words: Language) -> tuple[tuple[str, str], ...]:
        """The rows of a still table: what of, and how many."""
        return ()

    def fits(self, figures: Mapping[str, Figure]) -> None:
        """Refuses those of a campaign's figures that it names and cannot show."""

    def drawn(self, figure: ResolvedFigure, words: Language) -> Chart | None:
        """A chart of its figure, if it is one."""
        return None

    def quoted(self, words: Language) -> tuple[Quotation, ...]:
        """What somebody said, if that is what it shows."""
        return ()

    def day(self, moment: datetime, words: Language) -> str:
        """The day that its number is of, or nothing. `moment` is local."""
        return ""

    @field_validator("*")
    @classmethod
    def _placeholders(cls, value: object, info: ValidationInfo) -> object:
        allowed = cls.placeholders.get(info.field_name or "")
        if allowed and isinstance(value, Mapping):
            check(value, allowed, NUMBERS & allowed)
        return value


class Single(Widget):
    """A widget that shows one figure."""

    figure: FigureName

    @property
    def figure_names(self) -> tuple[str, ...]:
        """The name of its one figure."""
        return (self.figure,)


def until(moment: datetime, *ends: datetime | None) -> int:
    """Microseconds from `moment` to the earliest of `ends`, and not beyond the horizon."""
    left = (seconds_between(moment, end) * MICROSECONDS for end in ends if end is not None)
    return min(HORIZON, *(floor(microseconds) for microseconds in left), HORIZON)
