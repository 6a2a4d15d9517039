"""Another unit by a published factor: a forest in football pitches."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import ClassVar
from zoneinfo import ZoneInfo

from pydantic import Field

from widget.campaign.fields import Amount, FigureName
from widget.campaign.figures.base import Figure, ResolvedFigure, Source, merged
from widget.numbers.course import Level


class EquivalentFigure(Figure):
    """As many as the figure `of` comes to, when one is as much as `each` of that figure's unit."""

    of: FigureName = Field(description="the name of a section [figures.NAME]", examples=['of = "forest"'])
    each: Amount = Field(description="how much of the other figure's unit one is", examples=["each = 0.714"])
    source: Source

    mark: ClassVar[str | None] = "of"

    @property
    def references(self) -> tuple[str, ...]:
        """The figure in its own unit."""
        return (self.of,)

    def has_level(self, figures: Mapping[str, Figure]) -> bool:
        """As the figure in its own unit."""
        return self.of in figures and figures[self.of].has_level(figures)

    def resolve(self, zone: ZoneInfo, other: Callable[[str], ResolvedFigure]) -> ResolvedFigure:
        """The other one's numbers, each divided by `each`."""
        part, factor = other(self.of), 1 / Fraction(self.each)
        return replace(
            part,
            figure=self,
            courses=tuple(course.times(factor) for course in part.courses),
            levels=tuple(_times(level, factor) for level in part.levels),
            published=(),
            sources=merged((*part.sources, self.source)),
            estimate=self.estimate or part.estimate,
            parts=(part,),
            signs=(),
        )


def _times(level: Level, factor: Fraction) -> Level:
    known = tuple((when, amount * factor) for when, amount in level.known)
    return Level(known, level.course.times(factor))
