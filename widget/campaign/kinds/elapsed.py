"""Events since the embed loaded."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from pydantic import Field

from widget.campaign.fields import Words
from widget.campaign.kinds.base import AMOUNTS, Single
from widget.campaign.kinds.scene import Scene


class Elapsed(Single):
    """A number from 0 on; `reading` is the sentence for an article of known length."""

    kind: Literal["elapsed"]
    reading: Words | None = Field(
        None,
        description="a text for each language",
        examples=['reading = { en = "In {minutes}, about {n} births." }'],
    )

    options: ClassVar[frozenset[str]] = frozenset({"minutes"})
    placeholders: ClassVar[Mapping[str, frozenset[str]]] = {
        **Single.placeholders,
        "reading": AMOUNTS | {"minutes"},
    }

    def template(self, scene: Scene) -> str:
        """For an article of known length, what happens in that time."""
        if scene.choices.minutes:
            return self.reading[scene.words.tag] if self.reading else scene.words.words["reading"]
        return super().template(scene)
