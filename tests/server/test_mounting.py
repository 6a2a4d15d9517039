"""The server inside other ASGI apps: its answers are kept and its links right wherever it is mounted."""

import asyncio
import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from django import setup
from django.conf import settings
from django.core.asgi import get_asgi_application
from fastapi import FastAPI
from starlette.applications import Starlette
from starlette.middleware.cors import CORSMiddleware
from starlette.routing import Mount
from starlette.testclient import TestClient
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tests.support.markup import Page, links
from tests.support.responses import ask
from tests.support.toml import small, write
from widget.campaign.models import Campaign
from widget.responses.call import call, scope
from widget.server.app import Service, create_app
from widget.settings import Settings

EMBED = "/catsforkids/while-reading.html?lang=en"


def starlette(app: ASGIApp) -> ASGIApp:
    return Starlette(routes=[Mount("/numbers", app)])


def nested(app: ASGIApp) -> ASGIApp:
    return Starlette(routes=[Mount("/numbers", Starlette(routes=[Mount("/", app)]))])


def fastapi(app: ASGIApp) -> ASGIApp:
    outer = FastAPI()
    outer.mount("/numbers", app)
    return outer


def django(app: ASGIApp) -> ASGIApp:
    """As docs/running.md says: what is below the prefix goes to the server, the rest to Django."""
    if not settings.configured:
        settings.configure(ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__)
        setup()
    site = get_asgi_application()

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"].startswith("/numbers/"):
            await app({**scope, "root_path": "/numbers"}, receive, send)
        else:
            await site(scope, receive, send)

    return application


urlpatterns: list[object] = []
PARENTS = pytest.mark.parametrize("parent", [starlette, nested, fastapi, django])


@PARENTS
@pytest.mark.parametrize("base", ["", "/numbers"])
def test_below_a_mount_every_link_leads_to_what_is_there(
    campaigns: Mapping[str, Campaign], parent: Callable[[ASGIApp], ASGIApp], base: str
) -> None:
    client = TestClient(parent(create_app(campaigns, base)), follow_redirects=False)
    page = Page(client.get("/numbers/catsforkids?lang=en").text)
    # Pictures and archives take long to make, and their addresses are made as all others are.
    own = [link for link in links(page) if link.startswith("/") and not re.search(r"\.(png|gif|zip)", link)]

    assert own
    for link in own:
        assert link.startswith("/numbers/")
        assert client.get(link).status_code == 200, link
    assert client.get("/numbers/CatsForKids/").headers["location"] == "/numbers/catsforkids"


@PARENTS
def test_below_a_mount_answers_are_kept(
    campaigns: Mapping[str, Campaign], parent: Callable[[ASGIApp], ASGIApp], monkeypatch: pytest.MonkeyPatch
) -> None:
    client = TestClient(parent(create_app(campaigns)))
    first, again = (client.get(f"/numbers{EMBED}") for _ in range(2))

    def remade(*_: object, **__: object) -> None:
        raise AssertionError("it was made again")

    monkeypatch.setattr("widget.view.view.build", remade)
    kept = client.get(f"/numbers{EMBED}")
    assert first.content == again.content == kept.content


@pytest.mark.filterwarnings("ignore:The `root_path` parameter is deprecated")
@pytest.mark.parametrize("stripped", [True, False])
def test_fastapis_own_root_path_is_a_part_of_the_prefix_whether_or_not_a_proxy_strips_it(
    campaigns: Mapping[str, Campaign], stripped: bool
) -> None:
    outer = FastAPI(root_path="/api")
    outer.mount("/numbers", create_app(campaigns, public="https://example.org"))
    client = TestClient(outer)
    front = "" if stripped else "/api"
    response = client.get(f"{front}/numbers/catsforkids?lang=en")

    assert response.status_code == 200
    own = [link for link in links(Page(response.text)) if link.startswith("/")]
    assert own
    assert all(link.startswith("/api/numbers/") for link in own)
    embed = client.get(f"{front}/numbers/catsforkids/embed?lang=en").text
    assert "https://example.org/api/numbers/catsforkids/while-reading.html" in embed


def test_one_server_may_be_mounted_twice_and_no_answer_of_one_is_given_for_the_other(
    campaigns: Mapping[str, Campaign],
) -> None:
    app = create_app(campaigns)
    client = TestClient(Starlette(routes=[Mount("/a", app), Mount("/b", app), Mount("/", app)]))

    for prefix in ("/a", "/b", "", "/a", "/b", ""):
        own = links(Page(client.get(f"{prefix}/catsforkids?lang=en").text))
        assert f"{prefix}/catsforkids/sign?lang=en" in own


def marking(app: ASGIApp) -> ASGIApp:
    """An app around another that changes in place what passes, as Starlette's GZipMiddleware does."""

    async def marked(scope: Scope, receive: Receive, send: Send) -> None:
        async def mark(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"].append((b"x-mark", b"1"))
            else:
                message["body"] += b"<!-- marked -->"
            await send(message)

        await app(scope, receive, mark)

    return marked


def cors(app: ASGIApp) -> ASGIApp:
    return CORSMiddleware(app, allow_origins=["https://a.example", "https://b.example"])


@pytest.mark.parametrize("around", [marking, cors])
@pytest.mark.parametrize("status", [200, 304])
def test_what_an_app_around_it_does_to_one_answer_is_seen_in_no_other(
    campaigns: Mapping[str, Campaign], around: Callable[[ASGIApp], ASGIApp], status: int
) -> None:
    app = create_app(campaigns)
    tag = ask(app, EMBED).headers["etag"]
    headers = {"Origin": "https://a.example"} | ({"If-None-Match": tag} if status == 304 else {})
    first, again = (asyncio.run(call(around(app), scope(EMBED, headers=headers))) for _ in range(2))

    assert first.status == status
    assert first.headers != asyncio.run(call(app, scope(EMBED, headers=headers))).headers
    assert again == first


def test_a_prefix_cannot_lead_to_another_site_or_into_the_markup(campaigns: Mapping[str, Campaign]) -> None:
    app = Starlette(routes=[Mount("/{anything:path}/numbers", create_app(campaigns))])

    moved = ask(app, "//evil.example/numbers/CatsForKids/")
    assert moved.headers["location"].startswith("/evil.example/numbers/")
    page = ask(app, '/"><script>/../é/numbers/catsforkids?lang=en')
    assert page.status == 200
    assert b"<script" not in page.body


def test_where_nobody_runs_the_lifespan_campaign_files_are_watched_all_the_same(
    campaign_folder: Path,
) -> None:
    service = Service(Settings(campaigns=(campaign_folder,)))
    with TestClient(Starlette(routes=[Mount("/numbers", service.app)])) as client:
        assert client.get("/numbers/births").status_code == 404
        write(campaign_folder, small())
        while client.get("/numbers/births").status_code == 404:
            client.portal.call(asyncio.sleep, 0.05) if client.portal else None
        assert client.get("/numbers/readyz").text == "ok\n"


def test_the_app_for_other_servers_is_made_from_the_environment(
    campaign_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(campaign_folder, small())
    for name in [name for name in os.environ if name.startswith("MEANWHILE_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("MEANWHILE_CAMPAIGNS", str(campaign_folder))
    from widget.server.asgi import app

    assert ask(app, "/births/reading.txt").status == 200
