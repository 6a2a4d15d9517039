"""Lines of text in pictures: whole letters, spaces where they belong."""

from dataclasses import replace
from io import BytesIO
from itertools import pairwise

import pytest
from PIL import Image

from widget.formats.pictures.drawing import Drawing, draw
from widget.formats.pictures.layout import Line, Run, block
from widget.formats.pictures.lettering import fonts, lettered
from widget.formats.pictures.png import MEASURES, MEDIUM
from widget.formats.typeset import BOLD
from widget.language.isolates import isolated
from widget.language.letters import advance

CARD = MEASURES[MEDIUM]


def ink(line: Line, tag: str) -> tuple[int, int]:
    """The first and the last row of pixels in which a line has ink."""
    pieces = lettered([line], replace(CARD, tag=tag))
    texts = "".join(
        f'<text x="{each.x}" y="{line.y}" font-size="{line.size}" font-weight="700" '
        f'font-family="{each.family}">{each.text}</text>'
        for each in pieces[0].pieces
    )
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="600" height="900">{texts}</svg>'
    box = Image.open(BytesIO(draw(Drawing("image/png", svg, fonts(pieces))))).getchannel("A").getbbox()
    assert box
    return box[1], box[3]


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("my", "ဖြစ်သည် ကြွေးကြော်သံများ ကြိုးစားကြသည်"),
        ("km", "ស្ត្រី ប៉ឺ ស្ត្រី ប៉ឺ ស្ត្រី ប៉ឺ"),
        ("lo", "ຫຼຸດ ຜຶ້ງ ຫຼຸດ ຜຶ້ງ"),
        ("vi", "Ế Ẫ ỷ Ệ ỵ ẳ Ế"),
    ],
)
def test_letters_of_two_lines_never_touch(tag: str, text: str) -> None:
    lines = block(text, replace(CARD, tag=tag), range(40, 39, -1), 40, 900, Run("", face=BOLD), 120)
    rows = [ink(line, tag) for line in lines]

    assert len(rows) > 1
    assert all(above[1] <= below[0] + 1 for above, below in pairwise(rows))
    assert rows[-1][1] <= lines[-1].bottom + 1


def test_a_name_that_runs_the_other_way_has_a_space_on_either_side_and_its_year_behind_it() -> None:
    text = f"לפי {isolated('FAO', rtl=True)} 2020"
    (line,) = lettered([Line(500, 50, 20, (Run(text),))], replace(CARD, rtl=True, tag="he"))
    (by, name, year) = sorted(line.pieces, key=lambda piece: -piece.x)

    assert (by.text, name.text, year.text) == ("לפי", "FAO", "2020")
    assert by.x - name.x - advance("FAO", name.family, False) * 20 > 4
    assert name.x - year.x - advance("2020", year.family, False) * 20 > 4
