"""Numbers that say how much there is of a stock, and when there will be another amount."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from fractions import Fraction
from typing import ClassVar
from zoneinfo import ZoneInfo

from widget.campaign.amounts import between
from widget.campaign.kinds.base import Single
from widget.campaign.kinds.counted import until
from widget.campaign.kinds.scene import Choices, Scene, Span
from widget.numbers.course import Course, Level

# When a month alone would say too little.
ABOUT_A_YEAR = timedelta(days=366)


class Leveled(Single):
    """The amount of a stock, from now on by its rate."""

    clock: ClassVar[bool] = True
    letters: ClassVar[int] = 300

    @property
    def stock_names(self) -> tuple[str, ...]:
        """What is not a stock has no amount."""
        return self.figure_names

    def span(
        self, course: Course, level: Level | None, zone: ZoneInfo, moment: datetime, choices: Choices
    ) -> Span:
        """From what there is now until its rate changes."""
        if level is None:
            raise ValueError(f"{self.figure} is no stock")
        return Span(level.rate(moment), level.at(moment), until(moment, level.until(moment)))


def reached(levels: Sequence[Level], amount: Fraction, moment: datetime) -> tuple[datetime | None, ...]:
    """When each of levels comes to `amount`, from the beginning of what is known on; None if never."""
    return tuple(level.reaches(amount, min(level.known[0][0], moment)) for level in levels)


def days(instants: Sequence[datetime], scene: Scene) -> str:
    """When something is, of a range the earliest and the latest: a day if that is within a year."""
    texts = []
    for when in sorted(instants):
        far = abs(when - scene.local) > ABOUT_A_YEAR
        local = when.astimezone(scene.zone)
        texts.append(scene.words.month(local) if far else scene.words.date(local))
    return between(texts, scene.words)
