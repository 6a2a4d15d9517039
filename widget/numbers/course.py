"""How a rate goes through time: constant from one stated instant to the next, exact throughout.

A `Course` says how many events there are between two instants; a `Level` is an amount that is known at
stated instants and moved by a course from the last of them on. Instants are timezone-aware datetimes.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from itertools import pairwise

from widget.numbers.rates import Rate, seconds_between


@dataclass(frozen=True, slots=True)
class Piece:
    """`rate` events a second from `start` on; `year`: the calendar year whose total it is, if any."""

    start: datetime
    rate: Rate
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Course:
    """Pieces in the order of time. The first holds before it begins too, and the last one for ever."""

    pieces: tuple[Piece, ...]

    def at(self, moment: datetime) -> Rate:
        """The rate at `moment`."""
        return self.piece(moment).rate

    def piece(self, moment: datetime) -> Piece:
        """The piece that holds at `moment`."""
        return self.pieces[self._index(moment)]

    def used(self, start: datetime, end: datetime) -> tuple[Piece, ...]:
        """The pieces between two instants."""
        return self.pieces[self._index(start) : self._index(end) + 1]

    def between(self, start: datetime, end: datetime) -> Fraction:
        """Events from `start` to `end`, piece by piece; negative if `end` is earlier."""
        if end < start:
            return -self.between(end, start)
        used = self.used(start, end)
        bounds = [start, *(piece.start for piece in used[1:]), end]
        spans = zip(used, pairwise(bounds), strict=True)
        return sum((piece.rate * seconds_between(*span) for piece, span in spans), Fraction(0))

    def until(self, moment: datetime) -> datetime | None:
        """When the rate of `moment` ends; None if it does not."""
        later = self.pieces[self._index(moment) + 1 :]
        return later[0].start if later else None

    def times(self, factor: Fraction) -> "Course":
        """The same with each rate multiplied."""
        return Course(tuple(replace(piece, rate=piece.rate * factor) for piece in self.pieces))

    def _index(self, moment: datetime) -> int:
        return max(0, bisect_right([piece.start for piece in self.pieces], moment) - 1)


def total(courses: Sequence[Course]) -> Course:
    """The sum of courses, whose rates may have any sign; its years are the oldest that are in it.

    Raises ValueError if there is none.
    """
    starts = sorted({piece.start for course in courses for piece in course.pieces})
    if not starts:
        raise ValueError("there is nothing to add up")
    return Course(tuple(_sum([course.piece(start) for course in courses], start) for start in starts))


def _sum(pieces: Sequence[Piece], start: datetime) -> Piece:
    years = [piece.year for piece in pieces if piece.year]
    return Piece(start, sum((piece.rate for piece in pieces), Fraction(0)), min(years, default=None))


@dataclass(frozen=True, slots=True)
class Level:
    """Amounts `known` at instants, in the order of time.

    Between two of them it goes evenly from the one to the other; before the first and after the last one it
    goes by `course`.
    """

    known: tuple[tuple[datetime, Fraction], ...]
    course: Course

    def at(self, moment: datetime) -> Fraction:
        """The amount at `moment`."""
        index = bisect_right([when for when, _ in self.known], moment) - 1
        when, amount = self.known[max(0, index)]
        if 0 <= index < len(self.known) - 1:
            return amount + self._slope(index) * seconds_between(when, moment)
        return amount + self.course.between(when, moment)

    def rate(self, moment: datetime) -> Rate:
        """How it changes at `moment`, in events a second."""
        index = bisect_right([when for when, _ in self.known], moment) - 1
        return self._slope(index) if 0 <= index < len(self.known) - 1 else self.course.at(moment)

    def until(self, moment: datetime) -> datetime | None:
        """When the rate of `moment` ends; None if it does not."""
        later = [when for when, _ in self.known if when > moment]
        return later[0] if later else self.course.until(moment)

    def reaches(self, amount: Fraction, moment: datetime) -> datetime | None:
        """The first instant from `moment` on at which it is `amount`, rounded up to microseconds, if ever.

        >>> from datetime import UTC
        >>> start = datetime(2026, 1, 1, tzinfo=UTC)
        >>> budget = Level(((start, Fraction(100)),), Course((Piece(start, Fraction(-1)),)))
        >>> budget.reaches(Fraction(0), start).isoformat()
        '2026-01-01T00:01:40+00:00'
        """
        while True:
            missing, rate, until = amount - self.at(moment), self.rate(moment), self.until(moment)
            if missing == 0:
                return moment
            if (
                rate
                and missing / rate > 0
                and (until is None or missing / rate <= seconds_between(moment, until))
            ):
                return _later(moment, missing / rate)
            if until is None:
                return None
            moment = until

    def _slope(self, index: int) -> Rate:
        (earlier, before), (later, after) = self.known[index : index + 2]
        return (after - before) / seconds_between(earlier, later)


def _later(moment: datetime, seconds: Fraction) -> datetime | None:
    try:
        # In UTC, since adding to a local time moves the clock on the wall.
        return moment.astimezone(UTC) + timedelta(microseconds=-(-seconds * 1_000_000 // 1))
    except OverflowError:
        return None
