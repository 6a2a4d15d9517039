"""A length of time in words."""

from fractions import Fraction

import pytest

from widget.language import cldr


@pytest.mark.parametrize(
    ("tag", "seconds", "text"),
    [
        ("en", 12_345, "3 hours and 26 minutes"),
        ("en", 52, "52 seconds"),
        ("en", 3_599, "59 minutes and 59 seconds"),
        ("en", Fraction(35_999, 10), "60 minutes"),
        ("en", 86_400, "24 hours"),
        ("en", 90, "90 seconds"),
        ("en", 5_160, "86 minutes"),
        ("en", 104_400, "29 hours"),
        ("de", 12_345, "3 Stunden und 26 Minuten"),
        ("he", 12_345, "3 שעות ו־26 דקות"),
        ("cy", 12_345, "3 awr, 26 munud"),
        ("en", 1, "1 second"),
        ("en", 7_200, "2 hours"),
        ("en", 31_556_952, "365 days"),
        ("en", Fraction(1, 220), "4.55 milliseconds"),
        ("pl", 12_345, "3 godziny i 26 minut"),
        ("ja", 12_345, "3時間26分"),
    ],
)
def test_a_length_of_time_has_its_two_largest_units(tag: str, seconds: Fraction, text: str) -> None:
    assert cldr.language(tag).duration(Fraction(seconds)).text == text
