"""Two figures side by side and their ratio."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from widget.campaign.fields import Pair
from widget.campaign.kinds.base import HEIGHTS, Widget
from widget.campaign.kinds.scene import Height


class Versus(Widget):
    """Two numbers from 0 on, the second of them the main one."""

    kind: Literal["versus"]
    figures: Pair

    compares: ClassVar[bool] = True
    heights: ClassVar[Mapping[str, Height]] = {
        **HEIGHTS,
        "banner": HEIGHTS["card"],
        "line": (62, 290, 21),
    }

    @property
    def figure_names(self) -> tuple[str, ...]:
        """The names of the two."""
        return self.figures
