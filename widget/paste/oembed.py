"""oEmbed 1.0: what an address of ours stands for, described to the site that it was pasted into."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from widget.campaign.models import Campaign
from widget.formats.templating import Document, finished
from widget.language.characters import in_xml
from widget.language.cldr import Language, language
from widget.language.negotiate import choose
from widget.paste.heights import PHONE, WIDTH, floor
from widget.paste.snippets import address, oembed_html, title
from widget.responses.policy import POLICIES
from widget.view import addresses, view
from widget.view.addresses import Place
from widget.view.options import LAYOUTS, PICTURE, SIZES, OptionError, Options, Size, parse
from widget.view.pictured import lacking
from widget.view.refusals import explain
from widget.view.view import View

FORMATS = {"json": "application/json", "xml": "text/xml; charset=utf-8"}
# XML 1.0, 2.4.
ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
PHOTOS = ("png", "svg", "gif")
LARGEST = 99_999
NARROWEST = 200
LEAST_DRAWING = 120


class RefusedError(Exception):
    """There is no description: the status of the answer, and why, in a sentence."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status, self.detail = status, detail


@dataclass(frozen=True, slots=True)
class Box:
    """What has to fit, in px."""

    width: int = LARGEST
    height: int = LARGEST

    def holds(self, size: Size) -> bool:
        """Whether something of that size fits."""
        return size.width <= self.width and size.height <= self.height


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address of ours names: a campaign, its widget, the format, the query, and whether it is the
    campaign's page."""

    campaign: Campaign
    name: str
    ending: str
    query: Mapping[str, str]
    page: bool


def describe(
    public: str,
    campaigns: Mapping[str, Campaign],
    query: Mapping[str, str],
    moment: datetime,
    lang: str = "en",
) -> Document:
    """The answer to a request with `query` (oEmbed 1.0, 2.3); `public` is our own address.

    Raises RefusedError, explained in `lang`, with a status of oEmbed 1.0, 2.3.5, or 400.
    """
    words = language(lang)
    form = (query.get("format") or "json").lower()
    if form not in FORMATS:
        raise RefusedError(501, words.words["oembed.format"])
    if not query.get("url"):
        raise RefusedError(400, words.words["oembed.missing"])
    box = Box(_maximum(query, "maxwidth", words), _maximum(query, "maxheight", words))
    asked = _asked(public, campaigns, query["url"], words)
    shown = view.build(asked.campaign, asked.name, _options(asked, moment, words), moment, public)
    content = _content(shown, asked, box)
    body = json.dumps(content, ensure_ascii=False, indent=1) + "\n" if form == "json" else _xml(content)
    return finished(body, FORMATS[form], shown.options.lang)


def _maximum(query: Mapping[str, str], name: str, words: Language) -> int:
    given = query.get(name, "")
    if not given:
        return LARGEST
    if not (re.fullmatch("[0-9]{1,5}", given) and int(given)):
        raise RefusedError(400, words.say("oembed.maximum", name=name))
    return int(given)


def _asked(public: str, campaigns: Mapping[str, Campaign], url: str, words: Language) -> Asked:
    """What `url` names, as people and systems write it. Raises RefusedError."""
    url = addresses.unescaped(url)
    below = addresses.below(public, url)
    if below is None:
        raise RefusedError(404, words.say("oembed.foreign", public=public))
    query = addresses.query(urlsplit(url).query)
    for path, options in ((below, {}), *addresses.meant(below)):
        if asked := _named(addresses.place(path), campaigns, {**options, **query}):
            return asked
    raise RefusedError(404, words.words["oembed.nothing"])


def _named(place: Place | None, campaigns: Mapping[str, Campaign], query: Mapping[str, str]) -> Asked | None:
    """The widget that a place shows: its own, the one that the builder shows, or a campaign's first."""
    campaign = campaigns.get(place.campaign) if place else None
    if place is None or campaign is None or not campaign.widgets:
        return None
    first = next(iter(campaign.widgets))
    name, ending = {
        "campaign": (first, "html"),
        "builder": (query.get("widget", first), "html"),
        "embed": (place.widget, place.ending),
    }.get(place.name, ("", ""))
    if name not in campaign.widgets or ending not in ("html", *PHOTOS):
        return None
    return Asked(campaign, name, ending, query, place.name == "campaign")


def _options(asked: Asked, moment: datetime, words: Language) -> Options:
    campaign = asked.campaign
    if asked.page:
        # Like the page itself: the first language where the one asked for is missing.
        return Options(choose(asked.query.get("lang", ""), campaign.languages) or campaign.languages[0])
    try:
        return parse(asked.query, campaign, campaign.widgets[asked.name], moment, words, asked.ending)
    except OptionError as error:
        raise RefusedError(404, words.run_on(explain(each, words) for each in error.wrong)) from None


def _content(shown: View, asked: Asked, box: Box) -> dict[str, Any]:
    representation = _rich(shown, box) if asked.ending == "html" else _photo(shown, asked.ending, box)
    return {
        "version": "1.0",
        **(representation or {"type": "link"}),
        "title": _title(shown, asked),
        "provider_name": "Meanwhile",
        "provider_url": f"{shown.public}/",
        "author_name": shown.sources[0].text,
        "author_url": shown.sources[0].url,
        "cache_age": POLICIES["still" if shown.moment else "steady"].shared,
        **_thumbnail(shown, box),
    }


def _title(shown: View, asked: Asked) -> str:
    """The name of a frame; of a picture the sentence, which consumers make its alternative text."""
    if asked.page:
        return view.title(shown.campaign, shown.language)
    return title(shown) if asked.ending == "html" else shown.lasting


def _rich(shown: View, box: Box) -> dict[str, Any] | None:
    """The embed in the first layout, from its own on, that fits; if it may be, high enough for a phone."""
    width = min(WIDTH, box.width)
    if width < NARROWEST:
        return None
    for layout in LAYOUTS[LAYOUTS.index(shown.options.layout) :]:
        laid = replace(shown, options=replace(shown.options, layout=layout))
        least = floor(laid)
        if least.at(width) <= box.height:
            height = max(least.at(width), min(box.height, least.at(PHONE)))
            return {
                "type": "rich",
                "html": oembed_html(laid, height),
                "width": width,
                "height": height,
            }
    return None


def _photo(shown: View, ending: str, box: Box) -> dict[str, Any] | None:
    """The picture: a png in the largest size up to its own that fits, a drawing in proportion."""
    size = {"png": _fitting, "svg": _scaled, "gif": _whole}[ending](shown.options, box)
    if not size or (ending != "svg" and lacking(shown)):
        return None
    changes = {"size": size} if ending == "png" else {}
    url = address(shown, ending, **changes)
    return {"type": "photo", "url": url, "width": size.width, "height": size.height}


def _fitting(options: Options, box: Box) -> Size | None:
    return next(filter(box.holds, SIZES[SIZES.index(options.size) :]), None)


def _scaled(_: Options, box: Box) -> Size | None:
    width = min(PICTURE.width, box.width, box.height * PICTURE.width // PICTURE.height)
    return Size(width, width * PICTURE.height // PICTURE.width) if width >= LEAST_DRAWING else None


def _whole(_: Options, box: Box) -> Size | None:
    return PICTURE if box.holds(PICTURE) else None


def _thumbnail(shown: View, box: Box) -> dict[str, Any]:
    """A picture of it: all three fields, or if none is small enough, no field (oEmbed 1.0, 2.3.4)."""
    size = next(filter(box.holds, SIZES), None)
    if not size or lacking(shown):
        return {}
    url = address(shown, "png", size=size)
    return {"thumbnail_url": url, "thumbnail_width": size.width, "thumbnail_height": size.height}


def _xml(content: Mapping[str, Any]) -> str:
    fields = "".join(f"<{name}>{_text(str(value))}</{name}>\n" for name, value in content.items())
    return f'<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<oembed>\n{fields}</oembed>\n'


def _text(value: str) -> str:
    return in_xml(value).translate(ESCAPES)
