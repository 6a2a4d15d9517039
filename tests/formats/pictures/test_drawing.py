"""Drawing: sizes and frames, and how little a drawing process loads."""

import pickle
import subprocess
import sys
from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from tests.support.drawings import frames, image
from widget.formats.pictures import drawing as module
from widget.formats.pictures.drawing import Drawing, Frames, PlacedNumber, draw
from widget.language.letters import SANS, files

WIDE, HIGH = 40, 20
PNG = Drawing(
    "image/png",
    '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="60">'
    '<text y="40" font-size="30" font-family="Noto Sans">Ab</text></svg>',
    files([SANS]),
)
# Three pictures, one below the other, and under them a red and a blue square for the characters "1" and "2".
STRIP = """<svg xmlns="http://www.w3.org/2000/svg" width="40" height="70">
<rect width="40" height="70" fill="#ffffff"/><rect y="20" width="40" height="20" fill="#00ff00"/>
<rect x="0" y="60" width="10" height="10" fill="#ff0000"/>
<rect x="20" y="60" width="10" height="10" fill="#0000ff"/>
</svg>"""
GIF = Drawing(
    "image/gif",
    STRIP,
    frames=Frames(
        width=WIDE,
        height=HIGH,
        pictures=(0, 1, 2),
        numbers=((), (PlacedNumber(2, 4, ("1", "2")),), (PlacedNumber(20, 4, ("2",)),)),
        glyphs=((("1", (0, 60, 10, 70)), ("2", (20, 60, 30, 70))),),
        milliseconds=(1000, 500, 250),
        paper="ffffff",
        inks=("ff0000", "00ff00", "0000ff"),
    ),
)
BROKEN = Drawing("image/png", "<svg")
RED, GREEN, BLUE, WHITE = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)


def test_a_drawing_without_frames_is_a_png_of_the_size_of_its_svg() -> None:
    picture = image(PNG)

    assert (picture.format, picture.size) == ("PNG", (300, 60))


def test_text_is_drawn_with_the_fonts_of_the_drawing_alone() -> None:
    assert image(PNG).getchannel("A").getbbox()
    assert image(replace(PNG, fonts=())).getchannel("A").getbbox() is None


def test_a_gif_cuts_its_frames_from_the_svg_and_sets_numbers_on_them() -> None:
    first, running, last = frames(image(GIF))

    assert [milliseconds for _, milliseconds in (first, running, last)] == [1000, 500, 250]
    assert first[0].getcolors() == [(WIDE * HIGH, WHITE)]
    at = running[0].getpixel
    assert [at((0, 0)), at((2, 4)), at((11, 13)), at((12, 4)), at((21, 13)), at((22, 4))] == [
        GREEN, RED, RED, BLUE, BLUE, GREEN,
    ]  # fmt: skip
    assert [last[0].getpixel(place) for place in ((5, 5), (20, 4), (30, 4))] == [WHITE, BLUE, WHITE]


def test_a_gif_plays_once_with_few_colours_and_one_palette() -> None:
    body = draw(GIF)
    flags = body[10]

    assert body.startswith(b"GIF89a")
    assert b"NETSCAPE" not in body
    assert b"ANIMEXTS" not in body
    assert 2 ** ((flags & 7) + 1) <= 32
    assert flags & 0x80


def test_what_is_no_svg_cannot_be_drawn() -> None:
    with pytest.raises(ValueError, match="root node"):
        draw(BROKEN)


def test_a_drawing_process_loads_no_more_than_it_needs() -> None:
    heavy = {
        "asyncio",
        "babel",
        "concurrent",
        "jinja2",
        "logging",
        "pydantic",
        "starlette",
        "PIL",
        "resvg_py",
        "uharfbuzz",
    }
    code = f"import sys, widget.formats.pictures.drawing; print(sorted({heavy} & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def test_main_draws_what_it_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stream:
        def __init__(self, content: bytes = b"") -> None:
            self.buffer = BytesIO(content)

    out = Stream()
    monkeypatch.setattr(sys, "stdin", Stream(pickle.dumps((PNG, PNG))))
    monkeypatch.setattr(sys, "stdout", out)
    module.main()

    pictures = pickle.loads(out.buffer.getvalue())
    assert [Image.open(BytesIO(each)).size for each in pictures] == [(300, 60), (300, 60)]
