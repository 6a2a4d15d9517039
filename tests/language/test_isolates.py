"""English words of ours in another language's text: how each kind of text says so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widget.language.isolates import (
    BORROWED,
    END,
    ENGLISH,
    MARKS,
    OWN,
    balanced,
    bare,
    english,
    in_html,
    in_svg,
    plain,
)

TEXT = f"א {ENGLISH}About {OWN}19 ב{END} a day.{END}"


def test_html_has_elements_with_a_language_and_a_direction() -> None:
    assert in_html(f"<p>{TEXT}</p>", "he", rtl=True) == (
        '<p>א <bdi lang="en" dir="ltr">About <bdi lang="he">19 ב</bdi> a day.</bdi></p>'
    )


def test_words_that_stand_in_for_those_of_a_language_are_marked_as_what_they_are() -> None:
    text = english("About {n} a day", BORROWED)

    assert in_html(text, "nn", rtl=False, borrowed="nb") == (
        '<bdi lang="nb">About <bdi lang="nn">{n}</bdi> a day</bdi>'
    )
    assert in_svg(text, "nn", rtl=False, borrowed="nb") == (
        '<tspan xml:lang="nb">About <tspan xml:lang="nn">{n}</tspan> a day</tspan>'
    )
    assert plain(text, rtl=False) == bare(text) == "About {n} a day"


def test_attributes_have_isolates_where_lines_run_from_right_to_left() -> None:
    assert in_html(f'<img alt="{TEXT}">', "he", rtl=True) == '<img alt="א ⁦About ⁨19 ב⁩ a day.⁩">'
    assert in_html(f'<img alt="{TEXT}">', "eo", rtl=False) == '<img alt="א About 19 ב a day.">'


@pytest.mark.parametrize("name", ["title", "option"])
def test_an_element_that_holds_text_alone_says_itself_that_it_is_english(name: str) -> None:
    page = f"<{name}>{ENGLISH}Dark{END}</{name}><{name}>א · {ENGLISH}Dark{END}</{name}>"

    assert in_html(page, "he", rtl=True) == (f'<{name} lang="en">⁦Dark⁩</{name}><{name}>א · ⁦Dark⁩</{name}>')


def test_a_style_sheet_holds_no_element() -> None:
    assert in_html(f'<style>a::after{{content:"{TEXT}"}}</style>', "eo", rtl=False) == (
        '<style>a::after{content:"א About 19 ב a day."}</style>'
    )


def test_svg_has_a_language_and_isolates() -> None:
    assert in_svg(f"<text>{TEXT}</text>", "he", rtl=True) == (
        '<text>א <tspan xml:lang="en">⁦About <tspan xml:lang="he">⁨19 ב⁩</tspan> a day.⁩</tspan></text>'
    )
    assert in_svg(f"<desc>{TEXT}</desc>", "eo", rtl=False) == "<desc>א About 19 ב a day.</desc>"


def test_plain_text_has_isolates_only_from_right_to_left() -> None:
    assert plain(TEXT, rtl=True) == "א ⁦About ⁨19 ב⁩ a day.⁩"
    assert plain(TEXT, rtl=False) == bare(TEXT) == "א About 19 ב a day."


def test_spaces_around_a_word_stay_outside_and_signs_are_of_no_language() -> None:
    assert english(" and ") == f" {ENGLISH}and{END} "
    assert english(": ") == ": "


@given(
    st.lists(st.sampled_from(["a", "ב", f"{ENGLISH}b{END}", f"{ENGLISH}c {OWN}d e{END} f{END}"])), st.data()
)
def test_however_a_text_is_broken_each_line_ends_what_it_begins(
    parts: list[str], data: st.DataObject
) -> None:
    text = " ".join(parts)
    at = data.draw(st.integers(0, len(text)))

    found = list(balanced([text[:at], text[at:]]))

    assert "".join(map(bare, found)) == bare(text)
    assert [deep for line in found for deep in _depths(line)] == _depths(text)
    assert all(line.count(END) == line.count(ENGLISH) + line.count(OWN) for line in found)


def _depths(line: str) -> list[tuple[str, str]]:
    """Each sign of a text, and the marks that it stands in."""
    begun, found = "", []
    for sign in line:
        if sign == END:
            assert begun
            begun = begun[:-1]
        elif sign in MARKS:
            begun += sign
        else:
            found.append((sign, begun))
    return found
