"""The server: every route, every header, and nothing that a request can break."""

import json
from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from tests.support.examples import ADDRESSES, PAGES, WIDGETS
from tests.support.markup import Page
from tests.support.responses import ask, cache_control, security_policy
from widget.campaign.models import Campaign
from widget.server.app import create_app
from widget.view.options import THEMES

EMBED = "/catsforkids/while-reading.html"
SINCE = "/catsforkids/since-the-campaign.html"
STATUSES = {200, 301, 304, 307, 400, 404, 405}
TYPES = {"html": "text/html; charset=utf-8", "txt": "text/plain; charset=utf-8", "json": "application/json"}
OTHERS = ["/healthz", "/readyz", "/favicon.ico"]


@pytest.fixture(scope="module")
def app(campaigns: Mapping[str, Campaign]) -> ASGIApp:
    return create_app(campaigns)


@pytest.mark.parametrize("path", [*ADDRESSES, *PAGES, *OTHERS])
def test_every_address_answers_with_headers_that_can_be_read(client: TestClient, path: str) -> None:
    response = client.get(path, headers={"accept-encoding": "identity"})

    assert response.status_code == 200
    assert cache_control(response.headers["cache-control"])
    assert security_policy(response.headers["content-security-policy"])["default-src"] == ["'none'"]
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["content-length"] == str(len(response.content))
    assert not {"set-cookie", "server"} & set(response.headers)


@pytest.mark.parametrize(("campaign", "name", "lang"), WIDGETS)
@pytest.mark.parametrize("format", TYPES)
def test_an_embed_comes_in_each_format(
    client: TestClient, campaign: str, name: str, lang: str, format: str
) -> None:
    response = client.get(f"/{campaign}/{name}.{format}?lang={lang}")

    assert response.status_code == 200
    assert response.headers["content-type"] == TYPES[format]
    assert response.headers["content-language"] == lang
    assert response.headers["access-control-allow-origin"] == "*"
    assert response.headers["vary"] == "accept-encoding", "the address says everything else"


@pytest.mark.parametrize("path", [*ADDRESSES, f"{EMBED}?theme=purple", "/catsforkids/nothing.html"])
def test_the_one_style_element_is_the_one_that_the_policy_allows(client: TestClient, path: str) -> None:
    response = client.get(path)
    style = "".join(Page(response.text).one("style").texts)
    digest = b64encode(sha256(style.encode()).digest()).decode()

    policy = security_policy(response.headers["content-security-policy"])
    assert policy["style-src"] == [f"'sha256-{digest}'"]
    assert "frame-ancestors" not in policy


@pytest.mark.parametrize("path", [*PAGES, "/nothing", "/nothing/at/all", *OTHERS[:2]])
def test_no_page_may_be_framed_or_held_by_a_window_that_opened_it(client: TestClient, path: str) -> None:
    headers = client.get(path).headers

    assert security_policy(headers["content-security-policy"])["frame-ancestors"] == ["'none'"]
    assert headers["x-frame-options"] == "DENY"
    assert headers["cross-origin-opener-policy"] == "same-origin"


@pytest.mark.parametrize("path", [*ADDRESSES[:2], *PAGES, *OTHERS, "/nothing", f"{EMBED}?theme=x"])
def test_head_says_what_get_says(client: TestClient, path: str) -> None:
    get, head = client.get(path), client.head(path)

    assert head.status_code == get.status_code
    assert dict(head.headers) == dict(get.headers)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"])
@pytest.mark.parametrize("path", [EMBED, *PAGES, *OTHERS])
def test_another_method_is_refused_with_those_that_are_allowed(
    client: TestClient, method: str, path: str
) -> None:
    response = client.request(method, path)

    assert response.status_code == 405
    assert {each.strip() for each in response.headers["allow"].split(",")} == {"GET", "HEAD"}


@pytest.mark.parametrize(
    ("path", "accepted", "lang"),
    [
        ("/nothing", "nl", "nl"),
        ("/nothing", "de-AT,en;q=0.5", "de"),
        ("/nothing", "cy", "en"),
        ("/catsforkids/nothing.html", "cy", "fr"),
        ("/catsforkids/nothing.html", "de", "de"),
        ("/catsforkids/nothing.html?lang=nl", "de", "nl"),
    ],
)
def test_what_is_not_there_is_said_in_the_readers_language(
    client: TestClient, path: str, accepted: str, lang: str
) -> None:
    response = client.get(path, headers={"accept-language": accepted})

    assert response.status_code == 404
    assert response.headers["content-language"] == lang
    assert Page(response.text).one("html").attributes["lang"] == lang
    assert "accept-language" in response.headers.get("vary", "") or "lang=" in path


@pytest.mark.parametrize("base", ["", "/numbers"])
@pytest.mark.parametrize("path", ["/nothing", "/catsforkids/nothing", "/catsforkids/nothing.html"])
def test_where_there_is_nothing_a_link_leads_to_the_home_page(
    campaigns: Mapping[str, Campaign], base: str, path: str
) -> None:
    client = TestClient(create_app(campaigns, base))
    link = Page(client.get(f"{base}{path}").text).one("a")

    assert link.attributes["href"] == f"{base}/"
    assert client.get(f"{base}/").status_code == 200


@pytest.mark.parametrize(
    "path", ["/catsforkids/today.pdf", "/catsforkids/today", "/x/today.html", "/static/x.css"]
)
def test_there_is_nothing_at_other_addresses(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", PAGES)
def test_a_page_follows_the_reader_and_says_so(client: TestClient, path: str) -> None:
    response = client.get(path, headers={"accept-language": "nl"})

    assert response.headers["content-language"] == "nl"
    assert response.headers["vary"].lower() == "accept-language, accept-encoding"


@pytest.mark.parametrize("path", PAGES)
def test_a_page_in_a_language_that_was_asked_for_is_the_same_for_everybody(
    client: TestClient, path: str
) -> None:
    response = client.get(f"{path}?lang=de", headers={"accept-language": "nl"})

    assert response.headers["content-language"] == "de"
    assert response.headers["vary"] == "accept-encoding"


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("lang", ["it", "xx", "*", "%00"])
def test_no_cache_can_mix_up_readers(client: TestClient, path: str, lang: str) -> None:
    """Two readers who get different answers at one address are told apart by Vary."""
    answers = [client.get(f"{path}?lang={lang}", headers={"accept-language": each}) for each in ("nl", "de")]

    differ = answers[0].content != answers[1].content
    assert not differ or all("accept-language" in answer.headers.get("vary", "") for answer in answers)


def test_a_wrong_option_gets_a_short_page_that_may_be_framed(client: TestClient) -> None:
    response = client.get(f"{EMBED}?theme=purple&minutes=999&accent=ff0&lang=en")
    page = Page(response.text)

    assert response.status_code == 400
    assert response.headers["content-type"] == TYPES["html"]
    for said in ("theme", "purple", ", ".join(THEMES), "minutes", "120", "accent", "4.5:1"):
        assert said in page.one("main").text
    assert page.one("html").attributes["lang"] == "en"


def test_a_wrong_option_is_a_problem_in_json_and_a_text_in_txt(client: TestClient) -> None:
    problem = client.get("/catsforkids/today.json?theme=purple&lang=en")
    text = client.get("/catsforkids/today.txt?theme=purple&lang=en")

    assert (problem.status_code, text.status_code) == (400, 400)
    assert problem.headers["content-type"] == "application/problem+json"
    assert problem.headers["access-control-allow-origin"] == "*"
    found = json.loads(problem.content)
    assert found["status"] == 400
    assert "purple" in found["detail"]
    assert text.headers["content-type"] == TYPES["txt"]
    assert "purple" in text.text


def test_markup_in_a_wrong_value_stays_text(client: TestClient) -> None:
    response = client.get(EMBED, params={"theme": "</main><script>alert(1)</script>"})

    assert not Page(response.text).all("script")
    assert "<script" not in response.text


@pytest.mark.parametrize("query", ["utm_source=x", "fbclid=1&gclid=2", "?", "&&&", "=", "theme=", "%00=%ff"])
def test_trackers_change_nothing(client: TestClient, query: str) -> None:
    assert client.get(f"{EMBED}?{query}").content == client.get(EMBED).content


def test_the_last_of_repeated_options_counts(client: TestClient) -> None:
    assert client.get(f"{EMBED}?lang=fr&lang=nl").headers["content-language"] == "nl"


@pytest.mark.parametrize(
    "target",
    [
        "/%00", "/%ff", "//", "///", "*", "", "/..%2f..%2fetc%2fpasswd", "/%2e%2e/%2e%2e/etc/passwd",
        "/static/", "/static/%2e%2e", "/static/..%2f..%2fpyproject.toml", "/catsforkids%2ftoday.html",
        "/catsforkids/%00.html", "/catsforkids/..html", "/catsforkids/.html", "/catsforkids/today.HTML",
        "/catsforkids/today.html%00", "/\ud83d\ude00", "/%f0%9f%90%88", "/" + "a" * 60_000, "/?lang=%00",
        f"{EMBED}?lang=%ff", f"{EMBED}?%ff=%00", "/catsforkids?lang=%ff%fe", f"{EMBED}?theme=" + "x" * 60_000,
        f"{EMBED}?" + "a=1&" * 5_000, f"{SINCE}?from=0001-01-01", f"{SINCE}?from=2020-11-18T24:00",
        f"{SINCE}?from=1901-01-01T00:00:00%2B23:59",
    ],
)  # fmt: skip
def test_odd_requests_break_nothing(app: ASGIApp, target: str) -> None:
    answer = ask(app, target.encode("utf-8", "surrogatepass").decode("latin-1"))

    assert answer.status in STATUSES
    assert answer.headers.get("location", "/x")[0] == "/" != answer.headers.get("location", "/x")[1:2]


ALPHABET = st.sampled_from(
    [
        "/",
        ".",
        "%",
        "?",
        "&",
        "=",
        "catsforkids",
        "today",
        ".html",
        "lang",
        "static",
        "a",
        "é",
        "%00",
        "..",
        "\\",
        ";",
    ]
)


@given(st.lists(ALPHABET, max_size=12).map("".join), st.sampled_from(["GET", "HEAD", "POST", "BREW"]))
@settings(max_examples=200)
@example("catsforkids/.", "GET")
def test_no_request_fails(app: ASGIApp, target: str, method: str) -> None:
    assert ask(app, f"/{target}".encode().decode("latin-1"), method).status in STATUSES


@given(
    st.dictionaries(
        st.sampled_from(["lang", "theme", "layout", "accent", "minutes", "from", "x"]), st.text(max_size=12)
    )
)
@settings(max_examples=200)
def test_no_query_fails(client: TestClient, query: dict[str, str]) -> None:
    encodable = {name: value.encode("utf-8", "replace").decode() for name, value in query.items()}

    assert client.get("/catsforkids/since-the-campaign.html", params=encodable).status_code in STATUSES


@given(st.text(st.characters(codec="latin-1", exclude_categories=["Cc"]), max_size=40))
def test_no_accept_language_fails(app: ASGIApp, accepted: str) -> None:
    assert ask(app, "/", headers={"accept-language": accepted}).status == 200
