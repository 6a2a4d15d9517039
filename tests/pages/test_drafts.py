"""Words that no native reader has reviewed are named where a language is chosen."""

from starlette.testclient import TestClient

from tests.support.markup import Page


def test_a_language_whose_words_are_a_draft_is_named_as_such(client: TestClient) -> None:
    page = Page(client.get("/catsforkids/embed?lang=en").text)
    options = [each for each in page.all("option") if each.parents[-1].attributes["name"] == "lang"]

    assert {each.attributes["value"]: each.text for each in options} == {
        "fr": "français · draft translation",
        "nl": "Nederlands · draft translation",
        "de": "Deutsch · draft translation",
        "en": "English",
    }
    assert [each.attributes["value"] for each in options if "lang" in each.attributes] == ["en"]
