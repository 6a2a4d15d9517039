"""The builder's form: asks what changes something, says what is wrong, keeps what was filled in."""

from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from tests.support.answers import FOLDERS
from tests.support.builder import CHOSEN, LANGS, PATH, asked, build, chosen, controls, described, radios
from tests.support.markup import Page
from widget.campaign.library import load_all
from widget.paste.destinations import DESTINATIONS
from widget.server.app import create_app

NAMES = ["for", "widget", "lang", "theme", "layout", "size", "accent", "minutes", "from"]
# What is asked of whoever chose nothing yet, in its order.
FIRST = ["for", "widget", "lang", "minutes", "layout", "theme", "accent"]


def test_what_was_chosen_is_kept_in_the_form(client: TestClient) -> None:
    page = build(client, **CHOSEN, accent="135", minutes="", **{"from": "2020-11-18"})

    assert chosen(page) == {**CHOSEN, "accent": "135", "from": "2020-11-18"}


@pytest.mark.parametrize("lang", LANGS)
def test_every_field_has_a_label_and_goes_by_get_to_this_site(client: TestClient, lang: str) -> None:
    page = build(client, lang=lang)
    labels = {each.attributes["for"] for each in page.all("label") if "for" in each.attributes}
    ids = {each.attributes["id"]: each.text for each in page.elements if "id" in each.attributes}
    for each in page.all("input"):
        if each.attributes.get("type") == "radio":
            assert each.parents[-1].name == "label"
            assert each.parents[-1].text
    for each in page.elements:
        if each.attributes.get("role") in ("radiogroup", "group"):
            assert ids[each.attributes["aria-labelledby"]]

    assert asked(page) == FIRST
    assert labels == {"lang", "minutes", "accent"}
    assert page.one("form").attributes == {"method": "get", "action": PATH}
    assert page.one("html").attributes["lang"] == lang


@pytest.mark.parametrize(
    ("destination", "widget", "last"),
    [
        ("site", "versus", ["lang", "layout", "theme", "accent"]),
        ("site", "since-the-campaign", ["lang", "from", "layout", "theme", "accent"]),
        ("picture", "while-reading", ["lang", "minutes", "theme", "size", "accent"]),
        ("readme", "every-second", ["lang", "accent"]),
        ("sentence", "while-reading", ["lang", "minutes"]),
        ("sentence", "today", ["lang"]),
    ],
)
def test_only_what_changes_something_is_asked(
    client: TestClient, destination: str, widget: str, last: list[str]
) -> None:
    page = build(client, **{"for": destination, "widget": widget, "lang": "en"})

    assert asked(page) == ["for", "widget", *last]
    assert [each.text[0] for each in page.all("h2") if each.text[0].isdigit()] == [
        str(number + 1) for number in range(3 if "accent" in last else 2)
    ]


def test_what_is_not_asked_now_is_there_again_for_a_destination_that_has_it(client: TestClient) -> None:
    sentence = build(client, **CHOSEN | {"for": "sentence", "layout": "banner"})
    back = build(client, **chosen(sentence) | {"for": "site"})

    assert not {"theme", "layout"} & set(asked(sentence))
    assert {name: chosen(back)[name] for name in ("theme", "layout")} == {"theme": "dark", "layout": "banner"}


def test_digits_are_asked_for_where_a_language_has_others() -> None:
    client = TestClient(create_app(load_all(FOLDERS)))
    pages = {lang: Page(client.get(f"/rates/embed?lang={lang}").text) for lang in ("ar", "en")}

    assert ["numbering" in asked(page) for page in pages.values()] == [True, False]
    assert chosen(pages["ar"])["numbering"] == ""


def test_destinations_stand_under_what_a_reader_gets_there(client: TestClient) -> None:
    page = build(client, lang="en")
    titles = {each.attributes["id"]: each.text for each in page.all(css_class="group")}
    found: dict[str, list[str]] = {}
    for each in radios(page, "for"):
        (group,) = [parent for parent in each.parents if parent.attributes.get("role") == "group"]
        found.setdefault(titles[group.attributes["aria-labelledby"]], []).append(each.attributes["value"])

    assert list(found) == [
        "It ticks",
        "It ticks, and asks no server for anything",
        "It stands still",
        "Words only",
    ]
    assert {"site", "wordpress", "readme", "email", "amp"} <= set(found["It ticks"])
    assert list(found.values())[1:] == [
        ["zero-request", "self-hosted"],
        ["markdown", "picture"],
        ["sentence"],
    ]
    assert sorted(name for names in found.values() for name in names) == sorted(DESTINATIONS)


@pytest.mark.parametrize("lang", LANGS)
def test_no_two_cards_of_a_question_read_the_same(client: TestClient, lang: str) -> None:
    page = build(client, lang=lang)
    for name in ("for", "widget", "layout", "theme"):
        texts = [each.parents[-1].text for each in radios(page, name)]
        assert len(set(texts)) == len(texts)


WRONG = {
    "for": "the-moon",
    "widget": "nothing",
    "lang": "xx",
    "theme": "purple",
    "layout": "round",
    "size": "1x1",
    "accent": "eee",
    "minutes": "900",
    "from": "tomorrow",
}


@pytest.mark.parametrize("name", NAMES)
def test_a_wrong_value_comes_back_with_its_message_beside_it(client: TestClient, name: str) -> None:
    fields = {"lang": "en", name: WRONG[name]}
    response = client.get(f"{PATH}?{urlencode(fields)}")
    page = Page(response.text)
    field = described(page, name)
    texts = field.attributes["aria-describedby"].split()

    assert response.status_code == 400
    assert field.attributes["aria-invalid"] == "true"
    assert chosen(page)[name] == WRONG[name]
    assert name in asked(page)
    (message,) = [each for each in page.all(css_class="message") if each.attributes["id"] in texts]
    assert WRONG[name] in message.text
    assert [each.attributes["href"] for each in page.all("a") if each.parents[-1].name == "li"] == [
        f"#{name}"
    ]
    assert not page.all("pre")


@pytest.mark.parametrize("name", ["layout", "theme", "accent", "size", "from", "numbering"])
def test_a_wrong_value_is_explained_even_where_it_would_change_nothing(client: TestClient, name: str) -> None:
    wrong = {**WRONG, "numbering": "roman"}[name]
    page = build(client, **{"for": "sentence", "widget": "versus", "lang": "en", name: wrong})

    assert asked(page) == ["for", "widget", "lang", name]
    assert wrong in page.one(css_class="message").text


def test_every_wrong_value_is_named_at_once(client: TestClient) -> None:
    page = build(client, **WRONG)

    assert len(page.all(css_class="message")) == len(NAMES)


def test_what_was_typed_is_text_and_not_markup(client: TestClient) -> None:
    typed = '"><script>alert(1)</script>'
    page = build(client, accent=typed, widget=typed)

    assert not page.all("script")
    assert controls(page)["accent"].attributes["value"] == typed


@given(st.dictionaries(st.sampled_from([*NAMES, "as", "x"]), st.text(max_size=20)))
def test_whatever_is_typed_the_answer_is_a_form_or_a_text(client: TestClient, fields: dict[str, str]) -> None:
    response = client.get(f"{PATH}?{urlencode(fields, errors='surrogatepass')}")

    assert response.status_code in (200, 400)
    assert not Page(response.text).all("script")


@pytest.mark.parametrize("lang", LANGS)
def test_the_links_to_other_languages_keep_what_was_filled_in(client: TestClient, lang: str) -> None:
    page = build(client, **CHOSEN)
    (link,) = [each for each in page.all("a") if each.attributes.get("hreflang") == lang]
    query = dict(parse_qsl(urlsplit(link.attributes["href"]).query))

    assert {name: query[name] for name in CHOSEN} == {**CHOSEN, "lang": lang}


def test_a_form_may_be_sent_to_this_site_alone(client: TestClient) -> None:
    for query in ("", "?theme=purple"):
        response = client.get(f"{PATH}{query}")
        assert "form-action 'self'" in response.headers["content-security-policy"]
        assert "frame-ancestors 'none'" in response.headers["content-security-policy"]
