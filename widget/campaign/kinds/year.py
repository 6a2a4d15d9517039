"""Events since the first of January in the campaign's time zone."""

from datetime import datetime
from fractions import Fraction
from typing import ClassVar, Literal
from zoneinfo import ZoneInfo

from widget.campaign.figures.base import new_year
from widget.campaign.kinds.counted import Counted
from widget.campaign.kinds.scene import Bar, Choices, Makers, Scene
from widget.numbers.rates import DAY, seconds_between


class Year(Counted):
    """A number that begins anew with each year, over a bar of how much of the year has passed."""

    kind: Literal["year"]

    letters: ClassVar[int] = 300

    def begins(self, zone: ZoneInfo, moment: datetime, choices: Choices) -> datetime | None:
        """The New Year before."""
        return new_year(moment.astimezone(zone).year, zone)

    def ends(self, zone: ZoneInfo, moment: datetime) -> datetime | None:
        """The New Year after."""
        return new_year(moment.astimezone(zone).year + 1, zone)

    def day(self, scene: Scene) -> str:
        """The year that is passing."""
        return scene.words.year(scene.local.year)

    def makers(self, scene: Scene) -> Makers:
        """`{since}`: the first of January, whose year stands at the label."""
        return {"since": lambda: scene.words.anniversary(scene.local.replace(month=1, day=1))}

    def bar(self, scene: Scene) -> Bar | None:
        """How much of the year has passed, and which of its days this is."""
        begins, ends = (new_year(scene.local.year + i, scene.zone) for i in (0, 1))
        passed = Fraction(seconds_between(begins, scene.local), seconds_between(begins, ends))
        text = scene.words.say(
            "day_of_year",
            day=scene.local.timetuple().tm_yday,
            days=round(seconds_between(begins, ends) / DAY),
        )
        return Bar(passed, text)
