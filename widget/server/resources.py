"""What a request asks for, in one form: the same key for every address that has the same answer."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from urllib.parse import parse_qsl, urlencode

from widget.campaign.models import Campaign
from widget.formats.assets import served
from widget.formats.table import FORMATS, kind_of
from widget.language.cldr import language
from widget.language.negotiate import choose
from widget.responses.resource import Address
from widget.view.options import NAMES, OptionError, parse

# What the builder's form may hold, and whether its answer is to be the snippet alone.
FORM = frozenset({"for", "widget", "as", *NAMES})


def address(
    path: str, query: str, accepted: str, campaigns: Mapping[str, Campaign], moment: datetime
) -> Address | None:
    """The address of a request, or None if it has no answer that is worth keeping.

    accepted: the Accept-Language header; moment: what the past is measured against in options.
    """
    options = dict(parse_qsl(query))
    match path.split("/")[1:]:
        case [""]:
            tags = [tag for campaign in campaigns.values() for tag in campaign.languages]
            return _page("/", tags, "", options, accepted)
        case ["static", name] if name in served():
            return Address(path, "static", "static", "")
        case [name] if name in campaigns:
            return _page(path, campaigns[name].languages, name, options, accepted)
        case [name, "embed"] if name in campaigns:
            return _builder(path, campaigns[name], options, accepted)
        case [name, "sign"] if name in campaigns:
            return _page(path, campaigns[name].languages, name, options, accepted)
        case [name, "sign.svg" | "sign.png" | "press.zip"] if name in campaigns:
            return _file(path, campaigns[name], options)
        case [name, file] if name in campaigns:
            return _embed(path, campaigns[name], file, options, moment)
    return None


def _page(
    path: str, tags: list[str] | tuple[str, ...], campaign: str, options: Mapping[str, str], accepted: str
) -> Address:
    asked = options.get("lang", "")
    by_language = not (asked and choose(asked, tags))
    found = choose(accepted if by_language else asked, tags) or ""
    return Address(f"{path}?lang={found}&by={by_language}", "page", "html", campaign, by_language)


def _builder(path: str, campaign: Campaign, query: Mapping[str, str], accepted: str) -> Address:
    page = _page(path, campaign.languages, campaign.name, query, accepted)
    filled = urlencode(sorted((name, value) for name, value in query.items() if name in FORM))
    return replace(page, key=f"{page.key}&{filled}", kind="builder")


def _file(path: str, campaign: Campaign, query: Mapping[str, str]) -> Address:
    lang = choose(query.get("lang", ""), campaign.languages) or campaign.languages[0]
    return Address(f"{path}?lang={lang}", "document", path.rpartition(".")[2], campaign.name)


def _embed(
    path: str, campaign: Campaign, file: str, query: Mapping[str, str], moment: datetime
) -> Address | None:
    name, _, ending = file.rpartition(".")
    if name not in campaign.widgets or ending not in FORMATS:
        return None
    widget = campaign.widgets[name]
    try:
        options = parse(query, campaign, widget, moment, language(campaign.languages[0]), ending)
    except OptionError:
        return None
    key = f"{path}?{options.canonical(campaign.languages[0])}"
    return Address(key, kind_of(widget, ending), ending, campaign.name)
