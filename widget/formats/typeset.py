"""Text for pictures: the fonts that come with the package, how wide a text is, and where its lines break.

Widths are those of Noto Sans or Noto Serif at its regular or bold weight, in the unit of `size`. Letters are
measured one by one, so that a joined script such as Arabic comes out a little wider than it is drawn.
"""

from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from widget.language.isolates import MARKS

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont


class Face(NamedTuple):
    """How letters look. Scripts that no serif font here has are set in their sans."""

    bold: bool = False
    serif: bool = False


PLAIN, BOLD, SERIF, SERIF_BOLD = Face(), Face(bold=True), Face(serif=True), Face(bold=True, serif=True)
OTHERS = ("Noto Sans Arabic", "Noto Sans Devanagari")
FAMILIES = ("Noto Sans", *OTHERS)
SERIF_FAMILIES = ("Noto Serif", *OTHERS, "Noto Sans")
FILES = {
    "Noto Serif": ("fontpkg_noto_serif", "NotoSerif[wdth,wght].ttf"),
    "Noto Sans": ("fontpkg_noto_sans", "NotoSans[wdth,wght].ttf"),
    "Noto Sans Arabic": ("fontpkg_noto_sans_arabic", "NotoSansArabic[wdth,wght].ttf"),
    "Noto Sans Devanagari": ("fontpkg_noto_sans_devanagari", "NotoSansDevanagari[wdth,wght].ttf"),
}
# Unicode blocks of the scripts that Noto Sans and Noto Serif leave to others.
BLOCKS = {
    "Noto Sans Arabic": (range(0x600, 0x700), range(0x750, 0x780), range(0x8A0, 0x900)),
    "Noto Sans Devanagari": (range(0x900, 0x980), range(0xA8E0, 0xA900)),
}
# Pixels at which letters are measured; advances grow in proportion.
EM = 100
NARROWER = 0.97


def font_files() -> list[str]:
    """The paths of the font files."""
    return [str(_file(family)) for family in FILES]


@lru_cache(maxsize=4096)
def width(text: str, size: float, face: Face = PLAIN) -> float:
    """How wide `text` is on one line."""
    return sum(_advance(character, face) for character in text) * size / EM


@lru_cache(maxsize=1024)
def lines(text: str, size: float, room: float, face: Face = PLAIN) -> tuple[str, ...]:
    """`text` in as few lines as `room` allows, about equally long; a longer word stands alone.

    Lines break at spaces, not at no-break ones.
    """
    found = _greedy(text, size, room, face)
    narrower = room * NARROWER
    # Lines of one word each are as equal as they can be, however little room there is.
    while 1 < len(found) <= text.count(" ") and len(_greedy(text, size, narrower, face)) == len(found):
        found, narrower = _greedy(text, size, narrower, face), narrower * NARROWER
    return found


def fit(
    text: str, sizes: range, room: float, height: float, leading: float, face: Face = PLAIN
) -> tuple[int, tuple[str, ...]]:
    """The largest of `sizes`, which go down, at which `text` fits into `room` by `height`, and its lines.

    leading: the distance of lines as a multiple of the size. If nothing fits, it is the smallest.
    """
    for size in sizes:
        found = lines(text, size, room, face)
        if len(found) * size * leading <= height and all(width(line, size, face) <= room for line in found):
            return size, found
    return sizes[-1], lines(text, sizes[-1], room, face)


def _greedy(text: str, size: float, room: float, face: Face) -> tuple[str, ...]:
    found: list[str] = []
    for word in text.split(" "):
        longer = f"{found[-1]} {word}" if found else word
        if found and width(longer, size, face) <= room:
            found[-1] = longer
        else:
            found.append(word)
    return tuple(found)


@lru_cache(maxsize=4096)
def _advance(character: str, face: Face) -> float:
    if character in MARKS:
        return 0
    return _font(_family(character, face.serif), face.bold).getlength(character)


def _family(character: str, serif: bool) -> str:
    point = ord(character)
    families = (name for name, blocks in BLOCKS.items() if any(point in block for block in blocks))
    return next(families, SERIF_FAMILIES[0] if serif else FAMILIES[0])


@cache
def _font(family: str, bold: bool) -> "FreeTypeFont":
    # Imported here, since a server that is asked for no picture has no need of it.
    from PIL import ImageFont

    font = ImageFont.truetype(_file(family), EM)
    font.set_variation_by_axes([700 if bold else 400, 100])
    return font


def _file(family: str) -> Path:
    package, name = FILES[family]
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(f"{package} is not installed: pip install {package.replace('_', '-')}")
    return Path(spec.origin).parent / "files" / name
