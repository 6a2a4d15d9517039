"""What every kind of widget answers, with the answers of a single number that ticks from 0."""

from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar
from zoneinfo import ZoneInfo

from pydantic import ValidationInfo, field_validator

from widget.campaign.charts import Chart
from widget.campaign.fields import FigureName, Model, Words
from widget.campaign.figures.base import Figure, ResolvedFigure
from widget.campaign.kinds.scene import Bar, Choices, Height, Hero, Makers, Rows, Scene, Span
from widget.campaign.quotations import Quotation
from widget.campaign.texts import check
from widget.numbers.course import Course, Level
from widget.numbers.rates import SECONDS

# "year" is the year of the figure, as in "2020"; events a year are "yearly".
RATES = (*(per for per in SECONDS if per != "year"), "yearly")
# How many: what never says a fraction of an event, and may choose a plural form.
EVENTS = frozenset({*RATES, "n", "about", "floor", "ceil"})
NUMBERS = EVENTS | {"minutes", "ratio", "year", "left", "goal"}
LABEL = frozenset({"since", "year", "source", "unit", "zone"})
AMOUNTS = EVENTS | {"every", "interval", "year", "source", "unit"}
SENTENCE = AMOUNTS | {"since", "date", "time", "minutes", "ratio", "zone"}
# What texts about an amount that there is at a moment may hold.
LEVELS = AMOUNTS | {"date", "time", "zone", "since"}
# Measured in Chromium from 240 px of width on, in every language of the bundled campaigns, ticking and still.
HEIGHTS: Mapping[str, Height] = {"card": (240, 240, 0), "banner": (120, 313, 18.2), "line": (70, 226, 17.5)}


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
    # Whether it is a chart of amounts, and whether it is what somebody said.
    charts: ClassVar[bool] = False
    quotes: ClassVar[bool] = False
    # Those of the options `minutes` and `from` that change anything.
    options: ClassVar[frozenset[str]] = frozenset()
    # How high its frame is in each layout, and how many letters have room in a card then.
    heights: ClassVar[Mapping[str, Height]] = HEIGHTS
    letters: ClassVar[int] = 445
    # The placeholders that each of its texts may hold.
    placeholders: ClassVar[Mapping[str, frozenset[str]]] = {"label": LABEL, "sentence": SENTENCE}

    @property
    def figure_names(self) -> tuple[str, ...]:
        """The names of the figures that it shows, in its order."""
        raise NotImplementedError

    @property
    def stock_names(self) -> tuple[str, ...]:
        """The names of the figures that have to be stocks."""
        return ()

    def shown(self, resolved: Mapping[str, ResolvedFigure]) -> tuple[ResolvedFigure, ...]:
        """The figures that it shows, in its order."""
        return tuple(resolved[name] for name in self.figure_names)

    def span(
        self, course: Course, level: Level | None, zone: ZoneInfo, moment: datetime, choices: Choices
    ) -> Span:
        """How its number goes from `moment` on, for a figure of this course, and this level (a stock's)."""
        return Span(course.pieces[-1].rate)

    def begins(self, zone: ZoneInfo, moment: datetime, choices: Choices) -> datetime | None:
        """The instant from which its number counts at `moment`; None where that is when the page loads."""
        return None

    def template(self, scene: Scene) -> str:
        """Its sentence, with placeholders."""
        sentence = self.sentence[scene.words.tag]
        rates = "rates_change" if scene.changes else "rates"
        return sentence if "{" in sentence else scene.words.run_on((sentence, scene.words.words[rates]))

    def makers(self, scene: Scene) -> Makers:
        """Placeholders that only this kind can fill in."""
        return {}

    def rows(self, scene: Scene) -> Rows:
        """What stands in a table: what of, and how many."""
        return ()

    def hero(self, scene: Scene) -> Hero | None:
        """A number that stands still; where there is one, none ticks."""
        return None

    def behind(self, scene: Scene) -> str:
        """What stands behind its ticking number."""
        return ""

    def bar(self, scene: Scene) -> Bar | None:
        """A bar below its number."""
        return None

    def bars(self, scene: Scene) -> tuple[Bar, ...]:
        """A bar for each of its figures; one that has a text at its end stands in place of a number."""
        return ()

    def fits(self, figures: Mapping[str, Figure]) -> None:
        """Refuses those of a campaign's figures that it names and cannot show."""

    def drawn(self, scene: Scene) -> Chart | None:
        """A chart of its figure, if it is one."""
        return None

    def quoted(self, scene: Scene) -> tuple[Quotation, ...]:
        """What somebody said, if that is what it shows."""
        return ()

    def day(self, scene: Scene) -> str:
        """The day that its number is of, or what else stands at its label; or nothing."""
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
