"""Addresses as people and systems write them lead to their one form, or are read as that form."""

from collections.abc import Mapping

import pytest
from starlette.types import ASGIApp

from tests.support.responses import ask, cache_control
from widget.campaign.models import Campaign
from widget.server.app import create_app


@pytest.fixture(scope="module")
def app(campaigns: Mapping[str, Campaign]) -> ASGIApp:
    return create_app(campaigns)


WRITTEN = {
    "/catsforkids/": "/catsforkids",
    "/catsforkids/today.html/": "/catsforkids/today.html",
    "/CatsForKids/Today.HTML?lang=nl&theme=dark": "/catsforkids/today.html?lang=nl&theme=dark",
    "/catsforkids//today.html?utm_source=a": "/catsforkids/today.html?utm_source=a",
    "/catsforkids/embed/?widget=today": "/catsforkids/embed?widget=today",
    "/catsforkids/sign.SVG": "/catsforkids/sign.svg",
    "/catsforkids/fr/": "/catsforkids?lang=fr",
    "/catsforkids/nl/sign.html": "/catsforkids/sign?lang=nl",
    "/catsforkids/de/dark/versus.png": "/catsforkids/versus.png?lang=de&theme=dark",
    "/de/index.html": "/?lang=de",
}


@pytest.mark.parametrize(("written", "meant"), WRITTEN.items())
@pytest.mark.parametrize("base", ["", "/numbers"])
def test_an_address_written_in_another_form_leads_to_the_one_form_with_its_options(
    campaigns: Mapping[str, Campaign], base: str, written: str, meant: str
) -> None:
    answer = ask(create_app(campaigns, base), f"{base}{written}", headers={"host": "evil.example"})

    # A whole address would name the host of the request, and lead from https to http behind a proxy.
    assert (answer.status, answer.headers["location"]) == (301, f"{base}{meant}")
    assert cache_control(answer.headers["cache-control"])


@pytest.mark.parametrize("path", ["//evil.example/", "//evil.example/a/x", "/catsforkids/fr/no.html"])
def test_what_names_nothing_in_any_form_leads_nowhere(app: ASGIApp, path: str) -> None:
    assert ask(app, path).status == 404


@pytest.mark.parametrize(
    "query",
    ["a=1&amp;lang=nl", "a=1&amp;amp;lang=nl", "a=1&#038;lang=nl", "a=1&%23038%3Blang=nl", "a&AMP;lang=nl",
     "lang=nl_BE", "lang=nl_BE.UTF-8", "lang=NL-be"],
)  # fmt: skip
def test_options_are_read_as_people_and_systems_write_them(app: ASGIApp, query: str) -> None:
    assert ask(app, f"/catsforkids/today.txt?{query}").headers["content-language"] == "nl"
