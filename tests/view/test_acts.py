"""Where to report: the table of helplines, and how a campaign's page lists it."""

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from tests.support.examples import CAMPAIGNS
from tests.support.servers import ROOT
from tests.support.toml import SMALL, small, write
from widget.campaign.helplines import WORLD, Helpline, Helplines, helplines
from widget.campaign.load import load
from widget.language.bidi import levels, order
from widget.language.cldr import language
from widget.view import acts as reports

LANGS = ["fr", "nl", "de", "en"]
CATS = CAMPAIGNS["catsforkids"]
GOOD = {"region": "BE", "service": "Child Focus", "url": "https://www.imagesdabus.be"}
COUNTRIES = "BE NL FR DE LU AT CH GB IE ES IT PT PL CZ DK FI US CA AU JP BR"


def test_the_table_begins_by_saying_what_may_be_edited() -> None:
    text = (ROOT / "widget" / "campaign" / "helplines.toml").read_text(encoding="utf-8")
    comment = text.partition("\n[[helpline]]")[0]

    assert all(line.startswith("#") for line in comment.splitlines() if line)
    for key in Helpline.model_fields:
        assert f"\n#   {key}: " in comment


@pytest.mark.parametrize("line", helplines(), ids=lambda line: f"{line.region} {line.service}")
def test_every_helpline_has_what_it_needs_within_bounds(line: Helpline) -> None:
    assert line.region == WORLD or line.region in language("en").locale.territories
    assert 3 <= len(line.service) <= 40
    assert line.address("en").startswith("https://")
    assert line.telephone is None or 3 <= len(line.telephone.replace(" ", "").replace("-", "")) <= 15
    assert line.anonymous in (True, False)


def test_every_country_is_there_and_the_world_once() -> None:
    regions = [line.region for line in helplines()]

    assert set(regions) == {*COUNTRIES.split(), WORLD}
    assert regions.count(WORLD) == 1
    assert {line.region for line in helplines() if line.telephone} == {"BE", "ES", "PT", "PL", "US", "CA"}
    assert len({(line.region, line.service) for line in helplines()}) == len(regions)


@pytest.mark.parametrize(
    "change",
    [
        {"region": "Belgium"},
        {"service": " "},
        {"url": "mailto:a@example.org"},
        {"url": {"fr": "ftp://example.org"}},
        {"url": {}},
        {"telephone": "call us"},
        {"anonymous": "yes"},
        {"phone": "116 000"},
    ],
)
def test_an_entry_that_is_amiss_is_refused(change: dict[str, object]) -> None:
    assert Helplines.model_validate({"helpline": [GOOD]}).helpline

    with pytest.raises(ValidationError):
        Helplines.model_validate({"helpline": [GOOD | change]})


def test_a_service_is_addressed_in_the_readers_language() -> None:
    (belgium,) = [line for line in helplines() if line.region == "BE"]

    assert belgium.address("nl") == "https://www.misbruikbeelden.be"
    assert belgium.address("fr") == belgium.address("en") == "https://www.imagesdabus.be"


@pytest.mark.parametrize("lang", LANGS)
def test_a_page_lists_its_own_then_every_other_country_then_the_world(lang: str) -> None:
    words = language(lang)
    own, others = reports.own(CATS, words), reports.others(CATS, words)
    names = words.locale.territories

    assert [report.region for report in own] == [names["BE"], names["DE"]]
    assert {report.region for report in others[:-1]} == {names[each] for each in COUNTRIES.split()} - {
        names["BE"],
        names["DE"],
    }
    assert others[-1].service == "INHOPE"
    assert others[-1].region == words.words["everywhere"]


def test_countries_stand_in_the_order_of_the_readers_alphabet() -> None:
    regions = [report.region for report in reports.others(CATS, language("fr"))][:-1]

    assert regions.index("États-Unis") < regions.index("Finlande")
    assert regions.index("Danemark") < regions.index("Espagne") < regions.index("États-Unis")
    assert regions.index("Autriche") < regions.index("Brésil") < regions.index("Canada")


def test_a_campaign_that_does_not_ask_for_helplines_has_none(tmp_path: Path) -> None:
    act = {"region": "001", "service": "Somebody", "url": "https://example.org/a"}
    loaded = load(write(tmp_path, {**SMALL, "act": [act]}))

    assert reports.others(loaded, language("en")) == ()
    assert [each.address for each in reports.own(loaded, language("en"))] == ["example.org/a"]


def test_a_label_with_a_colon_has_none_before_its_address(tmp_path: Path) -> None:
    act = {"region": "001", "service": "ActNow", "url": "https://un.org/actnow"}
    texts = [
        reports.action(load(write(tmp_path, {**SMALL, "act": [act | {"label": {"en": label}}]})), "en")
        for label in ("What you can do: ActNow", "Act now")
    ]

    assert [each and each.text for each in texts] == ["What you can do: ActNow, un.org", "Act now: un.org"]


def test_what_holds_for_the_world_is_for_other_countries_only_beside_some(tmp_path: Path) -> None:
    world, belgium = (
        {"region": region, "service": "Somebody", "url": "https://example.org/a"} for region in ("001", "BE")
    )
    alone, beside = (load(write(tmp_path, {**SMALL, "act": acts})) for acts in ([world], [belgium, world]))

    assert [each.region for each in reports.own(alone, language("en"))] == [""]
    assert [each.region for each in reports.own(beside, language("en"))] == ["Belgium", "every other country"]


def test_the_world_has_inhope_where_a_campaign_names_nobody(tmp_path: Path) -> None:
    loaded = load(write(tmp_path, {**SMALL, "helplines": True}))

    assert reports.own(loaded, language("en")) == ()
    assert len(reports.others(loaded, language("en"))) == len(helplines())
    assert reports.others(loaded, language("en"))[-1].address == "inhope.org"


def in_language(lang: str, act: dict[str, str]) -> dict[str, Any]:
    texts = {key: {lang: "א"} for key in ("label", "sentence")}
    reading = {"kind": "elapsed", "figure": "births", **texts}
    changes = {"languages": [lang], "figures__births__unit": {lang: "א"}, "widgets__reading": reading}
    return small(**changes, act=[act])


@pytest.mark.parametrize(
    ("lang", "first", "second"),
    [("en", "a.org", "+32 2"), ("he", "+32 2", "a.org"), ("ar", "+32 2", "a.org")],
)
def test_a_telephone_stands_behind_its_address_in_either_direction(
    tmp_path: Path, lang: str, first: str, second: str
) -> None:
    act = {"region": "001", "service": "Somebody", "url": "https://a.org", "telephone": "+32 2 116 000"}
    found = reports.action(load(write(tmp_path, in_language(lang, act))), lang)
    assert found
    text = found.text
    seen = "".join(text[i] for i in order(levels(text, int(language(lang).direction == "rtl"))))

    assert "+32 2 116 000" in seen
    assert seen.index(first) < seen.index(second)
