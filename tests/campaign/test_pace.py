"""How often something happens, in words that agree with the length of time behind them."""

from fractions import Fraction

import pytest

from widget.campaign.amounts import pace
from widget.language.catalogue import product_languages
from widget.language.cldr import language

MINUTE, HOUR, DAY = 60, 3_600, 86_400


def said(key: str, tag: str, *seconds: int) -> str:
    words = language(tag)
    text = words.say(key, **pace([Fraction(1, each) for each in seconds], words))
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("tag", "seconds", "text"),
    [
        ("fr", 3 * HOUR + 26 * MINUTE, "toutes les 3 heures et 26 minutes"),
        ("fr", 2 * DAY + 12 * HOUR, "tous les 2 jours et 12 heures"),
        ("fr", 90, "toutes les 90 secondes"),
        ("cs", 3 * HOUR, "každé 3 hodiny"),
        ("cs", 5 * HOUR, "každých 5 hodin"),
        ("pl", 3 * HOUR + 26 * MINUTE, "co 3 godziny i 26 minut"),
        ("hr", 3 * HOUR, "svaka 3 sata"),
        ("hr", 3 * MINUTE, "svake 3 minute"),
        ("hr", 5 * HOUR, "svakih 5 sati"),
        ("sl", 2 * HOUR, "vsaki 2 uri"),
        ("ru", 3 * HOUR + 26 * MINUTE, "каждые 3 часа 26 минут"),
        ("uk", 5 * HOUR, "кожні 5 годин"),
        ("sv", 3 * HOUR + 26 * MINUTE, "med 3 timmar och 26 minuters mellanrum"),
        ("ja", 3 * HOUR + 26 * MINUTE, "3時間26分ごとに"),
    ],
)
def test_words_before_a_length_of_time_agree_with_it(tag: str, seconds: int, text: str) -> None:
    assert said("every", tag, seconds) == text


@pytest.mark.parametrize(
    ("tag", "seconds", "nominative"),
    [
        ("pl", 2 * HOUR + MINUTE, "2 godziny i 1 minuta"),
        ("ru", 3 * HOUR + 21 * MINUTE, "3 часа 21 минута"),
        ("hr", 21 * DAY, "21 dan"),
        ("ar", 2 * HOUR + MINUTE, "ساعتان ودقيقة"),
    ],
)
def test_what_would_need_another_case_stands_apart(tag: str, seconds: int, nominative: str) -> None:
    """CLDR's units are in the nominative, and no preposition stands before one that shows it."""
    before = said("every", tag, seconds).replace(nominative, "")

    assert before != said("every", tag, seconds)
    assert before in {"(odstęp: )", "с интервалом ", "(razmak: )", "(الفاصل الزمني: )"}


def test_of_a_range_the_first_length_is_what_words_agree_with() -> None:
    assert said("every", "fr", 2 * DAY, 5 * HOUR) == "toutes les 5 heures à 2 jours"


@pytest.mark.parametrize("tag", product_languages())
def test_every_language_says_how_often_without_a_choice_left_open(tag: str) -> None:
    for seconds in (1, 2, 59, 61, 121, 3 * HOUR, DAY, 2 * DAY + HOUR, 1_000 * DAY):
        for key in ("every", "one_every"):
            text = said(key, tag, seconds)
            assert language(tag).duration(Fraction(seconds)).text.replace("\u00a0", " ") in text
            assert not set("{}") & set(text)
