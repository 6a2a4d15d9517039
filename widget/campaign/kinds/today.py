"""Events since midnight in the campaign's time zone."""

from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from widget.campaign.kinds.counted import Counted
from widget.campaign.kinds.scene import Choices, Scene
from widget.numbers import rates


class Today(Counted):
    """A number that goes at the next midnight, when its day is over."""

    kind: Literal["today"]

    def begins(self, zone: ZoneInfo, moment: datetime, choices: Choices) -> datetime | None:
        """The midnight before."""
        return rates.midnight(moment, zone)

    def ends(self, zone: ZoneInfo, moment: datetime) -> datetime | None:
        """The midnight after."""
        return rates.next_midnight(moment, zone)

    def day(self, scene: Scene) -> str:
        """The day that is passing."""
        return scene.words.date(scene.local)
