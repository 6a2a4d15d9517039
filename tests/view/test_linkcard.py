"""Link cards: whole, short enough, absolute, and silent about what is not known."""

from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.support.examples import CAMPAIGNS
from tests.support.markup import Page
from widget.language.cldr import language
from widget.pages import sign
from widget.pages.campaign import campaign_page
from widget.view import linkcard, view
from widget.view.options import Options

LANGS = ["fr", "nl", "de", "en"]
CATS = CAMPAIGNS["catsforkids"]
PUBLIC = "https://example.org/numbers"
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
MAKERS = {"/catsforkids": campaign_page, "/catsforkids/sign": sign.page}
EVERY = pytest.mark.parametrize(("path", "lang"), [(path, lang) for path in MAKERS for lang in LANGS])


def read(path: str, lang: str, public: str = PUBLIC) -> Page:
    return Page(MAKERS[path](CATS, language(lang), "/numbers", public=public).body.decode())


def tags(shown: Page) -> dict[str, str]:
    """The contents of the meta elements by property or name; those that repeat are not asked for."""
    return {
        each.attributes.get("property") or each.attributes["name"]: each.attributes["content"]
        for each in shown.all("meta")
        if each.attributes.keys() & {"property", "name"}
    }


@EVERY
def test_a_page_has_a_whole_card(path: str, lang: str) -> None:
    found = tags(read(path, lang))
    image = f"{PUBLIC}/catsforkids/while-reading.png?lang={lang}"

    assert 0 < len(found["og:title"]) <= 80
    assert 0 < len(found["og:description"]) <= 250
    assert found["og:url"] == f"{PUBLIC}{path}?lang={lang}"
    assert (found["og:type"], found["og:site_name"]) == ("website", "Meanwhile")
    assert found["og:image"] == image
    assert (found["og:image:width"], found["og:image:height"]) == ("1200", "630")
    assert found["og:image:alt"] == linkcard.said(CATS, "while-reading", lang)
    assert found["twitter:card"] == "summary_large_image"


@EVERY
def test_a_page_names_its_own_address_and_the_card_its_languages(path: str, lang: str) -> None:
    shown = read(path, lang)
    (canonical,) = [each for each in shown.all("link") if each.attributes.get("rel") == "canonical"]
    locales = [
        each.attributes["content"]
        for each in shown.all("meta")
        if each.attributes.get("property", "").startswith("og:locale")
    ]

    assert canonical.attributes["href"] == f"{PUBLIC}{path}?lang={lang}"
    assert locales[0].startswith(f"{lang}_")
    assert sorted(locales) == ["de_DE", "en_US", "fr_FR", "nl_NL"]


@EVERY
def test_without_a_public_address_nothing_absolute_is_claimed(path: str, lang: str) -> None:
    shown = read(path, lang, public="")
    found = tags(shown)

    assert not {"og:url", "og:image"} & found.keys()
    assert found["twitter:card"] == "summary"
    assert not [each for each in shown.all("link") if each.attributes.get("rel") == "canonical"]


def test_a_campaigns_page_can_be_found_by_oembed_without_a_title() -> None:
    found = [each.attributes for each in read("/catsforkids", "fr").all("link") if "type" in each.attributes]
    asked = {each["type"]: urlsplit(each["href"]) for each in found if "oembed" in each["type"]}

    assert set(asked) == {"application/json+oembed", "text/xml+oembed"}
    for address in asked.values():
        assert address.path == "/numbers/oembed"
        assert parse_qs(address.query)["url"] == [f"{PUBLIC}/catsforkids?lang=fr"]
    assert not any("title" in each for each in found)


@pytest.mark.parametrize("name", CATS.widgets)
def test_an_embed_has_a_card_with_its_own_picture(name: str) -> None:
    shown = view.build(CATS, name, Options("nl", minutes=4), NOW, PUBLIC)
    made = linkcard.of_view(shown)

    assert made.description == shown.sentence
    assert made.title == linkcard.clipped(
        f"{shown.label} · {view.title(CATS, shown.language)}", linkcard.TITLE
    )
    assert made.image.startswith(f"{PUBLIC}/catsforkids/{name}.png?")
    assert made.url.startswith(f"{PUBLIC}/catsforkids/{name}.html?")
    assert linkcard.of_view(view.build(CATS, name, Options("nl"), NOW)).image == ""


@pytest.mark.parametrize(
    ("text", "most", "expected"),
    [
        ("short", 5, "short"),
        ("one two three", 9, "one two…"),
        ("one, two", 5, "one…"),
        ("endless", 4, "end…"),
        ("", 4, ""),
    ],
)
def test_a_text_is_cut_between_words(text: str, most: int, expected: str) -> None:
    assert linkcard.clipped(text, most) == expected
    assert len(expected) <= most


@pytest.mark.parametrize(
    ("tag", "expected"), [("pt-BR", "pt_BR"), ("pt", "pt_BR"), ("ar", "ar_EG"), ("zh-Hant", "zh_TW")]
)
def test_a_locale_has_a_country(tag: str, expected: str) -> None:
    made = linkcard.of_page(CATS.model_copy(update={"languages": (tag,), "widgets": {}, "slogan": None,
                        "summary": None}), language(tag), "x", "/", None)  # fmt: skip

    assert made.locale == expected
