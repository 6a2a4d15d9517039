"""How long one takes, in words: for what is too slow to be counted while somebody looks."""

from typing import ClassVar, Literal

from widget.campaign.amounts import pace
from widget.campaign.kinds.base import Single
from widget.campaign.kinds.scene import Hero, Scene


class Every(Single):
    """One every so long; nothing ticks."""

    kind: Literal["every"]

    ticks: ClassVar[bool] = False

    def hero(self, scene: Scene) -> Hero | None:
        """The length of time, within the words around it."""
        values = pace(scene.figure.rates(), scene.words, short=True)
        before, _, after = scene.words.say("one_every", **{**values, "interval": "\0"}).partition("\0")
        return Hero(before, str(values["interval"]), after)
