"""The routes: each finds what is asked for, has it rendered, and answers by the policy of its kind."""

import os
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from widget import assets, library, page, policy, view
from widget.campaign import AnyWidget, Campaign
from widget.language import Language, choose
from widget.options import OptionError, Options, parse
from widget.render import FORMATS, Document
from widget.settings import variable

Campaigns = Mapping[str, Campaign]
Handler = Callable[[Request], Awaitable[Response]]
STEADY = frozenset({"elapsed", "rate", "versus"})
ERRORS = {404: "error.not_found", 405: "error.method_not_allowed"}


def create_app(campaigns: Campaigns, base: str = "") -> ASGIApp:
    """The server of `campaigns`; `base` is the path that it is mounted under, such as /numbers, or empty."""
    routes = [
        Route("/", _bound(home, campaigns, base)),
        Route("/healthz", health),
        Route("/readyz", health),
        Route("/favicon.ico", icon),
        Route("/static/{name}", static),
        Route("/{campaign}", _bound(campaign_page, campaigns, base)),
        Route("/{campaign}/{widget}.{format}", _bound(embed, campaigns, base)),
    ]
    failed = partial(error, campaigns)
    app = Starlette(routes=routes, exception_handlers={HTTPException: failed, Exception: failed})
    # A redirect would name the host of the request, which behind a proxy is not the reader's.
    app.router.redirect_slashes = False
    return _mounted(app, base) if base else app


def from_environment() -> ASGIApp:
    """The server that the settings in the environment describe, for every worker of `meanwhile serve`."""
    folders = [Path(each) for each in os.environ.get(variable("campaigns"), "").split(os.pathsep) if each]
    return create_app(library.load_all(folders), os.environ.get(variable("root_path"), ""))


async def home(campaigns: Campaigns, base: str, request: Request) -> Response:
    """The list of campaigns."""
    languages = list(dict.fromkeys(tag for each in campaigns.values() for tag in each.languages)) or ["en"]
    words = _page_language(request, languages)
    return _page(request, page.home(list(campaigns.values()), words, base))


async def campaign_page(campaigns: Campaigns, base: str, request: Request) -> Response:
    """All about one campaign."""
    campaign = _campaign(campaigns, request)
    return _page(request, page.campaign(campaign, _page_language(request, campaign.languages), base))


async def embed(campaigns: Campaigns, base: str, request: Request) -> Response:
    """One widget in one format."""
    campaign, name, moment = _campaign(campaigns, request), request.path_params["widget"], _now()
    render = FORMATS.get(request.path_params["format"])
    if name not in campaign.widgets or render is None:
        raise HTTPException(404)
    widget = campaign.widgets[name]
    try:
        options = _options(request, campaign, widget, moment)
    except OptionError as wrong:
        words = _page_language(request, campaign.languages)
        return _error(request, 400, words, [page.explain(each, words) for each in wrong.wrong])
    kind = "steady" if widget.kind in STEADY else "moving"
    return _answer(render(view.build(campaign, name, options, moment)), kind)


async def static(request: Request) -> Response:
    """A static file under its hashed name."""
    asset = assets.served().get(request.path_params["name"])
    if asset is None:
        raise HTTPException(404)
    return Response(asset.body, headers=policy.headers("static"), media_type=asset.media_type)


async def icon(request: Request) -> Response:
    """What browsers ask for by themselves: the cat."""
    cat = assets.assets()["cat.svg"]
    return Response(cat.body, headers=policy.headers("steady"), media_type=cat.media_type)


async def health(request: Request) -> Response:
    """The server is up, and since it loads everything before it listens, ready."""
    return Response(b"ok\n", headers=policy.headers("health"), media_type="text/plain")


async def error(campaigns: Campaigns, request: Request, problem: Exception) -> Response:
    """Any failure as a short readable answer, in the format and the language that were asked for."""
    status = problem.status_code if isinstance(problem, HTTPException) else 500
    name = request.path_params.get("campaign", "")
    languages = campaigns[name].languages if name in campaigns else ["en", "fr", "nl", "de"]
    words = _page_language(request, languages)
    response = _error(request, status, words, [words.words[ERRORS.get(status, "error.failed")]])
    if isinstance(problem, HTTPException) and problem.headers:
        response.headers.update(problem.headers)
    return response


def _error(request: Request, status: int, words: Language, details: list[str]) -> Response:
    path = request.url.path
    ending = path.rpartition(".")[2] if "." in path.rpartition("/")[2] else ""
    kind = "embed error" if ending else "error"
    return _answer(page.error(status, ending, words, details), kind, status, "accept-language")


def _answer(document: Document, kind: str, status: int = 200, vary: str | None = None) -> Response:
    headers = policy.headers(kind, document.style_hash, vary)
    headers["content-language"] = document.lang
    return Response(document.body, status, headers, document.media_type)


def _page(request: Request, document: Document) -> Response:
    asked = request.query_params.get("lang", "")
    return _answer(document, "page", vary=None if choose(asked, [document.lang]) else "accept-language")


def _page_language(request: Request, languages: list[str] | tuple[str, ...]) -> Language:
    accepted = request.headers.get("accept-language", "")
    return page.page_language(request.query_params.get("lang"), accepted, languages)


def _campaign(campaigns: Campaigns, request: Request) -> Campaign:
    try:
        return campaigns[request.path_params["campaign"]]
    except KeyError:
        raise HTTPException(404) from None


def _options(request: Request, campaign: Campaign, widget: AnyWidget, moment: datetime) -> Options:
    words = _page_language(request, campaign.languages)
    return parse(request.query_params, campaign, widget, moment, words)


def _now() -> datetime:
    return datetime.now(UTC)


def _bound(
    handler: Callable[[Campaigns, str, Request], Awaitable[Response]], campaigns: Campaigns, base: str
) -> Handler:
    async def bound(request: Request) -> Response:
        return await handler(campaigns, base, request)

    return bound


def _mounted(app: ASGIApp, base: str) -> ASGIApp:
    """`app` below the path `base`, whether the proxy in front strips that path or passes it on."""

    async def mounted(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            path = scope["path"]
            path = path.removeprefix(base) if path == base or path.startswith(f"{base}/") else path
            scope = {**scope, "path": path or "/", "root_path": ""}
        await app(scope, receive, send)

    return mounted
