"""Figures for people, as bars, and as microdata that search engines read."""

import re
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from tests.support.examples import CAMPAIGNS, NOW
from tests.support.markup import Element, Page
from tests.support.toml import SMALL, small, write
from widget.campaign.load import load
from widget.campaign.models import Campaign
from widget.language.cldr import language
from widget.pages.campaign import campaign_page
from widget.view import figures
from widget.view.options import Options
from widget.view.view import build

LANGS = ["fr", "nl", "de", "en"]
CATS = CAMPAIGNS["catsforkids"]
DATASET = "https://schema.org/Dataset"


def read(campaign: Campaign, lang: str, public: str = "https://example.org") -> Page:
    return Page(campaign_page(campaign, language(lang), "", public=public).body.decode())


def items(shown: Page, kind: str) -> list[Element]:
    return [each for each in shown.elements if each.attributes.get("itemtype") == kind]


def properties(shown: Page, item: Element) -> dict[str, str]:
    """The properties of a microdata item (HTML, 5.2.4), those of items in it under their own names."""
    found = {}
    for element in shown.elements:
        scopes = [each for each in element.parents if "itemscope" in each.attributes]
        if "itemprop" in element.attributes and scopes and scopes[-1] is item:
            given = (element.attributes.get(name) for name in ("content", "href"))
            found[element.attributes["itemprop"]] = next(filter(None, given), element.text)
            if "itemscope" in element.attributes:
                name = element.attributes["itemprop"]
                inside = properties(shown, element)
                found |= {f"{name}.{key}": value for key, value in inside.items()}
    return found


@pytest.mark.parametrize("lang", LANGS)
def test_each_figure_is_a_dataset(lang: str) -> None:
    shown = read(CATS, lang)
    found = [properties(shown, item) for item in items(shown, DATASET)]

    assert len(found) == len(CATS.figures)
    for (name, figure), said in zip(CATS.resolved.items(), found, strict=True):
        assert said["creator.name"] == "Child Focus"
        assert said["datePublished"] == "2020-11-18"
        assert said["temporalCoverage"] == "2020"
        assert said["isBasedOn"] == figure.source.url
        assert said["variableMeasured.value"] == f"{figure.published[0].amount:f}"
        assert said["variableMeasured.name"] == figure.unit[lang]
        assert figure.unit[lang] in said["variableMeasured.unitText"]
        assert said["inLanguage"] == lang
        assert said["isAccessibleForFree"] == "true"
        assert (
            said["url"] == said["identifier"] == f"https://example.org/catsforkids?lang={lang}#figure-{name}"
        )
        assert figure.unit[lang] in said["name"]
        assert 50 <= len(said["description"]) <= 5000
        assert said["license"] == figure.source.url, "the terms are the publisher's"
        assert said["distribution.encodingFormat"] == "application/json"
        assert re.fullmatch(
            r"https://example.org/catsforkids/[\w-]+\.json\?lang=\w+", said["distribution.contentUrl"]
        )


def test_the_address_of_a_dataset_leads_to_the_figure() -> None:
    shown = read(CATS, "en")

    assert {each.attributes["id"] for each in items(shown, DATASET)} == {
        "figure-abuse-images",
        "figure-cat-photos",
    }


def test_without_a_public_address_a_dataset_claims_none() -> None:
    shown = read(CATS, "en", public="")

    assert "url" not in properties(shown, items(shown, DATASET)[0])


def test_a_figure_of_one_year_covers_that_year_and_is_written_in_plain_digits(tmp_path: Path) -> None:
    loaded = load(write(tmp_path, small(figures__births__as_of=None)))
    (found,) = figures.figures(loaded, language("en"))

    assert found.year == 2024
    assert found.plain == "132000000"
    assert figures.published(loaded, language("en")) == ("UN WPP", "2024")


@pytest.mark.parametrize("lang", LANGS)
def test_the_bars_are_as_long_as_the_figures_are_large(lang: str) -> None:
    (chart,) = figures.charts(CATS, language(lang))
    short, long = chart.bars

    assert (short.unit, long.unit) == tuple(
        CATS.figures[n].unit[lang] for n in ("cat-photos", "abuse-images")
    )
    assert Fraction(long.length) == figures.LONGEST
    assert abs(Fraction(short.length) - Fraction(243, 19_000) * figures.LONGEST) <= Fraction(1, 1000)
    assert "78" in chart.sentence
    assert "78" in chart.scale
    assert "2020" in chart.sources
    assert "Child Focus" in chart.sources


@pytest.mark.parametrize("lang", LANGS)
def test_the_chart_is_a_list_with_exact_values_beside_hidden_drawings(lang: str) -> None:
    shown = read(CATS, lang)
    chart = shown.one("figure", "chart")
    drawn = [each for each in shown.all("svg") if chart in each.parents]

    assert drawn
    for drawing in drawn:
        hidden = [
            each for each in (drawing, *drawing.parents) if each.attributes.get("aria-hidden") == "true"
        ]
        assert hidden
    for value in (243_000, 19_000_000):
        assert language(lang).number(value) in "".join(chart.texts)


@pytest.mark.parametrize("lang", LANGS)
def test_as_many_dots_are_drawn_as_one_figure_is_larger(lang: str) -> None:
    (chart,) = figures.charts(CATS, language(lang))
    body = campaign_page(CATS, language(lang), "").body.decode()
    lines = re.findall(r'viewBox="0 0 \d+ (\d+)"[^>]*><path stroke-dasharray="0 10" d="([^"]*)"', body)

    assert chart.dots == (1, 78)
    assert len(lines) == 2, "for broad pages and for narrow ones"
    for height, path in lines:
        rows = [round(float(length)) // 10 + 1 for length in re.findall(r"h([\d.]+)", path)]
        assert sum(rows) == 78
        assert len(rows) == int(height) // 10


def compared(folder: Path, amount: float, per: str) -> Campaign:
    """A campaign that sets this many deaths beside 100 births a day."""
    births = small(figures__births__amount=100, figures__births__per="day", figures__births__year=None)
    figure = births["figures"]["births"]
    births["figures"]["deaths"] = {**figure, "amount": amount, "per": per, "unit": {"en": "deaths"}}
    births["widgets"]["both"] = {
        "kind": "versus",
        "figures": ["deaths", "births"],
        "label": {"en": "Both"},
        "sentence": {"en": "{ratio} births for each death."},
    }
    return load(write(folder, births))


def test_a_ratio_that_is_no_whole_number_is_drawn_as_bars(tmp_path: Path) -> None:
    shown = read(compared(tmp_path, 40, "day"), "en")
    bars = [each for each in shown.all("rect") if shown.one("figure", "chart") in each.parents]

    assert [bar.attributes["width"] for bar in bars] == ["400.000", "1000.000"]
    assert all(bar.parents[-1].attributes["aria-hidden"] == "true" for bar in bars)
    assert "2.5 times as long" in shown.one("main").text


def test_what_happens_less_than_once_a_day_is_not_said_to_happen_every_day(tmp_path: Path) -> None:
    (chart,) = figures.charts(compared(tmp_path, 73, "year"), language("en"))

    assert [(bar.value, bar.per) for bar in chart.bars] == [("one every 5 days", ""), ("100", "every day")]


def test_figures_that_a_campaign_does_not_set_side_by_side_get_no_chart(tmp_path: Path) -> None:
    assert list(figures.charts(load(write(tmp_path, SMALL)), language("en"))) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"date": date(2022, 1, 1)}, ("2022", "2024")),
        ({"title": "Deaths"}, ("Deaths", "World Population Prospects 2024")),
        ({}, ("1", "2")),
    ],
)
def test_two_addresses_of_one_publisher_are_both_linked_and_told_apart_and_it_is_named_once(
    tmp_path: Path, change: dict[str, object], told: tuple[str, str]
) -> None:
    births = SMALL["figures"]["births"]
    other = {**births["source"], "url": "https://example.org/deaths", **change}
    figures = {"births": births, "deaths": {**births, "amount": 66_000_000, "source": other}}
    widget = {**SMALL["widgets"]["reading"], "kind": "versus", "figures": ["deaths", "births"]}
    del widget["figure"]
    campaign = load(write(tmp_path, small(figures=figures, widgets={"both": widget})))
    shown = build(campaign, "both", Options("en"), NOW)

    assert shown.publishers == "UN WPP"
    assert [shown.caveat_linked.count(url) for url in (births["source"]["url"], other["url"])] == [1, 1]
    assert '<a href="https://ourworldindata.org/births-and-deaths"' in shown.caveat_linked
    assert [f">UN WPP ({each})</a>" in shown.caveat_linked for each in told] == [True, True]
