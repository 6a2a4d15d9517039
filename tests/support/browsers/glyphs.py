"""Tell characters apart by their pixels."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from heapq import nsmallest
from itertools import pairwise, product
from operator import itemgetter
from typing import cast

from PIL import Image, ImageChops

UNREADABLE = "\N{REPLACEMENT CHARACTER}"

FAINT = 24
"""Of 255: whatever is fainter is no ink."""

SAME, ALIKE = 0.05, 0.5
"""How much ink may be amiss, as a share of a glyph's own, if it surely is that glyph, and if it may be."""

SLACK = 2
"""Pixels by which the same character may come out narrower or wider."""


@dataclass(frozen=True)
class Cell:
    """Where a specimen of a character was drawn."""

    character: str
    left: float
    top: int
    width: float
    height: float


@dataclass(frozen=True, eq=False)
class Glyph:
    """A character as drawn: as wide as its ink, as high as its line, with the space on either side."""

    character: str
    ink: Image.Image
    weight: int
    before: float
    after: float


@dataclass(frozen=True)
class Found:
    """A stretch of ink, and the glyph that explains it."""

    left: int
    right: int
    glyph: Glyph | None


class Glyphs:
    """The characters of an alphabet in one font, in one browser."""

    def __init__(self) -> None:
        self._glyphs: list[Glyph] = []
        self._blanks: dict[str, float] = {"": 0.0}

    def learn(self, picture: Image.Image, cells: Iterable[Cell]) -> None:
        """Cut the specimens out of a picture of them."""
        ink = ink_of(picture)
        for cell in cells:
            glyph = _cut(ink, cell)
            if glyph is None:
                self._blanks.setdefault(cell.character, cell.width)
            # Where a browser draws only at whole pixels, all specimens of a character are the same.
            elif not any(glyph.character == it.character and glyph.ink == it.ink for it in self._glyphs):
                self._glyphs.append(glyph)

    def read(self, picture: Image.Image) -> str:
        """Return the one line of text in a picture; ink that is like no specimen is UNREADABLE."""
        ink = ink_of(picture)
        stretches = _stretches(ink)
        if not stretches:
            return ""
        y = self._line(ink, stretches)
        found = [piece for left, right in stretches for piece in self._spell(ink, left, right, y)]
        gaps = [self._gap(one, other) for one, other in pairwise(found)]
        return "".join(_character(piece) + gap for piece, gap in zip(found, [*gaps, ""], strict=True))

    def _line(self, ink: Image.Image, stretches: list[tuple[int, int]]) -> int:
        """Find the height at which the line stands, by its widest stretch of ink."""
        left, _ = max(stretches, key=lambda stretch: stretch[1] - stretch[0])
        room = ink.height - self._glyphs[0].ink.height
        heights = range(min(0, room) - 4, max(0, room) + 5)
        return min(heights, key=lambda y: min(_amiss(ink, left, y, glyph) for glyph in self._glyphs))

    def _spell(self, ink: Image.Image, left: int, right: int, y: int) -> list[Found]:
        """Explain a stretch by one glyph, or by several that touch, so that the least ink is amiss."""

        @cache
        def explain(pen: float | None) -> tuple[int, list[Found]]:
            start = left if pen is None else math.floor(pen)
            options = [(_weight(ink, start, right), [Found(start, right, None)])]
            places = [(left if pen is None else round(pen + glyph.before), glyph) for glyph in self._glyphs]
            for amiss, begin, glyph in _alike(ink, places, right, y):
                end = begin + glyph.ink.width
                found = Found(begin, end, glyph)
                if right - end > SLACK:
                    rest, others = explain(round(2 * (end + glyph.after)) / 2)
                    options.append((amiss + rest, [found, *others]))
                else:
                    options.append((amiss + _weight(ink, end, right), [found]))
            return min(options, key=itemgetter(0))

        return explain(None)[1]

    def _gap(self, one: Found, other: Found) -> str:
        """Return the blank between two glyphs: what room they leave beyond their own."""
        if one.glyph is None or other.glyph is None:
            return ""
        room = other.left - one.right - one.glyph.after - other.glyph.before
        return min(self._blanks, key=lambda blank: abs(self._blanks[blank] - room))


def ink_of(picture: Image.Image) -> Image.Image:
    """Return how much each pixel differs from the paper, the commonest colour, as 0 to 255."""
    colours = cast(list[tuple[int, tuple[int, int, int]]], picture.getcolors(picture.width * picture.height))
    _, paper = max(colours)
    red, green, blue = ImageChops.difference(picture, Image.new("RGB", picture.size, paper)).split()
    ink = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    darkest = max(value for value, count in enumerate(ink.histogram()) if count)
    return ink.point([value * 255 // darkest if darkest > FAINT else 0 for value in range(256)])


def _stretches(ink: Image.Image) -> list[tuple[int, int]]:
    """Return the stretches with ink, from left to right, in columns of pixels."""
    across, _ = ink.point([value > FAINT for value in range(256)]).getprojection()
    edges = [x for x, (one, other) in enumerate(pairwise([0, *across, 0])) if one != other]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _cut(ink: Image.Image, cell: Cell) -> Glyph | None:
    left, right = math.floor(cell.left) - 2, math.ceil(cell.left + cell.width) + 2
    region = ink.crop((left, cell.top, right, cell.top + math.ceil(cell.height)))
    stretches = _stretches(region)
    if not stretches:
        return None
    first, last = stretches[0][0], stretches[-1][1]
    before, after = left + first - cell.left, cell.left + cell.width - left - last
    shape = region.crop((first, 0, last, region.height))
    return Glyph(cell.character, shape, sum(shape.tobytes()), before, after)


def _alike(
    ink: Image.Image, places: list[tuple[int, Glyph]], right: int, y: int
) -> Iterator[tuple[int, int, Glyph]]:
    """Yield the glyphs that are like the ink at their places, with how much ink is amiss."""
    fitting = [(x, glyph) for x, glyph in places if x + glyph.ink.width <= right + SLACK]
    for x, glyph in nsmallest(8, fitting, key=lambda at: _amiss(ink, at[0], y, at[1]) / at[1].weight):
        amiss = _amiss(ink, x, y, glyph)
        if amiss > SAME * glyph.weight:
            # To stand a pixel aside is a matter of rounding.
            amiss = min(_amiss(ink, x + dx, y + dy, glyph) for dx, dy in product((-1, 0, 1), repeat=2))
        if amiss < ALIKE * glyph.weight:
            yield amiss, x, glyph


def _amiss(ink: Image.Image, left: int, y: int, glyph: Glyph) -> int:
    width, height = glyph.ink.size
    there = ink.crop((left, y, left + width, y + height))
    return sum(ImageChops.difference(there, glyph.ink).tobytes())


def _weight(ink: Image.Image, left: int, right: int) -> int:
    return sum(ink.crop((left, 0, max(left, right), ink.height)).tobytes())


def _character(piece: Found) -> str:
    return piece.glyph.character if piece.glyph else UNREADABLE
