"""Events since a moment."""

from datetime import datetime
from fractions import Fraction
from typing import ClassVar, Literal
from zoneinfo import ZoneInfo

from pydantic import Field

from widget.campaign.fields import Moment
from widget.campaign.kinds.base import Choices, Makers, Single, Span, until
from widget.language.cldr import Language
from widget.numbers.course import Course, Level


class Since(Single):
    """A number from `since` on; without an offset that is local to the campaign's time zone."""

    kind: Literal["since"]
    since: Moment = Field(description="a date, or a date and time", examples=["since = 2020-11-18T00:00:00"])

    clock: ClassVar[bool] = True
    options: ClassVar[frozenset[str]] = frozenset({"from"})

    def span(
        self, course: Course, level: Level | None, zone: ZoneInfo, moment: datetime, choices: Choices
    ) -> Span:
        """Before its beginning a number stands at 0; it does not begin in a page that is already open."""
        begun = self._beginning(zone, choices)
        if begun > moment:
            return Span(course.at(moment), Fraction(0), 0)
        return Span(course.at(moment), course.between(begun, moment), until(moment, course.until(moment)))

    def makers(self, words: Language, zone: ZoneInfo, choices: Choices) -> Makers:
        """`{since}`: the day of its beginning."""
        return {"since": lambda: words.date(self._beginning(zone, choices).astimezone(zone))}

    def _beginning(self, zone: ZoneInfo, choices: Choices) -> datetime:
        since = choices.since or self.since
        return since if since.tzinfo else since.replace(tzinfo=zone)
