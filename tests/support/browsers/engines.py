"""What a test may ask of a browser, whichever it is."""

import json
from collections.abc import Callable
from typing import Any, Literal, Protocol, TypedDict, Unpack

from PIL.Image import Image

Capability = Literal["dark", "reduced_motion", "forced_colors"]

PATIENCE = 60.0
"""Seconds after which a browser counts as stuck: generous, since a slow machine is no fault."""


class Media(TypedDict, total=False):
    """What a page is told of its reader's system; what is left out is not so."""

    dark: bool
    reduced_motion: bool
    forced_colors: bool


class Engine(Protocol):
    """One browser process with one page, used again and again."""

    name: str
    capabilities: frozenset[Capability]

    def open(self, url: str, *, width: int, height: int, **media: Unpack[Media]) -> None:
        """Load `url` in a viewport of exactly that many CSS pixels, and wait until it has settled."""

    def resize(self, width: int, height: int) -> None:
        """Give the viewport exactly that many CSS pixels, and wait until the page has settled in it."""

    def evaluate(self, script: str, *arguments: Any) -> Any:
        """Return what a JavaScript expression is, or if it is a function, what that returns for `arguments`.

        Promises are awaited. Arguments and value travel as JSON; `undefined` becomes None.
        """

    def screenshot(self) -> Image:
        """Return the viewport as the compositor drew it, one pixel to a CSS pixel."""

    def press(self, key: str) -> None:
        """Press and release a key: a name of `KEYS` or a character, as in "Tab", "Shift+Tab" or "a"."""

    def click(self, selector: str) -> None:
        """Click with the mouse on the middle of the one element that matches."""

    def close(self) -> None:
        """End the browser and everything that was started for it; a second call does nothing."""


class MissingError(Exception):
    """A program that an engine needs is not installed."""

    def __init__(self, program: str, package: str) -> None:
        super().__init__(f"{program} is missing; install {package}")


class UnsupportedError(Exception):
    """The engine cannot emulate what was asked: see its capabilities."""


class ScriptError(Exception):
    """A script that was evaluated in the page threw an error."""


def require(engine: Engine, media: Media) -> None:
    """Refuse what the engine cannot emulate, so that no test passes without having tested."""
    lacking = {name for name, value in media.items() if value} - engine.capabilities
    if lacking:
        raise UnsupportedError(f"{engine.name} cannot emulate {', '.join(sorted(lacking))}")


def evaluate(run: Callable[[str], Any], script: str, arguments: tuple[Any, ...]) -> Any:
    """Evaluate alike in every engine, by way of its own `run`, which must await a promise of a string."""
    outcome = json.loads(run(_CALL % (PATIENCE * 1000, script, json.dumps(arguments))))
    if "error" in outcome:
        raise ScriptError(outcome["error"])
    return outcome.get("value")


_CALL = """(async () => {
  let timer;
  const late = new Promise((_, fail) => {
    timer = setTimeout(() => fail(new Error("no answer in time")), %d);
  });
  try {
    const it = (%s
    );
    return JSON.stringify({value: await Promise.race([late, typeof it === "function" ? it(...%s) : it])});
  } catch (error) {
    return JSON.stringify({error: `${error}\\n${error?.stack ?? ""}`});
  } finally {
    clearTimeout(timer);
  }
})()"""

# The code points by which WebDriver and Marionette name the keys that are no characters.
KEYS = {
    "Space": " ",
    "Backspace": "\ue003",
    "Tab": "\ue004",
    "Enter": "\ue007",
    "Shift": "\ue008",
    "Control": "\ue009",
    "Alt": "\ue00a",
    "Escape": "\ue00c",
    "PageUp": "\ue00e",
    "PageDown": "\ue00f",
    "End": "\ue010",
    "Home": "\ue011",
    "ArrowLeft": "\ue012",
    "ArrowUp": "\ue013",
    "ArrowRight": "\ue014",
    "ArrowDown": "\ue015",
    "Delete": "\ue017",
}


def chord(key: str) -> list[str]:
    """Return what to hold down, in order, for "Tab", "Shift+Tab" or "a"."""
    return [part if len(part) == 1 else KEYS[part] for part in key.split("+")]
