"""The svg in rsvg-convert, CairoSVG and WeasyPrint: the sentence, and no digit strip."""

import shutil
import subprocess
from base64 import b64encode
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests.formats.test_svg import still
from tests.support.drawings import LANGUAGES, shown
from widget.formats.svg import svg

PAGE = "<style>@page{{size:600px 200px;margin:0}}body{{margin:0}}</style>{}"


def rsvg(body: bytes) -> bytes:
    """Pixels, drawn by librsvg, as GNOME, Wikipedia and ImageMagick do."""
    if not shutil.which("rsvg-convert"):
        pytest.skip("left out: rsvg-convert is not here: apt-get install librsvg2-bin")
    png = subprocess.run(["rsvg-convert"], input=body, capture_output=True, check=True).stdout
    return Image.open(BytesIO(png)).tobytes()


def cairosvg(body: bytes) -> bytes:
    """Pixels, drawn by CairoSVG."""
    drawer = pytest.importorskip("cairosvg", exc_type=ImportError)
    return Image.open(BytesIO(drawer.svg2png(body))).tobytes()


def weasyprint_image(body: bytes) -> bytes:
    """Pixels of a page of PDF with the picture in `<img>`, printed by WeasyPrint."""
    return _printed(f'<img src="data:image/svg+xml;base64,{b64encode(body).decode()}" alt="">')


def weasyprint_pasted(body: bytes) -> bytes:
    """Pixels of a page of PDF with the picture pasted into it."""
    return _printed(body.decode())


def _printed(content: str) -> bytes:
    printer = pytest.importorskip("weasyprint", exc_type=ImportError)
    reader = pytest.importorskip("pypdfium2", exc_type=ImportError)
    document = reader.PdfDocument(printer.HTML(string=PAGE.format(content)).write_pdf())
    try:
        pixels: bytes = document[0].render(scale=4 / 3).to_pil().tobytes()
    finally:
        document.close()
    return pixels


@pytest.mark.parametrize("draw", [rsvg, cairosvg, weasyprint_image, weasyprint_pasted])
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ["while-reading", "versus"])
def test_a_renderer_draws_the_sentence_and_no_strip(
    tmp_path: Path, name: str, lang: str, draw: Callable[[bytes], bytes]
) -> None:
    body = svg(shown(tmp_path, lang, name)).body

    assert draw(body) == draw(still(body.decode()).encode())


def test_what_rsvg_draws_is_as_large_as_the_picture_and_has_ink_in_its_middle(tmp_path: Path) -> None:
    if not shutil.which("rsvg-convert"):
        pytest.skip("left out: rsvg-convert is not here: apt-get install librsvg2-bin")
    body = svg(shown(tmp_path, "en", theme="light")).body
    png = subprocess.run(["rsvg-convert"], input=body, capture_output=True, check=True).stdout
    picture = Image.open(BytesIO(png)).convert("L")

    assert picture.size == (600, 200)
    assert min(picture.crop((20, 40, 500, 120)).tobytes()) < 60
