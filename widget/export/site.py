"""The same site as static files, for a host that runs nothing: what has no need of the clock.

index.html, fr/index.html                        the campaigns
privacy.html, fr/privacy.txt                     what is sent and kept, as a page and as text
catsforkids/index.html, catsforkids/fr/…         a campaign, in its own first language and in each
catsforkids/while-reading.html                   an embed with default options
catsforkids/fr/while-reading.html                … in a language
catsforkids/fr/dark/while-reading.html           … and in a theme
catsforkids/sign.html, catsforkids/fr/sign.svg   the sign, as a page and as pictures
catsforkids/fr/press.zip                         the press kit of a language

What stands in no folder of a language is in the first one.
"""

import asyncio
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache, partial
from http import HTTPStatus
from itertools import product
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urlencode

from widget import __version__
from widget.campaign.kinds.base import Widget
from widget.campaign.languages import all_languages
from widget.campaign.models import Campaign
from widget.export.folder import Outcome, Staging
from widget.export.hosts import host_files
from widget.export.hosts.served import ERROR, POLICY, Served
from widget.formats import assets
from widget.formats.pictures.drawing import Drawing, draw
from widget.formats.pictures.queue import LayOut
from widget.formats.table import FORMATS, response_kind
from widget.language.catalogue import page_languages
from widget.language.letters import mend
from widget.language.negotiate import choose
from widget.responses import policy
from widget.responses.negotiation import compress, compressible
from widget.responses.resource import Resource
from widget.server.requests import Site
from widget.server.resources import understand
from widget.view import addresses
from widget.view.options import THEMES
from widget.view.pictured import campaign_lacks

# What is exported is the same at every moment.
ANY = datetime(2000, 1, 1, tzinfo=UTC)
ENCODINGS = {".gz": "gzip", ".br": "br"}
PLAIN = "text/plain; charset=utf-8"
# Pages of the server by the last part of their path, and the names of their files.
PAGES = {"": "index.html", "privacy": "privacy.html", "sign": "sign.html"}
HTML, CHARSET = "text/html; charset=utf-8", '<meta charset="utf-8">'
# What a host of static files says by itself, or cannot say.
UNSAID = frozenset({"content-length", "vary", *dict(policy.tags(""))})


class ExportError(Exception):
    """What was asked for cannot be exported: one line that says why."""


@dataclass(frozen=True, slots=True)
class File:
    """A file to be: its path in the export, and what the server would answer in its place."""

    path: str
    resource: Resource


Watch = Callable[[Sequence[File]], Iterable[File]]


def still(campaigns: Mapping[str, Campaign], langs: Sequence[str]) -> Mapping[str, Campaign]:
    """The campaigns with only the widgets that need no clock, in those of `langs` that they have.

    No `langs` are all of them. A campaign of which nothing is left is not among them. Raises ExportError if
    no campaign has one of `langs`, and if nothing is left of any.
    """
    known = all_languages(campaigns.values())
    for lang in langs:
        if lang not in known:
            raise ExportError(f"--lang: {lang!r}; expected one of {', '.join(known)}")
    reduced = {name: _reduced(campaign, langs or campaign.languages) for name, campaign in campaigns.items()}
    exported = {
        name: campaign for name, campaign in reduced.items() if campaign.languages and campaign.widgets
    }
    if campaigns and not exported:
        asked = f" in {', '.join(langs)}" if langs else ""
        raise ExportError(f"Nothing can be exported{asked}: all numbers need a clock; serve them instead")
    return exported


def left_out(campaigns: Mapping[str, Campaign], exported: Mapping[str, Campaign]) -> Iterator[str]:
    """What `still` took away, in sentences."""
    clockless = {name: _clockless(campaign) for name, campaign in campaigns.items()}
    missing = [name for name in campaigns if clockless[name] and name not in exported]
    moving = [
        f"{name}/{widget}"
        for name, campaign in campaigns.items()
        for widget in campaign.widgets
        if name not in missing and widget not in clockless[name]
    ]
    if moving:
        yield f"Left out, because they need a clock: {', '.join(moving)}"
    for name, campaign in exported.items():
        for tag in campaign.languages:
            for widget, lost in campaign_lacks(campaign, tag).items():
                yield f"Left out, pictures of {name}/{widget} in {tag}: no font has {lost}; {mend(lost)}"
    if missing:
        yield f"Left out, in none of these languages: {', '.join(missing)}"


def files(
    campaigns: Mapping[str, Campaign], themes: Sequence[str], base: str, public: str = "", operator: str = ""
) -> list[File]:
    """Every file of the export of `campaigns`, in the theme `auto` and in `themes`, below the path `base`.

    public: the address that readers will know the site by, with `base`, for the links from elsewhere.
    operator: who runs it, or empty.
    """
    site = Site(
        campaigns,
        base,
        public,
        lambda: ANY,
        lambda tag: partial(address, campaigns, tag),
        live=False,
        draw=_draw,
        operator=operator,
        languages=_spoken(campaigns),
    )
    todo = [*_shared(site), *_pages(site)]
    for campaign in campaigns.values():
        todo += _embeds(site, campaign, [theme for theme in THEMES if theme in themes or theme == THEMES[0]])
    return todo


def write(
    folder: Path,
    todo: Sequence[File],
    public_url: str,
    base: str,
    hosts: Sequence[str] = (),
    watch: Watch = iter,
) -> Outcome:
    """Have `todo` in `folder`, and nothing else that an earlier export put there.

    hosts: keys of HOSTS, whose own files are written too. watch: gets the files and hands them on one by one,
    to show progress. Raises StagingError if the folder cannot be written or is somebody else's.
    """
    with Staging(folder) as staging:
        served = [each for file in watch(todo) if (each := _put(staging, file))]
        for name, text in host_files(hosts, served, base).items():
            staging.put(name, text.encode(), PLAIN)
        return staging.finish({"version": __version__, "public_url": public_url.rstrip("/")})


def address(campaigns: Mapping[str, Campaign], here: str, base: str, path: str, lang: str = "") -> str:
    """Where `path` of the server stands in the export, for a link on a page in the language `here`."""
    name, _, rest = path.removeprefix("/").partition("/")
    if name == "static" and not lang:
        return f"{base}{path}"
    if name in addresses.OF_SITE:
        tags = _spoken(campaigns)
        return f"{base}/{choose(lang, tags) or tags[0]}/{PAGES.get(name, name)}"
    if not lang:
        tags = campaigns[name].languages if name else all_languages(campaigns.values())
        lang = here if here in tags else tags[0]
    return "/".join([base, *([name] if name else []), lang, PAGES.get(rest, rest)])


def _spoken(campaigns: Mapping[str, Campaign]) -> Sequence[str]:
    """The languages in which the site speaks of itself: the campaigns', as far as there are words in them."""
    known = page_languages()
    found = (choose(tag, known) for tag in all_languages(campaigns.values()))
    return tuple(dict.fromkeys(tag for tag in found if tag)) or known[:1]


def _put(staging: Staging, file: File) -> Served | None:
    answer = asyncio.run(file.resource.make())
    if answer.status == HTTPStatus.NOT_IMPLEMENTED:
        return None
    if answer.status != 200 and file.path != ERROR:
        raise ExportError(f"{file.path}: cannot be made; meanwhile get shows why")
    sent = {name.decode("latin-1"): value.decode("latin-1") for name, value in answer.headers}
    headers = {name: value for name, value in sent.items() if name not in UNSAID}
    media_type = headers.pop("content-type")
    body = _with_policy(answer.body, headers[POLICY]) if media_type == HTML else answer.body
    shown = {"content-type": media_type, **headers}
    changed = staging.put(file.path, body, media_type, headers=shown)
    for ending, encoding in ENCODINGS.items() if compressible(media_type) else ():
        path, shown = file.path + ending, {**shown, "content-encoding": encoding, "vary": "accept-encoding"}
        if changed or not staging.keep(path, shown):
            small = compress(body, encoding, True)
            if len(small) < len(body):
                staging.put(path, small, media_type, encoding, shown)
    return Served(file.path, media_type, headers)


def _with_policy(page: bytes, policy: str) -> bytes:
    """A page that holds its policy, for hosts that send none or one for many files.

    All but who may frame it, which only a header can say (CSP 3, 3.3).
    """
    inner = "; ".join(each for each in policy.split("; ") if not each.startswith("frame-ancestors"))
    meta = f'{CHARSET}\n<meta http-equiv="content-security-policy" content="{inner}">'
    return page.replace(CHARSET.encode(), meta.encode(), 1)


def _reduced(campaign: Campaign, langs: Sequence[str]) -> Campaign:
    languages = tuple(tag for tag in campaign.languages if tag in langs)
    return campaign.model_copy(update={"widgets": _clockless(campaign), "languages": languages})


def _clockless(campaign: Campaign) -> Mapping[str, Widget]:
    widgets = {name: widget for name, widget in campaign.widgets.items() if response_kind(widget) == "steady"}
    return MappingProxyType(widgets)


def _file(site: Site, path: str, name: str, query: Mapping[str, str], **parts: str) -> File:
    return File(path, understand(site, "GET", addresses.path(name, **parts), urlencode(query)))


def _shared(site: Site) -> Iterator[File]:
    for name in assets.served():
        yield _file(site, f"static/{name}", "static", {}, file=name)
    yield _file(site, "favicon.ico", "icon", {})
    yield File(ERROR, understand(site, "GET", "/404", "lang=en"))


def _pages(site: Site) -> Iterator[File]:
    for folder, lang in _folders(all_languages(site.campaigns.values())):
        yield _file(site, f"{folder}index.html", "home", lang)
    for folder, lang in _folders(site.languages):
        yield _file(site, f"{folder}privacy.html", "privacy", lang)
        yield _file(site, f"{folder}privacy.txt", "privacy text", lang)
    for name, campaign in site.campaigns.items():
        for folder, lang in _folders(campaign.languages):
            yield _file(site, f"{name}/{folder}index.html", "campaign", lang, campaign=name)
            yield _file(site, f"{name}/{folder}sign.html", "sign", lang, campaign=name)
            for ending in ("svg", "png"):
                file = f"{name}/{folder}sign.{ending}"
                yield _file(site, file, "sign picture", lang, campaign=name, ending=ending)
            yield _file(site, f"{name}/{folder}press.zip", "press", lang, campaign=name)


def _folders(tags: Sequence[str]) -> Iterator[tuple[str, Mapping[str, str]]]:
    """The folder of each language, and before them the one without a name, in the first language."""
    yield "", {"lang": tags[0]}
    yield from ((f"{tag}/", {"lang": tag}) for tag in tags)


def _embeds(site: Site, campaign: Campaign, themes: Sequence[str]) -> Iterator[File]:
    variants = {"": {"lang": campaign.languages[0]}}
    for tag, theme in product(campaign.languages, themes):
        variants[f"{tag}/{_folder(theme)}"] = {"lang": tag, "theme": theme}
    for name, folder, ending in product(campaign.widgets, variants, FORMATS):
        path = f"{campaign.name}/{folder}{name}.{ending}"
        yield _file(site, path, "embed", variants[folder], campaign=campaign.name, widget=name, ending=ending)


def _folder(theme: str) -> str:
    return "" if theme == THEMES[0] else f"{theme}/"


async def _draw(campaign: str, lay_out: LayOut) -> Sequence[bytes]:
    return [_drawn(drawing) for drawing in lay_out()]


@lru_cache(maxsize=256)
def _drawn(drawing: Drawing) -> bytes:
    """Kept for a while, since an export and its press kits share most pictures."""
    return draw(drawing)
