"""Events since midnight in the campaign's time zone."""

from datetime import datetime
from typing import ClassVar, Literal
from zoneinfo import ZoneInfo

from widget.campaign.kinds.base import Choices, Single, Span, until
from widget.language.cldr import Language
from widget.numbers import rates
from widget.numbers.course import Course, Level


class Today(Single):
    """A number that goes at the next midnight, when its day is over."""

    kind: Literal["today"]

    clock: ClassVar[bool] = True

    def span(
        self, course: Course, level: Level | None, zone: ZoneInfo, moment: datetime, choices: Choices
    ) -> Span:
        """From midnight to midnight."""
        begun = rates.midnight(moment, zone)
        return Span(
            course.at(moment),
            course.between(begun, moment),
            until(moment, course.until(moment), rates.next_midnight(moment, zone)),
        )

    def day(self, moment: datetime, words: Language) -> str:
        """The day that is passing."""
        return words.date(moment)
