"""The direction of each character, against what UAX 9 says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widget.language.bidi import levels, order, runs_right

RTL, LTR = 1, 0


def seen(text: str, base: int) -> str:
    """The text from the left to the right, brackets not yet mirrored."""
    return "".join(text[place] for place in order(levels(text, base)))


@pytest.mark.parametrize(
    ("base", "text", "expected"),
    [
        (RTL, "אבג 13,300 דהו", "והד 13,300 גבא"),
        (RTL, "אבג Child Focus (CF) דהו", "והד Child Focus (CF) גבא"),
        (RTL, "אבג (INTERPOL, 2020).", ".)INTERPOL, 2020( גבא"),
        (RTL, "نحو ١٣٬٣٠٠ صور", "روص ١٣٬٣٠٠ وحن"),
        (RTL, "אב 50% גד", "דג 50% בא"),
        (RTL, "abc≈def אב", "בא abc≈def"),
        (LTR, "abc (אבג) def", "abc (גבא) def"),
        (LTR, "abc אבג, דהו def", "abc והד ,גבא def"),
        # What isolates leaves no mark; it runs left itself.
        (RTL, "אב \u2066a, b.\u2069 גד", "דג \u2069a, b.\u2066 בא"),
        (RTL, "", ""),
    ],
)
def test_parts_stand_in_the_order_of_the_standard(base: int, text: str, expected: str) -> None:
    assert seen(text, base) == expected


@given(st.text("abאبج١12,.-+%€()[] \u2066\u2067\u2068\u2069\u0301", max_size=15), st.sampled_from([RTL, LTR]))
def test_every_character_stands_once_at_a_level_of_its_line_or_above(text: str, base: int) -> None:
    assert sorted(seen(text, base)) == sorted(text)
    assert all(level >= base for level in levels(text, base))


def test_only_letters_that_run_right_make_a_text_run_right() -> None:
    assert runs_right("not a live count.")
    assert not runs_right("13,200")
    assert not runs_right("H₂O צורה")
