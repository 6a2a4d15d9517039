"""The builder's form as a reader meets it: what is asked, what is chosen, what is beside it."""

from urllib.parse import urlencode

from starlette.testclient import TestClient

from tests.support.markup import Element, Page

PATH = "/catsforkids/embed"
LANGS = ["fr", "nl", "de", "en"]
CHOSEN = {"for": "drupal", "widget": "versus", "lang": "nl", "theme": "dark", "layout": "card"}


def build(client: TestClient, **fields: str) -> Page:
    """The page with these fields filled in."""
    return Page(client.get(f"{PATH}?{urlencode(fields)}").text)


def controls(page: Page) -> dict[str, Element]:
    """What is filled in, by name; of radio buttons the one that is chosen."""
    fields = [each for each in page.elements if each.name in ("select", "input")]
    return {
        each.attributes["name"]: each
        for each in fields
        if each.attributes.get("type") != "radio" or "checked" in each.attributes
    }


def chosen(page: Page) -> dict[str, str]:
    """What the form holds, by the name of each field."""
    selected = [each for each in page.all("option") if "selected" in each.attributes]
    found = {each.parents[-1].attributes["name"]: each.attributes["value"] for each in selected}
    return found | {
        name: each.attributes["value"] for name, each in controls(page).items() if each.name == "input"
    }


def asked(page: Page) -> list[str]:
    """The questions that a reader sees."""
    return [name for name, each in controls(page).items() if each.attributes.get("type") != "hidden"]


def described(page: Page, name: str) -> Element:
    """What holds the state of a question: its control, or the group of its radio buttons."""
    (found,) = [each for each in page.elements if each.attributes.get("id") == name]
    return found


def radios(page: Page, name: str) -> list[Element]:
    """The cards of a question."""
    return [each for each in page.all("input") if each.attributes["name"] == name]
