"""The letters of pictures: every one in a font that has it, measured as it is drawn."""

import unicodedata
from functools import cache
from io import BytesIO
from xml.sax.saxutils import escape

import pytest
import uharfbuzz
from babel import Locale
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from widget.formats.pictures.drawing import Drawing, draw
from widget.language import letters
from widget.language.catalogue import product_languages, words
from widget.language.characters import on_one_line
from widget.language.cldr import language
from widget.language.letters import FONTS, SANS, files, missing, spans

# A language for each script, and those whose letters join or stack.
EUROPE = "fr vi el uk hy ka"
ASIA = "ar fa ur he hi mr ne bn as gu pa kn km lo ml my or si ta te th am ja ko zh zh-Hant"
LANGUAGES = f"{EUROPE} {ASIA}".split()
SIZE, ROW, LEFT = 30, 60, 100


@cache
def characters(family: str) -> frozenset[int]:
    font = FONTS[family]
    return frozenset(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(files([family])[0]), font.face).unicodes)


def sample(tag: str) -> list[str]:
    """Words in a language: the names that CLDR has of countries and months."""
    locale = Locale.parse(tag, sep="-")
    texts = [*locale.months["format"]["wide"].values(), *list(locale.territories.values())[::6]]
    return sorted({word.strip("()[],") for text in texts for word in str(text).split()} - {""})[:60]


@pytest.mark.parametrize("tag", LANGUAGES)
@pytest.mark.parametrize("serif", [False, True])
def test_every_character_is_drawn_in_a_font_that_has_it(tag: str, serif: bool) -> None:
    for word in sample(tag):
        found = spans(word, tag, serif)
        assert "".join(span.text for span in found) == word
        for span in found:
            seen = {each for each in span.text if unicodedata.category(each) != "Cf"}
            assert set(map(ord, seen)) <= characters(span.family), (word, span)


@pytest.mark.parametrize("tag", product_languages())
def test_our_own_words_can_be_drawn(tag: str) -> None:
    assert missing("".join(words(tag).values()), tag) == ""


def test_what_is_said_to_be_known_is_in_a_font_that_comes_with_the_package() -> None:
    covered = frozenset[int]().union(*(characters(name) for name, font in FONTS.items() if not font.extra))
    known = (chr(point) for point in range(0x10000) if letters.KNOWN.fullmatch(chr(point)))

    assert [each for each in known if ord(each) not in covered and each.isprintable() and each != " "] == []


def test_what_is_said_to_be_known_of_east_asian_fonts_is_in_each_of_them() -> None:
    covered = frozenset[int].intersection(*map(characters, letters.EAST_ASIAN))
    known = (chr(point) for point in range(0x10000) if letters.EAST_ASIAN_KNOWN.fullmatch(chr(point)))

    assert [each for each in known if ord(each) not in covered and each.isprintable()] == []


@given(st.text(alphabet=st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs"]), max_size=12))
def test_spans_hold_the_text_and_name_what_is_missing(text: str) -> None:
    found = spans(text, "en")

    assert "".join(span.text for span in found) == text
    assert set(missing(text, "en")) <= set("".join(span.text for span in found if not span.family))


@cache
def shaper(family: str) -> uharfbuzz.Font:
    return uharfbuzz.Font(
        uharfbuzz.Face(uharfbuzz.Blob.from_file_path(files([family])[0]), FONTS[family].face)
    )


def boxes(text: str, tag: str) -> list[str]:
    """The parts of a text that would be drawn with a box in them."""
    found = []
    for span in spans(text, tag):
        buffer = uharfbuzz.Buffer()
        buffer.add_str(span.text)
        buffer.guess_segment_properties()
        if span.family:
            uharfbuzz.shape(shaper(span.family), buffer)
            found += [span.text] * (not all(glyph.codepoint for glyph in buffer.glyph_infos))
    return found


@given(st.text(max_size=6), st.sampled_from(["en", "ar", "hi", "ja"]))
@settings(deadline=None)
def test_whatever_is_not_told_as_missing_is_drawn_without_a_box(text: str, tag: str) -> None:
    text = on_one_line(text)

    assert boxes(text, tag) == []
    lost = "".join(span.text for span in spans(text, tag) if not span.family)
    assert set(letters.UNSEEN.sub("", lost)) == set(missing(text, tag))


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        # Signs that are of the class of what has no mark, and have one.
        ("\u0600 12", ""), ("\u06dd", ""), ("\u070f", "\u070f"), ("\ufff9", "\ufff9"),
        # A key, a family, a flag, a mark of another script, one alone.
        ("1\ufe0f\u20e3", ""), ("👨\u200d👩\u200d👧", ""), ("🇧🇪", ""), ("q\u064e", ""), ("\u0301", ""),
        # For private use, and what is no character yet.
        ("\ue000", "\ue000"), ("\u0378", "\u0378"),
        # Joiners, soft hyphens, marks of direction.
        ("می\u200cشود\u2067\u200f\u202e\xad", ""),
    ],
)  # fmt: skip
def test_odd_characters_are_drawn_or_told(text: str, lost: str) -> None:
    assert missing(text, "en") == lost
    assert boxes(text, "en") == []


@pytest.mark.parametrize("tag", ["zh", "zh-Hant", "ja"])
def test_the_dot_between_two_texts_is_no_square_as_that_of_names_is(tag: str) -> None:
    found = {span.text.strip(): span.family for span in spans("举报 · 列夫·托尔斯泰", tag)}

    assert found["·"] == SANS
    assert "列夫·托尔斯泰" in found


def test_a_space_after_an_emoji_is_no_wider_than_others() -> None:
    found = spans("🌳 CO₂", "en")

    assert [span.family for span in found] == [letters.EMOJI, letters.SANS]


@pytest.mark.parametrize("sign", ["₂", "≈", "№", "→", "€", "😀"])
@pytest.mark.parametrize(("tag", "word"), [("ar", "صورة"), ("he", "תמונה"), ("hi", "तस्वीर"), ("ja", "画像")])
def test_one_sign_from_another_font_leaves_the_others_in_theirs(tag: str, word: str, sign: str) -> None:
    alone = spans(word, tag)[0].family

    found = {span.text.strip(): span.family for span in spans(f"{word} {sign} {word}", tag)}
    assert all(found.values())
    assert all(family == alone for text, family in found.items() if word in text)


@pytest.mark.parametrize(
    ("tag", "form"),
    [("ja", "JP"), ("ko", "KR"), ("zh", "SC"), ("zh-TW", "TC"), ("zh-Hant", "TC"), ("yue", "TC")],
)
def test_the_same_character_has_the_form_of_its_language(tag: str, form: str) -> None:
    assert spans("骨", tag)[0].family == f"Noto Sans CJK {form}"


@pytest.mark.parametrize("tag", LANGUAGES)
def test_words_are_as_wide_as_they_are_drawn(tag: str) -> None:
    found = [(span, bold) for word in sample(tag)[:8] for span in spans(word, tag) for bold in (False, True)]
    cells = "".join(
        f'<text x="{LEFT}" y="{ROW * i + 40}" font-size="{SIZE}" font-weight="{700 if bold else 400}" '
        f'font-family="{span.family}">{escape(span.text)}</text>'
        for i, (span, bold) in enumerate(found)
    )
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="600" height="{ROW * len(found)}">{cells}</svg>'
    drawing = Drawing("image/png", svg, files(dict.fromkeys(span.family for span, _ in found)))
    alpha = Image.open(BytesIO(draw(drawing))).getchannel("A")

    for i, (span, bold) in enumerate(found):
        box = alpha.crop((0, ROW * i, 600, ROW * (i + 1))).getbbox()
        # What hangs over an edge, or leaves room beside it, is a part of a letter.
        assert box
        assert abs(box[0] - LEFT) < SIZE / 4, span
        assert abs(box[2] - LEFT - SIZE * letters.advance(span.text, span.family, bold)) < SIZE / 4, span


def test_without_the_extra_east_asian_letters_are_missing_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(letters, "FONTS", {name: font for name, font in FONTS.items() if not font.extra})
    monkeypatch.setattr(letters, "FORMS", {})
    lost = missing("画像 13,200 사진", "ja-AQ")

    assert lost == "画像사진"
    assert "meanwhile-widget[cjk]" in letters.mend(lost)
    assert letters.advance("画", "", False) == 1


def test_a_script_without_a_font_is_told_with_another_way_out() -> None:
    lost = missing(f"{language('chr').name} abc", "chr")

    assert lost
    assert not set(lost) & set("abc ")
    assert "svg" in letters.mend(lost)
