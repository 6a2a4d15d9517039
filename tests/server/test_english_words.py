"""Where words of ours remain English in another language, every answer says so."""

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode
from xml.etree import ElementTree

import pytest
from starlette.types import ASGIApp

from tests.support.examples import NOW
from tests.support.markup import Page
from tests.support.responses import ask
from tests.support.untranslated import LANGUAGES, LTR, RTL, campaign
from widget.language.catalogue import english
from widget.language.isolates import MARKS
from widget.pages import press
from widget.paste.destinations import DESTINATIONS
from widget.server.app import create_app

XML = "{http://www.w3.org/XML/1998/namespace}lang"
WIDGETS = ("elapsed", "today", "rare", "table", "both")
PAGES = ("/births", "/births/sign", "/births/embed", "/births/embed?theme=pink")
ISOLATES = "\u2066\u2067\u2068\u2069"


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> ASGIApp:
    """A server of the campaign in languages without words."""
    found = campaign(tmp_path_factory.mktemp("births"))
    return create_app({found.name: found}, clock=lambda: NOW)


def body(app: ASGIApp, target: str, lang: str) -> str:
    return ask(app, f"{target}{'&' if '?' in target else '?'}lang={lang}").body.decode()


def targets(lang: str) -> Iterator[str]:
    yield from PAGES
    for widget in WIDGETS:
        yield from (f"/births/{widget}.{ending}" for ending in ("html", "svg", "txt", "json"))
        yield from (f"/births/embed?as=text&widget={widget}&for={name}" for name in DESTINATIONS)
        address = quote(f"http://127.0.0.1:8000/births/{widget}.html?lang={lang}", safe="")
        yield from (f"/oembed?url={address}&format={form}" for form in ("json", "xml"))
    yield from ("/births/sign.svg", "/births/nothing.html", "/births/elapsed.txt?theme=pink", "/privacy.txt")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_answer_holds_a_mark_and_only_from_right_to_left_an_isolate(app: ASGIApp, lang: str) -> None:
    for target in targets(lang):
        answer = body(app, target, lang)
        assert not set(MARKS) & set(answer), target
        assert lang == RTL or not set(ISOLATES) & set(answer), target


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "target", [*PAGES, "/births/elapsed.html", "/births/rare.html", "/births/table.html", "/births/x.html"]
)
def test_no_english_word_of_ours_is_read_as_another_language(app: ASGIApp, target: str, lang: str) -> None:
    """Each text of ours is in an element that says that it is English and which way it runs."""
    ours = {text for text in english().values() if len(text) > 4 and "{" not in text}
    page = Page(body(app, target, lang))
    unread = ("html", "body", "main")
    found = [
        each
        for each in page.elements
        if each.text in ours and each.name not in unread and len(each.texts) == 1
    ]
    # Of what holds text alone, the direction is that of its characters.
    marked = [
        each
        for each in found
        if each.attributes.get("lang") == "en"
        and (each.attributes.get("dir") == "ltr" or each.name in ("title", "option"))
    ]

    assert page.one("html").attributes["lang"] == lang
    assert len(marked) > 1 or "table" in target
    for each in found:
        inside = [inner for inner in marked if each in inner.parents]
        assert each in marked or [inner.text for inner in inside] == [each.text], each.text
    assert page.unclosed == []


def test_a_sentence_that_mixes_languages_says_which_part_is_which(app: ASGIApp) -> None:
    source = Page(body(app, "/births/elapsed.html", RTL)).one("p", "src")
    page = body(app, "/births/elapsed.html", RTL)

    assert source.text == "Average, UN WPP 2024, פּראָיעקציע; not a live count."
    assert '<bdi lang="en" dir="ltr">Average, <bdi lang="yi"><a ' in page
    assert '<bdi lang="yi">2024, פּראָיעקציע</bdi>; not a live count.</bdi>' in page


def test_a_text_isolates_english_and_what_is_inserted(app: ASGIApp) -> None:
    first, second = body(app, "/births/elapsed.txt", RTL).splitlines()

    assert (
        first
        == "קינדער ווערן געבוירן. \u2066About \u2068251\u2069 a minute, \u2068361,000\u2069 a day.\u2069"
    )
    assert second.startswith("\u2066Estimate: an average from \u2068\u2068UN WPP\u2069\u2069, \u20682024, ")
    assert body(app, "/births/elapsed.txt", LTR).startswith(
        "Infanoj naskiĝas. About 251 a minute, 361\u202f000 a day.\nEstimate: an average from UN WPP, 2024, "
        "projekcio;"
    )


def test_json_isolates_it_too(app: ASGIApp) -> None:
    said = json.loads(body(app, "/births/today.json", RTL))

    assert said["act"]["label"] == "\u2068\u2066Report anonymously\u2069\u2069"
    assert said["caveat"].count("\u2069") == 4


@pytest.mark.parametrize("target", ["/births/elapsed.svg", "/births/both.svg", "/births/sign.svg"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_drawing_says_which_part_is_english(app: ASGIApp, target: str, lang: str) -> None:
    root = ElementTree.fromstring(body(app, target, lang))
    english_parts = ["".join(each.itertext()) for each in root.iter() if each.get(XML) == "en"]

    assert root.get(XML) == lang
    assert any("Report anonymously" in part for part in english_parts)
    assert any("not a live count." in part for part in english_parts)
    for line in root.iter("{http://www.w3.org/2000/svg}text"):
        text = "".join(line.itertext())
        assert sum(text.count(sign) for sign in ISOLATES[:3]) == text.count(ISOLATES[3]), text


def test_a_snippet_of_html_and_one_of_markdown_say_so(app: ASGIApp) -> None:
    asked = {"as": "text", "widget": "elapsed"}
    html = body(app, f"/births/embed?{urlencode(asked | {'for': 'site'})}", RTL)
    markdown = body(app, f"/births/embed?{urlencode(asked | {'for': 'markdown'})}", RTL)

    assert '<bdi lang="en" dir="ltr">About this number</bdi></a>' in html
    assert "[\u2066About this number\u2069](" in markdown
    assert "bdi" not in markdown


def test_what_a_reader_types_marks_nothing(app: ASGIApp) -> None:
    for target in ("/births/elapsed.html", "/births/embed"):
        page = body(app, f"{target}?{urlencode({'theme': f'a{MARKS}b'})}", RTL)

        assert "ab" in page
        assert Page(page).unclosed == []
        assert page.count("<bdi") == page.count("</bdi>")


def test_the_press_kit_isolates_it_too(tmp_path: Path) -> None:
    found = campaign(tmp_path)

    assert "\u2066Where to report or act\u2069" in press.readme(found, RTL)
    assert not set(ISOLATES + MARKS) & set(press.readme(found, LTR))


def test_a_campaign_marks_nothing_by_itself(tmp_path: Path) -> None:
    (tmp_path / "marked").mkdir()
    plain = campaign(tmp_path)
    marked = campaign(tmp_path / "marked", lambda text: text.replace("Naskiĝoj en", f"{MARKS[0]}Naskiĝoj en"))

    assert marked.title == plain.title


def test_pages_negotiate_among_languages_with_words_for_pages(app: ASGIApp) -> None:
    for path in ("/privacy", "/births/nothing"):
        answer = ask(app, path, headers={"accept-language": "ia, nl;q=0.5"})
        assert answer.headers["content-language"] == "nl", path
