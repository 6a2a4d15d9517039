"""Every bundled campaign: each widget in each of its languages, as it is served."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from itertools import product

import pytest

from tests.support.servers import ROOT
from widget.campaign.library import load_all
from widget.campaign.models import Campaign
from widget.formats.data import txt
from widget.formats.html import html
from widget.responses.negotiation import compress
from widget.view.options import LAYOUTS, Options
from widget.view.view import View, build

CAMPAIGNS: Mapping[str, Campaign] = load_all([])
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
PUBLIC = "https://meanwhile.example"
TWELVE = {"en", "fr", "nl", "de", "es", "it", "pt", "ar", "he", "hi", "ja", "zh"}


def views(campaign: Campaign, layout: str = "card") -> Iterator[View]:
    for name, lang in product(campaign.widgets, campaign.languages):
        yield build(campaign, name, Options(lang, layout=layout), NOON, PUBLIC)


def test_there_are_ten_causes_and_the_big_ones_speak_twelve_languages() -> None:
    assert len(CAMPAIGNS) >= 10
    assert all({"en", "fr", "nl", "de"} <= set(campaign.languages) for campaign in CAMPAIGNS.values())
    assert all(set(CAMPAIGNS[name].languages) == TWELVE for name in ("people", "climate", "food"))


@pytest.mark.parametrize("name", CAMPAIGNS)
def test_each_has_one_act_in_each_language_and_a_source_for_each_figure(name: str) -> None:
    campaign = CAMPAIGNS[name]

    for view in views(campaign):
        assert view.act, (view.name, view.options.lang)
        assert view.sources, view.name
    sources = [source for figure in campaign.resolved.values() for source in figure.sources]
    assert all(source.url.startswith("https://") and source.date.year <= 2026 for source in sources)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", CAMPAIGNS)
def test_each_embed_weighs_at_most_four_kilobytes(name: str, layout: str) -> None:
    for view in views(CAMPAIGNS[name], layout):
        body = html(view).body
        assert len(compress(body, "br", not view.widget.clock)) <= 4096, (view.name, view.options.lang)


@pytest.mark.parametrize("name", CAMPAIGNS)
def test_each_sentence_is_whole(name: str) -> None:
    for view in views(CAMPAIGNS[name]):
        sentence = txt(view).body.decode()
        assert "{" not in sentence, (view.name, view.options.lang)
        assert view.sentence.strip()


def test_each_file_says_what_may_be_edited_and_names_its_schema() -> None:
    for name in CAMPAIGNS:
        text = (ROOT / "widget/campaign/bundled" / f"{name}.toml").read_text(encoding="utf-8")
        assert text.startswith("#:schema ../../../docs/campaign.schema.json\n#"), name
