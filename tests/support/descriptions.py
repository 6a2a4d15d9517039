"""Answers of oEmbed, asked for and checked."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from tests.support.examples import CAMPAIGNS, NOW
from tests.support.markup import Page
from widget.paste.oembed import RefusedError, describe

PUBLIC = "https://embed.example/base"
EMBED = f"{PUBLIC}/catsforkids/while-reading.html"
REQUIRED = {
    "rich": {"html", "width", "height"},
    "photo": {"url", "width", "height"},
    "link": set[str](),
}
BEHIND = {"thumbnail_url", "thumbnail_width", "thumbnail_height"}
# oEmbed 1.0, 2.3.4.
KNOWN = {
    "version",
    "type",
    "title",
    "author_name",
    "author_url",
    "provider_name",
    "provider_url",
    "cache_age",
}


def ask(url: str, public: str = PUBLIC, **more: Any) -> dict[str, Any]:
    query = {"url": url} | {name: str(value) for name, value in more.items()}
    document = describe(public, CAMPAIGNS, query, NOW)
    assert document.media_type == "application/json"
    found: dict[str, Any] = json.loads(document.body)
    return found


def refused(query: Mapping[str, str], public: str = PUBLIC) -> tuple[int, str]:
    with pytest.raises(RefusedError) as error:
        describe(public, CAMPAIGNS, query, NOW)
    return error.value.status, error.value.detail


def check(found: Mapping[str, Any], width: int = 10**9, height: int = 10**9) -> None:
    """The shape of a response (oEmbed 1.0, 2.3.4), and that it is within the maxima."""
    assert found["version"] == "1.0"
    assert set(found) - BEHIND == KNOWN | REQUIRED[found["type"]]
    assert BEHIND & set(found) in (BEHIND, set())
    for prefix in ("", "thumbnail_"):
        for name, most in (("width", width), ("height", height)):
            assert type(found.get(prefix + name, 1)) is int
            assert 1 <= found.get(prefix + name, 1) <= most
    assert all(value != "" for value in found.values())


def frame(found: Mapping[str, Any]) -> Mapping[str, str]:
    return Page(found["html"]).one("iframe").attributes
