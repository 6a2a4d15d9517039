"""Progress toward an amount, and when it is reached."""

from collections.abc import Mapping
from datetime import datetime
from fractions import Fraction
from itertools import zip_longest
from math import ceil
from typing import ClassVar, Literal
from zoneinfo import ZoneInfo

from pydantic import Field

from widget.campaign.amounts import between, counted, exact, percentage
from widget.campaign.fields import Amount, Moment, Words
from widget.campaign.kinds.base import LEVELS, Single
from widget.campaign.kinds.counted import instant, until
from widget.campaign.kinds.level import days, reached
from widget.campaign.kinds.scene import Bar, Choices, Makers, Scene, Span
from widget.language.messages import Quantity
from widget.numbers.course import Course, Level


class Goal(Single):
    """The amount of a stock, or events since a moment, over a bar of how much of the goal that is."""

    kind: Literal["goal"]
    goal: Amount = Field(description="a number above zero", examples=["goal = 10_000"])
    since: Moment | None = Field(
        None,
        description="a date, or a date and time, for a figure that is no stock",
        examples=["since = 2026-01-01"],
    )
    reached: Words | None = Field(
        None,
        description="a text for each language, for when the goal is reached",
        examples=['reached = { en = "{goal} since {reached}." }'],
    )

    clock: ClassVar[bool] = True
    letters: ClassVar[int] = 300
    placeholders: ClassVar[Mapping[str, frozenset[str]]] = {
        **Single.placeholders,
        "label": Single.placeholders["label"] | {"goal"},
        "sentence": LEVELS | {"reached", "goal", "share", "left"},
        "reached": LEVELS | {"reached", "goal"},
    }

    @property
    def stock_names(self) -> tuple[str, ...]:
        """A rate alone says nothing of how much there is."""
        return () if self.since else self.figure_names

    def begins(self, zone: ZoneInfo, moment: datetime, choices: Choices) -> datetime | None:
        """The moment since which events count, of a figure that is no stock."""
        return instant(self.since, zone) if self.since else None

    def span(
        self, course: Course, level: Level | None, zone: ZoneInfo, moment: datetime, choices: Choices
    ) -> Span:
        """It goes on where the goal is reached."""
        known = self._level(course, level, zone)
        if self.since and instant(self.since, zone) > moment:
            return Span(course.at(moment), Fraction(0), 0)
        return Span(known.rate(moment), known.at(moment), until(moment, known.until(moment)))

    def template(self, scene: Scene) -> str:
        """Where the goal is reached, since when; where it never is at this rate, that."""
        words = scene.words
        if self._over(scene):
            return self.reached[words.tag] if self.reached else words.words["goal.reached"]
        if not self._dates(scene) and "{reached}" in self.sentence[words.tag]:
            return words.words["goal.never"]
        return super().template(scene)

    def makers(self, scene: Scene) -> Makers:
        """`{goal}`, `{reached}`: when, `{share}`: how much of it there is, `{left}`: what is missing."""
        return {
            "since": lambda: self._since(scene),
            "goal": lambda: Quantity(self._goal(scene), self.goal),
            "reached": lambda: days(self._dates(scene), scene),
            "share": lambda: percentage([self._share(scene)], scene.words),
            "left": lambda: self._left(scene),
        }

    def behind(self, scene: Scene) -> str:
        """Of how many."""
        return scene.words.say("goal.of", goal=self._goal(scene))

    def bar(self, scene: Scene) -> Bar | None:
        """The share of the goal; of a range the least."""
        share = self._share(scene)
        return Bar(share, percentage([share], scene.words), self._goal(scene))

    def _goal(self, scene: Scene) -> str:
        return exact(self.goal, scene.figure.figure, scene.words)

    def _left(self, scene: Scene) -> Quantity:
        figure = scene.figure.figure
        missing = [Fraction(self.goal) - span.start for span in reversed(scene.spans)]
        counts = [max(0, ceil(each * 10**figure.decimals)) for each in missing]
        text = between([counted(count, figure, scene.words) for count in counts], scene.words)
        return Quantity(text, counts[-1])

    def _since(self, scene: Scene) -> str:
        begun = self.begins(scene.zone, scene.local, scene.choices)
        return scene.words.date(begun.astimezone(scene.zone)) if begun else ""

    def _share(self, scene: Scene) -> Fraction:
        return max(Fraction(0), scene.spans[0].start) / Fraction(self.goal)

    def _level(self, course: Course, level: Level | None, zone: ZoneInfo) -> Level:
        if level and not self.since:
            return level
        if self.since is None:
            raise ValueError(f"{self.figure} is no stock")
        return Level(((instant(self.since, zone), Fraction(0)),), course)

    def _dates(self, scene: Scene) -> tuple[datetime, ...]:
        figure = scene.figure
        levels = [
            self._level(course, level, scene.zone)
            for course, level in zip_longest(figure.courses, figure.levels)
        ]
        found = reached(levels, Fraction(self.goal), scene.local)
        return tuple(when for when in found if when)

    def _over(self, scene: Scene) -> bool:
        return all(span.start >= self.goal for span in scene.spans)
