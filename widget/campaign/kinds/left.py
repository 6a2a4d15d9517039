"""What is left of an amount, and when it will be gone."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from decimal import ROUND_CEILING
from fractions import Fraction
from typing import ClassVar, Literal
from zoneinfo import ZoneInfo

from pydantic import Field

from widget.campaign.amounts import counted, percentage, quantity
from widget.campaign.fields import Words
from widget.campaign.kinds.base import LEVELS
from widget.campaign.kinds.level import Leveled, days, reached
from widget.campaign.kinds.scene import Bar, Choices, Hero, Makers, Scene, Span
from widget.numbers.course import Course, Level


class Left(Leveled):
    """A number that counts down to 0, over a bar of the share that is left."""

    kind: Literal["left"]
    gone: Words | None = Field(
        None,
        description="a text for each language, for when nothing is left",
        examples=['gone = { en = "Used up since {gone}." }'],
    )

    placeholders: ClassVar[Mapping[str, frozenset[str]]] = {
        **Leveled.placeholders,
        "sentence": LEVELS | {"gone", "share", "left"},
        "gone": LEVELS | {"gone"},
    }

    def span(
        self, course: Course, level: Level | None, zone: ZoneInfo, moment: datetime, choices: Choices
    ) -> Span:
        """It stands at 0."""
        span = super().span(course, level, zone, moment, choices)
        return replace(span, start=max(Fraction(0), span.start))

    def template(self, scene: Scene) -> str:
        """At 0 it says since when; where it does not fall, that it lasts."""
        words = scene.words
        if self._over(scene):
            return self.gone[words.tag] if self.gone else words.words["left.gone"]
        if not self._dates(scene) and "{gone}" in self.sentence[words.tag]:
            return words.words["left.lasts"]
        return super().template(scene)

    def makers(self, scene: Scene) -> Makers:
        """`{gone}`: when nothing is left; `{left}`: how much is, `{share}`: how much of it all."""
        return {
            "gone": lambda: days(self._dates(scene), scene),
            "share": lambda: percentage([self._share(scene)], scene.words, falls=True),
            "left": lambda: quantity(
                [span.start for span in scene.spans], scene.figure.figure, scene.words, ROUND_CEILING
            ),
        }

    def hero(self, scene: Scene) -> Hero | None:
        """The 0 at which it stands."""
        return Hero("", counted(0, scene.figure.figure, scene.words)) if self._over(scene) else None

    def bar(self, scene: Scene) -> Bar | None:
        """The share that is left, and of when."""
        words, (begun, _) = scene.words, scene.figure.levels[0].known[0]
        share = percentage([self._share(scene)], words, falls=True)
        whole = words.date(begun.astimezone(scene.zone))
        return Bar(self._share(scene), words.say("left.share", share=share, date=whole))

    def _share(self, scene: Scene) -> Fraction:
        """Of a range the least."""
        level = scene.figure.levels[0]
        return scene.spans[0].start / level.known[0][1]

    def _dates(self, scene: Scene) -> tuple[datetime, ...]:
        found = reached(scene.figure.levels, Fraction(0), scene.local)
        return tuple(when for when in found if when)

    def _over(self, scene: Scene) -> bool:
        return all(span.start <= 0 for span in scene.spans)
