"""The view: what a widget says at a given moment."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction
from math import floor
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.simulation import shown, value
from tests.support.toml import small, write
from widget.campaign.load import load
from widget.campaign.models import Campaign
from widget.language.cldr import language
from widget.numbers.count import MICROSECONDS
from widget.numbers.odometer import HORIZON
from widget.numbers.pace import UPDATES_PER_SECOND
from widget.view import view
from widget.view.options import Options

BRUSSELS = ZoneInfo("Europe/Brussels")
RATE = Fraction(19_000_000, 86400)
NOON = datetime(2026, 11, 22, 12, tzinfo=BRUSSELS)
WORDS: dict[str, Any] = {"label": {"en": "Births"}, "sentence": {"en": "Births: {n}."}}


def built(campaign: Campaign, name: str, moment: datetime = NOON, lang: str = "en", **more: Any) -> view.View:
    return view.build(campaign, name, Options(lang, **more), moment)


@pytest.mark.parametrize(
    ("moment", "left", "so_far", "total"),
    [
        ("2026-11-22T23:59:59.900000+01:00", 100_000, 18_999_978, 19_000_000),
        ("2026-11-22T00:00:00+01:00", 86_400_000_000, 0, 19_000_000),
        ("2026-11-22T12:00:00+01:00", 43_200_000_000, 9_500_000, 19_000_000),
        # The clocks go forward: 23 hours; and back: 25.
        ("2026-03-29T00:00:00+01:00", 82_800_000_000, 0, 18_208_333),
        ("2026-03-29T12:00:00+02:00", 43_200_000_000, 8_708_333, 18_208_333),
        ("2026-03-29T23:59:59.900000+02:00", 100_000, 18_208_311, 18_208_333),
        ("2026-10-25T02:30:00+02:00", 81_000_000_000, 1_979_166, 19_791_666),
        ("2026-10-25T23:59:59.999999+01:00", 1, 19_791_666, 19_791_666),
        # Other time zones than the campaign's do not matter.
        ("2026-11-22T18:59:59.900000-04:00", 100_000, 18_999_978, 19_000_000),
    ],
)
def test_today_ends_at_the_next_midnight_with_the_total_of_that_day(
    catsforkids: Campaign, moment: str, left: int, so_far: int, total: int
) -> None:
    then = datetime.fromisoformat(moment)
    seen = built(catsforkids, "today", then)
    timeline = seen.numbers[0].odometer

    assert timeline.ends == left
    assert value(timeline.text(timeline.ends), language("en")) == total
    assert seen.value == so_far
    assert seen.moment == then
    assert (
        0
        <= so_far - value(shown(timeline, language("en"), 0), language("en"))
        <= RATE / UPDATES_PER_SECOND + 1
    )


@given(st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)))
def test_today_is_over_when_its_day_is(catsforkids: Campaign, moment: datetime) -> None:
    seen = built(catsforkids, "today", moment)
    end = (moment + timedelta(microseconds=seen.numbers[0].odometer.ends)).astimezone(BRUSSELS)

    assert (end.hour, end.minute, end.second, end.microsecond) == (0, 0, 0, 0)
    assert (end.date() - moment.astimezone(BRUSSELS).date()).days == 1


@pytest.mark.parametrize(
    ("moment", "lang", "day"),
    [
        ("2026-11-22T22:59:59+00:00", "en", "November 22, 2026"),
        ("2026-11-22T23:00:00+00:00", "en", "November 23, 2026"),
        ("2026-11-22T12:00:00+00:00", "fr", "22 novembre 2026"),
    ],
)
def test_the_day_of_a_number_is_named(catsforkids: Campaign, moment: str, lang: str, day: str) -> None:
    assert built(catsforkids, "today", datetime.fromisoformat(moment), lang).day == day


def test_only_today_names_its_day(catsforkids: Campaign) -> None:
    assert [name for name in catsforkids.widgets if built(catsforkids, name).day] == ["today"]


def test_while_reading_starts_at_nought_and_needs_no_clock(catsforkids: Campaign) -> None:
    early = built(catsforkids, "while-reading", datetime(2021, 1, 1, tzinfo=UTC))
    late = built(catsforkids, "while-reading", datetime(2031, 1, 1, tzinfo=UTC))

    assert early == late
    assert early.value == 0
    assert early.moment is None
    assert shown(early.numbers[0].odometer, language("en"), 0) == "0"


@pytest.mark.parametrize("name", ["while-reading", "versus", "every-second"])
def test_clockless_widgets_are_the_same_at_any_moment(catsforkids: Campaign, name: str) -> None:
    assert built(catsforkids, name, NOON) == built(catsforkids, name, NOON + timedelta(days=400))


def test_since_the_campaign_is_rate_times_time(catsforkids: Campaign) -> None:
    start = datetime(2020, 11, 18, tzinfo=BRUSSELS)
    seen = built(catsforkids, "since-the-campaign", NOON)
    seconds = Fraction((NOON.astimezone(UTC) - start.astimezone(UTC)) // timedelta(seconds=1))

    assert seen.value == floor(RATE * seconds)
    assert seen.numbers[0].odometer.ends == HORIZON


def test_from_takes_the_place_of_the_campaigns_own_beginning(catsforkids: Campaign) -> None:
    seen = built(catsforkids, "since-the-campaign", NOON, since=NOON - timedelta(hours=1))

    assert seen.value == floor(RATE * 3600)


def test_since_this_very_moment_begins_at_nought(catsforkids: Campaign) -> None:
    assert built(catsforkids, "since-the-campaign", NOON, since=NOON).value == 0


def test_a_beginning_that_has_yet_to_come_is_nought(tmp_path: Path) -> None:
    widget = {"kind": "since", "figure": "births", "since": datetime(2100, 1, 1), **WORDS}
    campaign = load(write(tmp_path, small(widgets={"later": widget})))

    assert built(campaign, "later").value == 0


def test_versus_has_two_numbers_with_captions_and_their_ratio(catsforkids: Campaign) -> None:
    seen = built(catsforkids, "versus", lang="fr")

    assert [number.caption for number in seen.numbers] == [
        "photos de chats sur Instagram",
        "images d’abus sexuels sur des enfants",
    ]
    assert seen.ratio == seen.dots == 78
    assert "78" in seen.sentence


def test_both_numbers_of_versus_are_right_after_an_hour(catsforkids: Campaign) -> None:
    cats, images = built(catsforkids, "versus").numbers
    hour = 3600 * MICROSECONDS

    assert shown(cats.odometer, language("en"), hour) == "10,124"
    assert floor(RATE * 3600 - RATE / UPDATES_PER_SECOND) <= value(
        shown(images.odometer, language("en"), hour), language("en")
    )
    assert value(shown(images.odometer, language("en"), hour), language("en")) <= floor(RATE * 3600)


def test_the_table_has_a_row_for_each_time_and_nothing_ticks(catsforkids: Campaign) -> None:
    seen = built(catsforkids, "every-second")

    assert seen.rows == (
        ("every second", "220"),
        ("every minute", "13,200"),
        ("every hour", "792,000"),
        ("every day", "19 million"),
        ("every year", "6.94 billion"),
    )
    assert seen.numbers == ()


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("fr", "Environ 13\u202f200 {} sont partagées par minute, 19 millions par jour."),
        ("nl", "Naar schatting worden er 13.200 {} per minuut gedeeld, 19 miljoen per dag."),
        ("de", "Schätzungsweise 13.200 {} werden pro Minute geteilt, 19 Millionen pro Tag."),
        ("en", "About 13,200 {} are shared every minute, 19 million a day."),
    ],
)
def test_a_true_sentence_stands_there(catsforkids: Campaign, lang: str, sentence: str) -> None:
    unit = catsforkids.figures["abuse-images"].unit[lang]

    assert built(catsforkids, "while-reading", lang=lang).sentence == sentence.format(unit)


@pytest.mark.parametrize(
    ("lang", "minutes", "words", "number"),
    [
        ("en", 4, "4 minutes", "52,800"),
        ("fr", 1, "1 minute", "13\u202f200"),
        ("de", 120, "120 Minuten", "1.580.000"),
    ],
)
def test_minutes_are_those_of_the_article(
    catsforkids: Campaign, lang: str, minutes: int, words: str, number: str
) -> None:
    sentence = built(catsforkids, "while-reading", lang=lang, minutes=minutes).sentence

    assert words in sentence
    assert number in sentence


def test_the_average_says_estimate_source_year_and_that_it_is_no_live_count(catsforkids: Campaign) -> None:
    seen = built(catsforkids, "while-reading")

    assert seen.estimate
    assert (
        seen.average == "Estimate: an average from {source}, 2020, attributed to Interpol; not a live count."
    )
    assert [(link.text, link.url[:24]) for link in seen.sources] == [
        ("Child Focus", "https://childfocus.be/nl")
    ]


def test_the_label_says_since_when(catsforkids: Campaign) -> None:
    assert (
        view.label(catsforkids, "since-the-campaign", "fr") == "Images partagées depuis le 18 novembre 2020"
    )


@pytest.mark.parametrize("name", ["while-reading", "versus"])
def test_a_chosen_accent_is_readable_in_both_themes(catsforkids: Campaign, name: str) -> None:
    seen = built(catsforkids, name, accent="003366")

    assert seen.light["accent"] == "003366"
    assert seen.dark["accent"] != "003366"


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Births: {n}.", "Births: 250."),
        ("Births: {n, plural, one {# birth} other {# births}}.", "Births: 250 births."),
        ("{{{n}}} births", "{250} births"),
        ("{{n}} births", "{n} births"),
        ("Births.", "Births. About 250 a minute, 361,000 a day."),
    ],
)
def test_every_sentence_that_a_file_may_hold_can_be_filled_in(
    tmp_path: Path, sentence: str, said: str
) -> None:
    campaign = load(write(tmp_path, small(widgets__reading__sentence__en=sentence)))

    assert built(campaign, "reading").sentence == said


def test_a_widget_that_is_not_there_is_a_key_error(catsforkids: Campaign) -> None:
    with pytest.raises(KeyError):
        built(catsforkids, "tomorrow")
