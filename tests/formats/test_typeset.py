"""Lines of text: whole, as few as there have to be, about equally long, broken where readers expect it."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from widget.formats.typeset import BOLD, fit, lines, width

SENTENCES = [
    ("fr", "Environ 13\u202f200 images d’abus sexuels sur des enfants sont partagées par minute."),
    (
        "de",
        "Schätzungsweise 13.200 Darstellungen sexuellen Missbrauchs von Kindern werden pro Minute geteilt.",
    ),
    ("ar", "تُشارَك نحو ١٣٬٢٠٠ صورة كل دقيقة."),
    ("he", "כ־13,200 תמונות של התעללות מינית בילדים משותפות בכל דקה."),
    ("hi", "हर मिनट लगभग 13,200 तस्वीरें साझा की जाती हैं।"),
    ("bn", "প্রতি মিনিটে শিশু যৌন নির্যাতনের প্রায় ১৩,২০০টি ছবি ছড়ায়।"),
    ("th", "ทุกนาทีมีการแบ่งปันภาพการล่วงละเมิดทางเพศเด็กประมาณ 13,200 ภาพ"),
    ("ja", "毎分約13,200枚の子どもの性的虐待画像が共有されています。"),
    ("ko", "매분 아동 성착취 이미지 약 13,200장이 공유됩니다."),
    ("zh", "每分钟约有13,200张儿童性虐待图像被分享。"),
]
EVERY = pytest.mark.parametrize(("tag", "sentence"), SENTENCES)


def solid(text: str) -> str:
    return text.replace(" ", "")


@EVERY
@pytest.mark.parametrize("room", [180, 300, 560, 2000])
def test_lines_hold_the_text_and_fit(tag: str, sentence: str, room: int) -> None:
    found = lines(sentence, 20, room, tag=tag)

    assert solid("".join(found)) == solid(sentence)
    assert all(width(line, 20, tag=tag) <= room for line in found)


@EVERY
def test_there_are_no_more_lines_than_there_have_to_be(tag: str, sentence: str) -> None:
    found = lines(sentence, 20, 300, tag=tag)

    for earlier, later in pairwise(found):
        assert width(f"{earlier} {later}", 20, tag=tag) > 300


@pytest.mark.parametrize(
    ("tag", "sentence", "broken"),
    [
        ("ja", "毎分約13,200枚の子どもの性的虐待画像が共有されています。", "子ども"),
        ("ko", "매분 아동 성착취 이미지 약 13,200장이 공유됩니다.", "성착취"),
        ("th", "ทุกนาทีมีการแบ่งปันภาพการล่วงละเมิดทางเพศเด็กประมาณ 13,200 ภาพ", "ประมาณ"),
        ("zh", "每分钟约有13,200张儿童性虐待图像被分享。", "13,200张"),
        ("zh-Hant", "每分鐘約有29,200棵樹被砍伐，每天4200萬棵。", "4200萬"),
        ("fr", "Environ 13\u202f200 images d’abus : « sexuels »", "« sexuels »"),
    ],
)
def test_no_line_begins_with_a_stop_or_within_a_word(tag: str, sentence: str, broken: str) -> None:
    for room in range(140, 600, 20):
        found = lines(sentence, 20, room, tag=tag)
        assert not any(line[0] in "。、，。।:»" for line in found)
        assert any(broken in line for line in found)


@pytest.mark.parametrize(
    ("tag", "sentence", "whole"),
    [
        ("en", "About 19 million images and 3 h of the 18 November", ["19 million", "3 h", "18 November"]),
        ("en", "From 19–30 million, or 50 % · estimate", ["19–30 million", "50 % ·"]),
        ("de", "Etwa 19 Millionen am 18. November", ["19 Millionen", "18. November"]),
        ("hi", "लगभग 1.9 करोड़ तस्वीरें", ["1.9 करोड़"]),
        ("sw", "Takriban bilioni 6.94 hadi bilioni 11", ["bilioni 6.94", "bilioni 11"]),
        ("ja", "1日あたり1900万～3000万人です。", ["1900万～3000万人"]),
        ("zh", "每年约有69.4亿名受害者。", ["69.4亿名"]),
        ("th", "ประมาณ 19 ล้านคนต่อวัน", ["19 ล้าน"]),
        ("km", "ក្នុងមួយឆ្នាំ 6.94 ប៊ីលាន – 11 ប៊ីលាន។", ["6.94 ប៊ីលាន –", "11 ប៊ីលាន"]),
        ("hy", "Օրական 19 միլիոն\u00a0– 30 միլիոն", ["19 միլիոն\u00a0–", "30 միլիոն"]),
    ],
)
def test_a_number_stays_with_what_it_is_of(tag: str, sentence: str, whole: list[str]) -> None:
    for room in range(260, 500, 20):
        found = lines(sentence, 20, room, tag=tag)
        assert [each for each in whole if not any(each in line for line in found)] == []


@pytest.mark.parametrize("room", [60, 120])
def test_a_word_wider_than_the_room_is_broken_with_hyphens(room: int) -> None:
    found = lines("Kindesmissbrauchsdarstellungen", 20, room)

    assert all(line.endswith("-") for line in found[:-1])
    assert "".join(line.removesuffix("-") for line in found) == "Kindesmissbrauchsdarstellungen"
    assert all(width(line, 20) <= room for line in found)


def test_the_pieces_of_a_long_word_are_about_equally_long() -> None:
    word = "Bundeswaldflächenentwicklungsbeobachtungsstelle"
    first, second = lines(word, 20, width(word, 20) - 1)

    assert abs(width(first, 20) - width(second, 20)) < 60


def test_a_soft_hyphen_shows_only_at_the_end_of_a_line() -> None:
    word = "Kindes\xadmissbrauchs\xaddarstellungen"

    assert lines(word, 20, 1000) == ("Kindesmissbrauchsdarstellungen",)
    assert lines(word, 20, 200)[0] in ("Kindes-", "Kindesmissbrauchs-")


@example("\U0006ebe2ïpú", 0.0)
@example("e\u0301\u200b\u2003" * 9, 1e-300)
@given(st.text(max_size=40), st.floats(0, 500))
def test_any_text_has_lines(text: str, room: float) -> None:
    found = "".join(lines(text, 20, room))

    assert solid(found).replace("-", "") == solid(text).replace("\xad", "").replace("-", "")


def test_a_bold_text_is_wider_and_a_larger_one_in_proportion() -> None:
    assert width("Images", 20, BOLD) > width("Images", 20)
    assert width("Images", 40) == pytest.approx(2 * width("Images", 20))


@EVERY
def test_the_size_is_the_largest_that_fits(tag: str, sentence: str) -> None:
    size, found = fit(sentence, range(60, 10, -2), 560, 120, 1.25, tag=tag)

    assert len(found) * size * 1.25 <= 120
    larger = lines(sentence, size + 2, 560, tag=tag)
    assert len(larger) * (size + 2) * 1.25 > 120


def test_what_fits_nowhere_gets_the_smallest_size() -> None:
    assert fit("Darstellungen", range(30, 18, -2), 10, 10, 1.2)[0] == 20
