"""Lines in the fonts that come with the package: where each piece stands that has one font and one direction.

The library that draws mixes up letters where a line has several fonts, so it gets one piece at a time.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from widget.formats.pictures.layout import Line, Measures, Run
from widget.language import bidi, letters
from widget.language.isolates import plain
from widget.language.letters import MissingLettersError

# Marks, embeddings, overrides and isolates (UAX 9, 2).
DIRECTIONS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a run: its left edge, its text and font, whether it runs to the left."""

    x: float
    text: str
    family: str
    rtl: bool
    run: Run


@dataclass(frozen=True, slots=True)
class Lettered:
    """A line as its pieces, in the order in which they are read."""

    y: float
    size: float
    pieces: tuple[Piece, ...]


def lettered(lines: Iterable[Line], measures: Measures) -> tuple[Lettered, ...]:
    """Lines in the fonts that are installed. Raises MissingLettersError if those lack a character."""
    return tuple(Lettered(line.y, line.size, tuple(_placed(line, measures))) for line in lines)


def fonts(lines: Iterable[Lettered]) -> tuple[str, ...]:
    """The font files that lines need."""
    return letters.files(dict.fromkeys(piece.family for line in lines for piece in line.pieces))


def _placed(line: Line, measures: Measures) -> Iterator[Piece]:
    """Runs one after the other, each with a direction of its own if it is isolated."""
    x, way = line.x, -1 if measures.rtl else 1
    for run in line.runs:
        size, level = line.size * run.scale, int(measures.rtl and not run.isolated)
        parts = list(_parts(run, level, measures.tag))
        widths = [size * letters.advance(text, family, run.face.bold) for text, family, _ in parts]
        x += way * sum(widths) * measures.rtl
        lefts, left = [0.0] * len(parts), x
        for place in bidi.order([level for *_, level in parts]):
            lefts[place], left = left, left + widths[place]
        for (text, family, level), left in zip(parts, lefts, strict=True):
            if inked := text.strip():
                # Spaces at the end of what is drawn would stand on the other side of it (UAX 9, L1); those at
                # the end of a run stand between it and the next one.
                ends = level % 2 or (measures.rtl and run.isolated)
                before = text[text.rindex(inked) + len(inked) :] if ends else text[: text.index(inked)]
                space = size * letters.advance(before, family, run.face.bold) if before else 0
                yield Piece(left + space, inked, family, bool(level % 2), run)
        x = x if measures.rtl else x + sum(widths)


def _parts(run: Run, base: int, tag: str) -> Iterator[tuple[str, str, int]]:
    """What is in one font and at one level."""
    line = plain(run.text, rtl=bool(base))
    spans = letters.spans(line, tag, run.face.serif)
    if not all(span.family for span in spans):
        raise MissingLettersError(letters.missing(line, tag))
    families: Sequence[str] = [span.family for span in spans for _ in span.text]
    found = zip(line, families, bidi.levels(line, base), strict=True)
    for (family, level), group in groupby(found, lambda each: each[1:]):
        # What sets a direction has done so: what draws would take it for the end of the spaces before it.
        if text := DIRECTIONS.sub("", "".join(character for character, *_ in group)):
            yield text, family, level
