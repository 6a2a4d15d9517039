"""What of an embed is in sight in a state, as its page says."""

from pathlib import Path
from typing import Any

from tests.support.browsers.engines import Engine
from tests.support.browsers.page import call

SCRIPT = Path(__file__).with_name("states.js").read_text(encoding="utf-8")


def state(engine: Engine) -> dict[str, Any]:
    """How many numbers, captions and controls are seen; which texts are, which stand outside the frame, which
    cover one another; and how large the sentence is, in px."""
    call(engine, "painted")
    seen: dict[str, Any] = engine.evaluate(SCRIPT.partition("\n\n")[2])
    return seen


def restyle(engine: Engine, css: str) -> None:
    """Add a style sheet, as an extension or a reader's own does, past the policy of the page."""
    engine.evaluate(
        "css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css); "
        "document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet] }",
        css,
    )
