"""Which way each character of a line runs, and in which order its parts stand.

The Unicode Bidirectional Algorithm (UAX 9) with isolates, but without embeddings and overrides (X1 to X8),
which no text of ours has need of.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby

OPENING = {"(": ")", "[": "]", "{": "}"}
ISOLATES, POP = {"LRI": 0, "RLI": 1}, "PDI"
NUMBERS, NEUTRAL = ("EN", "AN"), ("B", "S", "WS", "ON", "FSI", "LRI", "RLI", "PDI")


def levels(text: str, base: int) -> list[int]:
    """The level of each character; odd ones run to the left. base: 0 in a line that runs right, else 1."""
    classes = [unicodedata.bidirectional(character) or "L" for character in text]
    found, outer, i = [base] * len(text), [], 0
    while i < len(text):
        outer.append(i)
        if classes[i] in (*ISOLATES, "FSI"):
            end = _end(classes, i)
            found[i + 1 : end] = levels(text[i + 1 : end], _inner(classes[i], classes[i + 1 : end], base))
            i = end
        else:
            i += 1
    resolved = _resolved([text[i] for i in outer], [classes[i] for i in outer], base)
    for place, level in zip(outer, resolved, strict=True):
        found[place] = level
    return found


def runs_right(text: str) -> bool:
    """Whether there are letters in `text`, and none that run from right to left."""
    classes = set(map(unicodedata.bidirectional, text))
    return "L" in classes and not classes & {"R", "AL"}


def order(parts: Sequence[int]) -> list[int]:
    """The places of parts, each of one level, from the left to the right (L2)."""
    places = list(range(len(parts)))
    for level in range(max(parts, default=0), 0, -1):
        groups = [list(group) for _, group in groupby(places, partial(_reaches, parts, level))]
        places = [each for group in groups for each in group[:: -1 if parts[group[0]] >= level else 1]]
    return places


def _reaches(parts: Sequence[int], level: int, place: int) -> bool:
    return parts[place] >= level


def _end(classes: Sequence[str], start: int) -> int:
    """Where the isolate that begins at `start` ends: its PDI, or the end of the text (BD9)."""
    depth = 0
    for i in range(start, len(classes)):
        depth += (classes[i] in (*ISOLATES, "FSI")) - (classes[i] == POP)
        if not depth:
            return i
    return len(classes)


def _inner(kind: str, classes: Sequence[str], base: int) -> int:
    """The level of an isolate: the next one of its direction (X5a to X5c)."""
    first = next((each for each in classes if each in ("L", "R", "AL")), "L")
    right = ISOLATES.get(kind, int(first != "L"))
    return base + 1 + ((base + 1) % 2 != right)


def _resolved(text: Sequence[str], classes: Sequence[str], base: int) -> Iterator[int]:
    """Levels of a sequence without the insides of its isolates (W1 to I2, L1)."""
    own = "R" if base % 2 else "L"
    solid = [i for i, each in enumerate(classes) if each != "BN"]
    kinds = _weak([classes[i] for i in solid], own)
    _brackets([text[i] for i in solid], kinds, own)
    _neutrals(kinds, own)
    last = len(text) - next(
        (i for i, each in enumerate(reversed(classes)) if each not in NEUTRAL[:3]), len(text)
    )
    kind, resolved = own, dict(zip(solid, kinds, strict=True))
    for i in range(len(text)):
        kind = resolved.get(i, kind)
        yield base if i >= last else base + _raised(kind, own)


def _raised(kind: str, own: str) -> int:
    if kind == own:
        return 0
    return 2 if own == "L" and kind in NUMBERS else 1


def _weak(classes: Sequence[str], own: str) -> list[str]:
    kinds, strong = list(classes), own
    for i, kind in enumerate(kinds):
        if kind == "NSM":
            before = kinds[i - 1] if i else own
            kinds[i] = kind = "ON" if before in NEUTRAL[4:] else before
        if kind in ("L", "R", "AL"):
            strong = kind
        elif kind == "EN" and strong == "AL":
            kinds[i] = "AN"
    kinds = ["R" if kind == "AL" else kind for kind in kinds]
    for i in range(1, len(kinds) - 1):
        before, kind, after = kinds[i - 1 : i + 2]
        if before == after and (
            (before == "EN" and kind in ("ES", "CS")) or (before == "AN" and kind == "CS")
        ):
            kinds[i] = before
    _terminators(kinds)
    strong = own
    for i, kind in enumerate(kinds):
        strong = kind if kind in ("L", "R") else strong
        kinds[i] = "ON" if kind in ("ES", "ET", "CS") else "L" if kind == "EN" and strong == "L" else kind
    return kinds


def _terminators(kinds: list[str]) -> None:
    """Signs such as % and € beside a number belong to it (W5)."""
    for places in (range(len(kinds)), range(len(kinds) - 1, -1, -1)):
        before = ""
        for i in places:
            kinds[i] = "EN" if kinds[i] == "ET" and before == "EN" else kinds[i]
            before = kinds[i]


def _brackets(text: Sequence[str], kinds: list[str], own: str) -> None:
    """A pair of brackets runs as what is in it, or as what is before it (N0)."""
    for start, end in _pairs(text, kinds):
        inside = {_strong(kind) for kind in kinds[start + 1 : end]} - {""}
        before = next((_strong(kind) for kind in reversed(kinds[:start]) if _strong(kind)), own)
        if inside:
            kinds[start] = kinds[end] = own if own in inside else before


def _pairs(text: Sequence[str], kinds: Sequence[str]) -> list[tuple[int, int]]:
    opened: list[tuple[str, int]] = []
    found = []
    for i, character in enumerate(text):
        if kinds[i] != "ON":
            continue
        if character in OPENING:
            opened.append((OPENING[character], i))
        elif character in (closing := [each for each, _ in opened]):
            place = len(closing) - 1 - closing[::-1].index(character)
            found.append((opened[place][1], i))
            del opened[place:]
    return sorted(found)


def _neutrals(kinds: list[str], own: str) -> None:
    """What has no direction takes that of both sides, or else of the line (N1, N2)."""
    done = own
    groups = [(neutral, len(list(group))) for neutral, group in groupby(kinds, lambda kind: kind in NEUTRAL)]
    i = 0
    for neutral, length in groups:
        if neutral:
            after = _strong(kinds[i + length]) if i + length < len(kinds) else own
            kinds[i : i + length] = [done if done == after else own] * length
        else:
            done = _strong(kinds[i + length - 1])
        i += length


def _strong(kind: str) -> str:
    return "R" if kind in NUMBERS else kind if kind in ("L", "R") else ""
