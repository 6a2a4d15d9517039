"""Numbers that count events since an instant."""

from datetime import datetime
from fractions import Fraction
from math import floor
from typing import ClassVar
from zoneinfo import ZoneInfo

from widget.campaign.kinds.base import Single
from widget.campaign.kinds.scene import Choices, Span
from widget.numbers.count import MICROSECONDS
from widget.numbers.course import Course, Level
from widget.numbers.odometer import HORIZON
from widget.numbers.rates import seconds_between


class Counted(Single):
    """Events since an instant that the kind names, until another one."""

    clock: ClassVar[bool] = True

    def ends(self, zone: ZoneInfo, moment: datetime) -> datetime | None:
        """When counting begins anew; None if never."""
        return None

    def span(
        self, course: Course, level: Level | None, zone: ZoneInfo, moment: datetime, choices: Choices
    ) -> Span:
        """Before its beginning a number stands at 0; it does not begin in a page that is already open."""
        begun = self.begins(zone, moment, choices) or moment
        if begun > moment:
            return Span(course.at(moment), Fraction(0), 0)
        ends = until(moment, course.until(moment), self.ends(zone, moment))
        return Span(course.at(moment), course.between(begun, moment), ends)


def until(moment: datetime, *ends: datetime | None) -> int:
    """Microseconds from `moment` to the earliest of `ends`, and not beyond the horizon."""
    left = (seconds_between(moment, end) * MICROSECONDS for end in ends if end is not None)
    return min(HORIZON, *(floor(microseconds) for microseconds in left), HORIZON)


def instant(moment: datetime, zone: ZoneInfo) -> datetime:
    """`moment`, which is local to `zone` if it has no offset."""
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)
