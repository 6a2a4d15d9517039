"""Every format of an embed: the ending of its address, and what makes it of a view."""

from collections.abc import Callable
from functools import lru_cache

from widget.campaign.kinds.base import Widget
from widget.formats.data import json_, txt
from widget.formats.html import html
from widget.formats.pictures import drawing as raster
from widget.formats.pictures.drawing import Drawing
from widget.formats.pictures.gif import gif
from widget.formats.pictures.png import png
from widget.formats.svg import svg
from widget.formats.templating import Document
from widget.view.view import View

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


def document(view: View, ending: str) -> Document:
    """The view in the format `ending`. Raises KeyError if there is none of that name."""
    if ending in DOCUMENTS:
        return DOCUMENTS[ending](view)
    return drawn(DRAWINGS[ending](view), view.options.lang)


async def served(view: View, ending: str) -> Document:
    """The same for a server: what takes long is done in a process of its own."""
    if ending in DOCUMENTS:
        return DOCUMENTS[ending](view)
    return await drawn_elsewhere(DRAWINGS[ending](view), view.options.lang)


@lru_cache(maxsize=256)
def drawn(drawing: Drawing, lang: str) -> Document:
    """A drawing, drawn here and now; kept for a while, since an export and its press kits share most."""
    return Document(raster.draw(drawing), drawing.media_type, lang)


async def drawn_elsewhere(drawing: Drawing, lang: str) -> Document:
    """A drawing, drawn in a process of its own. Raises raster.BusyError if too many are waiting."""
    return Document(await raster.drawn(drawing), drawing.media_type, lang)
