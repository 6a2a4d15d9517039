"""Pictures of pixels: an svg drawn as png, or as the frames of a gif.

This is what a drawing process loads (queue.py), and it begins anew for every picture: what it has no need of
is imported where it is used.
"""

import pickle
import sys
from dataclasses import dataclass
from io import BytesIO
from itertools import product
from typing import TYPE_CHECKING

from widget.view.colour import channels, mix

if TYPE_CHECKING:
    from PIL.Image import Image

Area = tuple[int, int, int, int]
# Shades from the paper to each ink, for smooth edges of letters.
SHADES = 5


@dataclass(frozen=True, slots=True)
class PlacedNumber:
    """A number: the pixels of its left end and its top in the frame, and its pieces from left to right."""

    left: int
    top: int
    pieces: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Frames:
    """How frames are cut out of an svg in which pictures stand one below the other.

    width, height: of each picture, in pixels. pictures: which one each frame shows, from 0.
    numbers: what stands on each frame. glyphs: where in the svg the pieces of each number are, by left,
    top, right and bottom. milliseconds: how long each frame stands.
    paper, inks: the colours that the svg is drawn in, as hexadecimal digits.
    """

    width: int
    height: int
    pictures: tuple[int, ...]
    numbers: tuple[tuple[PlacedNumber, ...], ...]
    glyphs: tuple[tuple[tuple[str, Area], ...], ...]
    milliseconds: tuple[int, ...]
    paper: str
    inks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture to be drawn: `svg` is the whole of it, or what its frames are cut from; `fonts` are files."""

    media_type: str
    svg: str
    fonts: tuple[str, ...] = ()
    frames: Frames | None = None


def draw(drawing: Drawing) -> bytes:
    """The picture, here and now, as png, or as gif if it has frames. Raises ValueError if it is no svg."""
    import resvg_py

    png = resvg_py.svg_to_bytes(
        svg_string=drawing.svg,
        skip_system_fonts=True,
        font_files=list(drawing.fonts),
    )
    return _gif(png, drawing.frames) if drawing.frames else png


def main() -> None:
    """Draw the pictures that are read from standard input, and write them to standard output."""
    pickle.dump(tuple(map(draw, pickle.load(sys.stdin.buffer))), sys.stdout.buffer)


def _gif(png: bytes, frames: Frames) -> bytes:
    """The frames, played once: there is no extension that asks for more."""
    image = _quantized(png, frames)
    first, *others = (_frame(image, frames, index) for index in range(len(frames.pictures)))
    file = BytesIO()
    # The shortest differences come from frames that stay and are drawn over (disposal 1).
    first.save(
        file,
        "GIF",
        save_all=True,
        append_images=others,
        duration=list(frames.milliseconds),
        disposal=1,
        optimize=False,
        palette=image.getpalette(),
    )
    return file.getvalue()


def _quantized(png: bytes, frames: Frames) -> "Image":
    from PIL import Image

    inks = product(frames.inks, range(1, SHADES + 1))
    colours = [frames.paper, *(mix(frames.paper, ink, step, SHADES) for ink, step in inks)]
    palette = Image.new("P", (1, 1))
    palette.putpalette([channel for colour in colours for channel in channels(colour)])
    return Image.open(BytesIO(png)).convert("RGB").quantize(palette=palette, dither=Image.Dither.NONE)


def _frame(image: "Image", frames: Frames, index: int) -> "Image":
    top = frames.pictures[index] * frames.height
    frame = image.crop((0, top, frames.width, top + frames.height))
    for number, glyphs in zip(frames.numbers[index], frames.glyphs, strict=False):
        left, areas = number.left, dict(glyphs)
        for piece in number.pieces:
            area = areas[piece]
            frame.paste(image.crop(area), (left, number.top))
            left += area[2] - area[0]
    return frame
