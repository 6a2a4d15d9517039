"""Languages: CLDR's digits, numbers, dates, plural forms and directions."""

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from unicodedata import bidirectional
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widget.command.languages import known_tags
from widget.language import cldr
from widget.language.icu import has_data
from widget.language.rounding import events, rate, ratio, significant
from widget.numbers.notation import Notation

TAGS = str.split("""
ar ar-EG as bg bn bn-BD ca cs da de de-AT de-CH el en en-IN es et fa fi fr fr-CH he hi hr hu is it ja ka ko
lt lv mr my nb ne nl pl pt-BR pt-PT ro ru sk sl sv ta th tr uk ur vi zh
""")


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("fr", "12\u202f345\u202f678"),
        ("nl", "12.345.678"),
        ("de", "12.345.678"),
        ("en", "12,345,678"),
        ("hi", "1,23,45,678"),
        ("en-IN", "1,23,45,678"),
        ("ar", "١٢٬٣٤٥٬٦٧٨"),
        ("fa", "۱۲٬۳۴۵٬۶۷۸"),
        ("bn", "১,২৩,৪৫,৬৭৮"),
        ("mr", "१,२३,४५,६७८"),
        ("de-CH", "12'345'678"),
        ("sv", "12\u00a0345\u00a0678"),
    ],
)
def test_a_number_has_the_separators_and_digits_of_its_language(tag: str, text: str) -> None:
    assert cldr.language(tag).number(12_345_678) == text


@given(st.sampled_from(TAGS), st.integers(1, 10**18))
def test_a_row_of_digits_is_grouped_as_the_number_is(tag: str, value: int) -> None:
    language = cldr.language(tag)
    number = language.number(value)

    assert number == (language.own_digits if number.isdigit() else language.group)(str(value))


@given(st.sampled_from(TAGS), st.integers(0, 10**15))
def test_the_digits_of_a_number_can_be_read_back(tag: str, value: int) -> None:
    language = cldr.language(tag)
    digits = [str(language.digits.index(sign)) for sign in language.number(value) if sign in language.digits]

    assert int("".join(digits)) == value


@given(st.sampled_from(TAGS), st.integers(0, 10**6), st.integers(7, 12))
def test_leading_zeros_are_grouped_by_their_place_as_well(tag: str, value: int, width: int) -> None:
    language = cldr.language(tag)
    padded, whole = language.group(str(value).zfill(width)), language.number(int("1" * width))

    assert [sign == language.separator for sign in padded] == [sign == language.separator for sign in whole]


@pytest.mark.parametrize("tag", TAGS)
def test_a_separator_stands_behind_the_places_that_cldr_says(tag: str) -> None:
    language = cldr.language(tag)
    shown = list(reversed(language.number(10**12)))
    behind, place = set(), 0
    for sign, following in zip(shown[1:], shown, strict=False):
        if sign == language.separator:
            continue
        place += 1
        if following == language.separator:
            behind.add(place)

    assert {place for place in range(13) if language.separated(place)} == behind


@pytest.mark.parametrize("tag", ["ar", "hi", "fr", "fa", "my"])
def test_the_ten_digits_are_ten_different_signs_in_order(tag: str) -> None:
    digits = cldr.language(tag).digits

    assert [int(digit) for digit in digits] == list(range(10))


@pytest.mark.parametrize(
    ("tag", "value", "text"),
    [
        ("en", 13_194, "13,200"),
        ("en", 19_000_000, "19 million"),
        ("fr", 19_000_000, "19 millions"),
        ("de", 19_000_000, "19 Millionen"),
        ("nl", 19_000_000, "19 miljoen"),
        ("en", 41_700_000_000, "41.7 billion"),
        ("fr", 1_000_000, "1 million"),
        ("fr", 1_500_000, "1,5 million"),
        ("fr", 2_000_000, "2 millions"),
        ("en", 1_000_000, "1 million"),
        ("de", 1_000_000, "1 Million"),
        ("de", 1_200_000, "1,2 Millionen"),
        ("en", 999_999, "1 million"),
        ("en", 999_499, "999,000"),
        ("en", 220, "220"),
        ("en", Fraction(28125, 10000), "2.81"),
        ("fr", Fraction(28125, 10000), "2,81"),
        ("en", Fraction(1, 31556952), "0.0000000317"),
        ("en", 0, "0"),
        ("ar", 13_194, "١٣٬٢٠٠"),
    ],
)
def test_about_how_many_is_said_in_three_digits(tag: str, value: Fraction | int, text: str) -> None:
    assert cldr.language(tag).about(Fraction(value)) == text


@given(st.fractions(min_value=0, max_value=10**13, max_denominator=10**9))
def test_rounding_to_three_digits_is_off_by_at_most_half_of_the_third(value: Fraction) -> None:
    rounded = significant(value)

    assert len(rounded.normalize().as_tuple().digits) <= 3
    assert abs(Fraction(rounded) - value) <= value / 200


def test_a_half_is_rounded_up_and_exactly() -> None:
    assert significant(Fraction(12_350)) == Decimal(12_400)
    assert significant(Fraction(12_450)) == Decimal(12_500)
    assert significant(Fraction(124_499_999, 10_000)) == Decimal(12_400)
    assert significant(Fraction(1_000_005, 1_000_000)) == Decimal("1")


@pytest.mark.parametrize(
    ("tag", "direction"), [("ar", "rtl"), ("he", "rtl"), ("fa", "rtl"), ("fr", "ltr"), ("hi", "ltr")]
)
def test_a_language_knows_its_direction(tag: str, direction: str) -> None:
    assert cldr.language(tag).direction == direction


def test_a_direction_is_that_of_babel_and_of_icus_letters() -> None:
    """Scripts and names are Babel's, all else is ICU's: neither may know another script."""
    for name in known_tags():
        known = cldr.language(name)
        # Babel has the direction of the language alone for what it has no data of in a script.
        if has_data(known.tag):
            strong = {bidirectional(sign) for sign in known.date(date(2020, 11, 18))} & {"L", "R", "AL"}
            assert known.locale.text_direction == known.direction, name
            assert strong <= ({"L"} if known.direction == "ltr" else {"R", "AL"}), name


def test_dates_and_times_are_said_as_in_the_language() -> None:
    assert cldr.language("fr").date(date(2020, 11, 18)) == "18 novembre 2020"
    assert cldr.language("de").date(date(2020, 11, 18)) == "18. November 2020"
    assert cldr.language("ar").year(2020) == "٢٠٢٠"
    assert cldr.language("nl").time(datetime(2020, 11, 18, 9, 5, tzinfo=UTC)) == "09:05"


@pytest.mark.parametrize(
    ("tag", "minutes", "text"),
    [
        ("fr", 1, "1 minute"),
        ("fr", 2, "2 minutes"),
        ("de", 1, "1 Minute"),
        ("de", 4, "4 Minuten"),
        ("nl", 1, "1 minuut"),
        ("en", 120, "120 minutes"),
        ("ar", 2, "دقيقتين"),
        ("ar", 4, "٤ دقائق"),
        ("ar", 11, "١١ دقيقة"),
        ("hi", 3, "3 मिनट"),
        ("pl", 2, "2 minuty"),
        ("ka", 5, "5 წუთი"),
        ("sw", 5, "dakika 5"),
    ],
)
def test_minutes_take_the_plural_form_of_the_language(tag: str, minutes: int, text: str) -> None:
    assert cldr.language(tag).minutes(minutes) == text


def test_french_counts_nought_as_one() -> None:
    assert cldr.language("fr").minutes(0) == "0 minute"
    assert cldr.language("en").minutes(0) == "0 minutes"


@pytest.mark.parametrize(
    ("tag", "numbering", "text"),
    [
        ("ar", "", "١٬٢٣٤"),
        ("ar", "latn", "1,234"),
        ("ar-MA", "", "1.234"),
        ("ar-MA", "native", "١٬٢٣٤"),
        ("hi", "", "1,234"),
        ("hi", "native", "१,२३४"),
        ("fa", "latn", "1,234"),
        ("ff-Adlm", "", "𞥑⹁𞥒𞥓𞥔"),
        ("ccp", "", "𑄷,𑄸𑄹𑄺"),
    ],
)
def test_a_language_has_its_usual_digits_or_those_that_are_chosen(
    tag: str, numbering: str, text: str
) -> None:
    assert cldr.language(tag, numbering).number(1234) == text


@pytest.mark.parametrize("tag", ["es", "it", "pl", "pt-PT", "hu", "bg"])
def test_four_digits_are_not_grouped_where_cldr_wants_five(tag: str) -> None:
    language = cldr.language(tag)

    assert language.number(1234) == "1234"
    assert language.number(12345) == f"12{language.separator}345"


def test_ewe_groups_from_six_digits_on_and_its_ticker_gains_its_separator_there() -> None:
    ewe = cldr.language("ee")

    assert (ewe.number(12345), ewe.number(123456)) == ("12345", f"123{ewe.separator}456")
    assert Notation(ewe).separates == 100_000


@pytest.mark.parametrize(
    ("tag", "value", "text"),
    [
        ("sw", 19_000_000, "milioni 19"),
        ("ne", 19_000_000, "१.९\u00a0करोड"),
        ("bn", 1_900_000_000, "১৯০ কোটি"),
        ("ja", 19_000_000, "1900万"),
        ("hi", 19_000_000, "1.9 करोड़"),
        ("pl", 1_500_000, "1,5 miliona"),
        ("es", 10**15, "1000 billones"),
    ],
)
def test_a_word_for_a_size_is_worth_what_the_number_is(tag: str, value: int, text: str) -> None:
    assert cldr.language(tag).about(Fraction(value)) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [("213/100", "2.1"), ("47/100", "0.47"), ("2", "2"), ("997/100", "10"), ("78", "78"), ("1/500", "0.002")],
)
def test_a_ratio_below_ten_has_two_digits(value: str, text: str) -> None:
    assert f"{ratio(Fraction(value)):f}" == text


def test_events_are_whole() -> None:
    assert events(Fraction(29, 10)) == 3
    assert events(Fraction(15_351, 1000)) == 15
    assert events(Fraction(1, 3)) == 0
    # Rounded once: by way of 6,845 it would be 6,850.
    assert events(Fraction(68_446, 10)) == 6_840


@pytest.mark.parametrize(
    ("value", "said"), [("7", 7), ("2.9", 0), ("0.4", 0), ("9.9996", 10), ("10.4", 10), ("6844.6", 6840)]
)
def test_a_rate_of_events_is_whole_or_not_said(value: str, said: int) -> None:
    assert rate(Fraction(value)) == said


def test_money_has_the_sign_and_the_decimals_that_are_asked_for() -> None:
    assert cldr.language("en").money(Decimal("1234.5"), "EUR", 2) == "€1,234.50"
    assert cldr.language("fr").money(1234, "EUR", 0) == "1\u202f234\u00a0€"
    assert cldr.language("de").number(Decimal("1234.565"), 2) == "1.234,57"


def test_a_language_that_writes_with_the_digits_asked_for_anyway_is_the_same() -> None:
    assert cldr.language("fr", "latn") is cldr.language("fr")
    assert cldr.language("ar", "native") is cldr.language("ar")
    assert cldr.language("ar", "latn") is not cldr.language("ar")
    assert cldr.language("hi", "native").digits != cldr.language("hi", "latn").digits


def test_a_city_has_its_name_in_the_language() -> None:
    assert cldr.language("fr").city(ZoneInfo("Europe/Brussels")) == "Bruxelles"
    assert cldr.language("en").city(ZoneInfo("America/Argentina/Buenos_Aires")) == "Buenos Aires"
