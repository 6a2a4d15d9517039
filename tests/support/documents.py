"""The addresses of every page that is served, and everything that is pasted as html."""

from collections.abc import Iterable, Iterator
from itertools import product

from starlette.testclient import TestClient

from tests.support.examples import CAMPAIGNS, NOW, WIDGETS
from tests.support.snippets import HTML, PUBLIC
from widget.campaign.languages import all_languages
from widget.campaign.library import load_all
from widget.paste.destinations import DESTINATIONS
from widget.paste.snippets import oembed_html, snippet
from widget.view.options import LAYOUTS, Options
from widget.view.view import View, build

LANGUAGES = sorted({lang for campaign in CAMPAIGNS.values() for lang in campaign.languages})
BUILT = [
    *(f"for={each}" for each in DESTINATIONS), "widget=versus&theme=dark&layout=line&accent=f99",
    "for=zero-request&widget=today", "for=picture&size=320x180", "from=2020-11-18&widget=since-the-campaign",
]  # fmt: skip
FAULTY = ["theme=pink&accent=eee&minutes=0", "for=nowhere&widget=nothing&from=tomorrow&layout=round"]
MISSING = ["/nothing?", "/catsforkids/nothing.html?", "/catsforkids/while-reading.html?theme=pink&minutes=0&"]


def pages() -> Iterator[str]:
    """The pages that people read, in every language; the builder with what is possible in it."""
    for lang in LANGUAGES:
        yield from (f"/?lang={lang}{chosen}" for chosen in ("", "&topic=protection", "&q=cats", "&q=nothing"))
        yield f"/privacy?lang={lang}"
    for name, campaign in CAMPAIGNS.items():
        for lang, path in product(campaign.languages, ("", "/sign", "/embed")):
            yield f"/{name}{path}?lang={lang}"
        for query in BUILT:
            yield f"/{name}/embed?{query}"


def bundled() -> Iterator[str]:
    """The home page in every language; every bundled campaign's page in each of its languages, and once its
    sign, its builder and its widgets."""
    campaigns = load_all([])
    for lang in all_languages(campaigns.values()):
        yield f"/?lang={lang}"
    for name, campaign in campaigns.items():
        yield from (f"/{name}?lang={lang}" for lang in campaign.languages)
        yield from (f"/{name}/sign", f"/{name}/embed")
        yield from (f"/{name}/{widget}.html" for widget in campaign.widgets)


def errors() -> Iterator[str]:
    """What is answered by an error, in every language."""
    for name, campaign in CAMPAIGNS.items():
        for query, lang in product(FAULTY, campaign.languages):
            yield f"/{name}/embed?{query}&lang={lang}"
    for address, lang in product(MISSING, LANGUAGES):
        yield f"{address}lang={lang}"


def embeds() -> Iterator[str]:
    """Every embed in every layout and language."""
    for (campaign, name, lang), layout in product(WIDGETS, LAYOUTS):
        yield f"/{campaign}/{name}.html?lang={lang}&layout={layout}"


def served(client: TestClient, addresses: Iterable[str], *statuses: int) -> dict[str, str]:
    """The documents at `addresses`, which are answered with these statuses."""
    found = {address: client.get(address) for address in addresses}
    assert {each.status_code for each in found.values()} == set(statuses)
    assert {each.headers["content-type"] for each in found.values()} == {"text/html; charset=utf-8"}
    return {address: each.text for address, each in found.items()}


def pasted() -> Iterator[tuple[str, View, str]]:
    """What is pasted as html, of every widget in every language: its destination, its view and its text."""
    for campaign, name, lang in WIDGETS:
        view = build(CAMPAIGNS[campaign], name, Options(lang), NOW, PUBLIC)
        for destination in HTML:
            yield destination, view, snippet(destination, view)
        yield "oembed", view, oembed_html(view, 240)


def title(destination: str, view: View) -> str:
    """What to call something that is pasted."""
    return f"{destination}: {view.campaign.name}/{view.name} {view.options.lang}"


def hosted(text: str) -> str:
    """A valid page of somebody else's with `text` in it."""
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>A blog</title>\n</head>\n'
        f"<body>\n<main>\n<h1>A blog</h1>\n{text}\n</main>\n</body>\n</html>\n"
    )
