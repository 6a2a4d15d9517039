"""Whatever a stranger sends, only a stated length of it is looked at and kept; and when a server is ready."""

import asyncio
import tracemalloc
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.types import Scope

from tests.server.test_resources import SITE
from tests.support.responses import ask
from widget.language.quality import MOST_ITEMS, quality_values
from widget.responses.call import call, scope
from widget.responses.memo import LONGEST, LONGEST_TAGS, Memo
from widget.responses.resource import Resource
from widget.server import app
from widget.server.app import Service, create_app
from widget.server.requests import Site
from widget.server.resources import LONGEST_HEADER, LONGEST_PATH, understand
from widget.settings import Settings
from widget.view import addresses
from widget.view.addresses import LONGEST_QUERY, MOST_PARAMETERS

EMBED = "/catsforkids/while-reading.html"
BUILDER = "/catsforkids/embed"
CAPACITY = 1 << 20


def memo() -> Memo:
    def resolve(asked: Scope) -> Resource:
        return understand(SITE, "GET", asked["path"], asked["query_string"].decode("latin-1"))

    return Memo(resolve, lambda: SITE.clock().timestamp(), lambda: 0.0, CAPACITY)


def test_of_ten_thousand_parameters_the_first_are_read() -> None:
    found = addresses.query("&".join(f"a{number}=1" for number in range(10_000)))

    assert len(found) == MOST_PARAMETERS
    assert "a0" in found


def test_a_parameter_that_is_cut_does_not_count() -> None:
    assert addresses.query("lang=nl&theme=" + "d" * LONGEST_QUERY) == {"lang": "nl"}


@pytest.mark.parametrize(
    "header", ["a-" * 500_000, "a," * 500_000, ",;=" * 300_000, "a;q=0." + "1" * 1_000_000]
)
def test_of_a_header_of_a_megabyte_few_items_are_read(header: str) -> None:
    assert len(quality_values(header)) <= MOST_ITEMS


def test_a_path_a_query_and_a_header_are_cut_before_they_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    lengths: list[int] = []

    def noted(site: Site, method: str, path: str, query: str, accepted: str) -> Resource:
        lengths.extend(map(len, (path, query, accepted)))
        return understand(site, method, path, query, accepted)

    monkeypatch.setattr(app, "understand", noted)
    headers = {"accept-language": "nl," * 1_000_000}
    answer = ask(
        app.create_app(SITE.campaigns), "/" + "a" * 1_000_000 + "?" + "b" * 1_000_000, headers=headers
    )

    assert answer.status == 404
    assert lengths == [LONGEST_PATH, LONGEST_QUERY + 1, LONGEST_HEADER + 1]


@pytest.mark.parametrize(("before", "status"), [(0, 304), (2 * LONGEST_TAGS, 200)])
def test_the_first_of_many_entity_tags_are_compared(before: int, status: int) -> None:
    server = create_app(SITE.campaigns, clock=SITE.clock)
    tag = ask(server, EMBED).headers["etag"]

    assert ask(server, EMBED, headers={"if-none-match": '"x",' * (before // 4) + tag}).status == status


def test_what_a_form_sends_blank_too_long_or_unknown_is_no_part_of_a_key() -> None:
    keys = {
        understand(SITE, "GET", BUILDER, query).key
        for query in (
            "lang=nl",
            "lang=nl&minutes=" + "+" * 50_000,
            "lang=+nl+&fbclid=1&accent=",
            "x=y&lang=nl",
        )
    }
    assert len(keys) == 1


def test_memory_stays_within_what_is_allowed_whatever_builders_are_asked_for() -> None:
    kept = memo()

    async def flood(numbers: range) -> None:
        for number in numbers:
            query = f"lang=nl&accent={number:06x}&x{number}={'z' * 7_000}&minutes={'+' * 700}"
            await call(
                kept, scope(f"{BUILDER}?{query}&for=sentence", headers={"accept-encoding": f"br,{number}"})
            )

    asyncio.run(flood(range(40)))
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    asyncio.run(flood(range(0x1000, 0x1000 + 400)))
    grown = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()

    assert kept.size <= CAPACITY
    assert grown < 2 * CAPACITY


def test_a_long_key_takes_no_more_room_than_a_hash() -> None:
    kept = memo()
    long = f"{BUILDER}?from=2020-01-01T00:00:00.000000&for=site&widget=" + "x" * 190 + "&accent=" + "y" * 190
    asyncio.run(call(kept, scope(long)))

    assert all(len(key) <= LONGEST for key in kept._entries)


def test_a_server_without_campaigns_says_that_it_is_not_ready() -> None:
    assert ask(create_app({}), "/healthz").status == 200
    unready = replace(SITE, unready=lambda: "no campaign is served")
    answer = asyncio.run(understand(unready, "GET", "/readyz", "").make())
    assert (answer.status, answer.body) == (503, b"no campaign is served\n")
    assert (b"cache-control", b"no-store") in answer.headers


def test_a_server_whose_watcher_is_dead_says_that_it_is_not_ready(tmp_path: Path) -> None:
    service = Service(Settings(campaigns=(tmp_path,)))
    # Each question has an event loop of its own, with which the watcher ends.
    assert ask(service.app, "/readyz").status == 200

    answer = ask(service.app, "/readyz")
    assert answer.status == 503
    assert b"campaign files" in answer.body
    assert ask(service.app, "/healthz").status == 200
