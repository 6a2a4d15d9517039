"""Every format of an embed: the ending of its address, and what makes it of a view."""

from collections.abc import Awaitable, Callable, Sequence
from functools import partial

from widget.campaign.kinds.base import Widget
from widget.formats.data import json_, txt
from widget.formats.html import html
from widget.formats.pictures.drawing import Drawing
from widget.formats.pictures.gif import gif
from widget.formats.pictures.png import png
from widget.formats.pictures.queue import LayOut
from widget.formats.svg import svg
from widget.formats.templating import Document
from widget.language.letters import MissingLettersError
from widget.view.pictured import lacking
from widget.view.view import View

# A campaign and what lays out its drawings → their pixels, one body for each.
Draw = Callable[[str, LayOut], Awaitable[Sequence[bytes]]]
DOCUMENTS: dict[str, Callable[[View], Document]] = {
    "html": html,
    "svg": svg,
    "txt": txt,
    "json": json_,
}
DRAWINGS: dict[str, Callable[[View], Drawing]] = {"png": png, "gif": gif}
MEDIA_TYPES = {"png": "image/png", "gif": "image/gif"}
FORMATS = (*DOCUMENTS, *DRAWINGS)


def response_kind(widget: Widget, ending: str = "html") -> str:
    """The kind of response that a widget gets in the format `ending`.

    `steady`, or if it needs the clock `moving`, and `still` where nothing in it can move.
    """
    if not widget.clock:
        return "steady"
    return "still" if ending in DRAWINGS else "moving"


async def document(view: View, ending: str, draw: Draw) -> Document:
    """The view in the format `ending`.

    Raises KeyError for an unknown one, MissingLettersError if it cannot be drawn, and what `draw` raises.
    """
    if ending in DOCUMENTS:
        return DOCUMENTS[ending](view)
    if lost := lacking(view):
        raise MissingLettersError(lost)
    lay_out = partial(DRAWINGS[ending], view)
    return await drawn(view.campaign.name, lay_out, MEDIA_TYPES[ending], view.options.lang, draw)


async def drawn(
    campaign: str, lay_out: Callable[[], Drawing], media_type: str, lang: str, draw: Draw
) -> Document:
    """A drawing as pixels. Raises what `draw` raises."""
    (body,) = await draw(campaign, lambda: [lay_out()])
    return Document(body, media_type, lang)
