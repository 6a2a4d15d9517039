"""Quality values: what a reader's Accept-… header names, and how much of each is wanted."""

import re

# Characters and items of a header that are read; browsers send about 100 characters and 10 items.
LONGEST_HEADER = 512
MOST_ITEMS = 32
WEIGHT = re.compile(r"[ \t]*q[ \t]*=[ \t]*(0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)[ \t]*")


def quality_values(header: str) -> list[tuple[str, float]]:
    """The names in a header, in small letters and in its order, each with its weight from 0 to 1.

    RFC 9110, 12.4.2, 12.5.3 and 12.5.4, with blanks allowed around `;` and `=`. A name without a weight
    has 1. A weight that is malformed or over 1 is 0: what nobody can read is refused. Of a long header only
    the first items count, and no item that is cut.
    """
    items = (item.partition(";") for item in _cut(header).lower().split(",")[:MOST_ITEMS])
    pairs = ((name.strip(" \t"), _weight(parameter)) for name, _, parameter in items)
    return [(name, weight) for name, weight in pairs if name]


def _cut(header: str) -> str:
    return header if len(header) <= LONGEST_HEADER else header[:LONGEST_HEADER].rpartition(",")[0]


def _weight(parameter: str) -> float:
    if not parameter.strip(" \t"):
        return 1.0
    match = WEIGHT.fullmatch(parameter)
    return float(match[1]) if match else 0.0
