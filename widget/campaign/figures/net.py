"""A sum of other figures, each with its sign: births less deaths."""

from collections.abc import Callable
from fractions import Fraction
from typing import ClassVar
from zoneinfo import ZoneInfo

from pydantic import Field

from widget.campaign.fields import SignedNames
from widget.campaign.figures.base import Figure, ResolvedFigure, merged
from widget.numbers.course import Course, total


class NetFigure(Figure):
    """What the figures of `net` make together."""

    net: SignedNames = Field(
        description="names of figures, with a minus before those that take away",
        examples=['net = ["births", "-deaths"]'],
    )

    mark: ClassVar[str | None] = "net"

    @property
    def references(self) -> tuple[str, ...]:
        """Those that are added and taken away."""
        return unsigned(self.net)

    def resolve(self, zone: ZoneInfo, other: Callable[[str], ResolvedFigure]) -> ResolvedFigure:
        """The sum; of ranges the least and the most that it can be."""
        parts = tuple(other(name) for name in self.references)
        return ResolvedFigure(
            self,
            sums(self.net, parts),
            merged(tuple(source for part in parts for source in part.sources)),
            min(part.as_of for part in parts),
            self.estimate or any(part.estimate for part in parts),
            parts=parts,
            signs=signs(self.net),
        )


def unsigned(names: tuple[str, ...]) -> tuple[str, ...]:
    """Names without their signs."""
    return tuple(name.removeprefix("-") for name in names)


def signs(names: tuple[str, ...]) -> tuple[int, ...]:
    """The signs of names."""
    return tuple(-1 if name.startswith("-") else 1 for name in names)


def sums(names: tuple[str, ...], parts: tuple[ResolvedFigure, ...]) -> tuple[Course, ...]:
    """The courses of parts added up by the signs of their names: one, or the least and the most."""
    signed = [_signed(name, part.courses) for name, part in zip(names, parts, strict=True)]
    ends = (0, -1) if any(len(courses) > 1 for courses in signed) else (0,)
    return tuple(total([courses[end] for courses in signed]) for end in ends)


def _signed(name: str, courses: tuple[Course, ...]) -> tuple[Course, ...]:
    if not name.startswith("-"):
        return courses
    return tuple(course.times(Fraction(-1)) for course in reversed(courses))
