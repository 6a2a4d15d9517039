"""The same site as static files, for a host that runs nothing: what has no need of the clock.

index.html, fr/index.html                        the campaigns
catsforkids/index.html, catsforkids/fr/…         a campaign, in its own first language and in each
catsforkids/while-reading.html                   an embed with default options
catsforkids/fr/while-reading.html                … in a language
catsforkids/fr/dark/while-reading.html           … and in a theme
catsforkids/sign.html, catsforkids/fr/sign.svg   the sign, as a page and as pictures
catsforkids/fr/press.zip                         the press kit of a language

What stands in no folder of a language is in the first one.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from itertools import product
from pathlib import Path
from types import MappingProxyType

from widget import __version__
from widget.campaign.models import Campaign
from widget.export.folder import Outcome, Staging
from widget.export.hosts import ERROR, Served, headers_file, nginx
from widget.formats import assets
from widget.formats.pictures.sign import sign_png
from widget.formats.table import FORMATS, document, drawn, kind_of
from widget.formats.templating import Document
from widget.language.cldr import language
from widget.pages import campaign as page
from widget.pages import press, sign
from widget.responses import policy
from widget.responses.negotiation import compress, compressible
from widget.view import view
from widget.view.options import THEMES, Options

# What is exported is the same at every moment.
ANY = datetime(2000, 1, 1, tzinfo=UTC)
ENCODINGS = {".gz": "gzip", ".br": "br"}
PLAIN = "text/plain; charset=utf-8"
# Pages of the server by the last part of their path, and the names of their files.
PAGES = {"": "index.html", "sign": "sign.html"}


class ExportError(Exception):
    """What was asked for cannot be exported: one line that says why."""


@dataclass(frozen=True, slots=True)
class File:
    """A file to be: its path in the export, its kind (of policy.POLICIES), and what makes its content."""

    path: str
    kind: str
    make: Callable[[], Document]


@dataclass(frozen=True, slots=True)
class Site:
    """What is exported, the path that addresses begin with, and the address that readers know it by."""

    campaigns: Mapping[str, Campaign]
    base: str
    public: str


Watch = Callable[[Sequence[File]], Iterable[File]]


def still(campaigns: Mapping[str, Campaign], langs: Sequence[str]) -> Mapping[str, Campaign]:
    """The campaigns with only the widgets that need no clock, in those of `langs` that they have.

    No `langs` are all of them. Raises ExportError if no campaign has one of them.
    """
    known = dict.fromkeys(tag for each in campaigns.values() for tag in each.languages)
    for lang in langs:
        if lang not in known:
            raise ExportError(f"--lang: {lang!r}; expected one of {', '.join(known)}")
    reduced = {name: _reduced(each, langs or each.languages) for name, each in campaigns.items()}
    return {name: each for name, each in reduced.items() if each.languages}


def left_out(campaigns: Mapping[str, Campaign], exported: Mapping[str, Campaign]) -> Iterator[str]:
    """What `still` took away, in sentences."""
    moving = [
        f"{name}/{each}"
        for name, campaign in exported.items()
        for each in campaigns[name].widgets
        if each not in campaign.widgets
    ]
    missing = [name for name in campaigns if name not in exported]
    if moving:
        yield f"Left out, for want of a clock: {', '.join(moving)}"
    if missing:
        yield f"Left out, in none of these languages: {', '.join(missing)}"


def files(
    campaigns: Mapping[str, Campaign], themes: Sequence[str], base: str, public: str = ""
) -> list[File]:
    """Every file of the export of `campaigns`, in the theme `auto` and in `themes`, below the path `base`.

    public: the address that readers will know the site by, with `base`, for the links from elsewhere.
    """
    site = Site(campaigns, base, public)
    found = [*_shared(), *_pages(site)]
    for campaign in campaigns.values():
        found += _embeds(campaign, [theme for theme in THEMES if theme in themes or theme == THEMES[0]])
    return found


def write(folder: Path, todo: Sequence[File], public_url: str, base: str, watch: Watch = iter) -> Outcome:
    """Have `todo` in `folder`, and nothing else that an earlier export put there.

    watch: gets the files and hands them on one by one, to show progress. Raises StagingError if the folder
    cannot be written or is somebody else's.
    """
    with Staging(folder) as staging:
        served = [_put(staging, file) for file in watch(todo)]
        for name, text in {"_headers": headers_file(served, base), "nginx.conf": nginx(served, base)}.items():
            staging.put(name, text.encode(), PLAIN)
        return staging.finish({"version": __version__, "public_url": public_url.rstrip("/")})


def address(campaigns: Mapping[str, Campaign], here: str, base: str, path: str, lang: str = "") -> str:
    """Where `path` of the server stands in the export, for a link on a page in the language `here`."""
    name, _, rest = path.removeprefix("/").partition("/")
    if name == "static" and not lang:
        return f"{base}{path}"
    if not lang:
        lang = here if not name or here in campaigns[name].languages else campaigns[name].languages[0]
    return "/".join([base, *([name] if name else []), lang, PAGES.get(rest, rest)])


def _put(staging: Staging, file: File) -> Served:
    document = file.make()
    headers = policy.headers(file.kind, document.style_hash)
    if document.lang:
        headers["content-language"] = document.lang
    changed = staging.put(file.path, document.body, document.media_type)
    for ending, encoding in ENCODINGS.items() if compressible(document.media_type) else ():
        path = file.path + ending
        if changed or not staging.keep(path):
            body = compress(document.body, encoding, True)
            if len(body) < len(document.body):
                staging.put(path, body, document.media_type, encoding)
    return Served(file.path, document.media_type, headers)


def _reduced(campaign: Campaign, langs: Sequence[str]) -> Campaign:
    widgets = {name: each for name, each in campaign.widgets.items() if kind_of(each) == "steady"}
    languages = tuple(tag for tag in campaign.languages if tag in langs)
    return campaign.model_copy(update={"widgets": MappingProxyType(widgets), "languages": languages})


def _shared() -> Iterator[File]:
    for name, asset in assets.served().items():
        yield File(f"static/{name}", "static", partial(_asset, asset))
    yield File("favicon.ico", "steady", partial(_asset, assets.assets()["cat.svg"]))
    yield File(ERROR, "error", _not_found)


def _asset(asset: assets.Asset) -> Document:
    return Document(asset.body, asset.media_type, "")


def _not_found() -> Document:
    words = language("en")
    return page.error(404, "", words, [words.words["error.not_found"]])


def _pages(site: Site) -> Iterator[File]:
    tags = list(dict.fromkeys(tag for each in site.campaigns.values() for tag in each.languages)) or ["en"]
    for folder, tag in _folders(tags):
        yield File(f"{folder}index.html", "page", partial(_home, site, tag))
    for name, campaign in site.campaigns.items():
        for folder, tag in _folders(campaign.languages):
            yield File(f"{name}/{folder}index.html", "page", partial(_campaign, site, name, tag))
            yield File(f"{name}/{folder}sign.html", "page", partial(_sign, site, name, tag))
            for file, make in _documents(campaign, tag).items():
                yield File(f"{name}/{folder}{file}", "document", make)


def _folders(tags: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The folder of each language, and before them the one without a name, in the first language."""
    yield "", tags[0]
    yield from ((f"{tag}/", tag) for tag in tags)


def _home(site: Site, tag: str) -> Document:
    return page.home(list(site.campaigns.values()), language(tag), site.base, _addressing(site, tag))


def _campaign(site: Site, name: str, tag: str) -> Document:
    found, addressing = site.campaigns[name], _addressing(site, tag)
    return page.campaign(found, language(tag), site.base, addressing, site.public, live=False)


def _sign(site: Site, name: str, tag: str) -> Document:
    return sign.page(site.campaigns[name], language(tag), site.base, _addressing(site, tag), site.public)


def _addressing(site: Site, tag: str) -> page.Addressing:
    return partial(address, site.campaigns, tag)


def _documents(campaign: Campaign, tag: str) -> Mapping[str, Callable[[], Document]]:
    return {
        "sign.svg": partial(sign.svg, campaign, tag),
        "sign.png": lambda: drawn(sign_png(campaign, tag), tag),
        "press.zip": partial(press.kit, campaign, tag),
    }


def _embeds(campaign: Campaign, themes: Sequence[str]) -> Iterator[File]:
    variants = {"": Options(campaign.languages[0])}
    for tag, theme in product(campaign.languages, themes):
        variants[f"{tag}/{_folder(theme)}"] = Options(tag, theme)
    for name, folder, ending in product(campaign.widgets, variants, FORMATS):
        make = partial(_embed, campaign, name, variants[folder], ending)
        kind = kind_of(campaign.widgets[name], ending)
        yield File(f"{campaign.name}/{folder}{name}.{ending}", kind, make)


def _folder(theme: str) -> str:
    return "" if theme == THEMES[0] else f"{theme}/"


def _embed(campaign: Campaign, name: str, options: Options, ending: str) -> Document:
    return document(view.build(campaign, name, options, ANY), ending)
