"""Options: a closed list, one canonical form, and an explanation for every wrong value."""

from datetime import UTC, datetime
from itertools import permutations
from typing import Any
from urllib.parse import parse_qsl
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widget.campaign.models import Campaign
from widget.language.cldr import language
from widget.view.colour import MINIMUM, PAPERS, contrast
from widget.view.options import OptionError, Options, Wrong, parse

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
GOOD = {
    "lang": "nl",
    "theme": "dark",
    "layout": "banner",
    "accent": "7cc7d8",
    "minutes": "4",
    "utm_source": "newsletter",
}
NAMES = ("lang", "theme", "layout", "accent", "minutes", "from")
WIDGETS = ("while-reading", "today", "since-the-campaign", "versus", "every-second")


def read(
    campaign: Campaign, query: dict[str, str], widget: str = "while-reading", moment: datetime = NOW
) -> Options:
    return parse(query, campaign, campaign.widgets[widget], moment, language("en"))


def refused(campaign: Campaign, query: dict[str, str], widget: str = "while-reading") -> tuple[Wrong, ...]:
    with pytest.raises(OptionError) as caught:
        read(campaign, query, widget)
    return caught.value.wrong


@pytest.mark.parametrize(
    ("lang", "numbering"),
    [
        ("fr-u-nu-latn", "latn"),
        ("nl_BE-u-ca-gregory-nu-latn", "latn"),
        ("fr-u-nu-arab", ""),
        ("fr", ""),
        ("fr-x-nu-latn", ""),
    ],
)
def test_a_language_may_ask_for_its_digits(catsforkids: Campaign, lang: str, numbering: str) -> None:
    assert read(catsforkids, {"lang": lang}).numbering == numbering


def test_without_a_query_everything_is_default(catsforkids: Campaign) -> None:
    assert read(catsforkids, {}) == Options("fr", "auto", "card", None, None, None)
    assert read(catsforkids, {}).canonical("fr") == ""


def test_every_option_is_read(catsforkids: Campaign) -> None:
    assert read(catsforkids, GOOD) == Options("nl", "dark", "banner", "7cc7d8", 4)


@pytest.mark.parametrize("name", ["utm_source", "fbclid", "Lang", "THEME", "", "colour", "dnt", "maxwidth"])
def test_what_is_unknown_is_ignored(catsforkids: Campaign, name: str) -> None:
    assert read(catsforkids, {name: "anything"}) == read(catsforkids, {})


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_value_is_the_default(catsforkids: Campaign, name: str) -> None:
    assert read(catsforkids, {name: ""}) == read(catsforkids, {})


def test_the_canonical_form_does_not_depend_on_order_or_on_trackers(catsforkids: Campaign) -> None:
    forms = {read(catsforkids, dict(order)).canonical("fr") for order in permutations(GOOD.items(), 6)}

    assert forms == {"lang=nl&accent=7cc7d8&layout=banner&minutes=4&theme=dark"}


@pytest.mark.parametrize(
    ("name", "one", "other"),
    [
        ("accent", "#0B5C6E", "0b5c6e"),
        ("accent", "036", "#003366"),
        ("lang", "FR", "fr"),
        ("lang", "nl-BE", "nl"),
        ("lang", "nl_BE", "nl"),
        ("lang", "fr_FR.UTF-8", "fr"),
        ("minutes", "04", "4"),
    ],
)
def test_two_ways_to_say_the_same_are_one(catsforkids: Campaign, name: str, one: str, other: str) -> None:
    assert read(catsforkids, {name: one}) == read(catsforkids, {name: other})


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "lang": st.sampled_from(["fr", "nl", "de", "en"]),
            "theme": st.sampled_from(["auto", "light", "dark", "transparent-light", "transparent-dark"]),
            "layout": st.sampled_from(["card", "banner", "line"]),
            "minutes": st.integers(1, 120).map(str),
            "from": st.datetimes(datetime(1901, 1, 1), datetime(2026, 11, 1)).map(datetime.isoformat),
        },
    ),
    st.sampled_from(WIDGETS),
)
def test_the_canonical_form_means_the_same(catsforkids: Campaign, query: dict[str, str], widget: str) -> None:
    options = read(catsforkids, query, widget)
    canonical = options.canonical("fr")

    assert read(catsforkids, dict(parse_qsl(canonical)), widget) == options
    names = [name for name, _ in parse_qsl(canonical)]
    assert names == sorted(names, key=lambda name: (name != "lang", name))


@pytest.mark.parametrize(
    ("query", "allowed"),
    [
        ({"lang": "it"}, ["fr", "nl", "de", "en"]),
        ({"lang": "fr;q=1"}, ["fr", "nl", "de", "en"]),
        ({"lang": "*"}, ["fr", "nl", "de", "en"]),
        ({"theme": "Dark"}, ["auto", "light", "dark", "transparent-light", "transparent-dark"]),
        ({"layout": "tower"}, ["card", "banner", "line"]),
        ({"accent": "red"}, ["three", "six", "hexadecimal"]),
        ({"accent": "#ffff00"}, ["4.5:1"]),
        ({"minutes": "0"}, ["1", "120"]),
        ({"minutes": "121"}, ["1", "120"]),
        ({"minutes": "4.5"}, ["1", "120"]),
        ({"minutes": "-4"}, ["1", "120"]),
        ({"minutes": "٤"}, ["1", "120"]),
        ({"minutes": "9" * 5000}, ["1", "120"]),
        ({"from": "yesterday"}, ["2020-11-18"]),
        ({"from": "2999-01-01"}, ["past"]),
        ({"from": "1812-06-24"}, ["1900"]),
        ({"from": "0001-01-01T00:00:00+23:59"}, ["1900"]),
        ({"from": "9999-12-31T23:59:59-23:59"}, ["past"]),
    ],
)
def test_a_wrong_value_is_named_with_what_is_allowed(
    catsforkids: Campaign, query: dict[str, str], allowed: list[str]
) -> None:
    (wrong,) = refused(catsforkids, query)
    ((name, value),) = query.items()

    assert wrong.name == name
    assert value.startswith(wrong.value)
    assert len(wrong.value) <= 100
    assert all(word in wrong.allowed for word in allowed)


def test_every_wrong_value_is_named_at_once(catsforkids: Campaign) -> None:
    wrong = refused(catsforkids, dict.fromkeys(NAMES, "?"))

    assert [each.name for each in wrong] == list(NAMES)


@pytest.mark.parametrize("theme", list(PAPERS))
def test_a_pale_accent_is_refused_with_its_ratio_and_a_near_one_that_passes(
    catsforkids: Campaign, theme: str
) -> None:
    pale = "777777" if theme.endswith("dark") else "d0c000"
    (wrong,) = refused(catsforkids, {"accent": pale, "theme": theme})
    ratio = f"{contrast(pale, PAPERS[theme]):.4f}"

    assert ratio[:4] in wrong.allowed, "rounded down, so that 4.499 is not called 4.5"
    assert contrast(wrong.near, PAPERS[theme]) >= MINIMUM
    assert read(catsforkids, {"accent": wrong.near, "theme": theme}).accent == wrong.near


def test_the_ratio_is_written_in_the_readers_language(catsforkids: Campaign) -> None:
    with pytest.raises(OptionError) as caught:
        parse({"accent": "fff"}, catsforkids, catsforkids.widgets["today"], NOW, language("fr"))

    assert "1,0" in caught.value.wrong[0].allowed


def test_an_accent_is_held_against_the_theme_that_it_is_used_with(catsforkids: Campaign) -> None:
    assert read(catsforkids, {"accent": "7cc7d8", "theme": "dark"}).accent == "7cc7d8"
    assert refused(catsforkids, {"accent": "7cc7d8", "theme": "light"})


@pytest.mark.parametrize("widget", WIDGETS)
def test_what_does_not_apply_is_left_out_of_the_canonical_form(catsforkids: Campaign, widget: str) -> None:
    options = read(catsforkids, {"minutes": "4", "from": "2024-01-01"}, widget)

    assert (options.minutes is not None) == (widget == "while-reading")
    assert (options.since is not None) == (widget == "since-the-campaign")


def test_a_local_time_is_one_of_the_campaigns_zone(catsforkids: Campaign) -> None:
    since = read(catsforkids, {"from": "2026-07-01T09:30"}, "since-the-campaign").since

    assert since == datetime(2026, 7, 1, 9, 30, tzinfo=ZoneInfo("Europe/Brussels"))


def test_a_moment_just_past_is_allowed_and_one_just_to_come_is_not(catsforkids: Campaign) -> None:
    assert read(catsforkids, {"from": "2026-11-22T12:00:00+00:00"}, "since-the-campaign").since == NOW
    assert refused(catsforkids, {"from": "2026-11-22T12:00:00.000001+00:00"}, "since-the-campaign")


def test_a_new_year_has_begun_where_the_campaign_is_before_it_begins_in_utc(catsforkids: Campaign) -> None:
    eve = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)

    since = read(catsforkids, {"from": "2027-01-01"}, "since-the-campaign", eve).since

    assert since == datetime(2027, 1, 1, tzinfo=ZoneInfo("Europe/Brussels"))


JUNK: Any = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["\x00", "fr\x00", "1e3", "²", "+4", "0x4", " 4", "24:00", "2020-W53-7", "20201118T2400"]
    ),
    st.from_regex(r"\A[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2})?([+-][0-9]{2}:[0-9]{2})?\Z"),
)


@given(st.dictionaries(st.sampled_from(NAMES), JUNK, max_size=6), st.sampled_from(WIDGETS))
def test_any_value_is_an_option_or_an_option_error(
    catsforkids: Campaign, query: dict[str, str], widget: str
) -> None:
    wrong: tuple[Wrong, ...] = ()
    try:
        read(catsforkids, query, widget)
    except OptionError as error:
        wrong = error.wrong

    assert {each.name for each in wrong} <= query.keys()
    assert all(each.allowed for each in wrong)
