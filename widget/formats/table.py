"""Every format of an embed: the ending of its address, and what makes it of a view."""

from collections.abc import Awaitable, Callable, Sequence

from widget.campaign.models import AnyWidget
from widget.formats import svg as vector
from widget.formats import templating as render
from widget.formats.pictures import png as poster
from widget.formats.pictures.drawing import Drawing
from widget.formats.templating import Document
from widget.view.view import View

# Drawings as pixels, one body for each.
Draw = Callable[[Sequence[Drawing]], Awaitable[Sequence[bytes]]]
DOCUMENTS: dict[str, Callable[[View], Document]] = {
    "html": render.html,
    "svg": vector.svg,
    "txt": render.txt,
    "json": render.json_,
}
DRAWINGS: dict[str, Callable[[View], Drawing]] = {"png": poster.png, "gif": poster.gif}
FORMATS = (*DOCUMENTS, *DRAWINGS)
STEADY = frozenset({"elapsed", "rate", "versus"})


def kind_of(widget: AnyWidget, ending: str = "html") -> str:
    """The kind of response that a widget gets in the format `ending`.

    `steady`, or if it needs the clock `moving`, and `still` where nothing in it can move.
    """
    if widget.kind in STEADY:
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
