"""Events since midnight in the campaign's time zone."""

from datetime import datetime
from math import floor
from typing import ClassVar, Literal
from zoneinfo import ZoneInfo

from widget.campaign.kinds.base import Choices, Single, Span
from widget.language.cldr import Language
from widget.numbers import rates
from widget.numbers.count import MICROSECONDS
from widget.numbers.rates import Rate


class Today(Single):
    """A number that goes at the next midnight, when its day is over."""

    kind: Literal["today"]

    clock: ClassVar[bool] = True

    def span(self, rate: Rate, zone: ZoneInfo, moment: datetime, choices: Choices) -> Span:
        """From midnight to midnight."""
        left = rates.seconds_between(moment, rates.next_midnight(moment, zone))
        return Span(rates.amount(rate, rates.midnight(moment, zone), moment), floor(left * MICROSECONDS))

    def day(self, moment: datetime, words: Language) -> str:
        """The day that is passing."""
        return words.date(moment)
