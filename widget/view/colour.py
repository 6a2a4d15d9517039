"""The colours of everything that is served, and the contrast between two of them.

A theme is a set of tokens; every pair that is used together has a contrast of at least 4.5:1 (WCAG 2.2,
1.4.3), which a test holds. Colours are six small hexadecimal digits without a hash.
"""

import re
from bisect import bisect_left
from collections.abc import Mapping
from functools import lru_cache

MINIMUM = 4.5
# tint: the foot of an embed and bands on pages. edge: outlines of controls. track: the empty part of a bar.
LIGHT: Mapping[str, str] = {
    "paper": "fdfcf8",
    "tint": "f5f2e9",
    "ink": "1a1d21",
    "quiet": "565b61",
    "line": "dcd8cc",
    "edge": "8a867b",
    "track": "e3dfd2",
    "accent": "0b5c6e",
}
DARK: Mapping[str, str] = {
    "paper": "14181b",
    "tint": "1c2124",
    "ink": "f2f0e9",
    "quiet": "a9adb0",
    "line": "343a3e",
    "edge": "757c81",
    "track": "32383c",
    "accent": "7cc7d8",
}
# The accent of a campaign by its topic, on light and on dark paper.
TOPICS: Mapping[str, tuple[str, str]] = {
    "protection": (LIGHT["accent"], DARK["accent"]),
    "people": ("6d3f6b", "d9a8d6"),
    "food": ("7a4a06", "e2b36b"),
    "sea": ("1f5592", "8fbcf0"),
    "forest": ("3a5f23", "a3cc86"),
    "climate": ("4a4a8a", "b6b8f0"),
    "health": ("872f57", "eba6c2"),
    "technology": ("58580f", "cccb78"),
}
# What a chosen accent has to stand out from. No colour stands out from both papers, so where the reader's
# system decides, it is held against the light one, and the dark one gets the nearest that passes there.
# The transparent ones are named by what they stand on, whatever the reader's system says.
PAPERS: Mapping[str, str] = {
    "auto": LIGHT["paper"],
    "light": LIGHT["paper"],
    "dark": DARK["paper"],
    "transparent-light": "ffffff",
    "transparent-dark": DARK["paper"],
}


def painted(theme: str) -> bool:
    """Whether an embed in `theme` has paper of its own."""
    return not theme.startswith("transparent")


def ground(theme: str) -> str:
    """What the ink of `theme` is for: `light`, `dark`, or `auto` where the reader's system decides."""
    return theme.removeprefix("transparent-")


def parse(text: str) -> str | None:
    """Three or six hexadecimal digits, with or without a hash, as a colour; anything else is None."""
    found = re.fullmatch(r"#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})", text)
    if not found:
        return None
    digits = found[1].lower()
    return digits if len(digits) == 6 else "".join(2 * digit for digit in digits)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@lru_cache(maxsize=1024)
def passing(colour: str, paper: str) -> str:
    """`colour`, or else the nearest mix of it with black or white that has contrast enough on `paper`."""
    target = "000000" if _luminance(paper) > 0.18 else "ffffff"
    # The more of it is mixed in, the more contrast there is.
    step = bisect_left(range(256), MINIMUM, key=lambda step: contrast(mix(colour, target, step, 255), paper))
    return mix(colour, target, step, 255)


def mix(colour: str, other: str, part: int, whole: int) -> str:
    """`colour` with so many parts of the whole replaced by `other`."""
    pairs = zip(channels(colour), channels(other), strict=True)
    return "".join(f"{round(a + (b - a) * part / whole):02x}" for a, b in pairs)


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue, 0 to 255."""
    return int(colour[:2], 16), int(colour[2:4], 16), int(colour[4:], 16)


def _luminance(colour: str) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2, "relative luminance")."""
    red, green, blue = (_linear(channel / 255) for channel in channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
