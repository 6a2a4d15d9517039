"""How much room the digits of a script take, and which way they run."""

import unicodedata
from typing import NamedTuple


class Cell(NamedTuple):
    """The room of the widest of ten bold digits, in ems: its width, and above and below the baseline.

    middle: how far the middle of a line is above the baseline, where a browser goes by the digits' own font.
    """

    width: float
    up: float = 0.75
    down: float = 0.15
    middle: float = 0.39


LATIN = Cell(0.572)
# By the digit zero, in Noto; a script that is not here takes what most do.
USUAL = Cell(0.7)
CELLS = {
    "0": LATIN,
    "٠": Cell(0.62),
    "۰": Cell(0.62),
    "߀": Cell(0.7),
    "०": Cell(0.58),
    "০": Cell(0.64),
    "੦": Cell(0.58, 0.8),
    "૦": Cell(0.58),
    "୦": Cell(0.69),
    "௦": Cell(1.36, 0.85, 0.33),
    "౦": Cell(0.83),
    "೦": Cell(0.69, 0.72, 0.15, 0.13),
    "൦": Cell(1.34, 0.75, 0.21),
    "๐": Cell(0.75),
    "໐": Cell(0.77, 0.75, 0.24),
    "༠": Cell(0.72, 0.72, 0.15, 0.06),
    "၀": Cell(0.76, 1.02, 0.52),
    "០": Cell(0.9),
    "᱐": Cell(0.7),
    "〇": Cell(1.0, 0.88),
    "꘠": Cell(0.67),
    "꧐": Cell(1.64, 0.77, 0.83),
    "\U00011136": Cell(0.99),
    "\U0001e950": Cell(0.69),
}


def cell(digits: str) -> Cell:
    """The room of the ten `digits`."""
    return CELLS.get(digits[0], USUAL)


def leftward(digits: str) -> bool:
    """Whether numbers run from right to left too, as in Adlam and N'Ko; in Arabic and Hebrew they do not."""
    return unicodedata.bidirectional(digits[1]) == "R"
