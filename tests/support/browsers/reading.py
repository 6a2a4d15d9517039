"""Two independent answers to one question: which number does a reader see in this element?"""

from math import ceil, floor

from PIL.Image import Image

from tests.support.browsers.engines import Engine
from tests.support.browsers.glyphs import UNREADABLE, Cell, Glyphs
from tests.support.browsers.page import call

# Text may stand between two pixels, and is then drawn a little differently.
PHASES = (0, 0.25, 0.5, 0.75)


def read_styles(engine: Engine, selector: str) -> str:
    """Read an element by its geometry: the lines of text that no ancestor clips, from left to right.

    A line that is cut is UNREADABLE. It sees what the page computes, not what the compositor draws.
    """
    text: str = call(engine, "visibleText", selector, UNREADABLE)
    return text


def still(engine: Engine, box: tuple[int, int, int, int]) -> Image:
    """A screenshot of what does not move, once a part of it is twice the same: WebKit may paint in parts."""
    before = engine.screenshot()
    while True:
        after = engine.screenshot()
        if before.crop(box).tobytes() == after.crop(box).tobytes():
            return after
        before = after


def _around(cells: list[Cell]) -> tuple[int, int, int, int]:
    right = max(ceil(cell.left + cell.width) for cell in cells)
    bottom = max(ceil(cell.top + cell.height) for cell in cells)
    return floor(min(cell.left for cell in cells)), min(cell.top for cell in cells), right, bottom


def learn(engine: Engine, selector: str, alphabet: str) -> Glyphs:
    """Draw each character of the alphabet in the font of an element, and remember how it looks.

    The page is covered meanwhile, but neither moved nor stopped.
    """
    glyphs = Glyphs()
    wanted = [(character, phase) for character in alphabet for phase in PHASES]
    while wanted:
        cells = [Cell(**cell) for cell in call(engine, "showSpecimens", selector, wanted)]
        if not cells:
            raise ValueError(f"the viewport is too small for the letters of {selector}")
        glyphs.learn(still(engine, _around(cells)), cells)
        call(engine, "hideSpecimens")
        wanted = wanted[len(cells) :]
    return glyphs


def read_still(engine: Engine, selector: str, glyphs: Glyphs) -> str:
    """Read an element that does not move in a screenshot."""
    left, top, right, bottom = call(engine, "boxOf", selector)
    box = left, top, right, bottom
    return glyphs.read(still(engine, box).crop(box))


def read_picture(engine: Engine, selector: str, glyphs: Glyphs, picture: Image) -> str:
    """Read an element in a picture of its page."""
    left, top, right, bottom = call(engine, "boxOf", selector)
    return glyphs.read(picture.crop((left, top, right, bottom)))


def read_pixels(engine: Engine, selector: str, alphabet: str | Glyphs, *, drop: str = "") -> str:
    """Read an element in a screenshot, by likeness to specimens of an alphabet.

    What is in `drop` is left out. For many readings of one page, pass what `learn` has returned.
    """
    glyphs = learn(engine, selector, alphabet) if isinstance(alphabet, str) else alphabet
    text = read_picture(engine, selector, glyphs, engine.screenshot())
    return "".join(character for character in text if character not in drop)
