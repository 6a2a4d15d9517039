"""Characters: what XML forbids is left out, and a text that has to stay on one line does."""

from xml.etree import ElementTree

import pytest

from widget.language.characters import in_xml, on_one_line


@pytest.mark.parametrize("character", [*map(chr, range(0x20)), "\ufffe", "\uffff", "\ud800"])
def test_a_character_stays_in_xml_only_if_a_parser_takes_it(character: str) -> None:
    kept = in_xml(f"a{character}b")

    assert kept == (f"a{character}b" if character in "\t\n\r" else "ab")
    assert ElementTree.fromstring(f"<a>{kept}</a>").text


@pytest.mark.parametrize("text", ["a\nb", "a\r\n\r\nb", "a \t b", "a\x0bb", "a\x1cb", "a\x85b", "a \u2028 b"])
def test_breaks_and_the_spaces_beside_them_are_one_space(text: str) -> None:
    assert on_one_line(text) == "a b"


@pytest.mark.parametrize("character", ["\0", "\x1b", "\x7f", "\x9f", "\ufffe", "\ud800"])
def test_no_control_stays_on_a_line(character: str) -> None:
    assert on_one_line(f"a{character}b") == "ab"


def test_a_no_break_space_stays_on_a_line() -> None:
    assert on_one_line("116\u00a0000") == "116\u00a0000"
