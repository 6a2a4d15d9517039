"""Every page, embed and snippet is valid HTML, as html-validate understands the standard and WCAG."""

import re
from collections.abc import Mapping
from html import unescape
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from tests.clients.conftest import Run
from tests.support import untranslated
from tests.support.documents import bundled, embeds, errors, hosted, pages, pasted, served, title
from tests.support.examples import NOW
from tests.support.snippets import HTML
from widget.campaign.library import load_all
from widget.paste.snippets import snippet
from widget.server.app import create_app
from widget.view.options import Options
from widget.view.view import build

# What is not valid and meant: mail programs know attributes and no style sheets, and WordPress removes the
# style of a frame, as a host's policy may do, so that its width and its missing border are attributes too.
WIDE = 'Attribute "width" has invalid value "100%"'
FRAMED = {WIDE, 'Attribute "frameborder" is deprecated on <iframe> element'}
MEANT = {
    "email": {
        'Attribute "width" is deprecated on <table> element',
        'Attribute "cellpadding" is deprecated on <table> element',
        'Attribute "cellspacing" is deprecated on <table> element',
        'Attribute "border" is deprecated on <img> element',
    },
    "picture": {WIDE},
}


def faults(node: Run, documents: Mapping[str, str]) -> dict[str, Any]:
    """What is wrong with which document."""
    return {name: found for name, found in node("validate.mjs", documents).items() if found}


def test_every_page_is_valid_and_so_is_every_snippet_shown_on_one(node: Run, client: TestClient) -> None:
    assert faults(node, served(client, pages(), 200)) == {}


def test_every_page_of_every_bundled_campaign_is_valid(node: Run) -> None:
    client = TestClient(create_app(load_all([])), base_url="http://127.0.0.1:8000")

    assert faults(node, served(client, bundled(), 200)) == {}


def test_every_error_page_is_valid(node: Run, client: TestClient) -> None:
    assert faults(node, served(client, errors(), 400, 404)) == {}


def test_every_embed_is_valid(node: Run, client: TestClient) -> None:
    assert faults(node, served(client, embeds(), 200)) == {}


def test_pages_and_snippets_with_english_words_in_another_language_are_valid(
    node: Run, tmp_path: Path
) -> None:
    campaign = untranslated.campaign(tmp_path)
    client = TestClient(create_app({campaign.name: campaign}), base_url="http://127.0.0.1:8000")
    paths = ("", "/sign", "/embed", "/elapsed.html", "/today.html", "/rare.html", "/table.html", "/both.html")
    languages = untranslated.LANGUAGES
    shown = served(client, [f"/births{path}?lang={lang}" for path in paths for lang in languages], 200)
    wrong = served(client, [f"/births/elapsed.html?theme=pink&lang={lang}" for lang in languages], 400)
    view = build(campaign, "elapsed", Options(untranslated.RTL), NOW, "https://embed.example")
    meant = {message for messages in MEANT.values() for message in messages} | FRAMED
    hosting = {name: hosted(snippet(name, view)) for name in HTML}

    assert faults(node, shown | wrong) == {}
    found = faults(node, hosting)
    assert {each["message"] for messages in found.values() for each in messages} <= meant


def test_a_valid_page_stays_valid_with_a_snippet_in_it(node: Run) -> None:
    documents = {title(destination, view): hosted(text) for destination, view, text in pasted()}
    found = faults(node, documents)
    meant = {
        name: MEANT.get(name.partition(":")[0], FRAMED if "<iframe" in text else set())
        for name, text in documents.items()
    }

    assert {name: {each["message"] for each in found.get(name, [])} for name in documents} == meant


def test_the_page_within_a_snippet_is_valid(node: Run) -> None:
    held = {
        title(destination, view): unescape(srcdoc)
        for destination, view, text in pasted()
        for srcdoc in re.findall(r'srcdoc="([^"]*)"', text)
    }

    assert held
    assert faults(node, held) == {}


def test_what_is_not_valid_is_found(node: Run) -> None:
    wrong = {
        "unclosed": hosted("<figure><b>x</figure>"),
        "repeated": hosted('<p id="a">x</p><p id="a">x</p>'),
        "unnamed": hosted('<iframe src="https://example.org/"></iframe>'),
        "misplaced": hosted("<p>x<div>y</div></p>"),
        "colour": hosted('<p align="center">x</p>'),
    }

    assert set(faults(node, wrong | {"right": hosted("<p>x</p>")})) == set(wrong)
