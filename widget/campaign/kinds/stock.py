"""How much there is now, and what makes it rise and fall."""

from typing import Literal

from widget.campaign.amounts import in_time, signed, time_for
from widget.campaign.kinds.level import Leveled
from widget.campaign.kinds.scene import Rows, Scene


class Stock(Leveled):
    """The amount of a stock over the figures that change it."""

    kind: Literal["stock"]

    def rows(self, scene: Scene) -> Rows:
        """A row for each of those figures, with its sign, all in the same length of time."""
        (figure,), words = scene.figures, scene.words
        per = time_for([rate for part, _ in figure.changes for rate in part.rates(scene.moment)])
        rows = []
        for part, sign in figure.changes:
            amount = in_time(part.rates(scene.moment), per, part, words).text
            said = words.say(f"change.{per}", unit=part.unit[words.tag])
            rows.append((said, signed(amount, sign, words)))
        return tuple(rows)
