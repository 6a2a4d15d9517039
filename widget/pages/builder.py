"""The builder: a form without script that asks where a widget will be pasted, and what it shall look like.

The address of a filled form says all that is in it, and can be shared.
"""

import asyncio
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from itertools import product
from urllib.parse import urlencode

from widget.campaign.models import Campaign
from widget.formats import table
from widget.formats.table import DRAWINGS, Draw
from widget.formats.templating import Document
from widget.language import cldr
from widget.language.cldr import Language
from widget.pages.form import MOST_TYPED, Field, Filled, Step, kept, steps
from widget.pages.page import alternates, in_query, render
from widget.paste import destinations
from widget.paste.destinations import DESTINATIONS, Destination
from widget.paste.heights import floor
from widget.paste.snippets import snippet
from widget.responses.negotiation import compress, compressible
from widget.settings import is_local
from widget.view import addresses, view
from widget.view.options import OptionError, Options, Wrong, parse, picture_size
from widget.view.pictured import lacking
from widget.view.refusals import complain
from widget.view.view import View, title

# CSS pixels: a column aside, a phone, a wide article.
WIDTHS = (300, 360, 640)
GROUNDS = ("light", "dark")


@dataclass(frozen=True, slots=True)
class Form:
    """What was filled in; `shown` is the view that it asks for, None if something in it is wrong."""

    steps: tuple[Step, ...]
    # What was filled in and is of no use here, but may be for another choice.
    kept: tuple[tuple[str, str], ...]
    destination: str
    shown: View | None

    @property
    def fields(self) -> tuple[Field, ...]:
        """Those of all steps."""
        return tuple(field for step in self.steps for field in step.fields)


@dataclass(frozen=True, slots=True)
class Preview:
    """The widget as it will look: a frame or a picture, its size in CSS pixels, and on what ground."""

    address: str
    framed: bool
    width: int
    height: int
    ground: str


def read(
    query: Mapping[str, str], campaign: Campaign, language: Language, moment: datetime, public: str
) -> Form:
    """The form as `query` fills it in, with its texts in `language`."""
    query = {name: value.strip() for name, value in query.items()}
    destination, name = query.get("for") or next(iter(DESTINATIONS)), query.get("widget", "")
    wrong = {}
    if destination not in DESTINATIONS:
        wrong["for"] = Wrong("for", destination[:MOST_TYPED], language.items(DESTINATIONS))
    if name and name not in campaign.widgets:
        wrong["widget"] = Wrong("widget", name[:MOST_TYPED], language.items(campaign.widgets))
    found = name if name in campaign.widgets else next(iter(campaign.widgets))
    filled = {**query, "for": destination, "widget": name or found, "lang": query.get("lang") or language.tag}
    options = Options(language.tag)
    try:
        options = parse(filled, campaign, campaign.widgets[found], moment, language, ending(destination))
    except OptionError as error:
        wrong |= {each.name: each for each in error.wrong}
    shown = None if wrong else view.build(campaign, found, options, moment, public)
    messages = {key: complain(each, language) for key, each in wrong.items()}
    if shown and (lost := _lacking(shown, destination)):
        shown, messages["for"] = None, language.say("error.letters", characters=" ".join(lost))
    answers = Filled(campaign, found, destination, language, filled, messages)
    return Form(steps(answers), kept(answers), destination, shown)


def _lacking(shown: View, destination: str) -> str:
    """The letters that are missing for what is pasted there."""
    return lacking(shown) if any(each in DRAWINGS for each in DESTINATIONS[destination].formats) else ""


def document(
    form: Form, campaign: Campaign, language: Language, base: str, public: str, weight: int
) -> Document:
    """The page. weight: the bytes that a reader of the snippet loads."""
    address, path = partial(in_query, base), addresses.path("builder", campaign=campaign.name)
    form_address = address(path)
    return render(
        "builder.html",
        language,
        address,
        campaign=campaign,
        title=title(campaign, language),
        translations=[
            (cldr.language(tag), f"{form_address}?{_query(form, lang=tag)}") for tag in campaign.languages
        ],
        alternates=alternates(campaign.languages, public, base, address, path),
        form=form,
        **(_pasted(form, form.shown, base, weight) if form.shown else {}),
    )


def text(form: Form) -> Document:
    """The snippet alone. Raises ValueError if something in the form is wrong."""
    if form.shown is None:
        raise ValueError("a form with something wrong has no snippet")
    pasted = snippet(form.destination, form.shown)
    return Document(f"{pasted}\n".encode(), "text/plain; charset=utf-8", form.shown.options.lang)


def ending(destination: str) -> str:
    """The format whose options a destination has."""
    known = DESTINATIONS.get(destination)
    return "png" if known and "size" in known.options else "html"


async def weight(destination: str, shown: View, draw: Draw) -> int:
    """How many bytes a reader of the snippet loads, compressed as browsers get them."""
    formats = DESTINATIONS[destination].formats
    if not formats:
        return len(snippet(destination, shown).encode())
    documents = [await table.document(shown, ending, draw) for ending in formats]
    return sum([await asyncio.to_thread(_weight, each) for each in documents])


def _weight(document: Document) -> int:
    if not compressible(document.media_type):
        return len(document.body)
    return len(compress(document.body, "br", True))


def _query(form: Form, **changed: str) -> str:
    filled = {field.name: field.value for field in form.fields if field.value}
    return urlencode(filled | dict(form.kept) | changed)


def _pasted(form: Form, shown: View, base: str, weight: int) -> dict[str, object]:
    known, language = DESTINATIONS[form.destination], shown.language
    pasted = snippet(form.destination, shown)
    requests = len(known.formats)
    privacy = "builder.privacy_asking" if requests else "builder.privacy_alone"
    return {
        "snippet": pasted,
        "local": language.say("builder.local", site=shown.public)
        if shown.public in pasted and is_local(shown.public)
        else "",
        "hints": destinations.hints(form.destination, shown),
        "previews": list(_previews(shown, known, base)),
        "sentence": shown.sentence,
        "costs": {
            "loads": language.say("builder.bytes", n=weight),
            "requests": language.number(requests),
            "scripts": language.words["builder.none"],
        },
        "privacy": language.say(privacy, site=shown.public),
        "alone": _query(form, **{"as": "text"}),
    }


def _previews(shown: View, known: Destination, base: str) -> Iterator[Preview]:
    """Frames, or else pictures, on both grounds; nothing where the sentence is all that is pasted."""
    if "html" in known.formats or (known.still and not shown.moment):
        for width, ground in product(WIDTHS, GROUNDS):
            yield _preview(shown, "html", width, floor(shown).at(width), base, ground)
    elif known.formats:
        (picture,) = known.formats
        width, height = picture_size(shown.options, picture)
        for ground in GROUNDS[:1] if picture in DRAWINGS else GROUNDS:
            yield _preview(shown, picture, width, height, base, ground)


def _preview(shown: View, ending: str, width: int, height: int, base: str, ground: str) -> Preview:
    theme = ground if shown.options.theme == "auto" else shown.options.theme
    options = replace(shown.options, theme=theme)
    address = addresses.widget(base, shown.campaign, shown.name, ending, options)
    return Preview(address, ending == "html", width, height, ground)
