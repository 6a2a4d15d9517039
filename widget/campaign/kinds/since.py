"""Events since a moment."""

from datetime import datetime
from typing import ClassVar, Literal
from zoneinfo import ZoneInfo

from pydantic import Field

from widget.campaign.fields import Moment
from widget.campaign.kinds.counted import Counted, instant
from widget.campaign.kinds.scene import Choices, Makers, Scene


class Since(Counted):
    """A number from `since` on; without an offset that is local to the campaign's time zone."""

    kind: Literal["since"]
    since: Moment = Field(description="a date, or a date and time", examples=["since = 2020-11-18T00:00:00"])

    options: ClassVar[frozenset[str]] = frozenset({"from"})

    def begins(self, zone: ZoneInfo, moment: datetime, choices: Choices) -> datetime | None:
        """The campaign's beginning, or the one that the embedder chose."""
        return instant(choices.since or self.since, zone)

    def makers(self, scene: Scene) -> Makers:
        """`{since}`: the day of its beginning."""
        begun = instant(scene.choices.since or self.since, scene.zone)
        return {"since": lambda: scene.words.date(begun.astimezone(scene.zone))}
