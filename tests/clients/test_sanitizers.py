"""What a sanitizer at its defaults leaves of a snippet: a true sentence with its source, and no debris."""

import pytest

from tests.clients.conftest import Run
from tests.formats.test_html import HOSTILE
from tests.support.documents import pasted, title
from tests.support.markup import Page, links
from tests.support.snippets import HTML, hostile, said
from widget.paste.snippets import oembed_html, snippet
from widget.view.view import View

SANITIZERS = ["sanitize-html", "dompurify"]
Left = dict[str, tuple[View, str, dict[str, str]]]


@pytest.fixture(scope="module")
def left(node: Run) -> Left:
    """By title: the view, what was pasted, and what each sanitizer leaves."""
    snippets = {title(destination, view): (view, text) for destination, view, text in pasted()}
    found = node("sanitize.mjs", {name: text for name, (_, text) in snippets.items()})
    return {name: (view, text, found[name]) for name, (view, text) in snippets.items()}


def read(text: str) -> str:
    """What a reader reads of a fragment."""
    return Page(f"<main>{text}</main>").elements[0].text


@pytest.mark.parametrize("sanitizer", SANITIZERS)
def test_the_sentence_and_its_linked_source_remain(left: Left, sanitizer: str) -> None:
    for name, (view, _, found) in left.items():
        page = Page(found[sanitizer])
        named = {each.attributes.get("href"): each.text for each in page.all("a")}

        assert said(view.lasting) in read(found[sanitizer]), name
        for source in view.sources:
            assert named[source.url] == source.text, name


@pytest.mark.parametrize("sanitizer", SANITIZERS)
def test_no_frame_remains_and_nothing_of_what_was_in_it(left: Left, sanitizer: str) -> None:
    for name, (_, text, found) in left.items():
        page = Page(found[sanitizer])

        assert not [each.name for each in page.elements if "iframe" in each.name], name
        assert read(found[sanitizer]) == read(text), name
        assert not [each for each in page.elements if "srcdoc" in each.attributes], name
        assert "@keyframes" not in found[sanitizer], name


@pytest.mark.parametrize("sanitizer", SANITIZERS)
def test_a_picture_keeps_its_words_where_it_is_kept(left: Left, sanitizer: str) -> None:
    pictures = {
        name: each.attributes["alt"]
        for name, (_, _, found) in left.items()
        for each in Page(found[sanitizer]).all("img")
    }
    # sanitize-html removes pictures; the sentence then stands below as everywhere.
    kept = (
        {name for name in left if name.startswith(("email", "picture"))}
        if sanitizer == "dompurify"
        else set()
    )

    assert pictures == {name: left[name][0].lasting for name in kept}


def test_what_somebody_wrote_into_a_campaign_stays_text(node: Run) -> None:
    shown, plain = hostile(HOSTILE, HOSTILE), hostile("label", "sentence")
    made = {
        name: {each: snippet(each, view) for each in HTML} | {"oembed": oembed_html(view, 240)}
        for name, view in (("hostile", shown), ("plain", plain))
    }
    found = {name: node("sanitize.mjs", texts) for name, texts in made.items()}

    for name, text in made["hostile"].items():
        for sanitizer in SANITIZERS:
            one, other = found["hostile"][name][sanitizer], found["plain"][name][sanitizer]
            assert read(one) == read(text)
            assert [each.name for each in Page(one).elements] == [each.name for each in Page(other).elements]
            assert links(Page(one)) == links(Page(other))


def test_what_is_put_into_a_frame_would_be_seen(node: Run) -> None:
    text = '<iframe srcdoc="<p>held</p>"><p>within</p></iframe><p>beside</p>'
    found = node("sanitize.mjs", {"framed": text})["framed"]

    assert {read(each) for each in found.values()} != {"beside"}
