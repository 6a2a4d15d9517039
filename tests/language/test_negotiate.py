"""Which language an answer is in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widget.language.catalogue import borrowed, own_language
from widget.language.negotiate import choose, decide
from widget.language.tags import MOST_SUBTAGS, lineage, prefixes

TAGS = ["fr", "nl", "pt-BR"]


@pytest.mark.parametrize(
    ("accepted", "chosen"),
    [
        ("nl", "nl"),
        ("nl-BE", "nl"),
        ("NL-be,en;q=0.5", "nl"),
        ("en;q=0.5, nl;q=0.9", "nl"),
        ("en;q=0.5,nl;q=0.5", "en"),
        ("de-AT-1996", "de"),
        ("it, en;q=0.1", "en"),
        ("fr;q=0, en", "en"),
        ("fr;q=0", None),
        ("it", None),
        ("", None),
        ("nl ; q=0.4 , de;q=0.8", "de"),
        ("en;q=1.000,de;q=0.999", "en"),
        ("pt-BR", "pt-BR"),
        ("pt-br", "pt-BR"),
        ("de;Q=0.2,nl;Q=0.3", "nl"),
        ("de;q=0.2,nl;q = 0.3", "nl"),
        ("de;q=1.5,nl;q=0.3", "nl"),
    ],
)
def test_the_language_that_is_preferred_is_chosen(accepted: str, chosen: str | None) -> None:
    assert choose(accepted, ["fr", "nl", "de", "en", "pt-BR"]) == chosen


@pytest.mark.parametrize(
    ("accepted", "chosen"),
    [("fr;q=0, *", "nl"), ("nl;q=0.5, *;q=0.1", "nl"), ("it, *;q=0.5", "fr"), ("*;q=0", None)],
)
def test_a_star_stands_for_every_language_that_is_not_named(accepted: str, chosen: str | None) -> None:
    # None leaves the choice to the default, which is the first.
    available = ["fr", "nl"]

    assert (choose(accepted, available) or (available[0] if chosen else None)) == chosen


@pytest.mark.parametrize(("accepted", "available"), [("no", "nb"), ("nb-NO", "no")])
def test_norwegian_is_its_bokmal_by_either_code(accepted: str, available: str) -> None:
    assert choose(accepted, ["en", available]) == available


@pytest.mark.parametrize(
    ("accepted", "available", "chosen"),
    [
        ("nn", ["en", "nb"], "nb"),
        ("nn-NO, en;q=0.9", ["en", "no"], "no"),
        ("nb", ["en", "nn"], "nn"),
        ("zh-HK", ["en", "zh", "zh-Hant"], "zh-Hant"),
        ("zh-MO", ["zh-TW", "zh-HK", "zh"], "zh-HK"),
        ("zh-Hant", ["zh-HK", "zh-TW"], "zh-TW"),
        ("en-AU", ["en", "en-US", "en-GB"], "en-GB"),
        ("en", ["en-GB", "en-US"], "en-US"),
        ("es-MX", ["es", "es-419"], "es-419"),
        ("es-AR", ["es-ES", "es-MX"], "es-MX"),
        ("pt-MZ", ["pt-BR", "pt-PT"], "pt-PT"),
        ("pt", ["pt-PT", "pt-BR"], "pt-BR"),
        ("fr-CA", ["fr-BE", "fr-FR"], "fr-FR"),
        ("iw", ["en", "he"], "he"),
        ("in-ID", ["en", "id"], "id"),
        ("tl", ["en", "fil"], "fil"),
        ("sh", ["en", "sr-Latn"], "sr-Latn"),
        ("sr-ME", ["sr", "sr-Latn"], "sr-Latn"),
    ],
)
def test_a_language_falls_back_as_in_cldr(accepted: str, available: list[str], chosen: str) -> None:
    assert choose(accepted, available) == chosen


@pytest.mark.parametrize(
    ("accepted", "available", "chosen"),
    [
        ("lb", ["fr", "de"], "de"),
        ("lb, fr;q=0.9", ["fr", "de"], "de"),
        ("lb, fr;q=0.9, de-DE;q=0.8", ["fr", "de"], "fr"),
        ("hr", ["en", "sr-Latn"], "sr-Latn"),
        ("hr", ["en", "sr"], None),
        ("yue-HK", ["en", "zh-Hant"], "zh-Hant"),
        ("nn, nb;q=0", ["en", "nb"], None),
        ("da", ["en", "nb"], "nb"),
        ("da, en;q=0.8", ["en", "nb"], "en"),
        ("zh-CN, en;q=0.9", ["en", "zh-TW"], "en"),
        ("ca", ["en", "es"], None),
    ],
)
def test_a_language_stands_in_for_one_whose_readers_read_it_unless_they_say_which(
    accepted: str, available: list[str], chosen: str | None
) -> None:
    assert choose(accepted, available) == chosen


@pytest.mark.parametrize(
    ("tag", "words"),
    [("nn", "nb"), ("no", "nb"), ("zh-HK", "zh-Hant"), ("zh-SG", "zh"), ("sr-Latn", None), ("hr-BA", "hr")],
)
def test_our_words_are_those_of_the_language_that_it_inherits_from(tag: str, words: str | None) -> None:
    assert own_language(tag) == words
    assert borrowed(tag) == (words if tag == "nn" else None)


@pytest.mark.parametrize(
    ("accepted", "available", "chosen"),
    [
        ("en-US,en;q=0.9", ["fr", "en-GB"], "en-GB"),
        ("pt-PT, fr;q=0.5", ["fr", "pt-BR"], "pt-BR"),
        ("es", ["en", "es-419"], "es-419"),
        ("sr-Latn", ["en", "sr-RS"], "sr-RS"),
        ("zh-HK", ["en", "zh-TW"], "zh-TW"),
        ("zh-CN", ["en", "zh-TW"], "zh-TW"),
    ],
)
def test_a_country_stands_in_for_another_one_of_the_same_language(
    accepted: str, available: list[str], chosen: str | None
) -> None:
    assert choose(accepted, available) == chosen


@pytest.mark.parametrize(
    "garbage", [";", ",,,", "q=1", ";q=", "en;q=", "en;q=x", "-", "--", "en;q=-1", "\x00", "é"]
)
def test_garbage_chooses_nothing_and_breaks_nothing(garbage: str) -> None:
    assert choose(garbage, ["fr", "nl"]) is None


@pytest.mark.parametrize("weight", ["inf", "nan", "1e9", "2", "1_0", "٠.٩"])
def test_a_weight_that_is_none_does_not_win(weight: str) -> None:
    assert choose(f"nl;q={weight}, fr;q=0.9", ["fr", "nl"]) == "fr"


@given(st.text(max_size=60))
def test_any_header_gives_an_available_language_or_none(accepted: str) -> None:
    assert choose(accepted, ["fr", "nl"]) in ("fr", "nl", None)


@pytest.mark.parametrize("tag", ["a-" * 10_000, "de" + "-x" * 10_000, "-" * 10_000, "x" * 10_000])
def test_of_a_long_tag_only_its_beginning_is_looked_up(tag: str) -> None:
    looked_up = prefixes(tag)

    assert 1 <= len(looked_up) <= MOST_SUBTAGS
    assert all(tag.startswith(prefix) for prefix in looked_up)


@pytest.mark.parametrize(
    ("tag", "parents"),
    [
        ("zh-TW", ("zh-hant-tw", "zh-hant")),
        ("zh-CN", ("zh-cn", "zh")),
        ("sr-Latn", ("sr-latn",)),
        ("pt-BR", ("pt-br", "pt")),
        ("pt-AO", ("pt-ao", "pt-pt", "pt")),
        ("nn-NO", ("nn-no", "nn", "nb")),
        ("no", ("nb",)),
    ],
)
def test_a_language_has_the_parents_that_cldr_has_and_none_in_another_script(
    tag: str, parents: tuple[str, ...]
) -> None:
    assert lineage(tag) == parents


def test_a_reader_of_traditional_chinese_gets_that_before_the_simplified_one() -> None:
    assert choose("zh-TW", ["zh", "zh-Hant"]) == "zh-Hant"
    assert choose("zh-TW", ["en", "zh"]) == "zh"
    assert decide("zh_HK.UTF-8", "", ["zh", "zh-Hant"]).tag == "zh-Hant"
    assert decide("iw", "", ["en", "he"]).tag == "he"


def test_a_tag_is_looked_up_whole_before_what_it_is_a_kind_of() -> None:
    assert prefixes("de-at-1996") == ["de-at-1996", "de-at", "de"]


@pytest.mark.parametrize(
    ("asked", "accepted", "tag", "by_header"),
    [
        ("nl", "pt-BR", "nl", False),
        ("nl-BE", "", "nl", False),
        ("xx", "pt-br", "pt-BR", True),
        ("", "nl", "nl", True),
        ("", "", "fr", True),
        ("xx", "yy", "fr", True),
    ],
)
def test_what_is_asked_for_comes_before_what_is_accepted_and_that_before_the_first(
    asked: str, accepted: str, tag: str, by_header: bool
) -> None:
    assert decide(asked, accepted, TAGS) == (tag, by_header)


@given(st.text(max_size=20), st.text(max_size=20), st.text(max_size=20))
def test_readers_get_different_languages_only_where_the_header_decides(
    asked: str, one: str, other: str
) -> None:
    decisions = decide(asked, one, TAGS), decide(asked, other, TAGS)

    assert all(decision.tag in TAGS for decision in decisions)
    assert decisions[0] == decisions[1] or all(decision.by_header for decision in decisions)
