"""The builder: a snippet, how it will look, and what it costs a reader."""

import re
from html import unescape
from urllib.parse import urlencode, urlsplit

import pytest
from starlette.testclient import TestClient

from tests.support.builder import CHOSEN, LANGS, PATH, build
from tests.support.examples import CAMPAIGNS
from tests.support.markup import Page
from tests.support.responses import cache_control
from widget.campaign.kinds.scene import EPOCH
from widget.paste.destinations import DESTINATIONS
from widget.paste.snippets import snippet
from widget.server.app import create_app
from widget.view import view
from widget.view.options import Options

PUBLIC = "http://127.0.0.1:8000"


def pasted(client: TestClient, **fields: str) -> str:
    (snippet,) = re.findall(r"<code>(.*?)</code>", client.get(f"{PATH}?{urlencode(fields)}").text, re.DOTALL)
    return unescape(snippet)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("destination", DESTINATIONS)
def test_the_snippet_is_what_embed_makes(client: TestClient, destination: str, lang: str) -> None:
    campaign = CAMPAIGNS["catsforkids"]
    shown = view.build(campaign, "versus", Options(lang, "dark"), EPOCH, PUBLIC)

    found = pasted(client, **{"for": destination, "widget": "versus", "lang": lang, "theme": "dark"})

    assert found == snippet(destination, shown)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("public", "destination", "warned"),
    [
        ("http://127.0.0.1:8000", "site", True),
        ("http://[::1]:8000/numbers", "site", True),
        ("http://localhost", "email", True),
        ("https://meanwhile.example", "site", False),
    ],
)
def test_a_snippet_that_works_on_one_machine_only_comes_with_a_warning(
    public: str, destination: str, warned: bool, lang: str
) -> None:
    client = TestClient(create_app(CAMPAIGNS, public=public))
    base = urlsplit(public).path
    page = Page(client.get(f"{base}{PATH}?lang={lang}&for={destination}").text)

    assert [public in each.text for each in page.all(css_class="local")] == [True] * warned


def test_without_anything_filled_in_it_shows_a_snippet_already(client: TestClient) -> None:
    found = pasted(client)

    assert f'src="{PUBLIC}/catsforkids/while-reading.html?lang=fr"' in found


def test_the_snippet_alone_is_plain_text(client: TestClient) -> None:
    page = build(client, **CHOSEN)
    (link,) = [each for each in page.all("a") if "as=text" in each.attributes["href"]]
    response = client.get(link.attributes["href"])

    assert response.headers["content-type"] == "text/plain; charset=utf-8"
    assert response.text == f"{pasted(client, **CHOSEN)}\n"


def test_the_preview_has_three_widths_on_light_and_on_dark(client: TestClient) -> None:
    page = build(client, lang="en")
    frames = page.all("iframe")
    places = {each.attributes["id"]: each for each in page.elements if "id" in each.attributes}
    tabs = [each for each in page.all("a") if each.text.endswith(" px")]

    assert [each.text for each in tabs] == ["300 px", "360 px", "640 px"]
    for tab in tabs:
        place = places[tab.attributes["href"].removeprefix("#")]
        within = [each for each in frames if place in each.parents]
        assert [f"{each.attributes['width']} px" for each in within] == [tab.text] * 2
        assert "theme=light" in within[0].attributes["src"]
        assert "theme=dark" in within[1].attributes["src"]
    for each in frames:
        assert client.get(each.attributes["src"]).status_code == 200


def test_an_amp_page_gets_a_frame_and_so_its_preview_is_one(client: TestClient) -> None:
    assert len(build(client, **{"for": "amp", "lang": "en"}).all("iframe")) == 6


@pytest.mark.parametrize(("destination", "widget"), [("sentence", "versus"), ("zero-request", "today")])
def test_where_the_sentence_is_all_there_is_no_preview_but_that(
    client: TestClient, destination: str, widget: str
) -> None:
    page = build(client, **{"for": destination, "widget": widget, "lang": "en"})

    assert not page.all("iframe")
    assert not page.all("img")


def test_spaces_around_what_was_typed_do_no_harm(client: TestClient) -> None:
    assert "minutes=4" in pasted(client, minutes=" 4 ", lang="en")


@pytest.mark.parametrize("size", ["600x315", "320x180"])
def test_a_picture_is_previewed_at_the_size_that_was_chosen(client: TestClient, size: str) -> None:
    (picture,) = build(client, **{"for": "picture", "size": size}).all("img")

    assert f"{picture.attributes['width']}x{picture.attributes['height']}" == size


@pytest.mark.parametrize("destination", ["email", "readme", "picture"])
def test_where_a_picture_is_pasted_the_preview_is_that_picture(client: TestClient, destination: str) -> None:
    pictures = build(client, **{"for": destination, "lang": "en"}).all("img")

    assert pictures
    for each in pictures:
        assert each.attributes["alt"].startswith("About 13,200")
        assert client.get(each.attributes["src"]).headers["content-type"].startswith("image/")


def said(client: TestClient, destination: str) -> tuple[int, int, str]:
    """Bytes, requests, and the sentence for one's privacy policy."""
    page = build(client, **{"for": destination, "lang": "en"})
    names, costs = ([each.text for each in page.all(name)] for name in ("dt", "dd"))
    found = dict(zip(names, costs, strict=True))
    weight = found["A reader loads"].removesuffix(" bytes").replace(",", "")
    return int(weight), int(found["Requests to this server"]), page.one("blockquote").text


def test_bytes_requests_and_privacy_are_those_of_the_destination(client: TestClient) -> None:
    weight, requests, privacy = said(client, "site")
    coded = client.get("/catsforkids/while-reading.html?lang=en", headers={"accept-encoding": "br"})

    assert (weight, requests) == (int(coded.headers["content-length"]), 1)
    assert PUBLIC in privacy


def test_a_snippet_that_asks_for_nothing_says_so(client: TestClient) -> None:
    weight, requests, privacy = said(client, "zero-request")

    assert (weight, requests) == (len(pasted(client, **{"for": "zero-request", "lang": "en"}).encode()), 0)
    assert "no request to any other server" in privacy


def test_every_campaign_page_leads_there(client: TestClient) -> None:
    links = [each.attributes["href"] for each in Page(client.get("/catsforkids?lang=en").text).all("a")]

    assert any(link.startswith(PATH) for link in links)


def test_a_campaign_that_is_not_there_has_none(client: TestClient) -> None:
    assert client.get("/nothing/embed").status_code == 404


@pytest.mark.parametrize("query", ["", "?widget=today"])
def test_a_snippet_may_name_the_minute_and_so_is_kept_for_no_longer(client: TestClient, query: str) -> None:
    found = cache_control(client.get(f"{PATH}{query}").headers["cache-control"])

    assert found["max-age"] == found["s-maxage"] == "60"


def test_a_filled_form_is_kept_compressed_whatever_the_order_of_its_fields(client: TestClient) -> None:
    coded = {"accept-encoding": "br"}
    first = client.get(f"{PATH}?lang=de&for=site&utm_source=a", headers=coded)
    again = client.get(f"{PATH}?for=site&lang=de", headers=coded | {"if-none-match": first.headers["etag"]})

    assert first.headers["content-encoding"] == "br"
    assert again.status_code == 304


def test_forms_that_differ_are_not_taken_for_each_other(client: TestClient) -> None:
    queries = ["for=site", "for=email", "for=site&widget=versus", "for=site&as=text", "for=site&theme=dark"]
    bodies = {client.get(f"{PATH}?lang=en&{query}").content for query in queries}

    assert len(bodies) == len(queries)


@pytest.mark.parametrize("lang", LANGS)
def test_without_a_language_the_form_is_in_the_readers(client: TestClient, lang: str) -> None:
    response = client.get(PATH, headers={"accept-language": lang})

    assert Page(response.text).one("html").attributes["lang"] == lang
    assert "accept-language" in response.headers["vary"]
