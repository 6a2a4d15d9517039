"""A count that changes at one rate: exact fractions, no clock."""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from widget.numbers.rates import Rate

MICROSECONDS = 1_000_000


@dataclass(frozen=True, slots=True)
class Count:
    """`start` at the beginning, and from then on `rate` a second more, or less where that is negative.

    What is shown is never ahead of the truth: the floor where the count rises, the ceiling where it falls.
    One that falls stops at 0, unless it may go below or has begun there.

    >>> falling = Count(Fraction(-2), Fraction(3))
    >>> [falling.at(time) for time in (0, 499_999, 500_000, 1_500_000, 9_000_000)]
    [3, 3, 2, 0, 0]
    >>> Count(Fraction(2), Fraction(-3)).at(1)
    -3
    """

    rate: Rate
    start: Fraction
    below_zero: bool = False

    @property
    def falls(self) -> bool:
        """Whether it gets less."""
        return self.rate.numerator < 0

    @property
    def shrinks(self) -> bool:
        """Whether it is on its way to 0 at first."""
        return self.start.numerator * self.rate.numerator < 0

    @property
    def stops(self) -> bool:
        """Whether it stands still at 0."""
        return self.falls and self.start.numerator >= 0 and not self.below_zero

    def at(self, time: int | Fraction) -> int:
        """What is shown at `time`, in microseconds."""
        (first, parts), (more, seconds) = self.start.as_integer_ratio(), self.rate.as_integer_ratio()
        whole = parts * seconds * MICROSECONDS
        exact = first * seconds * MICROSECONDS + more * parts * time
        if self.stops:
            exact = max(exact, 0)
        return int(-(-exact // whole) if self.falls else exact // whole)

    def moment(self, shown: int) -> int:
        """The first microsecond at which the count has come to `shown`; negative if before the start."""
        return ceil((shown - self.start) * MICROSECONDS / self.rate)
