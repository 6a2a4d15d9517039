"""What each address is: one table from the rows of view.addresses.PATHS to what is kept and what makes it."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from urllib.parse import urlencode

from widget.campaign.languages import all_languages, spoken
from widget.formats import assets
from widget.formats.pictures.sign import sign_png
from widget.formats.table import FORMATS, document, drawn, response_kind
from widget.formats.templating import Document
from widget.language.cldr import Language, language
from widget.language.negotiate import Decision, choose
from widget.pages import builder, press, privacy, sign
from widget.pages.campaign import campaign_page
from widget.pages.errors import error
from widget.pages.form import MOST_TYPED
from widget.pages.home import ALL, home, wanted
from widget.paste import oembed
from widget.responses import policy
from widget.responses.resource import Answer, Resource
from widget.server.requests import METHODS, Asked, RefusedError, Site, redirection, refusal, resource, respond
from widget.view import addresses, view
from widget.view.addresses import Place
from widget.view.options import NAMES, OptionError, parse

# What the builder's form may hold, and whether its answer is to be the snippet alone.
FORM = frozenset({"for", "widget", "as", *NAMES})
# Characters of a path and a header that are looked at; the longest path of ours has about 140.
LONGEST_PATH, LONGEST_HEADER = 256, 1024


def understand(site: Site, method: str, path: str, query: str, accepted: str = "") -> Resource:
    """What a request asks for; also of a request that is refused, whose answer says why.

    path: below the mount and without percent-encodings. query: the query string. accepted: Accept-Language.
    """
    place = addresses.place(path)
    campaign = site.campaigns.get(place.campaign) if place else None
    asked = Asked(
        site.clock(), path, place or Place(""), addresses.query(query), accepted, campaign, site.home
    )
    try:
        if place is None:
            raise RefusedError(404)
        if method not in METHODS:
            raise RefusedError(405)
        return TABLE[place.name](site, asked)
    except RefusedError as refused:
        return _redirect(site, asked) or refusal(asked, refused)


def _redirect(site: Site, asked: Asked) -> Resource | None:
    """To what was meant by an address that names nothing, if that is there."""
    for path, options in addresses.meant(asked.path):
        place = addresses.place(path)
        campaign = site.campaigns.get(place.campaign) if place else None
        if place and path != asked.path and _exists(site, replace(asked, place=place, campaign=campaign)):
            query = urlencode({**options, **asked.query})
            return redirection(asked, f"{site.base}{path}{'?' if query else ''}{query}")
    return None


def _exists(site: Site, asked: Asked) -> bool:
    try:
        TABLE[asked.place.name](site, asked)
    except RefusedError as refused:
        return refused.status != 404
    return True


def _page(
    asked: Asked, tags: Sequence[str], make: Callable[[Language], Document], more: str = ""
) -> Resource:
    """A page in the reader's language. more: what else decides what stands on it, for its key."""
    decision = asked.language(tags)

    async def answer() -> Answer:
        # A page may be long, and whoever asks for an embed does not wait for it.
        page = await asyncio.to_thread(make, spoken(asked.campaign, decision.tag))
        return respond(page, "page", vary=_vary(decision))

    key = f"{_page_key(asked, decision)}{more}"
    return resource(asked, "page", answer, key, by_language=decision.by_header)


def _page_key(asked: Asked, decision: Decision) -> str:
    return f"{asked.path}?lang={decision.tag}&by={decision.by_header}"


def _vary(decision: Decision) -> str | None:
    return "accept-language" if decision.by_header else None


def _home(site: Site, asked: Asked) -> Resource:
    campaigns = list(site.campaigns.values())
    chosen = wanted(asked.query) if site.live else ALL

    def make(language: Language) -> Document:
        addressing = site.addressing(language.tag)
        return home(campaigns, language, site.base, addressing, site.public, site.live, chosen)

    return _page(asked, all_languages(campaigns), make, chosen.query)


def _campaign(site: Site, asked: Asked) -> Resource:
    campaign = asked.known

    def make(language: Language) -> Document:
        addressing = site.addressing(language.tag)
        return campaign_page(campaign, language, site.base, addressing, site.public, site.live)

    return _page(asked, campaign.languages, make)


def _sign(site: Site, asked: Asked) -> Resource:
    campaign = asked.known

    def make(language: Language) -> Document:
        return sign.page(campaign, language, site.base, site.addressing(language.tag), site.public)

    return _page(asked, campaign.languages, make)


def _sign_picture(site: Site, asked: Asked) -> Resource:
    campaign = asked.known

    async def svg(lang: str) -> Document:
        return await asyncio.to_thread(sign.svg, campaign, lang)

    async def png(lang: str) -> Document:
        return await drawn(campaign.name, partial(sign_png, campaign, lang), "image/png", lang, site.draw)

    makers: Mapping[str, Callable[[str], Awaitable[Document]]] = {"svg": svg, "png": png}
    if asked.place.ending not in makers:
        raise RefusedError(404)
    return _file(asked, asked.known.languages, makers[asked.place.ending])


def _press(site: Site, asked: Asked) -> Resource:
    return _file(asked, asked.known.languages, partial(press.kit, asked.known, draw=site.draw))


def _privacy(site: Site, asked: Asked) -> Resource:
    def make(language: Language) -> Document:
        said = privacy.sections(language, site.public, site.operator, site.live)
        return privacy.page(
            language, said, site.base, site.addressing(language.tag), site.public, site.languages
        )

    return _page(asked, site.languages, make)


def _privacy_text(site: Site, asked: Asked) -> Resource:
    async def make(lang: str) -> Document:
        words = language(lang)
        return privacy.text(words, privacy.sections(words, site.public, site.operator, site.live))

    return _file(asked, site.languages, make)


def _file(asked: Asked, languages: Sequence[str], make: Callable[[str], Awaitable[Document]]) -> Resource:
    """A file, in that of `languages` that was asked for, or else the first."""
    lang = choose(asked.query.get("lang", ""), languages) or languages[0]

    async def answer() -> Answer:
        return respond(await make(lang), "document")

    return resource(asked, "document", answer, f"{asked.path}?lang={lang}", asked.ending)


def _builder(site: Site, asked: Asked) -> Resource:
    campaign, decision = asked.known, asked.language(asked.known.languages)
    stripped = {name: value.strip()[:MOST_TYPED] for name, value in asked.query.items() if name in FORM}
    filled = {name: value for name, value in stripped.items() if value}
    alone = filled.get("as") == "text"
    kind = "still" if alone else "builder"

    async def make() -> Answer:
        language, vary = spoken(campaign, decision.tag), _vary(decision)
        moment = policy.moment("builder", asked.moment)
        form = builder.read(filled, campaign, language, moment, site.public)
        if form.shown is None:
            wrong = builder.document(form, campaign, language, site.base, site.public, 0)
            return respond(wrong, "builder error", 400, vary)
        if alone:
            return respond(builder.text(form), kind, vary=vary)
        weight = await builder.weight(form.destination, form.shown, site.draw)
        page = builder.document(form, campaign, language, site.base, site.public, weight)
        return respond(page, kind, vary=vary)

    key = f"{_page_key(asked, decision)}&{urlencode(sorted(filled.items()))}"
    return resource(asked, kind, make, key, "txt" if alone else "html", decision.by_header)


def _embed(site: Site, asked: Asked) -> Resource:
    campaign, name, ending = asked.known, asked.place.widget, asked.place.ending
    if name not in campaign.widgets or ending not in FORMATS:
        raise RefusedError(404)
    widget, first = campaign.widgets[name], campaign.languages[0]
    kind = response_kind(widget, ending)
    moment = policy.moment(kind, asked.moment)
    try:
        options = parse(asked.query, campaign, widget, moment, asked.reader(), ending)
    except OptionError as wrong:
        raise RefusedError(400, wrong) from None

    async def make() -> Answer:
        public = site.public if site.live else ""
        embed = view.build(campaign, name, options, moment, public)
        return respond(await document(embed, ending, site.draw), kind, ancestors=asked.ancestors)

    return resource(asked, kind, make, f"{asked.path}?{options.canonical(first)}", ending)


def _oembed(site: Site, asked: Asked) -> Resource:
    language = asked.reader()

    async def make() -> Answer:
        try:
            description = oembed.describe(
                site.public, site.campaigns, asked.query, asked.moment, language.tag
            )
        except oembed.RefusedError as refused:
            problem = error(refused.status, "json", language, [refused.detail])
            return respond(problem, "embed error", refused.status, "accept-language")
        return respond(description, "still")

    return resource(asked, "still", make, form="json")


def _static(site: Site, asked: Asked) -> Resource:
    """A page that a cache keeps may name the file of another version: it gets what there is, for a while."""
    asset = assets.current(asked.place.file)
    if asset is None:
        raise RefusedError(404)
    kind = "static" if asset.name == asked.place.file else "outdated"
    return _fixed(Document(asset.body, asset.media_type, ""), kind, "static", asked, f"{kind} {asset.name}")


def _icon(site: Site, asked: Asked) -> Resource:
    """What browsers ask for by themselves: the cat."""
    cat = assets.assets()["cat.svg"]
    return _fixed(Document(cat.body, cat.media_type, ""), "document", "static", asked, asked.path)


def _health(site: Site, asked: Asked) -> Resource:
    """The server is up."""
    return _state(asked, "")


def _ready(site: Site, asked: Asked) -> Resource:
    """The server has something to serve, and keeps up with its files."""
    return _state(asked, site.unready())


def _state(asked: Asked, wrong: str) -> Resource:
    async def make() -> Answer:
        text = Document(f"{wrong or 'ok'}\n".encode(), "text/plain; charset=utf-8", "")
        return respond(text, "health", 503 if wrong else 200)

    return resource(asked, "health", make, form="txt")


def _fixed(document: Document, kind: str, form: str, asked: Asked, key: str) -> Resource:
    async def make() -> Answer:
        return respond(document, kind)

    return resource(asked, kind, make, key, form)


TABLE: Mapping[str, Callable[[Site, Asked], Resource]] = {
    "home": _home,
    "health": _health,
    "ready": _ready,
    "icon": _icon,
    "oembed": _oembed,
    "static": _static,
    "privacy": _privacy,
    "privacy text": _privacy_text,
    "campaign": _campaign,
    "builder": _builder,
    "sign": _sign,
    "sign picture": _sign_picture,
    "press": _press,
    "embed": _embed,
}
