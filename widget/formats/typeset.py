"""Text for pictures: how wide it is, and where its lines break.

Widths are those of the fonts that come with the package, shaped, in the unit of `size`.
"""

from bisect import bisect_right
from functools import lru_cache
from typing import NamedTuple

from widget.language import letters
from widget.language.icu import breaks, clusters, words
from widget.language.isolates import bare


class Face(NamedTuple):
    """How letters look. Scripts that no serif font here has are set in their sans."""

    bold: bool = False
    serif: bool = False


PLAIN, BOLD, SERIF, SERIF_BOLD = Face(), Face(bold=True), Face(serif=True), Face(bold=True, serif=True)
NARROWER = 0.97
SOFT_HYPHEN, HYPHEN, ELLIPSIS = "\xad", "-", "…"
# What does not stand before an ellipsis.
ENDINGS = " ,;:.-،؛、。"


class Part(NamedTuple):
    """What no line is broken in: its text, how wide it is in ems, and how wide at the end of a line."""

    text: str
    wide: float
    last: float


def width(text: str, size: float, face: Face = PLAIN, tag: str = "en") -> float:
    """How wide `text` is on one line."""
    return size * _ems(text, face, tag)


@lru_cache(maxsize=1024)
def extent(text: str, face: Face = PLAIN, tag: str = "en") -> tuple[float, float]:
    """How far the letters of `text` reach above the baseline and below it at most, in ems.

    Those of Europe are not measured: their lines are far enough apart.
    """
    if letters.PLAIN.fullmatch(bare(text)):
        return 0, 0
    spans = letters.spans(bare(text), tag, face.serif)
    reached = [letters.extent(span.text, span.family, face.bold) for span in spans]
    return max(up for up, _ in reached), max(down for _, down in reached)


def lines(text: str, size: float, room: float, face: Face = PLAIN, tag: str = "en") -> tuple[str, ...]:
    """`text` in as few lines as `room` allows, about equally long.

    Lines break where ICU allows it in the language `tag`; a word that is wider than the room, within.
    """
    return _lines(text, room / size, face, tag)


def fit(
    text: str,
    sizes: range,
    room: float,
    height: float,
    leading: float,
    face: Face = PLAIN,
    tag: str = "en",
    most: float | None = None,
) -> tuple[int, tuple[str, ...]]:
    """The largest of `sizes`, which go down, at which `text` fits into `room` by `height`, and its lines.

    leading: the distance of lines as a multiple of the size. If nothing fits, it is the smallest, and at that
    the text is shortened to the height `most`, which is `height` by default, but to no less than a line. No
    word is broken at a size above that.
    """
    widest = max((part.last for part in _parts(text, face, tag)), default=0)
    for size in sizes:
        if widest * size <= room:
            found = lines(text, size, room, face, tag)
            if len(found) * size * leading <= height:
                return size, found
    least = sizes[-1]
    found = lines(text, least, room, face, tag)
    count = max(1, int(min(len(found), (height if most is None else most) / (least * leading))))
    if count == len(found):
        return least, found
    return least, (*found[: count - 1], shortened(found[count - 1], least, room, face, tag))


def shortened(text: str, size: float, room: float, face: Face = PLAIN, tag: str = "en") -> str:
    """As much of the beginning of `text` as has room beside an ellipsis, and that."""
    whole = clusters(text)

    def beginning(count: int) -> str:
        return f"{''.join(whole[:count]).rstrip(ENDINGS)}{ELLIPSIS}"

    counts = range(len(whole) + 1)
    fitting = bisect_right(counts, room / size, key=lambda count: _ems(beginning(count), face, tag))
    return beginning(max(0, fitting - 1))


@lru_cache(maxsize=1024)
def _lines(text: str, room: float, face: Face, tag: str) -> tuple[str, ...]:
    parts = [piece for part in _parts(text, face, tag) for piece in _fitting(part, room, face, tag)]
    found, narrower = _greedy(parts, room), room * NARROWER
    widest = max((part.last for part in parts), default=0)
    while len(found) > 1 and narrower >= widest > 0 and len(_greedy(parts, narrower)) == len(found):
        found, narrower = _greedy(parts, narrower), narrower * NARROWER
    return tuple(map(_ended, found)) or ("",)


def _greedy(parts: list[Part], room: float) -> list[str]:
    found: list[str] = []
    taken = room
    for part in parts:
        if found and taken + part.last <= room:
            found[-1] += part.text
        else:
            found.append(part.text)
            taken = 0
        taken += part.wide
    return found


def _ended(line: str) -> str:
    """A line as it is written: a soft hyphen shows at its end alone."""
    hyphen = HYPHEN if line.endswith(SOFT_HYPHEN) else ""
    return line.rstrip(" ").replace(SOFT_HYPHEN, "") + hyphen


@lru_cache(maxsize=1024)
def _parts(text: str, face: Face, tag: str) -> tuple[Part, ...]:
    return tuple(_part(word, face, tag) for word in words(text, tag))


def _part(text: str, face: Face, tag: str) -> Part:
    return Part(text, _ems(text, face, tag), _ems(_ended(text), face, tag))


def _fitting(part: Part, room: float, face: Face, tag: str) -> list[Part]:
    """A part, or if it is wider than the room what it can be broken into, a word at last."""
    if part.last <= room:
        return [part]
    smaller = breaks(part.text, tag)
    if len(smaller) > 1:
        return [piece for each in smaller for piece in _fitting(_part(each, face, tag), room, face, tag)]
    return _pieces(part.text, room, face, tag)


def _pieces(word: str, room: float, face: Face, tag: str) -> list[Part]:
    """A word in as few pieces as fit, about equally long."""
    pieces, narrower = _cut(word, room, face, tag), room * NARROWER
    widest = max((_ems(cluster, face, tag) for cluster in clusters(word)), default=0)
    while len(pieces) > 1 and narrower >= widest > 0:
        tried, narrower = _cut(word, narrower, face, tag), narrower * NARROWER
        if len(tried) > len(pieces):
            break
        pieces = tried
    return [_part(piece, face, tag) for piece in pieces]


def _cut(word: str, room: float, face: Face, tag: str) -> list[str]:
    """A word in pieces that fit, with a hyphen where letters have cases and so hyphens are known."""
    pieces = [""]
    for cluster in clusters(word):
        hyphen = SOFT_HYPHEN if _cased(cluster) else ""
        if pieces[-1] and _ems(_ended(pieces[-1] + cluster + hyphen), face, tag) > room:
            pieces[-1] += SOFT_HYPHEN if _cased(pieces[-1][-1]) and _cased(cluster) else ""
            pieces.append("")
        pieces[-1] += cluster
    return pieces


def _cased(cluster: str) -> bool:
    return cluster.lower() != cluster.upper()


@lru_cache(maxsize=4096)
def _ems(text: str, face: Face, tag: str) -> float:
    spans = letters.spans(bare(text), tag, face.serif)
    return sum(letters.advance(span.text, span.family, face.bold) for span in spans)
