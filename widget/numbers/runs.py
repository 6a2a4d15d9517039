"""What a ticking number is made of: strips, texts, and what moves beside them.

Times are whole microseconds since the page was laid out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Place:
    """A strip 0 to 9: its period, the sign behind it, when it first shows and when it goes (0: never)."""

    period: int
    sign: str
    appears: int
    vanishes: int = 0


@dataclass(frozen=True, slots=True)
class Head:
    """A text that stands from `start` until the next head."""

    start: int
    text: str


@dataclass(frozen=True, slots=True)
class Shift:
    """On the left `digits` digits and `separators` separators are not there: until `moment` where a number
    rises, from then on where it falls."""

    moment: int
    digits: int
    separators: int


@dataclass(frozen=True, slots=True)
class Run:
    """What stands from `begins` to `ends`: strips with heads above them, or heads alone.

    low: the lines of the lowest `digits` digits, which turn in `period` and have turned for `delay` when the
    page loads (negative: they begin later). lead: lines without leading zeros that stand for `low` until
    `lead_ends`. places: from the highest. left, right: what stands beside the digits. separated: whether
    groups have separators. whole: its heads are texts with all that stands around the digits.
    """

    begins: int
    ends: int
    digits: int = 0
    period: int = 0
    delay: int = 0
    low: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    lead_ends: int = 0
    places: tuple[Place, ...] = ()
    heads: tuple[Head, ...] = ()
    head_separated: bool = False
    shifts: tuple[Shift, ...] = ()
    falls: bool = False
    left: str = ""
    right: str = ""
    separated: bool = True
    whole: bool = False


def risen(
    heads: tuple[Head, ...], places: tuple[Place, ...], separated: bool, digits: str
) -> Iterator[Shift]:
    """From the last to the first, since of several animations before their start the last one counts.

    Where 999 becomes 1,000 after 7 microseconds, one digit and one separator are still to come until then.
    A strip that first shows after 3 microseconds, below a head that first shows after 30 and is followed by a
    separator: until 3 two digits are to come, from then until 30 one digit, and the separator all the time.

    >>> list(risen((Head(0, "999"), Head(7, "1,000")), (), False, "0123456789"))
    [Shift(moment=7, digits=1, separators=1)]
    >>> list(risen((Head(0, ""), Head(30, "1")), (Place(30, "", 3),), True, "0123456789"))
    [Shift(moment=30, digits=1, separators=1), Shift(moment=3, digits=2, separators=1)]
    """
    changes = [(later.start, later.text, earlier.text) for earlier, later in pairwise(heads)]
    appearing = [(place.appears, place.sign) for place in places if place.appears]
    yield from _shifts(changes[::-1], appearing, separated, digits)


def fallen(
    heads: tuple[Head, ...], places: tuple[Place, ...], separated: bool, digits: str
) -> Iterator[Shift]:
    """From the first to the last, since of several animations after their start the last one counts.

    >>> list(fallen((Head(0, "1"), Head(5, "")), (Place(30, "", 0, 9),), True, "0123456789"))
    [Shift(moment=5, digits=1, separators=1), Shift(moment=9, digits=2, separators=1)]
    """
    changes = [(later.start, earlier.text, later.text) for earlier, later in pairwise(heads)]
    vanishing = [(place.vanishes, place.sign) for place in places if place.vanishes]
    yield from _shifts(changes, vanishing, separated, digits)


def _shifts(
    heads: list[tuple[int, str, str]], places: list[tuple[int, str]], separated: bool, digits: str
) -> Iterator[Shift]:
    """Sums of what is missing: heads with the longer text and the shorter one, then places."""
    lost = gaps = 0
    for moment, longer, shorter in heads:
        missing = len(longer) - len(shorter)
        if missing:
            gap = missing - _digits(longer, digits) + _digits(shorter, digits)
            lost += missing - gap
            gaps += gap + (separated and not shorter)
            yield Shift(moment, lost, gaps)
    for moment, sign in places:
        lost += 1
        gaps += bool(sign)
        yield Shift(moment, lost, gaps)


def _digits(text: str, digits: str) -> int:
    return sum(character in digits for character in text)
