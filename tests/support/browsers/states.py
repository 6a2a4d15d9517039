"""What of an embed is in sight in a state, as its page says."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.support.browsers.engines import Engine
from tests.support.browsers.page import call

SCRIPT = Path(__file__).with_name("states.js").read_text(encoding="utf-8")
ALL = "*, ::before, ::after"
# What extensions and user styles do to animations.
STOPS = {
    "none": "animation: none !important",
    "short": "animation-duration: .01ms !important; animation-iteration-count: 1 !important",
    "zero": "animation-duration: 0s !important; animation-delay: 0s !important",
    "before": "animation-duration: 0s !important; animation-delay: -1ms !important",
    "undelayed": "animation-delay: 0s !important",
}
FINISH = "() => document.getAnimations({subtree: true}).forEach(animation => animation.finish())"
FRAME = """url => {
  document.body.replaceChildren(document.createElement("iframe"));
  const frame = document.querySelector("iframe");
  frame.style = "border: 0; position: fixed; left: 0; top: 0; width: 640px; height: 240px";
  return new Promise(resolve => { frame.onload = () => resolve(); frame.src = url; });
}"""
RESTYLE = """css => {
  const {document, CSSStyleSheet} = window.frames[0];
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [sheet];
}"""
EACH_SIZE = """sizes => {
  const frame = document.querySelector("iframe");
  return sizes.map(([innerWidth, innerHeight]) => {
    frame.style.width = `${innerWidth}px`;
    frame.style.height = `${innerHeight}px`;
    const {document, getComputedStyle} = frame.contentWindow;
    const {scrollWidth, scrollHeight} = document.documentElement;
    return {page: [scrollWidth, scrollHeight], ...(STATE)()};
  });
}"""


def open_host(engine: Engine, site: str) -> None:
    """Open a page of the site whose embeds shall be framed."""
    engine.open(f"{site}/privacy", width=1200, height=900)


def show_framed(engine: Engine, url: str) -> None:
    """Show an embed in a frame of the page of its own site, to be measured at many sizes at once."""
    engine.evaluate(FRAME, url)
    call(engine, "painted")


def framed_states(engine: Engine, sizes: Sequence[tuple[int, int]], css: str = "") -> list[dict[str, Any]]:
    """The state of a framed embed at each width and height, and how large its page is then."""
    engine.evaluate(RESTYLE, css)
    call(engine, "painted")
    states: list[dict[str, Any]] = engine.evaluate(
        EACH_SIZE.replace("STATE", SCRIPT.partition("\n\n")[2].rstrip().removesuffix(";")), sizes
    )
    return states


def state(engine: Engine) -> dict[str, Any]:
    """How many numbers, captions and controls are seen; which texts are, which stand outside the frame, which
    cover one another; and how large the sentence is, in px."""
    call(engine, "painted")
    seen: dict[str, Any] = engine.evaluate(SCRIPT.partition("\n\n")[2])
    return seen


def begin_anew(engine: Engine) -> None:
    """Show a page as it was when it was loaded, without any style sheet that was added since."""
    call(engine, "beginAnew")


def restyle(engine: Engine, css: str) -> None:
    """Add a style sheet, as an extension or a reader's own does, past the policy of the page."""
    engine.evaluate(
        "css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css); "
        "document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet] }",
        css,
    )
