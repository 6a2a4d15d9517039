"""A request is understood once: whatever was asked before, an answer is the one that a fresh server gives."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.types import ASGIApp

from tests.support.drawings import here
from tests.support.examples import CAMPAIGNS
from tests.support.responses import Answer, ask
from widget.campaign.fields import TAKEN
from widget.responses.resource import Resource
from widget.server.app import create_app
from widget.server.requests import Site
from widget.server.resources import TABLE, understand
from widget.view import addresses
from widget.view.options import LAYOUTS, NAMES, THEMES

NOW = datetime(2026, 11, 22, 12, 34, 56, tzinfo=UTC)
SITE = Site(CAMPAIGNS, "", "http://127.0.0.1:8000", lambda: NOW, draw=here)
EMBED = "/catsforkids/while-reading.txt"
PATHS = [
    "/",
    "/catsforkids",
    "/catsforkids/sign.svg",
    "/catsforkids/embed",
    EMBED,
    "/catsforkids/since-the-campaign.json",
    "/catsforkids/versus.html",
    "/catsforkids/nothing.html",
    "/nothing",
]
HONEST = [f"{path}{query}" for path, query in product(PATHS, ("", "?lang=en", "?lang=nl&theme=dark"))]
VALUES = [
    "",
    " ",
    "fr",
    "NL",
    "en",
    "de-AT",
    "xx",
    "%66r",
    "fr%00",
    "+",
    "7",
    "007",
    "2024-01-01",
    "0b5c6e",
    "%",
]
VALUES += ["text", "site", "email", "card&lang=", "fr;theme=dark", "\u00e9", *THEMES, *LAYOUTS]
NAME = st.sampled_from(
    [*NAMES, "for", "widget", "as", "amp;lang", "LANG", "la%6Eg", "utm_source", "", "lang[]"]
)
PAIR = st.tuples(NAME, st.sampled_from(["=", "", "=="]), st.sampled_from(VALUES) | st.text(max_size=6))
QUERY = st.lists(PAIR, max_size=6).flatmap(
    lambda pairs: st.sampled_from(["&", "&&", ";", "&amp;"]).map(
        lambda between: between.join(name + equals + value for name, equals, value in pairs)
    )
)
ACCEPTED = st.sampled_from(["", "en", "nl, en;q=0.5", "de;q=0, *", "ar", "q=1;", "fr;q = 0.2, en;q=0.3", "*"])


def app() -> ASGIApp:
    return create_app(CAMPAIGNS, clock=lambda: NOW, draw=here)


def answered(server: ASGIApp, target: str, accepted: str) -> Answer:
    return ask(server, target, headers={"accept-language": accepted} if accepted else {})


@pytest.fixture(scope="module")
def fresh() -> Mapping[str, Answer]:
    """What each honest request gets from a server that nobody has asked anything before."""
    return {target: answered(app(), target, "") for target in HONEST}


@pytest.fixture(scope="module")
def busy() -> ASGIApp:
    """A server that is asked everything."""
    return app()


def encoded(query: str) -> str:
    return query.encode().decode("latin-1").replace("#", "")


@given(st.lists(st.tuples(st.sampled_from(PATHS), QUERY, ACCEPTED), min_size=1, max_size=8))
@settings(max_examples=150)
def test_a_server_that_keeps_answers_gives_those_of_one_that_keeps_none(
    busy: ASGIApp, requests: Sequence[tuple[str, str, str]]
) -> None:
    for path, query, accepted in requests:
        target = f"{path}?{encoded(query)}"

        assert answered(busy, target, accepted) == answered(app(), target, accepted), target


def test_thousands_of_odd_queries_change_no_honest_answer(busy: ASGIApp, fresh: Mapping[str, Answer]) -> None:
    odd = [
        f"{name}={value}&{other}"
        for name, value in product(NAMES, VALUES)
        for other in ("lang=", "lang", "theme=")
    ]
    for path, query in product(
        ("/catsforkids", EMBED, "/catsforkids/versus.html", "/catsforkids/embed"), odd
    ):
        answered(busy, f"{path}?{encoded(query)}", "")

    assert {target: answered(busy, target, "") for target in HONEST} == fresh


def resource(query: str, path: str = EMBED, accepted: str = "") -> Resource:
    return understand(SITE, "GET", path, query, accepted)


def test_addresses_that_mean_the_same_have_one_key() -> None:
    queries = [
        "lang=nl&theme=dark",
        "theme=dark&lang=nl",
        "utm_source=x&lang=nl&theme=dark&layout=card",
        "lang=NL&theme=dark&minutes=",
        "lang=en&theme=light&lang=nl&theme=dark",
    ]

    assert len({resource(query).key for query in queries}) == 1
    assert resource("lang=nl").key != resource("lang=nl&theme=dark").key


@pytest.mark.parametrize(
    ("query", "lang"), [("lang=en&lang=", "fr"), ("lang=&lang=en", "en"), ("lang=en&lang=nl", "nl")]
)
def test_of_an_option_given_twice_the_last_counts(query: str, lang: str) -> None:
    assert answered(app(), f"{EMBED}?{query}", "").headers["content-language"] == lang


def test_what_is_refused_is_not_kept() -> None:
    assert resource("theme=purple").key == ""
    assert resource("", "/nothing").key == ""


def test_every_row_of_addresses_has_something_that_makes_it() -> None:
    assert TABLE.keys() == addresses.PATHS.keys()


def test_every_address_that_is_written_is_read_as_the_same_row() -> None:
    parts = {"campaign": "cats", "widget": "today", "ending": "svg", "file": "page.css"}
    for name in addresses.PATHS:
        place = addresses.place(addresses.path(name, **parts))

        assert place is not None
        assert place.name == name


def test_no_campaign_or_widget_can_take_a_word_that_an_address_needs() -> None:
    words = {part.partition(".")[0] for path in addresses.PATHS.values() for part in path.split("/")}

    assert {word for word in words if word.isalpha()} - {"favicon"} <= TAKEN


@pytest.mark.parametrize(
    "path", ["/nothing", "/catsforkids/nothing.html", "/catsforkids/today.html?theme=purple"]
)
def test_an_arabic_reader_gets_an_arabic_error(path: str) -> None:
    answer = answered(app(), path, "ar-EG, en;q=0.5")

    assert answer.headers["content-language"] == "ar"
    assert answer.headers["vary"] == "accept-language"
