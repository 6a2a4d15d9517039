"""The pages about campaigns: complete, well-formed, and harmless."""

import re
from collections.abc import Mapping
from copy import deepcopy
from itertools import pairwise
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.support.examples import CAMPAIGNS
from tests.support.markup import Page, links
from tests.support.toml import SMALL, small, write
from widget.campaign.load import load
from widget.formats import assets
from widget.formats.table import FORMATS
from widget.language.cldr import language
from widget.pages.campaign import campaign_page
from widget.server.app import create_app
from widget.view.view import title

LANGS = ["fr", "nl", "de", "en"]
PATHS = ("/", "/catsforkids", "/catsforkids/sign")
ADDRESSES = [(path, lang) for path in PATHS for lang in LANGS]
# What takes long to make has tests of its own.
DRAWN = (".png", ".gif", ".zip")
NOT_ENDORSED = {
    "fr": "ni ne gère ni ne cautionne",
    "nl": "niet beheert en niet onderschrijft",
    "de": "betreibt diesen Server nicht",
    "en": "neither runs nor endorses",
}
HIDDEN = "counter count stat hit pixel track beacon log event analytics ad"
EVERY = pytest.mark.parametrize(("path", "lang"), ADDRESSES)


def read(client: TestClient, path: str, lang: str) -> Page:
    return Page(client.get(f"{path}?lang={lang}").text)


@EVERY
def test_a_page_is_a_whole_document_with_one_heading(client: TestClient, path: str, lang: str) -> None:
    page = read(client, path, lang)
    levels = [int(element.name[1]) for element in page.elements if re.fullmatch("h[1-6]", element.name)]

    assert page.declarations == ["DOCTYPE html"]
    assert not page.unclosed
    assert not page.repeated
    assert (page.one("html").attributes["lang"], page.one("html").attributes["dir"]) == (lang, "ltr")
    assert page.one("title").text
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert page.one("main")


@EVERY
def test_nothing_on_a_page_can_run(client: TestClient, path: str, lang: str) -> None:
    page = read(client, path, lang)
    attributes = {attribute for element in page.elements for attribute in element.attributes}

    assert not page.all("script")
    # The one of the home page is allowed by its hash.
    assert len(page.all("style")) == (path == "/")
    assert "style" not in attributes
    assert not [attribute for attribute in attributes if attribute.startswith("on")]
    assert not [link for link in links(page) if link.startswith("javascript:")]


@EVERY
def test_a_page_asks_nothing_of_any_other_server(client: TestClient, path: str, lang: str) -> None:
    page = read(client, path, lang)
    loaded = [
        element
        for element in page.elements
        if element.name in ("iframe", "img") or element.attributes.get("rel") in ("stylesheet", "icon")
    ]

    for element in loaded:
        address = element.attributes.get("src") or element.attributes["href"]
        assert address.startswith("/")
        assert not address.startswith("//")


@EVERY
def test_every_link_of_our_own_leads_somewhere(client: TestClient, path: str, lang: str) -> None:
    for link in links(read(client, path, lang)):
        if link.startswith("/") and not link.partition("?")[0].endswith(DRAWN):
            assert client.get(link).status_code == 200, link


@pytest.mark.parametrize("lang", LANGS)
def test_a_campaign_shows_every_widget_live_and_named_but_what_it_draws(
    client: TestClient, lang: str
) -> None:
    frames = read(client, "/catsforkids", lang).all("iframe")

    assert [frame.attributes["src"] for frame in frames] == [
        f"/catsforkids/{name}.html?lang={lang}"
        for name, widget in CAMPAIGNS["catsforkids"].widgets.items()
        if not widget.compares
    ]
    assert [frame.attributes["loading"] for frame in frames] == ["eager", "lazy", "lazy", "lazy"]
    for frame in frames:
        assert frame.attributes["title"]
        assert int(frame.attributes["height"]) >= 240
        assert "allow-scripts" not in frame.attributes["sandbox"]


@pytest.mark.parametrize("lang", LANGS)
def test_a_campaign_gives_figures_sources_and_where_to_report(client: TestClient, lang: str) -> None:
    page = read(client, "/catsforkids", lang)
    text = page.one("main").text.replace("\u202f", " ")

    for number in ("19.000.000", "243.000") if lang in ("nl", "de") else ("19,000,000", "243,000"):
        assert number in text or number.replace(",", " ") in text
    assert "Child Focus zet katten in tegen seksueel kindermisbruik" in text
    assert "Interpol" in text
    assert "2020" in text
    assert NOT_ENDORSED[lang] in text
    for service in ("116 000", "internet-beschwerdestelle.de", "inhope.org", "112"):
        assert service in text


@pytest.mark.parametrize("lang", LANGS)
def test_a_campaign_can_be_read_in_its_other_languages(client: TestClient, lang: str) -> None:
    page = read(client, "/catsforkids", lang)
    here = [each for each in page.one("nav").texts if each.strip()]
    links_there = [each for each in page.all("a") if each.parents[-1].name == "nav"]

    assert len(here) == len(LANGS)
    assert [each.attributes["lang"] for each in links_there] == LANGS
    assert [each.attributes["lang"] for each in links_there if "aria-current" in each.attributes] == [lang]


def test_a_campaign_file_can_say_who_stands_behind_it(tmp_path: Path) -> None:
    sentence = "The publisher runs this server."
    loaded = load(write(tmp_path, small(endorsement={"en": sentence})))
    text = Page(TestClient(create_app({"births": loaded})).get("/births").text).one("main").text

    assert sentence in text
    assert "endorses" not in text


def test_a_campaign_without_anything_that_may_be_left_out_has_a_page(tmp_path: Path) -> None:
    loaded = load(write(tmp_path, SMALL))
    page = Page(TestClient(create_app({"births": loaded})).get("/births").text)

    assert title(loaded, language("en")) == "births"
    assert page.one("h1").text == "births"


def test_no_campaign_at_all_is_no_fault() -> None:
    assert TestClient(create_app({})).get("/").status_code == 200


@pytest.mark.parametrize("prefix", ["", "/numbers", "/a/b"])
@pytest.mark.parametrize("strips", [True, False])
def test_every_link_begins_with_the_path_of_the_mount(prefix: str, strips: bool) -> None:
    plain = {"accept-encoding": "identity"}
    client = TestClient(create_app(CAMPAIGNS, prefix), follow_redirects=False, headers=plain)
    mount = "" if strips else prefix

    for path in PATHS:
        page = Page(client.get(f"{mount}{path}").text)
        own = [link for link in links(page) if link.startswith("/")]
        assert own
        for link in own:
            assert link.startswith(f"{prefix}/")
            if link.partition("?")[0].endswith(DRAWN):
                continue
            assert client.get(mount + link.removeprefix(prefix)).status_code == 200


def test_a_slash_too_many_does_not_lose_the_mount() -> None:
    response = TestClient(create_app(CAMPAIGNS, "/numbers"), follow_redirects=False).get(
        "/numbers/catsforkids/"
    )

    assert response.status_code == 404 or "/numbers/catsforkids" in response.headers["location"]


def test_static_names_change_with_their_content() -> None:
    served: Mapping[str, assets.Asset] = assets.served()

    assert {asset.body for asset in served.values()} == {asset.body for asset in assets.assets().values()}
    assert all(re.fullmatch(r"[\w-]+\.\d{1,15}\.\w+", name) for name in served)


@pytest.mark.parametrize("ruled_out", HIDDEN.split())
def test_no_address_holds_a_word_that_block_lists_hide(client: TestClient, ruled_out: str) -> None:
    addresses = [link for path in PATHS for link in links(read(client, path, "en"))]

    for address in (each for each in addresses if each.startswith("/")):
        assert ruled_out not in re.split(r"[^a-z]+", address.casefold())


def test_the_page_of_a_campaign_in_one_language_has_no_choice_of_languages(tmp_path: Path) -> None:
    data = deepcopy(SMALL)
    page = Page(TestClient(create_app({"births": load(write(tmp_path, data))})).get("/births").text)

    assert not page.all("nav")


@pytest.mark.parametrize("lang", LANGS)
def test_a_campaign_offers_every_widget_in_every_format_and_the_builder(
    client: TestClient, lang: str
) -> None:
    found = set(links(read(client, "/catsforkids", lang)))

    for name in CAMPAIGNS["catsforkids"].widgets:
        assert {f"/catsforkids/{name}.{ending}?lang={lang}" for ending in FORMATS} <= found
        assert f"/catsforkids/embed?lang={lang}&widget={name}" in found
    assert f"/catsforkids/press.zip?lang={lang}" in found
    assert f"/catsforkids/sign?lang={lang}" in found


def test_an_exported_page_names_no_builder_and_nowhere_to_ask() -> None:
    english = language("en")
    body = campaign_page(CAMPAIGNS["catsforkids"], english, "", public="https://example.org", live=False).body
    page = Page(body.decode())

    assert not [link for link in links(page) if "/embed" in link or "oembed" in link]
    assert "https://example.org/catsforkids?lang=en" in links(page)


def test_a_frame_has_a_width_that_html_allows(client: TestClient) -> None:
    for frame in read(client, "/catsforkids", "fr").all("iframe"):
        assert frame.attributes["width"].isdigit()


def test_a_campaign_that_is_left_without_widgets_still_has_a_page() -> None:
    bare = CAMPAIGNS["catsforkids"].model_copy(update={"widgets": {}})
    page = Page(
        campaign_page(bare, language("fr"), "", public="https://example.org", live=False).body.decode()
    )

    assert not page.all("iframe")
    assert page.one("h1").text


@pytest.mark.parametrize("path", [*PATHS, "/catsforkids/embed"])
def test_every_language_of_a_page_is_named_by_its_whole_address_and_one_for_all_others(
    client: TestClient, path: str
) -> None:
    page = Page(client.get(f"{path}?lang=nl").text)
    links = [link.attributes for link in page.all("link") if link.attributes.get("hreflang")]
    named = {attributes["hreflang"]: attributes["href"] for attributes in links}

    assert list(named)[:4] == ["fr", "nl", "de", "en"]
    assert list(named)[-1] == "x-default"
    assert named["nl"] == f"http://127.0.0.1:8000{path}?lang=nl"
    assert named["x-default"] == named["fr"]
    assert {"rel": "canonical", "href": named["nl"]} in [link.attributes for link in page.all("link")]


def test_a_topic_is_a_page_of_its_own_and_a_filled_form_is_none(client: TestClient) -> None:
    of_topic = client.get("/?topic=protection&lang=nl").text
    filled = client.get("/catsforkids/embed?lang=nl&for=email&theme=dark").text

    assert '<link rel="canonical" href="http://127.0.0.1:8000/?lang=nl&amp;topic=protection">' in of_topic
    assert '<link rel="canonical" href="http://127.0.0.1:8000/catsforkids/embed?lang=nl">' in filled
    assert 'rel="canonical"' not in client.get("/?q=cats&lang=nl").text


@pytest.mark.parametrize("lang", ["fr", "nl", "de", "en"])
def test_titles_and_descriptions_are_short_and_each_page_has_its_own(client: TestClient, lang: str) -> None:
    pages = [read(client, path, lang) for path in (*PATHS, "/catsforkids/embed", "/privacy")]
    titles = {page.one("title").text for page in pages}
    descriptions = {
        meta.attributes["content"]
        for page in pages
        for meta in page.all("meta")
        if meta.attributes.get("name") == "description"
    }

    assert len(titles) == len(descriptions) == len(pages)
    assert all(len(each) <= 70 for each in titles)
    assert all(20 < len(each) <= 250 for each in descriptions)
