"""A still table: how many a second, a minute, an hour, a day, a year."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from widget.campaign.kinds.base import HEIGHTS, Height, Single
from widget.language.cldr import Language
from widget.language.rounding import significant
from widget.numbers.rates import SECONDS, Rate


class RateTable(Single):
    """One figure by different lengths of time."""

    kind: Literal["rate"]

    ticks: ClassVar[bool] = False
    heights: ClassVar[Mapping[str, Height]] = {
        **HEIGHTS,
        "banner": (115, 292, 18),
        "line": (80, 284, 19),
    }

    def rows(self, rate: Rate, words: Language) -> tuple[tuple[str, str], ...]:
        """A row for each length of time but the week, in which there is an event; else how long one takes."""
        pers = [per for per in SECONDS if per != "week" and significant(rate * SECONDS[per]) >= 1]
        rows = [(words.words[f"per.{per}"], words.about(rate * SECONDS[per])) for per in pers]
        if "second" not in pers:
            rows.append((words.words["per.one"], words.duration(1 / rate)))
        return tuple(rows)
