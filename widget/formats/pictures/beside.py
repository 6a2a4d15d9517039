"""What stands with a number in a picture: a bar, the parts of a stock; or a number that is still."""

from collections.abc import Sequence
from dataclasses import dataclass

from widget.formats.pictures.layout import (
    BASELINE,
    DESCENT,
    LEADING,
    Line,
    Measures,
    Run,
    block,
    ending,
    line,
    moved,
)
from widget.formats.typeset import BOLD, SERIF
from widget.view.view import View

# The height of a bar, as a multiple of the gap between two things.
HIGH = 1.4
# The size of the words around a number that is still, as a share of its size.
WORDS = 0.4
# What the sentence below such a number may take of the height.
SAID = 0.7


@dataclass(frozen=True, slots=True)
class Track:
    """A bar: its left and upper edge, its size, where its filled part begins, and how wide that is."""

    left: float
    top: float
    width: float
    height: float
    start: float
    filled: float


def bar(
    view: View, measures: Measures, ceiling: float, bottom: float, room: float
) -> tuple[Track | None, tuple[Line, ...], float]:
    """A bar as wide as `room` and its texts, which end at `bottom`, and where the room above them ends.

    Nothing where they would reach above `ceiling`.
    """
    if view.bar is None:
        return None, (), bottom
    quiet = Run("", "quiet")
    half = room / 2 if view.bar.whole else room
    texts = ending(
        block(view.bar.text, measures, measures.small, 0, LEADING * measures.small[0], quiet, half), bottom
    )
    if view.bar.whole:
        whole = (Run(view.bar.whole, "quiet"),)
        left = measures.margin + room - measures.wide(whole, texts[-1].size)
        texts = (*texts, Line(measures.x(left), texts[-1].y, texts[-1].size, whole))
    height = HIGH * measures.gap
    top = min(text.y - text.size for text in texts) - height - measures.gap / 4
    if top < ceiling:
        return None, (), bottom
    filled = room * float(view.bar.length) / 1000
    left = measures.x(measures.margin, room)
    track = Track(left, top, room, height, measures.x(measures.margin, filled), filled)
    return track, texts, top - measures.gap / 2


def parts(view: View, measures: Measures, ceiling: float, bottom: float) -> tuple[tuple[Line, ...], float]:
    """What makes a stock rise and fall, on a line that ends at `bottom`; nothing where there is no room."""
    if not view.rows:
        return (), bottom
    runs: list[Run] = []
    for what, amount in view.rows:
        runs += [Run("\u2003" if runs else ""), Run(amount, face=BOLD), Run(f"\u00a0{what}", "quiet")]
    if measures.wide(runs[1:], measures.act[-1]) > measures.room:
        return (), bottom
    found = line(tuple(runs[1:]), measures, measures.act, 0, measures.room)
    if bottom - found.size * LEADING < ceiling:
        return (), bottom
    return ending((found,), bottom), bottom - found.size * LEADING


def standing(view: View, measures: Measures, between: tuple[float, float], room: float) -> tuple[Line, ...]:
    """A number that is still within its words, in the middle of what the sentence below it leaves."""
    top, bottom = between
    hero = view.hero
    if hero is None:
        return ()
    height, like = bottom - top, Run("", face=SERIF)
    said = block(view.sentence, measures, measures.act, 0, height / 2, like, room, most=SAID * height)
    said = ending(said, bottom)
    number = _number(hero.before, hero.number, hero.after)
    free = said[0].y - said[0].size - top
    most = min(measures.hero[0], int(free / (BASELINE + DESCENT)))
    found = line(number, measures, range(max(most, measures.hero[-1]), measures.hero[-1] - 1, -1), top, room)
    return (*moved((found,), max(0.0, (top + free - found.bottom) / 2)), *said)


def _number(before: str, number: str, after: str) -> tuple[Run, ...]:
    around = [Run(before, face=SERIF, scale=WORDS)] if before else []
    behind = [Run(after, face=SERIF, scale=WORDS)] if after else []
    runs: Sequence[Run] = [*around, Run(number, face=BOLD), *behind]
    return tuple(runs)
