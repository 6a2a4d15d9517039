"""TOML into data, or every line of it that is none."""

import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from widget.campaign.slips import explained

# Of dots outside texts in one line: tomllib takes time that grows with their square.
MOST_DOTS = 200
MOST_FAULTS = 10
# The mark, which cannot be seen, that some editors put before the first line.
MARK = "\ufeff"
TEXT = re.compile(r'"(?:[^"\\]|\\.)*"|(?<!\d)\'[^\']*\'')
PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
LONG_NUMBER = re.compile(r"[\d_.]{60}|[\d.][eE][+-]?\d{6}|0x\w{50}")


@dataclass(frozen=True, slots=True)
class LineFault:
    """A line that is not TOML: its number from 1, its text, what is expected, how to mend it.

    alone: whether the other lines can be read without it.
    """

    number: int
    text: str
    expected: str
    mend: str
    alone: bool = True


class NotTomlError(Exception):
    """What is not TOML, line by line."""

    def __init__(self, faults: list[LineFault]) -> None:
        super().__init__(f"{len(faults)} lines are not TOML")
        self.faults = tuple(faults)


def parse(text: str) -> dict[str, Any]:
    """The data of a TOML document, with exact decimals. Raises NotTomlError."""
    faults = []
    if text.startswith(MARK):
        text = text.removeprefix(MARK)
        mend = "save it as UTF-8 without BOM"
        faults.append(LineFault(1, "a byte order mark (BOM)", "TOML, without a mark before it", mend))
    lines = text.replace("\r\n", "\n").split("\n")
    data, fault = _parsed(lines)
    while fault:
        faults.append(fault)
        if not fault.alone or len(faults) >= MOST_FAULTS:
            break
        lines[fault.number - 1] = ""
        data, fault = _parsed(lines)
    if faults:
        raise NotTomlError(faults)
    return data


def _parsed(lines: list[str]) -> tuple[dict[str, Any], LineFault | None]:
    for number, line in enumerate(lines, 1):
        if line.count(".") > MOST_DOTS and _outside_texts(line).count(".") > MOST_DOTS:
            return {}, LineFault(number, line, "TOML, where a key has a few parts", "take it out")
    try:
        return tomllib.loads("\n".join(lines), parse_float=_decimal), None
    except tomllib.TOMLDecodeError as error:
        return {}, _not_toml(str(error), lines)
    except RecursionError:
        deepest = max(range(len(lines)), key=lambda i: lines[i].count("[") + lines[i].count("{"))
        expected = "TOML, where lists and { … } stand at most a few deep in each other"
        return {}, LineFault(deepest + 1, lines[deepest], expected, "take it out")
    except ValueError:
        # Python makes no whole number of more than 4,300 digits, and does not say where one stands.
        longest = next((i for i, line in enumerate(lines) if LONG_NUMBER.search(line)), 0)
        return {}, LineFault(longest + 1, lines[longest], "a number of at most 60 digits", "correct it")


def _not_toml(message: str, lines: list[str]) -> LineFault:
    place = PLACE.search(message)
    last = max((i for i, line in enumerate(lines, 1) if line.strip()), default=1)
    number = int(place[1]) if place and place[1] else last
    line = lines[number - 1]
    reason = PLACE.sub("", message)
    bare = _outside_texts(line)
    expected, mend = explained(reason, bare) or (
        f"TOML ({reason})",
        "correct that line; see https://toml.io",
    )
    return LineFault(number, line, expected, mend, alone=_stands_alone(bare))


def _stands_alone(bare: str) -> bool:
    pairs = (bare.count(one) == bare.count(other) for one, other in ("{}", "[]"))
    return "=" in bare and not bare.lstrip().startswith("[") and all(pairs)


def _outside_texts(line: str) -> str:
    return TEXT.sub('""', line)[:2_000]


def _decimal(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        raise ValueError(text) from None
