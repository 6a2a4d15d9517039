"""The table of destinations: each row says truly what its snippet asks for and which options change it."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.support.snippets import PUBLIC, view
from widget.language.catalogue import english, page_languages
from widget.language.cldr import language
from widget.paste.destinations import DESTINATIONS, hints, label, notes
from widget.paste.snippets import snippet
from widget.settings import TEMPLATES
from widget.view.options import SIZES


def test_every_word_for_a_destination_is_of_one_in_the_table() -> None:
    for prefix in ("destination.", "destination_hint."):
        worded = [key.removeprefix(prefix) for key in english() if key.startswith(prefix)]
        assert worded == [name for name in DESTINATIONS if name in worded]


def test_a_destination_without_words_has_its_name_and_no_hint(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("widget.paste.destinations.DESTINATIONS", {"moon": DESTINATIONS["site"]})

    assert label("moon", language("en")) == "moon"
    assert hints("moon", view()) == ()


def test_a_hint_comes_before_what_the_snippet_itself_asks_for() -> None:
    first, *others = hints("self-hosted", view())

    assert first == english()["destination_hint.self-hosted"]
    assert others == list(notes("self-hosted", view()))


def test_every_template_of_a_snippet_is_there_and_in_use() -> None:
    folder = TEMPLATES / "snippets"
    used = {row.template for row in DESTINATIONS.values()} | {"oembed.html"}
    imported = {
        name for file in folder.iterdir() for name in re.findall(r'import "snippets/(\S+)"', file.read_text())
    }

    assert {file.name for file in folder.iterdir()} == used | imported


def test_an_unknown_destination_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        snippet("nowhere", view())
    with pytest.raises(KeyError):
        notes("nowhere", view())


@pytest.mark.parametrize("destination", DESTINATIONS)
def test_a_reader_asks_the_server_for_what_the_menu_says(destination: str) -> None:
    text = snippet(destination, view(layout="line", size=SIZES[2]))
    asked = re.findall(rf"(?<!href=\"){re.escape(PUBLIC)}/[^\s\"()]*?\.(\w+)\?", text)

    assert set(asked) == set(DESTINATIONS[destination].formats)


@pytest.mark.parametrize("destination", DESTINATIONS)
def test_the_options_of_a_destination_are_those_that_change_it(destination: str) -> None:
    changes: dict[str, dict[str, Any]] = {
        "lang": {"lang": "fr"}, "theme": {"theme": "dark"}, "layout": {"layout": "line"},
        "accent": {"accent": "1a5fb4"}, "minutes": {"minutes": 4}, "size": {"size": SIZES[2]},
    }  # fmt: skip
    plain = snippet(destination, view())
    changing = {name for name, change in changes.items() if snippet(destination, view(**change)) != plain}
    # It names the file that is saved, whose options are chosen when it is saved.
    saved = {"theme", "accent"} if DESTINATIONS[destination].saved else set()

    assert changing == DESTINATIONS[destination].options - {"from"} - saved


def test_from_changes_everything_but_what_cannot_tick() -> None:
    since = datetime(2020, 1, 1, tzinfo=UTC)
    for name, each in DESTINATIONS.items():
        plain, other = (snippet(name, view("since-the-campaign", since=value)) for value in (None, since))

        assert "from" in each.options
        assert (plain != other) == each.ticks(view("since-the-campaign"))


def test_notes_say_what_is_to_be_done_first() -> None:
    plain = view(public="http://embed.example")

    assert "https" in notes("amp", plain)[0]
    assert not notes("amp", view())
    assert "/static/while-reading.html" in notes("self-hosted", view())[0]
    assert 'src="/static/while-reading.html"' in snippet("self-hosted", view())
    assert not [name for name in DESTINATIONS if name not in ("amp", "self-hosted") and notes(name, plain)]
    assert 'src="http://embed.example/' in snippet("amp", plain)


def test_who_would_lose_the_frame_is_told_what_to_take_instead() -> None:
    for tag in page_languages():
        hint = language(tag).words["destination_hint.zero-request"]

        assert "TinyMCE" in hint
