"""Lines of text: whole, in order, as few as there have to be, and about equally long."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widget.formats.typeset import BOLD, FAMILIES, SERIF_FAMILIES, fit, font_files, lines, width

SENTENCES = [
    "Environ 13\u202f200 images d’abus sexuels sur des enfants sont partagées par minute.",
    "Schätzungsweise 13.200 Darstellungen sexuellen Missbrauchs von Kindern werden pro Minute geteilt.",
    "تُشارَك نحو ١٣٬٢٠٠ صورة كل دقيقة.",
    "हर मिनट लगभग 13,200 तस्वीरें साझा की जाती हैं।",
]
EVERY = pytest.mark.parametrize("sentence", SENTENCES)


def test_there_is_a_font_file_for_each_family() -> None:
    assert len(font_files()) == len({*FAMILIES, *SERIF_FAMILIES})


@EVERY
@pytest.mark.parametrize("room", [120, 300, 560, 2000])
def test_lines_hold_the_text_and_fit(sentence: str, room: int) -> None:
    found = lines(sentence, 20, room)

    assert " ".join(found) == sentence
    assert all(width(line, 20) <= room or " " not in line for line in found)


@EVERY
def test_there_are_no_more_lines_than_there_have_to_be(sentence: str) -> None:
    found = lines(sentence, 20, 300)

    for earlier, later in pairwise(found):
        assert width(f"{earlier} {later}", 20) > 300


@EVERY
@pytest.mark.parametrize("room", [0, 1, 50])
def test_less_room_than_any_word_is_a_line_for_each_word(sentence: str, room: int) -> None:
    assert lines(sentence, 40, room) == tuple(sentence.split(" "))


@given(st.text(max_size=40), st.floats(0, 500))
def test_any_text_has_lines(text: str, room: float) -> None:
    assert " ".join(lines(text, 20, room)) == text


def test_a_bold_text_is_wider_and_a_larger_one_in_proportion() -> None:
    assert width("Images", 20, BOLD) > width("Images", 20)
    assert width("Images", 40) == pytest.approx(2 * width("Images", 20))


@EVERY
def test_the_size_is_the_largest_that_fits(sentence: str) -> None:
    size, found = fit(sentence, range(60, 10, -2), 560, 120, 1.25)

    assert len(found) * size * 1.25 <= 120
    larger = lines(sentence, size + 2, 560)
    assert len(larger) * (size + 2) * 1.25 > 120 or any(width(line, size + 2) > 560 for line in larger)


def test_what_fits_nowhere_gets_the_smallest_size() -> None:
    assert fit("Darstellungen", range(30, 18, -2), 10, 10, 1.2)[0] == 20
