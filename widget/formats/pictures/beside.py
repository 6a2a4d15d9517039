"""What stands with a number in a picture: a bar, the parts of a stock; or a number that is still."""

from collections.abc import Sequence
from dataclasses import dataclass

from widget.formats.pictures.layout import LEADING, Line, Measures, Run, block, ending, line, moved
from widget.formats.typeset import BOLD, SERIF
from widget.view.view import View

# The height of a bar, as a multiple of the gap between two things.
HIGH = 1.4
# The size of the words around a number that is still, as a share of its size.
WORDS = 0.4


@dataclass(frozen=True, slots=True)
class Track:
    """A bar: its left and upper edge, its size, where its filled part begins, and how wide that is."""

    left: float
    top: float
    width: float
    height: float
    start: float
    filled: float


def bar(view: View, measures: Measures, bottom: float) -> tuple[Track | None, tuple[Line, ...], float]:
    """A view's bar and its texts, which end at `bottom`; and where the room above them ends."""
    if view.bar is None:
        return None, (), bottom
    quiet = Run("", "quiet")
    room = measures.room / 2 if view.bar.whole else measures.room
    texts = ending(
        block(view.bar.text, measures, measures.small, 0, LEADING * measures.small[0], quiet, room), bottom
    )
    if view.bar.whole:
        whole = (Run(view.bar.whole, "quiet"),)
        left = measures.margin + measures.room - measures.wide(whole, texts[-1].size)
        texts = (*texts, Line(measures.x(left), texts[-1].y, texts[-1].size, whole))
    height = HIGH * measures.gap
    top = min(text.y - text.size for text in texts) - height - measures.gap / 4
    filled = measures.room * float(view.bar.length) / 1000
    left = measures.x(measures.margin, measures.room)
    track = Track(left, top, measures.room, height, measures.x(measures.margin, filled), filled)
    return track, texts, top - measures.gap / 2


def parts(view: View, measures: Measures, bottom: float) -> tuple[tuple[Line, ...], float]:
    """What makes a stock rise and fall, on a line that ends at `bottom`; nothing where there is no room."""
    if not view.rows:
        return (), bottom
    runs: list[Run] = []
    for what, amount in view.rows:
        runs += [Run("\u2003" if runs else ""), Run(amount, face=BOLD), Run(f"\u00a0{what}", "quiet")]
    found = line(tuple(runs[1:]), measures, measures.act, 0, measures.room)
    if measures.wide(found.runs, found.size) > measures.room:
        return (), bottom
    return ending((found,), bottom), bottom - found.size * LEADING


def standing(view: View, measures: Measures, between: tuple[float, float], room: float) -> tuple[Line, ...]:
    """A number that is still within its words, in the middle of what the sentence below it leaves."""
    top, bottom = between
    hero = view.hero
    if hero is None:
        return ()
    most = (bottom - top) / 2
    said = ending(block(view.sentence, measures, measures.act, 0, most, Run("", face=SERIF), room), bottom)
    number = _number(hero.before, hero.number, hero.after)
    found = line(number, measures, measures.hero, top, room)
    free = said[0].y - said[0].size - found.bottom
    return (*moved((found,), max(0.0, free / 2)), *said)


def _number(before: str, number: str, after: str) -> tuple[Run, ...]:
    around = [Run(before, face=SERIF, scale=WORDS)] if before else []
    behind = [Run(after, face=SERIF, scale=WORDS)] if after else []
    runs: Sequence[Run] = [*around, Run(number, face=BOLD), *behind]
    return tuple(runs)
