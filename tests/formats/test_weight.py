"""What an embed of any kind weighs as it is served, in the longest words and digits of these tests."""

from datetime import UTC, datetime
from itertools import product

import pytest

from tests.support.browsers.servers import CAMPAIGNS
from widget.campaign.load import load
from widget.formats.html import html
from widget.responses.negotiation import compress
from widget.view.options import LAYOUTS, Options
from widget.view.view import build

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
WORLD = load(CAMPAIGNS / "world.toml")


@pytest.mark.parametrize("name", WORLD.widgets)
def test_an_embed_weighs_at_most_four_kilobytes(name: str) -> None:
    lasting = not WORLD.widgets[name].clock
    for lang, layout in product(WORLD.languages, LAYOUTS):
        made = build(WORLD, name, Options(lang, layout=layout), NOON, "https://meanwhile.example")

        assert len(compress(html(made).body, "br", lasting)) <= 4096, (lang, layout)
