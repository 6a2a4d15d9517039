"""A still table: how many a second, a minute, an hour, a day, a year."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from widget.campaign.amounts import in_time, intervals
from widget.campaign.kinds.base import HEIGHTS, Single
from widget.campaign.kinds.scene import Height, Rows, Scene
from widget.numbers.rates import SECONDS


class RateTable(Single):
    """One figure by different lengths of time."""

    kind: Literal["rate"]

    ticks: ClassVar[bool] = False
    heights: ClassVar[Mapping[str, Height]] = {
        **HEIGHTS,
        "banner": (130, 325, 24),
        "line": (125, 362, 44),
    }
    letters: ClassVar[int] = 300

    def rows(self, scene: Scene) -> Rows:
        """A row for each length of time but the week, in which there is an event; else how long one takes."""
        figure, words = scene.figures[0], scene.words
        found = {per: in_time(figure.rates(), per, figure, words) for per in SECONDS if per != "week"}
        rows = [(words.words[f"per.{per}"], amount.text) for per, amount in found.items() if amount.number]
        if not found["second"].number and len(figure.courses) == 1:
            rows.append((words.words["per.one"], intervals(figure.rates(), words)))
        return tuple(rows)
