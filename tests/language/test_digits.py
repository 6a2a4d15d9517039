"""The room of digits: high enough for each script in the fonts that come with the package."""

import pytest
import uharfbuzz

from widget.language import letters
from widget.language.cldr import language
from widget.language.digits import cell, leftward

SCRIPTS = ("ar", "fa", "mr", "bn", "km", "kn", "lo", "ml", "my", "pa", "ta", "te", "th", "gu", "or")


@pytest.mark.parametrize("tag", SCRIPTS)
def test_no_digit_is_cut_above_or_below(tag: str) -> None:
    digits = language(tag, "native").digits
    (span,) = letters.spans(digits, tag)
    font = letters.FONTS[span.family]
    blob = uharfbuzz.Blob.from_file_path(letters.files([span.family])[-1])
    shaper = uharfbuzz.Font(uharfbuzz.Face(blob, font.face))
    shaper.set_variations({"wght": 700})
    boxes = [shaper.get_glyph_extents(shaper.get_nominal_glyph(ord(digit))) for digit in digits]
    room, em = cell(digits), shaper.face.upem

    assert max(box.y_bearing for box in boxes) <= room.up * em + em / 50
    assert max(-box.y_bearing - box.height for box in boxes) <= room.down * em


@pytest.mark.parametrize(
    ("tag", "runs_left"), [("ff-Adlm", True), ("nqo", True), ("ar", False), ("he", False)]
)
def test_numbers_run_from_the_right_where_their_digits_do(tag: str, runs_left: bool) -> None:
    assert leftward(language(tag).digits) == runs_left
