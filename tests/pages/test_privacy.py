"""The privacy page: what it says in each language, and that what it says is so."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from starlette.types import ASGIApp

from tests.support.command import fetch
from tests.support.exports import alone, export
from tests.support.markup import Page
from tests.support.responses import ask
from tests.support.servers import run, serving
from tests.support.toml import spoken, write
from widget.campaign.load import load
from widget.campaign.models import Campaign
from widget.language import cldr
from widget.language.catalogue import page_languages
from widget.paste.destinations import DESTINATIONS, label
from widget.server.app import create_app

PUBLIC = "https://meanwhile.example"
EMBED = "/catsforkids/while-reading.html?lang=en"


@pytest.fixture(scope="module")
def app(campaigns: Mapping[str, Campaign]) -> ASGIApp:
    return create_app(campaigns, public=PUBLIC)


def text(app: ASGIApp, lang: str = "en") -> str:
    return ask(app, f"/privacy.txt?lang={lang}").body.decode()


@pytest.mark.parametrize("lang", page_languages())
def test_it_speaks_every_language_of_the_product_as_a_page_and_as_text(app: ASGIApp, lang: str) -> None:
    page, plain = ask(app, f"/privacy?lang={lang}"), text(app, lang)
    main = Page(page.body.decode()).one("main").text

    assert page.headers["content-language"] == lang
    lines = [" ".join(line.lstrip("#->").split()) for line in plain.splitlines() if line]
    assert [line for line in lines if line not in main] == []
    assert len(lines) > 25
    assert "{" not in plain
    headings = [each for level in ("h2", "h3") for each in Page(page.body.decode()).all(level)]
    assert len({each.attributes["id"] for each in headings}) == len(headings) == 7


@pytest.mark.parametrize(("accepted", "lang"), [("ar-EG, en;q=0.5", "ar"), ("is", "en"), ("", "en")])
def test_without_lang_it_is_in_the_readers_language(app: ASGIApp, accepted: str, lang: str) -> None:
    answer = ask(app, "/privacy", headers={"accept-language": accepted})

    assert answer.headers["content-language"] == lang
    assert "accept-language" in answer.headers["vary"]


def test_every_destination_is_named_with_the_text_that_is_true_of_it(app: ASGIApp) -> None:
    asking, alone = text(app).partition("### Snippets that ask this server")[2].split("###")
    language = cldr.language("en")

    for name, destination in DESTINATIONS.items():
        assert label(name, language) in (asking if destination.formats else alone), name
    assert f"comes from {PUBLIC}" in asking
    assert "sends no request to any other server" in alone


@pytest.mark.parametrize("path", ["/", "/catsforkids", "/catsforkids/sign", "/catsforkids/embed", "/privacy"])
def test_every_page_leads_to_it_in_its_own_language(app: ASGIApp, path: str) -> None:
    page = Page(ask(app, f"{path}?lang=nl").body.decode())

    footer = [each for each in page.all("a") if "footer" in [parent.name for parent in each.parents]]
    assert [each.attributes["href"] for each in footer] == ["/privacy?lang=nl"]


@pytest.mark.parametrize("path", ["/privacy", "/catsforkids", "/catsforkids/embed", EMBED])
def test_whatever_a_browser_adds_by_itself_changes_nothing(app: ASGIApp, path: str) -> None:
    added = {
        "user-agent": "Rare/1.0",
        "referer": "https://diary.example/",
        "cookie": "a=b",
        "dnt": "1",
        "x-forwarded-for": "203.0.113.9",
    }
    plain = ask(app, path)
    answer = ask(app, path, headers=added)

    assert answer == plain
    assert "set-cookie" not in answer.headers
    assert answer.headers["referrer-policy"] == "no-referrer"


def test_the_mark_of_a_copy_is_the_same_from_every_server(
    campaigns: Mapping[str, Campaign], app: ASGIApp
) -> None:
    other = create_app(campaigns, public=PUBLIC)

    assert ask(app, EMBED).headers["etag"] == ask(other, EMBED).headers["etag"]


def test_who_runs_the_server_stands_there_if_it_was_told(app: ASGIApp, tmp_path: Path) -> None:
    with serving(tmp_path, env={"MEANWHILE_OPERATOR": "Example <Foundation>, a@example.org"}) as server:
        told = Page(fetch(f"{server.url}/privacy?lang=en").decode())

    assert "The operator has given no name here." in text(app)
    assert "Example <Foundation>, a@example.org" in told.one("main").text


def test_an_export_claims_nothing_about_the_host_of_its_files(
    campaigns: Mapping[str, Campaign], tmp_path: Path
) -> None:
    export(tmp_path / "site", campaigns, langs=["nl", "en"])

    said = (tmp_path / "site/en/privacy.txt").read_text()
    assert "is up to that host" in said
    assert "sees your network address" in said
    for claim in ("neither keeps it nor passes it on", "writes nothing about a reader", "Accept-Language"):
        assert claim not in said
    page = (tmp_path / "site/nl/privacy.html").read_text()
    assert [tag for tag in page_languages() if f'href="/{tag}/privacy.html"' in page] == ["en", "nl"]


def test_an_export_in_a_language_without_words_has_it_in_english(tmp_path: Path) -> None:
    campaign = load(write(tmp_path, spoken("sw")))
    export(tmp_path / "site", {"births": campaign})

    assert '<html lang="en"' in (tmp_path / "site/privacy.html").read_text()
    assert 'href="/en/privacy.html"' in (tmp_path / "site/births/sw/index.html").read_text()


def test_the_command_exports_who_runs_the_site(tmp_path: Path) -> None:
    flags = ("--public-url", "https://example.org", "--operator", "Example Foundation", *alone(tmp_path))
    done = run("export", tmp_path / "site", *flags)

    assert done.returncode == 0
    assert "Example Foundation" in (tmp_path / "site/privacy.txt").read_text()
