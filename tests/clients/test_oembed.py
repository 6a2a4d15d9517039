"""Consumers of oEmbed that other people wrote, at a server that really runs."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from tests.clients.conftest import Run
from tests.support.examples import ADDRESSES, CAMPAIGNS
from tests.support.markup import Page
from tests.support.servers import Server

CONSUMERS = ["oembetter", "unfurl"]


def framed(found: Mapping[str, Any]) -> str:
    """The address in the one frame of a description, which has nothing in it."""
    frame = Page(found["html"]).one("iframe")
    assert frame.texts == []
    return frame.attributes["src"]


def campaign_pages() -> Iterator[str]:
    """Every campaign's page in every language."""
    for name, campaign in CAMPAIGNS.items():
        for lang in campaign.languages:
            yield f"/{name}?lang={lang}"


@pytest.mark.parametrize("consumer", CONSUMERS)
def test_an_embed_is_discovered(node: Run, server: Server, consumer: str) -> None:
    addresses = [*ADDRESSES, "/catsforkids/versus.html?lang=nl&layout=line&theme=dark"]
    asked = {address: {"consumer": consumer, "url": f"{server.url}{address}"} for address in addresses}

    for address, found in node("consume.mjs", asked).items():
        assert found["type"] == "rich"
        assert framed(found) == f"{server.url}{address}"
        assert found["title"] == Page(found["html"]).one("iframe").attributes["title"]
        assert (found["width"], found["height"]) == (600, 240) or "layout=line" in address
        assert found["provider_name"] == "Meanwhile"


@pytest.mark.parametrize("consumer", CONSUMERS)
def test_a_campaign_is_discovered_with_its_first_widget(node: Run, server: Server, consumer: str) -> None:
    asked = {path: {"consumer": consumer, "url": f"{server.url}{path}"} for path in campaign_pages()}

    for path, found in node("consume.mjs", asked).items():
        name, _, query = path[1:].partition("?")
        first = next(iter(CAMPAIGNS[name].widgets))
        assert found["type"] == "rich"
        assert framed(found) == f"{server.url}/{name}/{first}.html?{query}"
        assert CAMPAIGNS[name].hashtag in found["title"]


@pytest.mark.parametrize("form", ["json", "xml"])
@pytest.mark.parametrize(("width", "height"), [(320, 1000), (480, 400), (600, 90), (1200, 240)])
def test_what_is_discovered_is_within_the_maxima(
    node: Run, server: Server, width: int, height: int, form: str
) -> None:
    options = {"maxwidth": width, "maxheight": height, "format": form}
    asked = {
        address: {"consumer": "oembetter", "url": f"{server.url}{address}", "options": options}
        for address in ADDRESSES
    }

    for found in node("consume.mjs", asked).values():
        assert found["type"] in ("rich", "link")
        assert ("_xml" in found) == (form == "xml")
        if found["type"] == "rich":
            assert 0 < found["width"] <= width
            assert 0 < found["height"] <= height
            assert int(Page(found["html"]).one("iframe").attributes["height"]) == found["height"]
        for name, most in (("width", width), ("height", height)):
            assert found.get(f"thumbnail_{name}", 1) <= most


def test_a_picture_is_a_photo_at_the_endpoint(node: Run, server: Server) -> None:
    url = f"{server.url}/catsforkids/while-reading.png?lang=fr"
    asked = {"consumer": "oembetter", "url": url, "endpoint": f"{server.url}/oembed"}
    narrow = asked | {"options": {"maxwidth": 700}}
    found = node("consume.mjs", {"whole": asked, "narrow": narrow})

    assert found["whole"]["type"] == found["narrow"]["type"] == "photo"
    assert found["whole"]["url"] == url
    assert (found["whole"]["width"], found["whole"]["height"]) == (1200, 630)
    assert found["narrow"]["url"] == f"{url}&size=600x315"
    assert (found["narrow"]["width"], found["narrow"]["height"]) == (600, 315)


def test_a_consumer_is_told_where_nothing_is_described(node: Run, server: Server) -> None:
    endpoint = f"{server.url}/oembed"
    asked = {
        "page": {"consumer": "unfurl", "url": f"{server.url}/"},
        "missing": {
            "consumer": "oembetter",
            "url": f"{server.url}/catsforkids/nothing.html",
            "endpoint": endpoint,
        },
        "form": {
            "consumer": "oembetter",
            "url": f"{server.url}/catsforkids",
            "endpoint": endpoint,
            "options": {"format": "yaml"},
        },
    }
    found = node("consume.mjs", asked)

    assert found == {
        "page": {"error": "nothing discovered"},
        "missing": {"error": 404},
        "form": {"error": 501},
    }
