"""The browsers to measure in: Chromium over its pipe; Firefox and WebKitGTK as the tests drive them."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from functools import partial
from typing import Protocol

from tests.benchmarks import browser
from tests.benchmarks.browser import Event
from tests.benchmarks.cpu import Cpu, descendants, used
from tests.support.browsers.engines import Engine, MissingError
from tests.support.browsers.firefox import Firefox
from tests.support.browsers.webkit import WebKit

SCREEN = (2600, 1500)  # for WebKitGTK: twenty embeds are in sight


class Measurable(Protocol):
    """A browser that shows one page at a time, and whose CPU time can be read."""

    name: str

    def version(self) -> str:
        """What its makers call it."""

    def open(self, url: str, window: tuple[int, int]) -> str:
        """Show a page in a window of that size; gives what `close` wants."""

    def close(self, target: str) -> None:
        """Take it away."""

    def cpu(self) -> Cpu:
        """CPU time so far."""

    def trace(self, seconds: float) -> list[Event] | None:
        """What its tracing saw during so many seconds; None where it has none that we can read."""


class Driven:
    """A browser of the tests, and with it whatever it needs: WebKitGTK's display draws on the CPU."""

    def __init__(self, engine: Engine, name: str, roots: set[int]) -> None:
        self.name = name
        self._engine = engine
        self._roots = roots

    def version(self) -> str:
        agent: str = self._engine.evaluate("navigator.userAgent")
        return agent.rpartition(") ")[2]

    def open(self, url: str, window: tuple[int, int]) -> str:
        width, height = window
        self._engine.open(url, width=width, height=height)
        return url

    def close(self, target: str) -> None:
        self._engine.evaluate("() => document.documentElement.replaceChildren()")

    def cpu(self) -> Cpu:
        return used(self._roots)

    def trace(self, seconds: float) -> None:
        return None


def chromium() -> AbstractContextManager[Measurable]:
    """Raises MissingError."""
    binary = browser.find()
    if binary is None:
        raise MissingError(" or ".join(browser.NAMES), "chromium")
    return browser.Browser(binary)


@contextmanager
def driven(name: str, start: Callable[[], Engine]) -> Iterator[Measurable]:
    """Raises MissingError."""
    before = set(descendants(os.getpid()))
    with closing(start()) as engine:
        yield Driven(engine, name, set(descendants(os.getpid())) - before)


ENGINES: dict[str, Callable[[], AbstractContextManager[Measurable]]] = {
    "chromium": chromium,
    "firefox": partial(driven, "Firefox", Firefox),
    "webkit": partial(driven, "WebKitGTK", partial(WebKit, SCREEN)),
}
