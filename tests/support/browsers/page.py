"""Call the functions of page.js and geometry.js inside a page."""

from pathlib import Path
from typing import Any

from tests.support.browsers.engines import Engine

LIBRARY = "".join(
    Path(__file__).with_name(name).read_text(encoding="utf-8") for name in ("geometry.js", "page.js")
)


def call(engine: Engine, function: str, *arguments: Any) -> Any:
    """Call one of the functions and return what it returns."""
    return engine.evaluate(f"(...given) => {{ {LIBRARY}\nreturn {function}(...given); }}", *arguments)


def middle(engine: Engine, selector: str) -> tuple[int, int]:
    """Scroll an element into view and return its middle; refuse one that something else covers there."""
    x, y = call(engine, "middle", selector)
    return x, y


def await_viewport(engine: Engine, width: int, height: int) -> None:
    """Wait until the page is that large, at one pixel to a CSS pixel, and has settled."""
    ratio = call(engine, "viewport", width, height)
    if ratio != 1:
        raise RuntimeError(f"{engine.name} draws {ratio} pixels to a CSS pixel")
