"""The languages of several campaigns."""

from copy import deepcopy
from pathlib import Path

from tests.support.examples import CAMPAIGNS
from tests.support.toml import SMALL, write
from widget.campaign.helplines import helplines
from widget.campaign.languages import all_languages
from widget.campaign.load import load


def test_each_language_stands_once_and_the_first_campaigns_come_first(tmp_path: Path) -> None:
    small = load(write(tmp_path, deepcopy(SMALL)))
    cats = CAMPAIGNS["catsforkids"]

    assert all_languages([small, cats]) == ("en", "fr", "nl", "de")
    assert all_languages([cats, small]) == cats.languages


def test_without_a_campaign_there_is_english() -> None:
    assert all_languages([]) == ("en",)


def test_a_helpline_has_its_page_in_the_nearest_language() -> None:
    belgian = next(each for each in helplines() if each.region == "BE" and len(each.url) > 1)

    assert belgian.address("nl-BE") == belgian.url["nl"]
    assert belgian.address("ja") == next(iter(belgian.url.values()))
