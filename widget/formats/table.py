"""Every format of an embed: the ending of its address, and what makes it of a view."""

from collections.abc import Awaitable, Callable, Sequence

from widget.campaign.kinds.base import Widget
from widget.formats.data import json_, txt
from widget.formats.html import html
from widget.formats.pictures.drawing import Drawing
from widget.formats.pictures.gif import gif
from widget.formats.pictures.png import png
from widget.formats.svg import svg
from widget.formats.templating import Document
from widget.view.view import View

# Drawings as pixels, one body for each.
Draw = Callable[[Sequence[Drawing]], Awaitable[Sequence[bytes]]]
DOCUMENTS: dict[str, Callable[[View], Document]] = {
    "html": html,
    "svg": svg,
    "txt": txt,
    "json": json_,
}
DRAWINGS: dict[str, Callable[[View], Drawing]] = {"png": png, "gif": gif}
FORMATS = (*DOCUMENTS, *DRAWINGS)


def response_kind(widget: Widget, ending: str = "html") -> str:
    """The kind of response that a widget gets in the format `ending`.

    `steady`, or if it needs the clock `moving`, and `still` where nothing in it can move.
    """
    if not widget.clock:
        return "steady"
    return "still" if ending in DRAWINGS else "moving"


async def document(view: View, ending: str, draw: Draw) -> Document:
    """The view in the format `ending`. Raises KeyError for an unknown one, and what `draw` raises."""
    if ending in DOCUMENTS:
        return DOCUMENTS[ending](view)
    return await drawn(DRAWINGS[ending](view), view.options.lang, draw)


async def drawn(drawing: Drawing, lang: str, draw: Draw) -> Document:
    """A drawing as pixels. Raises what `draw` raises."""
    (body,) = await draw([drawing])
    return Document(body, drawing.media_type, lang)
