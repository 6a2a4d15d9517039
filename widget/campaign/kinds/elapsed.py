"""Events since the embed loaded."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from pydantic import Field

from widget.campaign.fields import Words
from widget.campaign.kinds.base import AMOUNTS, Choices, Single
from widget.language.cldr import Language


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

    def template(self, words: Language, choices: Choices) -> str:
        """For an article of known length, what happens in that time."""
        if choices.minutes:
            return self.reading[words.tag] if self.reading else words.words["reading"]
        return super().template(words, choices)
