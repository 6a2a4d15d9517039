"""Campaign files: what loads, that it is frozen and exact, and the figures and words of the first one."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from tests.support.toml import SMALL, dumps, small, write
from widget.campaign.faults import CampaignError
from widget.campaign.figures.base import Published
from widget.campaign.load import load
from widget.campaign.models import Campaign
from widget.formats import table as formats
from widget.language.cldr import language
from widget.pages.campaign import campaign_page
from widget.settings import BUNDLED
from widget.view import options, view
from widget.view.acts import action

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
# What is ruled out by the Luxembourg Guidelines, in the campaign's languages, and what would be alarm.
RULED_OUT = (
    "pornogra",
    "porno",
    "pédoporn",
    "pedoporn",
    "shock",
    "choc",
    "horr",
    "double",
    "verdopp",
    "verdubbel",
)


def texts(value: object) -> list[str]:
    """Every text in a model, however deep."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, BaseModel):
        return [text for _, each in value for text in texts(each)]
    if isinstance(value, Mapping):
        return [text for each in value.values() for text in texts(each)]
    return [text for each in value for text in texts(each)] if isinstance(value, tuple) else []


def test_the_figures_of_catsforkids_are_those_that_were_published(catsforkids: Campaign) -> None:
    images, cats = catsforkids.resolved["abuse-images"], catsforkids.resolved["cat-photos"]

    assert list(catsforkids.figures) == ["abuse-images", "cat-photos"]
    assert (*images.published, images.as_of) == (Published(Decimal(19_000_000), "day"), date(2020, 11, 18))
    assert (*cats.published, cats.as_of) == (Published(Decimal(243_000), "day"), date(2020, 11, 18))
    assert images.rate == Fraction(19_000_000, 86400)
    assert cats.rate == Fraction(28125, 10000)
    assert round(images.rate / cats.rate) == 78
    assert images.estimate
    assert cats.estimate


@pytest.mark.parametrize("name", ["abuse-images", "cat-photos"])
def test_each_figure_names_who_published_it_where_and_when(catsforkids: Campaign, name: str) -> None:
    source = catsforkids.resolved[name].source

    assert source.publisher == "Child Focus"
    assert source.title == "Child Focus zet katten in tegen seksueel kindermisbruik"
    assert source.url.startswith("https://childfocus.be/")
    assert source.date == date(2020, 11, 18)


def test_the_estimate_is_said_to_be_attributed_to_interpol(catsforkids: Campaign) -> None:
    note = catsforkids.resolved["abuse-images"].source.note

    assert note is not None
    assert set(note) == {"fr", "nl", "de", "en"}
    assert all("Interpol" in text for text in note.values())


def test_catsforkids_has_its_five_widgets(catsforkids: Campaign) -> None:
    assert {name: widget.kind for name, widget in catsforkids.widgets.items()} == {
        "while-reading": "elapsed",
        "today": "today",
        "since-the-campaign": "since",
        "versus": "versus",
        "every-second": "rate",
    }


def test_catsforkids_is_belgian_and_speaks_four_languages(catsforkids: Campaign) -> None:
    assert catsforkids.languages == ("fr", "nl", "de", "en")
    assert catsforkids.timezone.key == "Europe/Brussels"
    assert catsforkids.hashtag == "#catsforkids"


def test_where_to_report_is_right_in_each_language(catsforkids: Campaign) -> None:
    found = {lang: action(catsforkids, lang) for lang in catsforkids.languages}
    addresses = {lang: (act.link.url, act.telephone) for lang, act in found.items() if act}

    assert addresses == {
        "fr": ("https://www.imagesdabus.be", "116 000"),
        "nl": ("https://www.misbruikbeelden.be", "116 000"),
        "de": ("https://www.internet-beschwerdestelle.de", None),
        "en": ("https://www.inhope.org/what-we-do/how-to-report", None),
    }


def test_the_slogan_is_the_campaigns_own(catsforkids: Campaign) -> None:
    assert catsforkids.slogan is not None
    assert (
        catsforkids.slogan["fr"]
        == "Pour chaque photo de chat, 78 images d’abus sexuels sur des enfants sont partagées."
    )
    assert (
        catsforkids.slogan["nl"]
        == "Voor elke kattenfoto worden er 78 beelden van seksueel kindermisbruik gedeeld."
    )
    assert catsforkids.slogan["en"] == "For each cat photo, 78 images of child sexual abuse are shared."


@pytest.mark.parametrize("word", RULED_OUT)
def test_no_word_that_is_ruled_out_is_used(catsforkids: Campaign, word: str) -> None:
    assert not [text for text in texts(catsforkids) if word in text.casefold()]


@pytest.mark.parametrize(
    ("lang", "term"),
    [
        ("fr", "images d’abus sexuels sur des enfants"),
        ("nl", "beelden van seksueel kindermisbruik"),
        ("de", "Darstellungen sexuellen Missbrauchs von Kindern"),
        ("en", "images of child sexual abuse"),
    ],
)
def test_every_sentence_uses_the_right_term(catsforkids: Campaign, lang: str, term: str) -> None:
    for widget in catsforkids.widgets.values():
        assert term.casefold() in widget.sentence[lang].casefold()


def mappings(value: object, path: str = "campaign") -> list[tuple[str, Mapping[str, object]]]:
    """Every mapping in a model, with where it stands."""
    if isinstance(value, BaseModel):
        return [pair for name, each in value for pair in mappings(each, f"{path}.{name}")]
    if isinstance(value, Mapping):
        inside = [pair for key, each in value.items() for pair in mappings(each, f"{path}[{key}]")]
        return [(path, value), *inside]
    if isinstance(value, tuple):
        return [pair for i, each in enumerate(value) for pair in mappings(each, f"{path}[{i}]")]
    return []


def test_no_key_of_a_campaign_can_be_set() -> None:
    campaign = load(BUNDLED / "catsforkids.toml")
    figure = campaign.figures["abuse-images"]

    for model, name in [
        (campaign, "name"),
        (figure, "amount"),
        (campaign.resolved["abuse-images"].source, "publisher"),
    ]:
        with pytest.raises(ValidationError, match="frozen"):
            setattr(model, name, 1)


def test_no_table_in_a_campaign_can_be_changed() -> None:
    found = mappings(load(BUNDLED / "catsforkids.toml"))

    assert len(found) > 20
    assert [path for path, each in found if hasattr(each, "__setitem__")] == []


@pytest.mark.parametrize(
    ("amount", "exact"),
    [("0.1", Fraction(1, 10)), ("2.8125", Fraction(45, 16)), ("19_000_000", Fraction(19_000_000)),
     ("38.1e9", Fraction(38_100_000_000)), ("900719925474.0993", Fraction(9007199254740993, 10000))],
)  # fmt: skip
def test_amounts_are_kept_exactly(tmp_path: Path, amount: str, exact: Fraction) -> None:
    file = write(tmp_path, small(figures__births__year=None, figures__births__per="day"))
    file.write_text(file.read_text(encoding="utf-8").replace("132000000", amount), encoding="utf-8")

    assert load(file).resolved["births"].rate == exact / 86400


def test_a_figure_of_one_year_is_divided_by_its_own_days(tmp_path: Path) -> None:
    assert load(write(tmp_path, SMALL)).resolved["births"].rate == Fraction(132_000_000, 366 * 86400)


def test_widgets_and_figures_keep_the_order_of_the_file(catsforkids: Campaign) -> None:
    assert next(iter(catsforkids.widgets)) == "while-reading"
    assert list(catsforkids.figures) == ["abuse-images", "cat-photos"]


def test_one_text_may_stand_for_all_languages_where_it_needs_no_translation(tmp_path: Path) -> None:
    loaded = load(write(tmp_path, small(title="#births", figures__births__source__note="medium variant")))

    assert loaded.title == {"en": "#births"}
    assert loaded.resolved["births"].source.note == {"en": "medium variant"}


# What may be drawn in place of any value, and what is done to the data.
JUNK: Any = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**20), 10**20),
    st.decimals(allow_nan=False, allow_infinity=False, places=3),
    st.text(max_size=12),
    st.sampled_from(
        ["{n}", "{n:}", "{{{n}}}", "{{n}}", "{", "}", "{0}", "{n!s}", "</style>", '"', "\\", "\n", "<b>"]
    ),
    st.dates(date(1, 1, 1), date(9999, 12, 31)),
    st.datetimes(datetime(1, 1, 1), datetime(9999, 12, 31)),
    st.lists(st.text(max_size=3), max_size=3),
    st.dictionaries(st.text(max_size=4), st.text(max_size=4), max_size=2),
)


def paths(data: Any, before: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Where each value stands, branches too."""
    inside = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [path for key, value in inside for path in [(*before, key), *paths(value, (*before, key))]]


def mutated(data: dict[str, Any], draw: st.DataObject) -> dict[str, Any]:
    for _ in range(draw.draw(st.integers(1, 3))):
        *parents, last = draw.draw(st.sampled_from(paths(data)))
        section: Any = data
        for parent in parents:
            section = section[parent]
        value = draw.draw(JUNK)
        if value is None:
            del section[last]
        elif isinstance(section, dict) and draw.draw(st.booleans()):
            section[draw.draw(st.text(max_size=8))] = value
        else:
            section[last] = value
        if not paths(data):
            return data
    return data


def full() -> dict[str, Any]:
    """A small campaign with every kind of widget and an act."""
    words = {"label": {"en": "{unit}"}, "sentence": {"en": "About {n}."}}
    widgets = {
        "today": {"kind": "today", "figure": "births", **words},
        "since": {"kind": "since", "figure": "births", "since": datetime(2020, 11, 18), **words},
        "versus": {"kind": "versus", "figures": ["births", "births"], **words},
        "rate": {"kind": "rate", "figure": "births", **words},
        "reading": SMALL["widgets"]["reading"],
    }
    act = [{"region": "BE", "service": "Child Focus", "url": {"en": "https://b.org"}, "telephone": "116 000"}]
    return small(widgets=widgets, act=act, title={"en": "Births"})


@given(st.data())
@settings(max_examples=300)
def test_any_change_to_a_file_is_a_campaign_that_can_be_served_or_a_campaign_error(
    tmp_path: Path, data: st.DataObject
) -> None:
    file = tmp_path / "campaign.toml"
    file.write_text(dumps(mutated(full(), data)), encoding="utf-8")
    try:
        campaign = load(file)
    except CampaignError:
        return
    for name in campaign.widgets:
        built = view.build(campaign, name, options.Options(campaign.languages[0], minutes=4), NOW)
        for make in formats.DOCUMENTS.values():
            assert make(built).body
    assert campaign_page(campaign, language(campaign.languages[-1]), "").body


@given(st.binary(max_size=80))
def test_any_bytes_are_a_campaign_error(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "campaign.toml"
    file.write_bytes(content)

    with pytest.raises(CampaignError):
        load(file)


def test_a_whole_amount_is_not_made_a_float(catsforkids: Campaign) -> None:
    assert type(catsforkids.resolved["abuse-images"].published[0].amount) is Decimal
