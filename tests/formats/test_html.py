"""What is served: readable without styles, harmless, and light."""

import json
import re
from base64 import b64encode
from datetime import datetime
from fractions import Fraction
from hashlib import sha256
from itertools import product
from math import floor
from pathlib import Path
from typing import Any

import pytest

from tests.support import stylesheets
from tests.support.examples import CAMPAIGNS, MOMENTS, NOW, WIDGETS, examples
from tests.support.markup import Page, links, spoken
from tests.support.toml import small, write
from widget.campaign.load import load
from widget.formats.data import json_, txt
from widget.formats.html import html
from widget.formats.table import DOCUMENTS
from widget.formats.templating import compact, style_hash
from widget.responses.negotiation import compress
from widget.view.options import LAYOUTS, Options
from widget.view.view import View, build

HOTLINES = {
    "fr": "imagesdabus.be",
    "nl": "misbruikbeelden.be",
    "de": "internet-beschwerdestelle.de",
    "en": "inhope.org",
}
EVERY = pytest.mark.parametrize(("campaign", "name", "lang"), WIDGETS)
HOSTILE = """</style><script>alert(1)</script>"'\\<img src=x onerror=alert(1)>&amp; }{{}} """


def view(campaign: str, name: str, lang: str, moment: datetime = NOW, **more: Any) -> View:
    return build(CAMPAIGNS[campaign], name, Options(lang, **more), moment)


def page(shown: View) -> Page:
    return Page(html(shown).body.decode())


def style(document: Page) -> str:
    return "".join(document.one("style").texts)


@EVERY
def test_nothing_in_an_embed_can_run_or_load_anything(campaign: str, name: str, lang: str) -> None:
    for each in examples(campaign, name, lang):
        document = each.page
        attributes = {attribute for element in document.elements for attribute in element.attributes}

        assert not document.all("script")
        assert not [attribute for attribute in attributes if attribute.startswith("on")]
        assert "style" not in attributes
        assert not [link for link in links(document) if not link.startswith(("https://", "http://", "tel:"))]
        assert {element.name for element in document.elements if "src" in element.attributes} == set()
        assert not re.search(r"@import|url\(|expression|javascript:", each.body.decode(), re.IGNORECASE)


@EVERY
def test_an_embed_is_a_whole_document_with_language_direction_and_title(
    campaign: str, name: str, lang: str
) -> None:
    for each in examples(campaign, name, lang):
        document = each.page
        root = document.one("html")

        assert document.declarations == ["DOCTYPE html"]
        assert not document.unclosed
        assert not document.repeated
        assert (root.attributes["lang"], root.attributes["dir"]) == (lang, "ltr")
        assert document.one("title").text == each.view.label
        assert len([element for element in document.elements if "lang" in element.attributes]) == 1
        assert not document.all("h1")
        assert document.one("main")


@EVERY
def test_an_embed_is_as_wide_as_its_frame(campaign: str, name: str, lang: str) -> None:
    metas = {
        element.attributes["name"]: element.attributes["content"]
        for element in page(view(campaign, name, lang)).all("meta")
        if "name" in element.attributes
    }

    assert "width=device-width" in metas["viewport"]


@EVERY
def test_ticking_digits_are_hidden_and_no_strip_is_text(campaign: str, name: str, lang: str) -> None:
    for each in examples(campaign, name, lang):
        document = each.page

        assert len(document.all(css_class="n")) == len(each.view.numbers)
        for number in document.all(css_class="n"):
            assert number.attributes["aria-hidden"] == "true"
            assert number.text == ""


@EVERY
def test_digits_stand_in_the_sentences_only(campaign: str, name: str, lang: str) -> None:
    shown = view(campaign, name, lang)
    document = page(shown)
    said = [shown.label, shown.day, shown.sentence, *(f"{per} {amount}" for per, amount in shown.rows)]
    said += [element.text for css_class in ("act", "src") for element in document.all("p", css_class)]
    rest = document.one("body").text
    for each in sorted(said, key=len, reverse=True):
        rest = rest.replace(" ".join(each.split()), "")

    for per, amount in shown.rows:
        rest = rest.replace(" ".join(f"{per}{amount}".split()), "")
    assert not re.search(r"\d", rest)


@EVERY
def test_a_reader_hears_the_sentence_once_with_source_estimate_and_where_to_act(
    campaign: str, name: str, lang: str
) -> None:
    shown = view(campaign, name, lang)
    document = page(shown)
    heard = spoken(document)

    assert document.one("p", "say").text == " ".join(shown.sentence.split())
    assert heard.count(" ".join(shown.sentence.split())) == 1
    assert shown.language.words["estimate"] in heard
    assert "Child Focus" in document.one("p", "src").text
    assert "2020" in document.one("p", "src").text
    assert HOTLINES[lang] in document.one("p", "act").text
    assert ("116 000" in document.one("p", "act").text) == (lang in ("fr", "nl"))


@EVERY
def test_what_ticks_can_be_stopped_and_what_stands_needs_no_control(
    campaign: str, name: str, lang: str
) -> None:
    for each in examples(campaign, name, lang):
        boxes = each.page.all("input")

        assert [box.attributes["type"] for box in boxes] == (["checkbox"] if each.view.numbers else [])
        assert all(box.parents[-1].name == "label" and box.parents[-1].classes == ["stop"] for box in boxes)
        if boxes:
            assert each.page.one("label", "stop").text == each.view.language.words["pause"]


@EVERY
def test_the_style_sheet_is_well_formed_and_follows_the_readers_settings(
    campaign: str, name: str, lang: str
) -> None:
    for each in examples(campaign, name, lang):
        css = style(each.page)
        rules = stylesheets.parse(css)
        around = {at_rule for rule in rules for at_rule in rule.around}

        assert any("prefers-reduced-motion" in at_rule for at_rule in around) == bool(each.view.numbers)
        assert any(at_rule == "@media print" for at_rule in around) == bool(each.view.numbers)
        assert any("prefers-color-scheme" in at_rule for at_rule in around) == (
            each.view.options.theme == "auto"
        )
        assert "@import" not in css


@EVERY
def test_the_hash_is_that_of_the_style_element(campaign: str, name: str, lang: str) -> None:
    for each in examples(campaign, name, lang):
        digest = b64encode(sha256(style(each.page).encode()).digest()).decode()

        assert each.style_hash == f"'sha256-{digest}'"


@EVERY
def test_an_embed_weighs_at_most_four_kilobytes(campaign: str, name: str, lang: str) -> None:
    """As it is served: with its link card, and compressed as its kind of response is."""
    chosen = CAMPAIGNS[campaign]
    lasting = not chosen.widgets[name].clock
    for layout, moment in product(LAYOUTS, [NOW] if lasting else MOMENTS):
        made = build(chosen, name, Options(lang, layout=layout), moment, "https://meanwhile.example")

        assert len(compress(html(made).body, "br", lasting)) <= 4096, layout


@EVERY
def test_the_text_is_the_sentence_and_then_the_caveat_with_its_addresses(
    campaign: str, name: str, lang: str
) -> None:
    shown = view(campaign, name, lang)

    sentence, caveat, end = txt(shown).body.decode().split("\n")

    assert (sentence, end) == (shown.sentence, "")
    assert caveat.startswith(shown.caveat)
    assert all(source.url in caveat for source in shown.sources)
    assert txt(shown).media_type == "text/plain; charset=utf-8"


@EVERY
def test_json_says_all_that_a_program_needs(campaign: str, name: str, lang: str) -> None:
    shown = view(campaign, name, lang)
    found = json.loads(json_(shown).body)
    figure = shown.figures[-1]

    assert (found["campaign"], found["widget"], found["kind"]) == (campaign, name, shown.widget.kind)
    assert (found["language"], found["sentence"], found["label"]) == (lang, shown.sentence, shown.label)
    assert found["value"] == shown.value
    assert found["moment"] == (NOW.isoformat() if shown.moment else None)
    assert Fraction(found["rate"]["per_second"]) == figure.rate
    assert found["rate"]["amount"] == f"{figure.published[0].amount:f}"
    assert found["unit"] == figure.unit[lang]
    assert found["as_of"] == "2020-11-18"
    assert found["source"]["publisher"] == "Child Focus"
    assert found["source"]["url"].startswith("https://")
    assert found["estimate"] is True
    assert "{" not in found["caveat"]
    assert found["act"]["url"].startswith("https://")
    assert len(found.get("figures", [1])) == len(shown.figures)


@EVERY
def test_the_formula_in_json_gives_what_is_shown(campaign: str, name: str, lang: str) -> None:
    found = json.loads(json_(view(campaign, name, lang)).body)
    formula = re.fullmatch(r"floor\((\d+) \* seconds / (\d+)\)", found["formula"])

    assert formula
    assert floor(Fraction(int(formula[1]), int(formula[2])) * 60) == 13_194


@pytest.mark.parametrize("kind", DOCUMENTS)
@pytest.mark.parametrize("lang", ["ar", "hi"])
def test_other_scripts_are_rendered_with_their_digits_and_direction(
    tmp_path: Path, kind: str, lang: str
) -> None:
    data = small(languages=[lang])
    text = {lang: "{unit}: {n}"}
    data["figures"]["births"]["unit"] = {lang: "x"}
    data["widgets"]["reading"] |= {"label": {lang: "{unit}"}, "sentence": text}
    shown = build(load(write(tmp_path, data)), "reading", Options(lang), NOW)

    body = DOCUMENTS[kind](shown).body.decode()

    assert shown.language.number(250) in body
    if kind == "html":
        assert Page(body).one("html").attributes["dir"] == ("rtl" if lang == "ar" else "ltr")
        assert shown.language.digits[9] in style(Page(body))


@pytest.mark.parametrize("kind", ["elapsed", "today", "rate"])
def test_no_text_of_a_campaign_becomes_markup_or_style(tmp_path: Path, kind: str) -> None:
    plain = HOSTILE.replace("{{}}", "")
    escaped = plain.replace("{", "{{").replace("}", "}}")
    data = small(
        act=[{"region": "BE", "service": plain, "url": "https://b.org/?a=1&b='", "safety": {"en": escaped}}]
    )
    data["figures"]["births"]["unit"] = {"en": escaped}
    data["figures"]["births"]["source"] |= {"publisher": plain, "note": escaped}
    data["widgets"]["reading"] = {
        "kind": kind, "figure": "births", "label": {"en": escaped}, "sentence": {"en": escaped + "{n}"},
    }  # fmt: skip
    document = page(build(load(write(tmp_path, data)), "reading", Options("en"), NOW))

    assert not document.all("script")
    assert not document.all("img")
    assert len(document.all("style")) == 1
    assert stylesheets.parse(style(document))


def test_a_hash_is_a_source_expression() -> None:
    assert style_hash("") == "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"


def test_style_sheets_lose_comments_and_indents_only() -> None:
    assert compact("/* why\n   so */\na {\n  color: red;\n}\n\n") == "a {\ncolor: red;\n}"
