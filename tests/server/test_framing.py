"""A campaign can name the sites that may frame its embeds."""

from pathlib import Path

import pytest
from starlette.types import ASGIApp

from tests.support.responses import ask, security_policy
from tests.support.toml import small, write
from widget.campaign.library import load_all
from widget.server.app import create_app

SITES = ["https://news.example", "https://*.paper.example"]


@pytest.fixture
def app(campaign_folder: Path) -> ASGIApp:
    write(campaign_folder, small(embed_on=SITES))
    return create_app(load_all([campaign_folder]))


def ancestors(app: ASGIApp, path: str) -> list[str] | None:
    return security_policy(ask(app, path).headers["content-security-policy"]).get("frame-ancestors")


@pytest.mark.parametrize("path", ["/births/reading.html", "/births/reading.svg", "/births/reading.txt?x"])
def test_an_embed_and_its_errors_may_be_framed_by_the_sites_that_are_named_and_by_our_pages(
    app: ASGIApp, path: str
) -> None:
    assert ancestors(app, path) == ["'self'", *SITES]


def test_other_campaigns_may_be_framed_by_all_and_pages_by_nobody(app: ASGIApp) -> None:
    assert ancestors(app, "/catsforkids/versus.html") is None
    assert ancestors(app, "/births") == ["'none'"]
