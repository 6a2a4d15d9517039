"""Two to four figures side by side, and the ratio of the last one to the first."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import ClassVar, Literal

from pydantic import ValidationInfo, field_validator

from widget.campaign.amounts import in_seconds, mean
from widget.campaign.fields import FigureNames, Group, refusal
from widget.campaign.figures.base import ResolvedFigure, merged
from widget.campaign.kinds.base import HEIGHTS, Widget
from widget.campaign.kinds.scene import Bar, Height, Rows, Scene
from widget.numbers.rates import Rate

# Of how many heads amounts are said: the least of which there is one or more of each.
HEADS = (1, 1_000, 100_000, 1_000_000)


class Versus(Widget):
    """Two numbers from 0 on, the last of them the main one; bars for more, for ranges, and per head.

    per: the name of a stock, or one for each of the figures: of whose heads the amounts are.
    """

    kind: Literal["versus"]
    figures: Group
    per: FigureNames = ()

    compares: ClassVar[bool] = True
    heights: ClassVar[Mapping[str, Height]] = {
        **HEIGHTS,
        "banner": HEIGHTS["card"],
        "line": (62, 290, 21),
    }

    @property
    def figure_names(self) -> tuple[str, ...]:
        """The names of those that are compared."""
        return self.figures

    @property
    def stock_names(self) -> tuple[str, ...]:
        """Those whose heads are counted."""
        return self.per

    def shown(self, resolved: Mapping[str, ResolvedFigure]) -> tuple[ResolvedFigure, ...]:
        """The figures; with `per` each for one head."""
        figures = super().shown(resolved)
        heads = [resolved[name] for name in self.per] * (len(figures) if len(self.per) == 1 else 1)
        return tuple(map(_for_one, figures, heads)) if heads else figures

    def template(self, scene: Scene) -> str:
        """Of several figures there is no one rate to be said."""
        plain = len(self.figures) == 2 and not self.per
        return super().template(scene) if plain else self.sentence[scene.words.tag]

    def bars(self, scene: Scene) -> tuple[Bar, ...]:
        """One for each figure, as long as the most of it; texts stand there for what is per head."""
        plain = all(len(figure.courses) == 1 for figure in scene.figures)
        if not self.per and plain and len(self.figures) == 2:
            return ()
        longest = max(figure.rate for figure in scene.figures) or Rate(1)
        texts = [amount for _, amount in self.rows(scene)] or [""] * len(self.figures)
        return tuple(
            Bar(Fraction(figure.rate, longest), figure.unit[scene.words.tag], text)
            for figure, text in zip(scene.figures, texts, strict=True)
        )

    def rows(self, scene: Scene) -> Rows:
        """Amounts a year per head, or for so many heads."""
        if not self.per:
            return ()
        words, heads = scene.words, _heads(scene.figures)
        rows = []
        for figure in scene.figures:
            amounts = [rate * heads for rate in figure.rates()]
            said = mean(in_seconds(amounts, "year", figure), figure, words).text
            rows.append((figure.unit[words.tag], said))
        return tuple(rows)

    def day(self, scene: Scene) -> str:
        """Of how many heads the amounts are, and in what time."""
        words, heads = scene.words, _heads(scene.figures)
        if not self.per:
            return ""
        if heads == 1:
            return words.words["head.one"]
        return words.say("head.many", heads=heads, unit=scene.figures[0].parts[-1].unit[words.tag])

    @field_validator("per")
    @classmethod
    def _paired(cls, per: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        count = len(info.data.get("figures", per))
        if per and len(per) not in (1, count):
            raise refusal(
                f"one stock, or {count}: one for each figure", 'write per = "people"', value=str(len(per))
            )
        return per


def _for_one(figure: ResolvedFigure, heads: ResolvedFigure) -> ResolvedFigure:
    """A figure divided by what is known last of a stock."""
    _, amount = heads.levels[0].known[-1]
    return replace(
        figure,
        courses=tuple(course.times(1 / amount) for course in figure.courses),
        levels=(),
        published=(),
        sources=merged((*figure.sources, *heads.sources)),
        estimate=figure.estimate or heads.estimate,
        parts=(figure, heads),
        signs=(),
    )


def _heads(figures: tuple[ResolvedFigure, ...]) -> int:
    least = min(abs(figure.rates()[0]) * figure.year_length for figure in figures)
    return next((heads for heads in HEADS if least * heads >= 1), HEADS[-1])
