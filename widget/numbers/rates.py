"""Events between two instants, from a published rate: exact fractions, no clock, no float.

Units: a `Rate` is events per second, as a `Fraction`; instants are timezone-aware datetimes.
"""

import calendar
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Literal
from zoneinfo import ZoneInfo

Rate = Fraction
Per = Literal["second", "minute", "hour", "day", "week", "year"]

DAY = 86_400
# The mean Gregorian year, 365.2425 days: "a year" without saying which one.
SECONDS: dict[str, int] = {
    "second": 1,
    "minute": 60,
    "hour": 3_600,
    "day": DAY,
    "week": 7 * DAY,
    "year": 31_556_952,
}


def rate_per(amount: int | Decimal | Fraction, per: Per) -> Rate:
    """The rate of `amount` events every `per`."""
    return Fraction(amount) / SECONDS[per]


def rate_in_year(amount: int | Decimal | Fraction, year: int) -> Rate:
    """The mean rate of `amount` events in one calendar year, by that year's own number of days."""
    return Fraction(amount) / ((365 + calendar.isleap(year)) * DAY)


def seconds_between(start: datetime, end: datetime) -> Fraction:
    """Physical seconds from `start` to `end`, negative if `end` is earlier.

    Subtracting two datetimes of one zone compares wall clocks, which is an hour wrong across a change
    of the clocks; hence UTC. Raises ValueError for a datetime without a time zone.
    """
    if start.tzinfo is None or end.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return Fraction((end.astimezone(UTC) - start.astimezone(UTC)) // timedelta(microseconds=1), 1_000_000)


def amount(rate: Rate, start: datetime, end: datetime) -> Fraction:
    """The exact number of events from `start` to `end`. Raises ValueError if `end` is earlier."""
    seconds = seconds_between(start, end)
    if seconds < 0:
        raise ValueError(f"the end, {end.isoformat()}, is before the start, {start.isoformat()}")
    return rate * seconds


def events(rate: Rate, start: datetime, end: datetime) -> int:
    """Whole events from `start` to `end`, rounded down once, at the end."""
    return int(amount(rate, start, end))


def midnight(moment: datetime, zone: ZoneInfo) -> datetime:
    """The first instant of `moment`'s day in `zone`."""
    return _start_of(moment.astimezone(zone).date(), zone)


def next_midnight(moment: datetime, zone: ZoneInfo) -> datetime:
    """The first instant of the day after `moment`'s in `zone`."""
    return _start_of(moment.astimezone(zone).date() + timedelta(days=1), zone)


def _start_of(day: date, zone: ZoneInfo) -> datetime:
    # Through UTC, since where clocks change at midnight itself 00:00 does not exist (or does twice).
    return datetime.combine(day, time(), zone).astimezone(UTC).astimezone(zone)
