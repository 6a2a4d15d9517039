"""Every address of ours, in one table that is written from and read by: paths, queries, absolute addresses.

What is pasted elsewhere stands there for years, so an address that was given out once stays right.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from starlette.routing import compile_path

from widget.campaign.models import Campaign
from widget.view.options import Options

# In the order in which they are tried. campaign.fields.TAKEN keeps these words from being names.
PATHS: Mapping[str, str] = {
    "home": "/",
    "health": "/healthz",
    "ready": "/readyz",
    "icon": "/favicon.ico",
    "oembed": "/oembed",
    "static": "/static/{file}",
    "campaign": "/{campaign}",
    "builder": "/{campaign}/embed",
    "sign": "/{campaign}/sign",
    "sign picture": "/{campaign}/sign.{ending}",
    "press": "/{campaign}/press.zip",
    "embed": "/{campaign}/{widget}.{ending}",
}
PATTERNS: Mapping[str, re.Pattern[str]] = {name: compile_path(path)[0] for name, path in PATHS.items()}
# Of a query: the longest form of ours has 11 parameters and 400 characters, a newsletter adds about as much.
MOST_PARAMETERS, LONGEST_QUERY = 64, 8192
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

    A form sends its untouched fields blank. Only the first parameters are looked at, and none that is cut.
    """
    if len(text) > LONGEST_QUERY:
        text = text[:LONGEST_QUERY].rpartition("&")[0]
    whole = "&".join(text.split("&", MOST_PARAMETERS)[:MOST_PARAMETERS])
    parameters = dict(parse_qsl(whole, keep_blank_values=True))
    return {name: value for name, value in parameters.items() if value}


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
