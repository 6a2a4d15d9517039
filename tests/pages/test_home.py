"""The home page: a number of each campaign, by topic and in the reader's language, and what finds one."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.support.histories import STOCK, history
from tests.support.markup import Page
from tests.support.toml import SMALL, small, write
from widget.campaign.load import load
from widget.campaign.models import Campaign
from widget.export.site import files, still
from widget.language.cldr import language
from widget.pages.home import FEW, MOST, MOST_OF_ONE
from widget.server.app import create_app
from widget.view.colour import TOPICS

SLOW = {"figures__births__amount": 2_500}
TODAY = {
    "kind": "today",
    "figure": "births",
    "label": {"en": "Births since midnight"},
    "sentence": {"en": "On {date} at {time}: {n} births."},
}


def campaign(folder: Path, name: str, **changes: Any) -> Campaign:
    return load(write(folder, small(name=name, title={"en": f"On {name}"}, **changes), f"{name}.toml"))


def opened(*campaigns: Campaign, query: str = "", accepted: str = "") -> Page:
    app = create_app({campaign.name: campaign for campaign in campaigns})
    answer = TestClient(app).get(f"/?{query}", headers={"accept-language": accepted or "en"})
    assert answer.status_code == 200
    return Page(answer.text)


def ticking(page: Page) -> int:
    return len(page.all("p", "n"))


def test_the_first_campaign_that_ticks_stands_on_top_and_the_others_by_topic(tmp_path: Path) -> None:
    page = opened(
        campaign(tmp_path, "slow", topic="sea", **SLOW),
        campaign(tmp_path, "births", topic="people"),
        campaign(tmp_path, "meals", topic="food"),
        campaign(tmp_path, "waste", topic="food"),
    )

    assert "Births while you read" in page.one("div", "feature").text
    assert [each.attributes["id"] for each in page.all("section")] == ["food", "sea"]
    assert len(page.all("li", "item")) == 3
    assert ticking(page) == 3


def test_each_number_leads_to_its_campaign_and_to_its_builder(tmp_path: Path) -> None:
    page = opened(campaign(tmp_path, "births"), campaign(tmp_path, "meals"))
    addresses = {link.attributes["href"] for link in page.all("a")}

    for name in ("births", "meals"):
        assert {f"/{name}?lang=en", f"/{name}/embed?lang=en&widget=reading"} <= addresses


def test_each_number_says_what_it_is_and_where_it_is_from(tmp_path: Path) -> None:
    page = opened(campaign(tmp_path, "births"), campaign(tmp_path, "meals"))

    for box in (page.one("div", "feature"), page.one("li", "item")):
        for said in ("estimate", "About 250 a minute, 361,000 a day.", "UN WPP 2024; not a live count."):
            assert said in box.text
        assert "361,000 every day" in box.text, "what stands there without the number"


@pytest.mark.parametrize("changes", [SLOW, {"widgets": {"today": TODAY}}])
def test_what_is_slow_or_needs_the_clock_stands_still(tmp_path: Path, changes: dict[str, Any]) -> None:
    page = opened(campaign(tmp_path, "births", **changes))

    assert ticking(page) == 0
    assert not page.all("input")
    assert page.one("p", "label").text == "births · estimate"
    assert "midnight" not in page.one("main").text
    assert page.one("p", "amount").text in ("one every 3 hours and 31 minutes", "361,000 every day")


def test_one_pause_is_for_all_numbers(tmp_path: Path) -> None:
    page = opened(campaign(tmp_path, "births"), campaign(tmp_path, "meals"))
    (control,) = [each for each in page.all("input") if each.attributes["type"] == "checkbox"]

    assert control.parents[-1].text == "Pause all numbers"
    assert ":has(:checked) .u" in page.one("style").text


@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic_can_be_chosen(tmp_path: Path, topic: str) -> None:
    campaigns = [campaign(tmp_path, each, topic=each) for each in TOPICS]
    page = opened(*campaigns, query=f"topic={topic}")
    (here,) = [
        each
        for each in page.all("a")
        if each.attributes.get("aria-current") and "hreflang" not in each.attributes
    ]

    assert topic in page.one("div", "feature").classes
    assert not page.all("section"), "one number of a topic is on top"
    assert here.text == language("en").words[f"topic.{topic}"]


def test_a_campaign_of_charts_shows_the_newest_amount(tmp_path: Path) -> None:
    reports = load(write(tmp_path, {**history(STOCK), "name": "debt"}, "debt.toml"))
    page = opened(reports)

    assert ticking(page) == 0
    assert page.one("p", "amount").text.startswith("$38.4")


@pytest.mark.parametrize("words", ["ELÉPHANTS", "elephants", "eleph  on", "technology eleph"])
def test_a_number_is_found_by_words_without_regard_to_case_and_accents(tmp_path: Path, words: str) -> None:
    found = campaign(tmp_path, "ivory", topic="technology", figures__births__unit={"en": "Éléphants"})
    page = opened(found, campaign(tmp_path, "meals", topic="food"), query=f"q={words}")

    assert [each.attributes["id"] for each in page.all("section")] == ["technology"]
    assert [each.attributes["value"] for each in page.all("input") if each.attributes.get("name") == "q"]


@pytest.mark.parametrize(
    "query", ["q=nothing+of+the+kind", "topic=nothing", "topic=food&q=births", "q=%00%3Cb%3E"]
)
def test_where_nothing_is_found_that_is_said_with_a_way_back(tmp_path: Path, query: str) -> None:
    page = opened(campaign(tmp_path, "births"), query=query)

    assert page.one("p", "none").text == "No number matches this. All topics"
    assert not page.all("section")


def test_with_a_hundred_campaigns_few_tick_and_all_are_listed(tmp_path: Path) -> None:
    hundred = [campaign(tmp_path, f"c{i}", topic=list(TOPICS)[i % len(TOPICS)]) for i in range(112)]
    page = opened(*hundred)
    one = opened(*hundred, query="topic=food")

    assert ticking(page) == 1 + MOST * len(TOPICS)
    assert ticking(one) == 1 + MOST_OF_ONE
    for campaign_ in hundred:
        assert any(link.attributes["href"] == f"/{campaign_.name}?lang=en" for link in page.all("a"))
    assert len(one.one("ul", "titles").text.split("On ")) - 1 == 14 - 1 - MOST_OF_ONE
    assert one.all("form")


def test_few_campaigns_are_looked_through_and_not_searched(tmp_path: Path) -> None:
    campaigns = [campaign(tmp_path, f"c{i}") for i in range(FEW + 1)]

    assert not opened(*campaigns[:FEW]).all("form")
    (form,) = opened(*campaigns).all("form")
    assert form.attributes["role"] == "search"


def test_a_campaign_without_the_language_of_the_page_is_listed_in_its_own(tmp_path: Path) -> None:
    arabic = {
        "languages": ["ar"],
        "title": {"ar": "المواليد"},
        "figures__births__unit": {"ar": "مولود"},
        "widgets__reading__label": {"ar": "المواليد"},
        "widgets__reading__sentence": {"ar": "حوالي {minute} في الدقيقة."},
    }
    other = load(write(tmp_path, small(name="ar", **arabic), "ar.toml"))
    page = opened(campaign(tmp_path, "births"), other, query="lang=en")
    (link,) = [each for each in page.all("a") if each.attributes["href"] == "/ar?lang=ar"]

    assert {"lang": "ar", "dir": "rtl", "hreflang": "ar"}.items() <= link.attributes.items()
    assert (link.text, ticking(page)) == ("المواليد", 1)
    there = opened(campaign(tmp_path, "births"), other, accepted="ar")
    assert there.one("html").attributes["dir"] == "rtl"
    assert "Births" not in there.one("main").text


def test_a_campaign_in_the_base_language_of_the_page_is_read_there(tmp_path: Path) -> None:
    british = load(
        write(
            tmp_path,
            small(
                name="tea",
                languages=["en-GB"],
                figures__births__unit={"en-GB": "cups"},
                widgets__reading__label={"en-GB": "Tea"},
                widgets__reading__sentence={"en-GB": "{day} a day."},
            ),
        )
    )
    page = opened(british, campaign(tmp_path, "births"), query="lang=en-GB")

    assert page.one("html").attributes["lang"] == "en-GB"
    assert page.one("li", "item").attributes["lang"] == "en"


def test_where_to_report_stands_at_the_topic(tmp_path: Path) -> None:
    act = {"region": "001", "service": "INHOPE", "url": "https://www.inhope.org/report"}
    reports = [campaign(tmp_path, name, helplines=True, act=[act]) for name in ("one", "two")]
    page = opened(*reports)
    (rail,) = [each for each in page.all("p") if each.parents[-2].name == "section"]

    assert rail.text.startswith("INHOPE: inhope.org")


def test_in_an_export_topics_are_places_on_the_page_and_nothing_is_asked_of_a_server(tmp_path: Path) -> None:
    topics = {"births": "protection", "meals": "food", "plastic": "sea"}
    campaigns = {name: campaign(tmp_path, name, topic=topic) for name, topic in topics.items()}
    todo = files(still(campaigns, []), [], "", "https://example.org")
    (file,) = [each for each in todo if each.path == "index.html"]
    page = Page(asyncio.run(file.resource.make()).body.decode())
    here = [each.attributes["href"] for each in page.all("a") if each.attributes["href"].startswith("#")]

    assert here[:2] == ["#content", "#numbers"]
    assert here[2:] == ["#food", "#sea"] == [f"#{each.attributes['id']}" for each in page.all("section")]
    assert not page.all("form")
    assert not [each for each in page.all("a") if "?" in each.attributes["href"]]


def test_the_page_is_the_same_for_everybody_for_long(tmp_path: Path) -> None:
    answer = TestClient(create_app({"births": load(write(tmp_path, SMALL))})).get("/?lang=en")

    assert "s-maxage=86400" in answer.headers["cache-control"]
    assert "vary" in answer.headers
    assert "accept-language" not in answer.headers["vary"].lower()
