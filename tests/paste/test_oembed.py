"""oEmbed: every address of ours is described, nobody else's is, and the maxima bind."""

import json
import re
from collections.abc import Mapping
from urllib.error import HTTPError
from urllib.parse import quote, urlencode
from xml.etree import ElementTree

import micawber
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.descriptions import EMBED, PUBLIC, ask, check, frame, refused
from tests.support.examples import CAMPAIGNS, NOW, WIDGETS
from tests.support.servers import ROOT, Server
from widget.paste.oembed import RefusedError, describe
from widget.paste.snippets import oembed_html
from widget.view.options import Options
from widget.view.view import build


@pytest.mark.parametrize(("campaign", "name", "lang"), WIDGETS)
def test_an_embed_is_rich(campaign: str, name: str, lang: str) -> None:
    address = f"{PUBLIC}/{campaign}/{name}.html?lang={lang}"
    found = ask(address)
    shown = build(CAMPAIGNS[campaign], name, Options(lang), NOW, PUBLIC)

    check(found)
    assert (found["type"], found["width"], found["height"]) == ("rich", 600, 240)
    assert found["html"] == oembed_html(shown, 240)
    assert frame(found)["src"] == address
    assert found["title"] == frame(found)["title"]
    assert found["author_name"] == "Child Focus"
    assert found["author_url"] == shown.figures[-1].source.url
    assert found["provider_name"] == "Meanwhile"
    assert found["provider_url"] == f"{PUBLIC}/"
    assert found["cache_age"] == (60 if shown.moment else 86_400)


def test_the_options_of_an_address_are_kept_and_no_others() -> None:
    found = ask(f"{EMBED}?utm_source=x&theme=dark&minutes=4&accent=&lang=nl&from=2020-11-18")

    assert frame(found)["src"] == f"{EMBED}?lang=nl&minutes=4&theme=dark"
    assert "theme=dark" in found["thumbnail_url"]


def test_a_campaign_is_rich_with_its_first_widget_and_its_own_title() -> None:
    found = ask(f"{PUBLIC}/catsforkids?lang=de")

    check(found)
    assert found["type"] == "rich"
    assert found["title"] == "#catsforkids: Katzen gegen den sexuellen Missbrauch von Kindern"
    assert frame(found)["src"] == f"{EMBED}?lang=de"
    assert "lang=fr" in ask(f"{PUBLIC}/catsforkids?lang=xx")["html"]


@pytest.mark.parametrize(("ending", "size"), [("png", (1200, 630)), ("svg", (600, 200)), ("gif", (600, 200))])
def test_a_picture_is_a_photo(ending: str, size: tuple[int, int]) -> None:
    found = ask(f"{PUBLIC}/catsforkids/versus.{ending}?lang=en&layout=line")

    check(found)
    assert found["type"] == "photo"
    assert (found["width"], found["height"]) == size
    assert found["url"] == f"{PUBLIC}/catsforkids/versus.{ending}?lang=en"
    assert found["title"] == "For each cat photo, 78 images of child sexual abuse are shared."


def test_empty_and_unknown_parameters_are_ignored() -> None:
    assert ask(EMBED, maxwidth="", maxheight="", format="", dnt=1, extra="<") == ask(EMBED)


def test_a_missing_address_is_a_bad_request_and_another_format_is_not_implemented() -> None:
    assert refused({})[0] == 400
    assert refused({"url": ""})[0] == 400
    assert refused({"url": EMBED, "format": "yaml"})[0] == 501


@pytest.mark.parametrize(
    "url",
    [
        "https://embed.example/catsforkids",
        "https://embed.example/baseball/catsforkids",
        "https://embed.example:8443/base/catsforkids",
        "https://embed.example.evil.org/base/catsforkids",
        "https://me@embed.example/base/catsforkids",
        "https://evil.org/?https://embed.example/base/catsforkids",
        "//embed.example/base/catsforkids",
        "/base/catsforkids",
        "catsforkids",
        "javascript:alert(1)",
        "https://[::1/base/catsforkids",
        "https://embed.example:port/base/catsforkids",
        "https://ⓔmbed.example℀/base/catsforkids",
        "https://embed.example\\@evil.org/base/catsforkids",
    ],
)
def test_no_other_site_is_answered_for(url: str) -> None:
    status, detail = refused({"url": url})

    assert status == 404
    assert PUBLIC in detail


@pytest.mark.parametrize(
    "url",
    [
        "http://embed.example/base/catsforkids/while-reading.html",
        "https://EMBED.Example/base/catsforkids/while-reading.html",
        "https://embed.example:443/base/catsforkids/while-reading.html",
        "http://embed.example:80/base/catsforkids/while-reading.html",
        "https://embed.example./base/catsforkids/while-reading.html",
        "https://www.embed.example/base/CatsForKids/While-Reading.HTML/",
        "https://embed.example/base/catsforkids/while-reading.html?lang=fr&amp;theme=auto",
        "https://embed.example/base/catsforkids/embed?for=site&widget=while-reading&lang=fr",
        "https://embed.example/base/catsforkids/fr/while-reading.html",
        "https://embed.example/base/catsforkids/fr/index.html",
        "https://embed.example/base/catsforkids/",
    ],
)
def test_its_own_addresses_are_known_as_people_and_systems_write_them(url: str) -> None:
    found = ask(url)

    assert found["type"] == "rich"
    assert f'src="{PUBLIC}/catsforkids/while-reading.html?lang=fr"' in found["html"]


@pytest.mark.parametrize(
    ("public", "url"),
    [
        ("https://zahlen.xn--mnchen-3ya.example", "https://zahlen.münchen.example/catsforkids"),
        ("https://zahlen.münchen.example", "https://zahlen.xn--mnchen-3ya.example/catsforkids"),
        ("https://www.embed.example", "https://www.embed.example/catsforkids"),
    ],
)
def test_a_name_of_letters_is_the_same_in_its_other_form(public: str, url: str) -> None:
    assert ask(url, public)["type"] == "rich"


@pytest.mark.parametrize(
    "path",
    [
        "", "/", "/nothing", "/catsforkids/nothing.html", "/catsforkids/while-reading", "/static/x.css",
        "/catsforkids/while-reading.txt", "/catsforkids/while-reading.json", "/catsforkids/embed?widget=x",
        "/catsforkids/while-reading.html/more", "/oembed?url=x",
        "/catsforkids/../catsforkids",
    ],
)  # fmt: skip
def test_what_is_no_embed_is_not_found(path: str) -> None:
    status, detail = refused({"url": f"{PUBLIC}{path}"})

    assert (status, detail) == (404, "There is nothing to embed at this address.")


def test_a_wrong_colour_is_answered_with_one_that_is_near() -> None:
    _, detail = refused({"url": f"{EMBED}?accent=fdfcf8"})

    (near,) = re.findall("[0-9a-f]{6}", detail.replace("fdfcf8", ""))
    assert ask(f"{EMBED}?accent={near}")["type"] == "rich"


def test_a_wrong_option_is_not_found_and_explained() -> None:
    status, detail = refused({"url": f"{EMBED}?theme=pink&minutes=0"})

    assert status == 404
    assert "theme: “pink” is not possible" in detail
    assert "minutes" in detail


@pytest.mark.parametrize(
    "url",
    [
        f"{EMBED}/?lang=nl&theme=dark",
        f"{EMBED}?theme=dark&lang=nl",
        f"{EMBED}?theme=dark&lang=nl#here",
        "HTTPS://EMBED.example/base/catsforkids/while%2Dreading.html?lang=n%6C&theme=dark",
        f"{PUBLIC}/{quote('catsforkids', safe='')}/while-reading.html?theme=light&theme=dark&lang=nl&ü=é",
    ],
)
def test_one_embed_is_the_same_however_its_address_is_written(url: str) -> None:
    assert ask(url) == ask(f"{EMBED}?lang=nl&theme=dark")


def outcome(query: Mapping[str, str]) -> bytes | str:
    try:
        return describe(PUBLIC, CAMPAIGNS, query, NOW).body
    except RefusedError as error:
        return error.detail if error.status in (400, 404, 501) else ""


@given(
    st.text(max_size=60), st.sampled_from(["", PUBLIC, f"{PUBLIC}/", f"{PUBLIC}/catsforkids/", f"{EMBED}?"])
)
def test_whatever_is_asked_is_answered_or_refused(junk: str, start: str) -> None:
    for query in ({"url": start + junk}, {"url": EMBED, "format": junk}, {"url": EMBED, "maxwidth": junk}):
        assert outcome(query)


@pytest.mark.parametrize("ending", ["html", "png"])
def test_xml_says_the_same_as_json(ending: str) -> None:
    url = f"{PUBLIC}/catsforkids/while-reading.{ending}?lang=nl&theme=dark"
    document = describe(PUBLIC, CAMPAIGNS, {"url": url, "format": "xml"}, NOW)
    root = ElementTree.fromstring(document.body)

    assert document.media_type == "text/xml; charset=utf-8"
    assert document.body.startswith(b'<?xml version="1.0" encoding="utf-8" standalone="yes"?>')
    assert root.tag == "oembed"
    assert {each.tag: each.text for each in root} == {name: str(value) for name, value in ask(url).items()}


def test_xml_holds_no_character_that_xml_forbids() -> None:
    campaign = CAMPAIGNS["catsforkids"]
    title = {"fr": "a\x00\x1b\ufffe\U0001f408]]><&\"'", "nl": "b", "de": "c", "en": "d"}
    named = campaign.model_copy(update={"title": title})
    query = {"url": f"{PUBLIC}/catsforkids", "format": "xml"}
    body = describe(PUBLIC, {"catsforkids": named}, query, NOW).body

    assert ElementTree.fromstring(body).findtext("title") == "a\U0001f408]]><&\"'"


def test_the_entry_for_the_registry_has_its_shape() -> None:
    (provider,) = json.loads((ROOT / "docs" / "providers.json").read_text())
    (endpoint,) = provider["endpoints"]

    assert set(provider) == {"provider_name", "provider_url", "endpoints"}
    assert set(endpoint) == {"schemes", "url", "formats", "discovery"}
    assert provider["provider_name"] == ask(EMBED)["provider_name"]
    assert endpoint["url"] == f"{provider['provider_url']}oembed"
    assert endpoint["formats"] == ["json", "xml"]
    assert endpoint["discovery"] is True
    for scheme in endpoint["schemes"]:
        pattern = re.escape(scheme).replace(r"\*", ".*")
        address = f"{provider['provider_url']}catsforkids/while-reading.html?lang=en"
        assert re.fullmatch(pattern, address)
        assert ask(address, provider["provider_url"].rstrip("/"))["type"] == "rich"


def test_a_consumer_makes_a_frame_of_an_address_on_a_line(server: Server) -> None:
    registry = micawber.ProviderRegistry()
    registry.register(f"{server.url}/\\S+", micawber.Provider(f"{server.url}/oembed"))
    address = f"{server.url}/catsforkids/while-reading.html?{urlencode({'lang': 'en', 'theme': 'dark'})}"
    found = registry.request(address, maxwidth=500)

    # The consumer adds the address that it asked for.
    assert found.pop("url") == address
    check(found, 500, 500 * 16 // 9)
    assert frame(found)["src"] == address
    assert found["html"] in registry.parse_text(f"Before.\n{address}\nAfter.")
    assert 'src="' in registry.parse_text(address.replace(".html", ".png"))


def test_a_consumer_is_told_that_there_is_nothing(server: Server) -> None:
    provider = micawber.Provider(f"{server.url}/oembed")
    with pytest.raises(micawber.ProviderException) as error:
        provider.request(f"{server.url}/catsforkids/nothing.html")

    cause = error.value.__cause__
    assert isinstance(cause, HTTPError)
    assert cause.code == 404
    # The consumer leaves the connection open.
    cause.close()
