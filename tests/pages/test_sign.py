"""The page of the sign: the message, how to take part, and that nothing is taken in."""

import re
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.support.examples import CAMPAIGNS
from tests.support.markup import Page, links
from tests.support.servers import ROOT
from tests.support.toml import SMALL, write
from widget.campaign.faults import CampaignError
from widget.campaign.load import load
from widget.campaign.models import Campaign
from widget.language.catalogue import page_languages
from widget.language.cldr import language
from widget.pages import sign
from widget.view.acts import action
from widget.view.colour import LIGHT, MINIMUM, contrast

LANGS = ["fr", "nl", "de", "en"]
CATS = CAMPAIGNS["catsforkids"]
ACT = {"region": "BE", "service": "Child Focus", "url": "https://www.imagesdabus.be"}
REPORTED = {
    "fr": ("imagesdabus.be", "116 000"),
    "nl": ("misbruikbeelden.be", "116 000"),
    "de": ("internet-beschwerdestelle.de",),
    "en": ("inhope.org",),
}


def read(campaign: Campaign, lang: str) -> Page:
    return Page(sign.page(campaign, language(lang), "").body.decode())


def loaded(folder: Path, **more: Any) -> Campaign:
    return load(write(folder, {**SMALL, **more}))


def steps(page: Page) -> list[str]:
    return [each.text for each in page.all("li") if each.parents[-1].name == "ol"]


@pytest.mark.parametrize("lang", LANGS)
def test_the_sign_has_message_hashtag_cat_where_to_report_and_source(lang: str) -> None:
    page = read(CATS, lang)
    shown = page.one("section", "sign")

    assert CATS.slogan is not None
    assert page.one("h1").text == CATS.slogan[lang]
    assert shown in page.one("h1").parents
    assert shown in page.one("svg", "cat").parents
    for text in ("#catsforkids", "Child Focus", "2020", *REPORTED[lang]):
        assert text in shown.text
    assert ("116 000" in shown.text) == (lang in ("fr", "nl"))


@pytest.mark.parametrize("lang", LANGS)
def test_taking_part_has_four_steps_that_end_with_where_to_report(lang: str) -> None:
    found = steps(read(CATS, lang))

    assert len(found) == 4
    assert "#catsforkids" in found[2]
    assert "2020" in found[2]
    assert REPORTED[lang][0] in found[3]
    assert "URL" in found[3]


@pytest.mark.parametrize("lang", LANGS)
def test_nothing_can_be_uploaded_and_the_page_says_so(lang: str) -> None:
    page = read(CATS, lang)

    assert not [each for each in page.elements if each.name in ("form", "input", "button", "textarea")]
    assert language(lang).words["sign.private"] in [each.text for each in page.all("h2")]
    assert " ".join(language(lang).words["sign.private_text"].split()) in page.one("main").text


@pytest.mark.parametrize("lang", LANGS)
def test_the_sign_can_be_had_as_drawing_and_picture_and_in_its_other_languages(lang: str) -> None:
    found = links(read(CATS, lang))

    assert f"/catsforkids/sign.svg?lang={lang}" in found
    assert f"/catsforkids/sign.png?lang={lang}" in found
    assert {f"/catsforkids/sign?lang={other}" for other in LANGS} <= set(found)


@pytest.mark.parametrize("lang", page_languages())
def test_a_campaign_without_steps_has_four_that_suit_any(tmp_path: Path, lang: str) -> None:
    spoken, campaign = language(lang), loaded(tmp_path, hashtag="#births", act=[ACT])
    found = sign.steps(campaign, spoken, action(campaign, "en"))

    assert len(found) == 4
    assert "#births" in found[2]
    assert "imagesdabus.be" in found[3]
    assert not [step for step in found if "{" in step]


def test_without_hashtag_and_act_the_steps_name_neither(tmp_path: Path) -> None:
    page = read(loaded(tmp_path), "en")

    assert len(steps(page)) == 4
    assert "#" not in steps(page)[2]
    assert "UN WPP" in steps(page)[3]
    assert page.one("h1").text == "births"
    assert not page.all("svg", "cat")


@pytest.mark.parametrize(("length", "size"), [(45, "short"), (46, "medium"), (221, "longest")])
def test_a_longer_message_is_written_smaller(tmp_path: Path, length: int, size: str) -> None:
    page = read(loaded(tmp_path, slogan={"en": "x" * length}), "en")

    assert page.one("h1").classes == [size]


@pytest.mark.parametrize("count", [2, 6])
def test_a_campaign_may_have_its_own_steps(tmp_path: Path, count: int) -> None:
    own = [{"en": f"Step {{{i}}}."} for i in range(count)]

    assert steps(read(loaded(tmp_path, step=own), "en")) == [step["en"] for step in own]


@pytest.mark.parametrize(
    ("step", "key", "says"),
    [
        ([{"en": "Only one."}], "step", "2 to 6"),
        ([{"en": "Too many."}] * 7, "step", "2 to 6"),
        ({"en": "Not a list."}, "step", "[[step]]"),
        ([{"en": "One."}, {}], "step.1.en", 'en = "…"'),
        ([{"en": "One."}, {"en": "Two.", "it": "Due."}], "step.1.it", "language of the campaign"),
        ([{"en": "One."}, {"en": 2}], "step.1.en", "a text in this language"),
    ],
)
def test_steps_that_are_amiss_are_refused_in_one_line(
    tmp_path: Path, step: object, key: str, says: str
) -> None:
    with pytest.raises(CampaignError) as caught:
        loaded(tmp_path, step=step)
    (fault,) = caught.value.faults

    assert fault.key == key
    assert says in str(fault)


def test_helplines_are_true_or_false(tmp_path: Path) -> None:
    with pytest.raises(CampaignError) as caught:
        loaded(tmp_path, helplines="yes")

    assert "helplines: 'yes'; expected true or false; write helplines = true" in str(caught.value)


@pytest.mark.parametrize("lang", LANGS)
def test_the_sign_is_served_in_the_language_that_is_asked_for(client: TestClient, lang: str) -> None:
    asked = client.get("/catsforkids/sign", params={"lang": lang})
    accepted = client.get("/catsforkids/sign", headers={"accept-language": lang})

    assert asked.headers["content-language"] == accepted.headers["content-language"] == lang
    assert Page(asked.text).one("h1").text == Page(accepted.text).one("h1").text


def test_the_page_is_light(client: TestClient) -> None:
    assert len(client.get("/catsforkids/sign?lang=de").content) < 8_000


def test_the_colours_of_the_sign_are_those_of_the_light_theme() -> None:
    css = (ROOT / "static" / "sign.css").read_text(encoding="utf-8")
    found = dict(re.findall(r"--(\w+):\s*#([0-9a-f]{6});", css))

    assert found == {name: LIGHT[name] for name in ("ink", "quiet", "accent")}
    assert all(contrast(colour, "ffffff") >= MINIMUM for colour in found.values())


def test_what_a_campaign_says_cannot_become_markup(tmp_path: Path) -> None:
    rude = "<b onclick='x'>\"&amp;{{ 1 }}"
    page = read(loaded(tmp_path, slogan={"en": rude}, step=[{"en": rude}] * 2), "en")

    assert page.one("h1").text == rude
    assert steps(page) == [rude, rude]
    assert not [each for each in page.all("b") if "onclick" in each.attributes]
