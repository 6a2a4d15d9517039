"""The letters of pictures: which font has which characters, and how wide they are.

A text is shaped as the library that draws does it, in spans of one font each. Only pictures need this: what
shapes is loaded when a text is first measured.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from widget.language.icu import clusters
from widget.language.tags import script

if TYPE_CHECKING:
    from uharfbuzz import Buffer
    from uharfbuzz import Font as Shaper

REGULAR, BOLD_WEIGHT = 400, 700


class Font(NamedTuple):
    """A font: its package and file, that of its bold letters if they have their own, its place in the file.

    extra: what installs it, if it does not come with the package.
    """

    package: str
    file: str
    bold: str = ""
    face: int = 0
    extra: str = ""


class Span(NamedTuple):
    """Text in one font: its family, or empty if no font has the text."""

    text: str
    family: str


class MissingLettersError(Exception):
    """No font that is installed has these characters."""

    def __init__(self, characters: str) -> None:
        super().__init__(f"no font has {', '.join(characters)}")
        self.characters = characters


SCRIPTS = (
    "Arabic", "Armenian", "Devanagari", "Ethiopic", "Georgian", "Gujarati", "Gurmukhi", "Hebrew", "Kannada",
    "Khmer", "Lao", "Malayalam", "Myanmar", "Oriya", "Sinhala", "Tamil", "Telugu", "Thai", "Symbols",
)  # fmt: skip
# Noto Sans Bengali is not among them: resvg does not join its letters as HarfBuzz does.
SANS, SERIF, BENGALI, EMOJI = "Noto Sans", "Noto Serif", "Hind Siliguri", "Noto Emoji"
EAST_ASIAN_EXTRA = "cjk"
EAST_ASIAN = {f"Noto Sans CJK {name}": face for face, name in enumerate(("JP", "KR", "SC", "TC", "HK"))}
# Which of them a script is read in: the same character has another form in each.
FORMS = {"Jpan": "JP", "Kore": "KR", "Hans": "SC", "Hant": "TC"}
# The scripts that the serif has; the numbers of others are in sans too, as their letters are.
SERIF_SCRIPTS = ("Latn", "Grek", "Cyrl")
# In the order in which they are looked through.
FONTS = {
    SANS: Font("manimgx_fonts", "NotoSans[wght].ttf"),
    SERIF: Font("fontpkg_noto_serif", "files/NotoSerif[wdth,wght].ttf"),
    **{f"{SANS} {script}": Font("manimgx_fonts", f"NotoSans{script}[wght].ttf") for script in SCRIPTS},
    BENGALI: Font("fontpkg_hind_siliguri", "files/HindSiliguri-Regular.ttf", "files/HindSiliguri-Bold.ttf"),
    **{
        family: Font("manimgx_fonts_cjk", "NotoSansCJK-VF.otf.ttc", face=face, extra=EAST_ASIAN_EXTRA)
        for family, face in EAST_ASIAN.items()
    },
    EMOJI: Font("manimgx_fonts", "NotoEmoji[wght].ttf"),
}
# What Noto Sans and Noto Serif have, and what some font has that comes with the package.
PLAIN = re.compile(r"[ -~\xa0-\u0377\u03a3-\u03e1\u03f0-\u052f\u2010-\u2064\u20a0-\u20c0]*")
KNOWN = re.compile(
    r"[ -\u03e1\u03f0-\u06ff\u0750-\u077f\u0870-\u09f1\u0a01-\u0edf\u1000-\u10ff\u1200-\u1399\u1780-\u17f9"
    r"\u1d00-\u1df9\u1dfb-\u20c0]+"
)
# What leaves no mark, whether a font has it or not: spaces, controls, what joins, isolates or selects.
UNSEEN = re.compile(
    "[\\0-\x20\x7f-\xa0\xad\u061c\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufdd0-\ufdd2"
    "\ufe00-\ufe0f\ufeff\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
# What each of EAST_ASIAN has.
EAST_ASIAN_KNOWN = re.compile(
    r"[\u2103\u3000-\u303f\u3041-\u3096\u3099-\u30ff\u4e00-\u9fef\uac00-\ud7a3\uff01-\uffbe]+"
)
# How wide a character is that no font here has, in ems; East Asian ones fill a square.
UNKNOWN, SQUARE = 0.65, 1.0


def missing(text: str, tag: str) -> str:
    """The characters of `text` that no installed font has, each once."""
    # Within what is known there are places without a character.
    seen = UNSEEN.sub("", text)
    rest = KNOWN.sub("", seen) if seen.isprintable() else seen
    if not EAST_ASIAN.keys().isdisjoint(installed(FONTS)):
        rest = EAST_ASIAN_KNOWN.sub("", rest)
    return "".join(each for each in dict.fromkeys(rest) if not _covered(each, tag))


def needs_extra(text: str, tag: str) -> bool:
    """Whether `text` is drawn in a font that comes with an extra, installed or not."""
    fonts = [span.family for span in spans(text, tag)]
    return any(map(_square, text)) or any(family in EAST_ASIAN for family in fonts)


def mend(characters: str) -> str:
    """What whoever runs a site may do for a picture of a text with `characters`, which no font has."""
    if all(map(_square, characters)):
        return f"pip install 'meanwhile-widget[{EAST_ASIAN_EXTRA}]'"
    return "take them out, or do without pictures: html and svg are in the reader's own fonts"


@lru_cache(maxsize=4096)
def spans(text: str, tag: str, serif: bool = False) -> tuple[Span, ...]:
    """`text` in a language in spans of one font each, as few as there can be."""
    families = _families(tag, serif)
    if PLAIN.fullmatch(text) and families[0] not in EAST_ASIAN:
        return (Span(text, families[0]),) if text else ()
    found: list[Span] = []
    for cluster in _together(text, families):
        before = found[-1] if found else Span("", families[0])
        family = SANS if _separates(cluster, before.text) else _family(cluster, families, before.family)
        if found and family == before.family:
            found[-1] = Span(before.text + cluster, family)
        else:
            found.append(Span(cluster, family))
    return tuple(found)


def files(families: Iterable[str]) -> tuple[str, ...]:
    """The paths of the font files of `families`. Raises FileNotFoundError if one is not installed."""
    fonts = [FONTS[family] for family in families]
    paths = [_path(font, name) for font in fonts for name in (font.file, font.bold) if name]
    return tuple(dict.fromkeys(map(str, paths)))


def installed(families: Iterable[str]) -> tuple[str, ...]:
    """Those of `families` whose files are there."""
    return tuple(name for name in families if not FONTS[name].extra or _folder(FONTS[name].package))


def check() -> int:
    """How many font files there are. Raises FileNotFoundError if one is missing that is no extra's."""
    paths = files(installed(FONTS))
    for path in paths:
        Path(path).stat()
    return len(paths)


@lru_cache(maxsize=8192)
def advance(text: str, family: str, bold: bool) -> float:
    """How wide `text` is in a font, in ems; about so wide, if `family` is empty."""
    if not family:
        return sum(SQUARE if _square(character) else UNKNOWN for character in text if character.isprintable())
    shaper, glyphs = _shaped(text, family, bold)
    width: float = sum(position.x_advance for position in glyphs.glyph_positions) / shaper.face.upem
    return width


@lru_cache(maxsize=1024)
def extent(text: str, family: str, bold: bool) -> tuple[float, float]:
    """How far `text` in a font reaches above the baseline and below it, in ems; not at all without a font."""
    if not family:
        return 0, 0
    shaper, glyphs = _shaped(text, family, bold)
    up = down = 0
    for glyph, position in zip(glyphs.glyph_infos, glyphs.glyph_positions, strict=True):
        if box := shaper.get_glyph_extents(glyph.codepoint):
            top = box.y_bearing + position.y_offset
            up, down = max(up, top), max(down, -top - box.height)
    return up / shaper.face.upem, down / shaper.face.upem


def _shaped(text: str, family: str, bold: bool) -> tuple["Shaper", "Buffer"]:
    import uharfbuzz

    buffer, shaper = uharfbuzz.Buffer(), _shaper(family, bold)
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(shaper, buffer)
    return shaper, buffer


def _together(text: str, families: Sequence[str]) -> Iterator[str]:
    """The clusters of a text, or their characters where no font has all of one, as of a key with a number."""
    for cluster in clusters(text):
        yield from (cluster,) if _family(cluster, families, families[0]) else cluster


def _separates(cluster: str, before: str) -> bool:
    """Whether it is the dot between two texts: Chinese fonts have that of names alone, a square wide."""
    return cluster == "·" and before.endswith((" ", "\u00a0"))


def _family(cluster: str, families: Sequence[str], before: str) -> str:
    """The first font that has all of a cluster; a space stands in the font of what is before it.

    Not in that of emoji, whose space is as wide as they are.
    """
    seen = UNSEEN.sub("", cluster)
    if not seen:
        return before if before != EMOJI else families[0]
    return next((family for family in families if all(_has(family, each) for each in seen)), "")


@cache
def _families(tag: str, serif: bool) -> tuple[str, ...]:
    """Where letters are looked for, in order: those of the language first."""
    own = script(tag)
    first = [f"Noto Sans CJK {FORMS[own]}"] if own in FORMS else []
    first += [SERIF] if serif and own in SERIF_SCRIPTS else []
    return installed(dict.fromkeys([*first, *FONTS]))


@lru_cache(maxsize=8192)
def _has(family: str, character: str) -> bool:
    return bool(_shaper(family, False).get_nominal_glyph(ord(character)))


@lru_cache(maxsize=4096)
def _covered(character: str, tag: str) -> bool:
    return bool(UNSEEN.fullmatch(character)) or any(
        _has(family, character) for family in _families(tag, False)
    )


def _square(character: str) -> bool:
    wide = unicodedata.east_asian_width(character) in "WF"
    return wide and unicodedata.category(character) != "So"


@cache
def _shaper(family: str, bold: bool) -> "Shaper":
    import uharfbuzz

    font = FONTS[family]
    path = _path(font, font.bold if bold and font.bold else font.file)
    shaper = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path)), font.face))
    shaper.set_variations({"wght": BOLD_WEIGHT if bold else REGULAR})
    return shaper


def _path(font: Font, name: str) -> Path:
    folder = _folder(font.package)
    if folder is None:
        name = font.package.replace("_", "-")
        raise FileNotFoundError(f"{name} is not installed: pip install {name}")
    return folder / name


@cache
def _folder(package: str) -> Path | None:
    spec = find_spec(package)
    return Path(spec.origin).parent if spec and spec.origin else None
