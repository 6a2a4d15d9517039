"""The routes: each finds what is asked for, has it rendered, and answers by the policy of its kind."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from widget.campaign.models import Campaign
from widget.formats import assets
from widget.formats.pictures.drawing import BusyError
from widget.formats.pictures.sign import sign_png
from widget.formats.table import FORMATS, drawn_elsewhere, kind_of, served
from widget.formats.templating import Document
from widget.language.cldr import Language, choose, translated
from widget.pages import builder, press, sign
from widget.pages import campaign as page
from widget.paste import oembed
from widget.responses import policy
from widget.view import view
from widget.view.options import OptionError, parse

ERRORS = {404: "error.not_found", 405: "error.method_not_allowed", 503: "error.busy"}


@dataclass(frozen=True, slots=True)
class Site:
    """What is served: the campaigns, the path that addresses begin with, what time it is, and the address
    that readers know the site by, without a slash at the end."""

    campaigns: Mapping[str, Campaign]
    base: str
    public: str
    clock: Callable[[], datetime]


def router(site: Site, lifespan: Any = None) -> Starlette:
    """The routes of a site."""
    routes = [
        Route("/", _bound(home, site)),
        Route("/healthz", health),
        Route("/readyz", health),
        Route("/favicon.ico", icon),
        Route("/static/{name}", static),
        Route("/oembed", _bound(described, site)),
        Route("/{campaign}", _bound(campaign_page, site)),
        Route("/{campaign}/embed", _bound(built, site)),
        Route("/{campaign}/sign", _bound(sign_page, site)),
        Route("/{campaign}/sign.{format}", _bound(sign_picture, site)),
        Route("/{campaign}/press.zip", _bound(press_kit, site)),
        Route("/{campaign}/{widget}.{format}", _bound(embed, site)),
    ]
    failed = partial(error, site)
    handlers: dict[Any, Any] = {HTTPException: failed, BusyError: failed, Exception: failed}
    app = Starlette(routes=routes, exception_handlers=handlers, lifespan=lifespan)
    # A redirect would name the host of the request, which behind a proxy is not the reader's.
    app.router.redirect_slashes = False
    return app


async def home(site: Site, request: Request) -> Response:
    """The list of campaigns."""
    campaigns = list(site.campaigns.values())
    languages = list(dict.fromkeys(tag for each in campaigns for tag in each.languages)) or ["en"]
    return _page(request, page.home(campaigns, _page_language(request, languages), site.base))


async def campaign_page(site: Site, request: Request) -> Response:
    """All about one campaign."""
    campaign = _campaign(site, request)
    words = _page_language(request, campaign.languages)
    return _page(request, page.campaign(campaign, words, site.base, public=site.public))


async def sign_page(site: Site, request: Request) -> Response:
    """The sign of a campaign, to print."""
    campaign = _campaign(site, request)
    words = _page_language(request, campaign.languages)
    return _page(request, sign.page(campaign, words, site.base, public=site.public))


async def sign_picture(site: Site, request: Request) -> Response:
    """The sign as a picture."""
    campaign, ending = _campaign(site, request), request.path_params["format"]
    lang = _language(request, campaign)
    if ending == "svg":
        return _answer(sign.svg(campaign, lang), "document")
    if ending == "png":
        return _answer(await drawn_elsewhere(sign_png(campaign, lang), lang), "document")
    raise HTTPException(404)


async def press_kit(site: Site, request: Request) -> Response:
    """Every picture of a campaign in one language."""
    campaign = _campaign(site, request)
    return _answer(await press.kit_elsewhere(campaign, _language(request, campaign)), "document")


async def built(site: Site, request: Request) -> Response:
    """The builder: a form, and the snippet that it asks for."""
    campaign = _campaign(site, request)
    words = _page_language(request, campaign.languages)
    moment = policy.moment("builder", site.clock())
    form = builder.read(request.query_params, campaign, words, moment, site.public)
    if form.shown is None:
        return _page(request, builder.document(form, campaign, words, site.base, 0), "builder error", 400)
    if request.query_params.get("as") == "text":
        return _page(request, builder.text(form), "still")
    weight = await builder.weight(form.destination, form.shown)
    return _page(request, builder.document(form, campaign, words, site.base, weight), "builder")


async def described(site: Site, request: Request) -> Response:
    """What oEmbed says of an address of ours."""
    words = _page_language(request, sorted(translated(), key="en".__ne__))
    try:
        document = oembed.describe(site.public, site.campaigns, request.query_params, site.clock(), words.tag)
    except oembed.RefusedError as refused:
        problem = page.error(refused.status, "json", words, [refused.detail])
        return _answer(problem, "embed error", refused.status, "accept-language")
    return _answer(document, "still")


async def embed(site: Site, request: Request) -> Response:
    """One widget in one format."""
    campaign, name, ending = (
        _campaign(site, request),
        request.path_params["widget"],
        request.path_params["format"],
    )
    if name not in campaign.widgets or ending not in FORMATS:
        raise HTTPException(404)
    words, widget = _page_language(request, campaign.languages), campaign.widgets[name]
    kind = kind_of(widget, ending)
    moment = policy.moment(kind, site.clock())
    try:
        options = parse(request.query_params, campaign, widget, moment, words, ending)
    except OptionError as wrong:
        return _error(request, 400, words, [page.explain(each, words) for each in wrong.wrong])
    return _answer(await served(view.build(campaign, name, options, moment, site.public), ending), kind)


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


async def error(site: Site, request: Request, problem: Exception) -> Response:
    """Any failure as a short readable answer, in the format and the language that were asked for."""
    status = problem.status_code if isinstance(problem, HTTPException) else 500
    if isinstance(problem, BusyError):
        status = 503
    name = request.path_params.get("campaign", "")
    languages = site.campaigns[name].languages if name in site.campaigns else ("en", "fr", "nl", "de")
    words = _page_language(request, languages)
    response = _error(request, status, words, [words.words[ERRORS.get(status, "error.failed")]])
    if status == 503:
        response.headers["retry-after"] = str(policy.POLICIES["error"].shared)
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


def _page(request: Request, document: Document, kind: str = "page", status: int = 200) -> Response:
    asked = request.query_params.get("lang", "")
    vary = None if choose(asked, [document.lang]) else "accept-language"
    return _answer(document, kind, status, vary)


def _language(request: Request, campaign: Campaign) -> str:
    """The language of a file: the one asked for, or else the campaign's first."""
    return choose(request.query_params.get("lang", ""), campaign.languages) or campaign.languages[0]


def _page_language(request: Request, languages: Sequence[str]) -> Language:
    accepted = request.headers.get("accept-language", "")
    return page.page_language(request.query_params.get("lang"), accepted, languages)


def _campaign(site: Site, request: Request) -> Campaign:
    try:
        return site.campaigns[request.path_params["campaign"]]
    except KeyError:
        raise HTTPException(404) from None


def _bound(
    handler: Callable[[Site, Request], Awaitable[Response]], site: Site
) -> Callable[[Request], Awaitable[Response]]:
    async def bound(request: Request) -> Response:
        return await handler(site, request)

    return bound
