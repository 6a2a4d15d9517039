"""What stands where on the page of a campaign: one number first, what was said beside data, then the rest."""

from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

from starlette.testclient import TestClient

from tests.support.examples import CAMPAIGNS
from tests.support.markup import Page
from tests.support.toml import SMALL, write
from widget.campaign.kinds.base import Widget
from widget.campaign.kinds.rate import RateTable
from widget.campaign.load import load
from widget.language.cldr import language
from widget.pages.campaign import campaign_page
from widget.server.app import create_app


class Said(RateTable):
    """What somebody said."""

    quotes: ClassVar[bool] = True


class Charted(RateTable):
    """A chart."""

    charts: ClassVar[bool] = True


def shown(widgets: Mapping[str, Widget]) -> list[str]:
    """The names of the widgets on the page of a campaign that has these, in the order of their frames."""
    campaign = CAMPAIGNS["catsforkids"].model_copy(update={"widgets": widgets})
    page = Page(campaign_page(campaign, language("en"), "").body.decode())
    return [frame.attributes["src"].split("/")[2].partition(".")[0] for frame in page.all("iframe")]


def test_the_first_number_that_ticks_comes_first_whatever_stands_before_it() -> None:
    widgets = CAMPAIGNS["catsforkids"].widgets
    names = ["every-second", "versus", "today", "while-reading"]

    assert shown({name: widgets[name] for name in names}) == ["today", "every-second", "while-reading"]


def test_a_campaign_in_which_nothing_ticks_begins_with_what_stands_still() -> None:
    assert shown({"every-second": CAMPAIGNS["catsforkids"].widgets["every-second"]}) == ["every-second"]


def test_what_was_said_comes_first_on_no_page() -> None:
    table = CAMPAIGNS["catsforkids"].widgets["every-second"]
    said = Said.model_construct(**table.__dict__)

    assert shown({"said": said, "table": table}) == ["table", "said"]
    assert shown({"said": said}) == ["said"]


def test_what_was_said_stands_beside_the_chart_of_its_figure_and_before_the_rest() -> None:
    widgets = dict(CAMPAIGNS["catsforkids"].widgets)
    of_cats = {**widgets["today"].__dict__, "figure": "cat-photos"}
    widgets["today"] = Charted.model_construct(**of_cats)
    widgets["since-the-campaign"] = Charted.model_construct(**widgets["since-the-campaign"].__dict__)
    widgets["every-second"] = Said.model_construct(**widgets["every-second"].__dict__)

    assert shown(widgets) == ["while-reading", "every-second", "since-the-campaign", "today"]


def test_where_no_frame_is_shown_a_sentence_stands_that_is_true_at_any_time(client: TestClient) -> None:
    page = Page(client.get("/catsforkids?lang=en").text)
    said = [each.text for each in page.elements if each.attributes.get("class") == "still"]

    assert len(said) == len(page.all("iframe"))
    assert said[0].startswith("Images shared while you read: About 13,200 images")
    assert all(("1970" not in each and "13,200" in each) or "220" in each for each in said)


def test_a_campaign_that_asks_for_nothing_has_no_empty_place_to_act(tmp_path: Path) -> None:
    page = Page(TestClient(create_app({"births": load(write(tmp_path, SMALL))})).get("/births").text)

    assert "act" not in {each.attributes.get("id") for each in page.elements}
