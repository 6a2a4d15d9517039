"""Every format of an embed: the ending of its address, and what makes it of a view."""

from collections.abc import Callable
from functools import lru_cache

from widget.campaign.models import AnyWidget
from widget.formats import svg, templating
from widget.formats.pictures import drawing, gif, png
from widget.formats.pictures.drawing import Drawing
from widget.formats.templating import Document
from widget.view.view import View

DOCUMENTS: dict[str, Callable[[View], Document]] = {
    "html": templating.html,
    "svg": svg.svg,
    "txt": templating.txt,
    "json": templating.json_,
}
DRAWINGS: dict[str, Callable[[View], Drawing]] = {"png": png.png, "gif": gif.gif}
FORMATS = (*DOCUMENTS, *DRAWINGS)
STEADY = frozenset({"elapsed", "rate", "versus"})


def kind_of(widget: AnyWidget, ending: str = "html") -> str:
    """The kind of response that a widget gets in the format `ending`.

    `steady`, or if it needs the clock `moving`, and `still` where nothing in it can move.
    """
    if widget.kind in STEADY:
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
def drawn(picture: Drawing, lang: str) -> Document:
    """A drawing, drawn here and now; kept for a while, since an export and its press kits share most."""
    return Document(drawing.draw(picture), picture.media_type, lang)


async def drawn_elsewhere(picture: Drawing, lang: str) -> Document:
    """A drawing, drawn in a process of its own. Raises BusyError if too many are waiting."""
    return Document(await drawing.drawn(picture), picture.media_type, lang)
