"""Every address of ours, in one table that is written from and read by: paths, queries, absolute addresses.

What is pasted elsewhere stands there for years, so an address that was given out once stays right.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qsl, unquote, urlencode, urlsplit

from starlette.routing import compile_path

from widget.campaign.models import Campaign
from widget.settings import PORTS
from widget.view.options import THEMES, Options

# In the order in which they are tried. campaign.fields.TAKEN keeps these words from being names.
PATHS: Mapping[str, str] = {
    "home": "/",
    "health": "/healthz",
    "ready": "/readyz",
    "icon": "/favicon.ico",
    "oembed": "/oembed",
    "static": "/static/{file}",
    "privacy": "/privacy",
    "privacy text": "/privacy.txt",
    "campaign": "/{campaign}",
    "builder": "/{campaign}/embed",
    "sign": "/{campaign}/sign",
    "sign picture": "/{campaign}/sign.{ending}",
    "press": "/{campaign}/press.zip",
    "embed": "/{campaign}/{widget}.{ending}",
}
PATTERNS: Mapping[str, re.Pattern[str]] = {name: compile_path(path)[0] for name, path in PATHS.items()}
# A reference to an ampersand in HTML, behind the ampersand of another one; its signs may be percent-encoded.
AMPERSANDS = re.compile(r"&(?:(?:amp|(?:#|%23)(?:0*38|x0*26))(?:;|%3b))+", re.IGNORECASE)
# The names of the export's pages, and the last parts of their paths here.
EXPORTED: Mapping[str, Sequence[str]] = {
    "index.html": [],
    "privacy.html": ["privacy"],
    "sign.html": ["sign"],
}
# The pages of the site itself, besides the home page.
OF_SITE = frozenset({"privacy", "privacy.txt"})
LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")
# Of a query: the longest form of ours has 11 parameters and 400 characters, a newsletter adds about as much.
MOST_PARAMETERS, LONGEST_QUERY = 32, 8192
# oEmbed 1.0, 2.3: the formats of an answer, and the media types that discovery names them by.
OEMBED = {"json": "application/json+oembed", "xml": "text/xml+oembed"}


@dataclass(frozen=True, slots=True)
class Place:
    """What a path names: the `name` of its row in PATHS, and the parts that the row leaves open."""

    name: str
    campaign: str = ""
    widget: str = ""
    ending: str = ""
    file: str = ""


def place(path: str) -> Place | None:
    """What `path`, without percent-encodings and below the mount, names; None if it has no row."""
    for name, pattern in PATTERNS.items():
        if match := pattern.match(path):
            return Place(name, **match.groupdict())
    return None


def path(name: str, **parts: str) -> str:
    """The path of the row `name` with its `parts`. Raises KeyError for an unknown row or a missing part."""
    return PATHS[name].format(**parts)


def query(text: str) -> Mapping[str, str]:
    """The parameters of a query string. Of one given twice the last counts, and a blank one is as if absent.

    A form sends its untouched fields blank, and what escapes an address twice leaves `&amp;` in it. Only the
    first parameters are looked at, and none that is cut.
    """
    if len(text) > LONGEST_QUERY:
        text = text[:LONGEST_QUERY].rpartition("&")[0]
    whole = "&".join(unescaped(text).split("&", MOST_PARAMETERS)[:MOST_PARAMETERS])
    parameters = dict(parse_qsl(whole, keep_blank_values=True))
    return {name: value for name, value in parameters.items() if value}


def unescaped(address: str) -> str:
    """`address` with an ampersand where an HTML reference to one was left, however often it was escaped."""
    return AMPERSANDS.sub("&", address)


def meant(path: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    """What a person or a system may mean by `path`: paths of ours with options, the likeliest first.

    In small letters, with single slashes and none at the end; and an address of the export, such as
    /births/fr/dark/births.html, as the server's own.
    """
    parts = [part for part in path.lower().split("/") if part]
    if parts and parts[-1] in EXPORTED:
        parts[-1:] = EXPORTED[parts[-1]]
    yield _path(parts), {}
    options = {"theme": parts.pop(2)} if len(parts) > 3 and parts[2] in THEMES else {}
    # The site's own pages have their languages in the first folder, a campaign in the second.
    folder = 0 if OF_SITE.intersection(parts[-1:]) else min(len(parts), 2) - 1
    if folder >= 0 and LANGUAGE.fullmatch(parts[folder]):
        yield _path(parts[:folder] + parts[folder + 1 :]), {"lang": parts[folder], **options}


def _path(parts: Sequence[str]) -> str:
    return "/" + "/".join(parts)


def below(public: str, url: str) -> str | None:
    """The path of `url` below the site's own address `public`, decoded; None for another site's address."""
    try:
        site, parts = urlsplit(public), urlsplit(url)
        ours = _origin(parts, site) == _origin(site, site)
    except ValueError:
        return None
    if not ours or not f"{parts.path}/".startswith(f"{site.path}/"):
        return None
    return unquote(parts.path[len(site.path) :]) or "/"


def _origin(parts: SplitResult, site: SplitResult) -> tuple[str, int | None]:
    """Host and port, in one form of many: http is https, and a www. is dropped that `site` does not have.

    Raises ValueError for a host that is none, or one with a user.
    """
    if parts.scheme.lower() not in PORTS or "@" in parts.netloc:
        raise ValueError(f"{parts.netloc!r} is no origin of ours")
    host = (parts.hostname or "").rstrip(".")
    if not (site.hostname or "").startswith("www."):
        host = host.removeprefix("www.")
    port = parts.port if parts.port not in PORTS.values() else None
    return host if host.isascii() else host.encode("idna").decode("ascii"), port


def page(public: str, campaign: Campaign, lang: str) -> str:
    """The absolute address of a campaign's page."""
    return f"{public}{path('campaign', campaign=campaign.name)}?{urlencode({'lang': lang})}"


def widget(public: str, campaign: Campaign, name: str, ending: str, options: Options) -> str:
    """That of a widget in a format. It names its language, whatever the campaign's default becomes."""
    embed = path("embed", campaign=campaign.name, widget=name, ending=ending)
    return f"{public}{embed}?{options.canonical()}"


def oembed(public: str, url: str, name: str) -> str:
    """Where the description of `url` is (oEmbed 1.0, 4)."""
    return f"{public}{path('oembed')}?{urlencode({'url': url, 'format': name})}"
