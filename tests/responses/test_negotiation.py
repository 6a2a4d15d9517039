"""Content codings and entity tags: what a client accepts and has decides what it is sent."""

from collections.abc import Iterator

import pytest
import zstandard
from starlette.testclient import TestClient

from tests.support.servers import run
from widget.campaign.library import load_all
from widget.responses.negotiation import coding, matches
from widget.server.app import create_app

EMBED = "/catsforkids/while-reading.html"


@pytest.mark.parametrize(
    ("accepted", "best"),
    [("gzip, deflate, br, zstd", "br"), ("gzip, deflate", "gzip"), ("zstd;q=1, br;q=0.9", "zstd"),
     ("br;q=0, gzip", "gzip"), ("", "identity"), ("*", "br"), ("*;q=0", "identity"), ("identity", "identity"),
     ("identity;q=1, gzip;q=0.5", "identity"), ("br;q=0.001", "br"), ("GZIP", "gzip"), ("x-gzip", "gzip"),
     ("br;q=junk, gzip", "gzip"), ("deflate", "identity"), (",,;", "identity")],
)  # fmt: skip
def test_the_best_coding_that_is_accepted_is_chosen(accepted: str, best: str) -> None:
    assert coding(accepted) == best


@pytest.mark.parametrize(
    ("header", "same"),
    [('"a"', True), ('W/"a"', True), ('"b", W/"a"', True), ("*", True), ('"b"', False), ("a", False),
     ('"b", *', False), ("", False), ('"a-br"', False), ('"x,"a"', False), ('"b","a"', True)],
)  # fmt: skip
def test_entity_tags_are_compared_weakly_in_lists(header: str, same: bool) -> None:
    assert matches(header, '"a"') is same


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with TestClient(create_app(load_all([]))) as client:
        yield client


def test_each_coding_holds_the_same_document_under_a_tag_of_its_own(client: TestClient) -> None:
    codings = ("identity", "gzip", "br")
    answers = {each: client.get(EMBED, headers={"accept-encoding": each}) for each in codings}

    assert len({answer.content for answer in answers.values()}) == 1
    assert len({answer.headers["etag"] for answer in answers.values()}) == 3
    raw = client.get(EMBED, headers={"accept-encoding": "zstd"})
    assert raw.headers["content-encoding"] == "zstd"
    assert zstandard.__version__


def test_an_unchanged_document_is_not_sent_again(client: TestClient) -> None:
    first = client.get(EMBED)
    again = client.get(EMBED, headers={"if-none-match": f'"other", W/{first.headers["etag"]}'})

    assert again.status_code == 304
    assert again.content == b""
    for name in ("etag", "cache-control", "vary"):
        assert again.headers[name] == first.headers[name]


@pytest.mark.parametrize("path", [EMBED, "/catsforkids", "/catsforkids/versus.json?lang=nl"])
def test_replicas_and_restarts_answer_with_the_same_bytes_and_tags(path: str) -> None:
    answers = [run("get", "--headers", path, env={"PYTHONHASHSEED": seed}).stdout for seed in "12"]

    assert b"etag: " in answers[0]
    assert answers[0] == answers[1]
