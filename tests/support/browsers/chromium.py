"""Chromium, by Playwright."""

import base64
import io
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import Any, TypeVar, Unpack

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tests.support.browsers import engines
from tests.support.browsers.engines import Capability, Media
from tests.support.browsers.page import await_viewport, middle
from tests.support.browsers.processes import find

T = TypeVar("T")

ARGUMENTS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    # One process for all pages and frames, as on phones with little memory: a new one for each origin takes
    # as long as all the rest of a test.
    "--disable-site-isolation-trials",
    "--renderer-process-limit=1",
]


class Chromium:
    """Chromium, headless.

    Playwright leaves an event loop running in the thread that starts it, where no other test could then
    call `asyncio.run`; so it lives in a thread of its own.
    """

    name = "chromium"
    capabilities: frozenset[Capability] = frozenset({"dark", "reduced_motion", "forced_colors"})

    def __init__(self) -> None:
        program = find("chromium", "chromium")
        with ExitStack() as stack:
            self._thread = stack.enter_context(ThreadPoolExecutor(1, thread_name_prefix="playwright"))
            browser = ExitStack()
            stack.callback(self._do, browser.close)
            self._page = self._do(lambda: _start(program, browser))
            self._protocol = self._do(lambda: self._page.context.new_cdp_session(self._page))
            self._cleanup = stack.pop_all()

    def open(self, url: str, *, width: int, height: int, **media: Unpack[Media]) -> None:
        def load(page: Page) -> None:
            page.mouse.move(-1, -1)  # or the next page would show itself hovered
            page.set_viewport_size({"width": width, "height": height})
            page.emulate_media(
                color_scheme="dark" if media.get("dark") else "light",
                reduced_motion="reduce" if media.get("reduced_motion") else "no-preference",
                forced_colors="active" if media.get("forced_colors") else "none",
            )
            page.goto(url)

        self.on_page(load)
        await_viewport(self, width, height)

    def resize(self, width: int, height: int) -> None:
        self.on_page(lambda page: page.set_viewport_size({"width": width, "height": height}))
        await_viewport(self, width, height)

    def on_page(self, function: Callable[[Page], T]) -> T:
        """Call a function with the Playwright page, in Playwright's thread: for axe, for the network log."""
        return self._do(lambda: function(self._page))

    def evaluate(self, script: str, *arguments: Any) -> Any:
        return engines.evaluate(self._run, script, arguments)

    def screenshot(self) -> Image.Image:
        # Twice as fast as Page.screenshot, which first waits for the page to be quiet.
        answer = self._send("Page.captureScreenshot", format="png", optimizeForSpeed=True)
        return Image.open(io.BytesIO(base64.b64decode(answer["data"]))).convert("RGB")

    def press(self, key: str) -> None:
        self.on_page(lambda page: page.keyboard.press(key))

    def click(self, selector: str) -> None:
        x, y = middle(self, selector)
        self.on_page(lambda page: page.mouse.click(x, y))

    def close(self) -> None:
        self._cleanup.close()

    def _run(self, expression: str) -> Any:
        # Not Page.evaluate, which needs eval: a security policy may forbid that to the page.
        answer = self._send("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in answer:
            raise engines.ScriptError(answer["exceptionDetails"]["exception"].get("description"))
        return answer["result"]["value"]

    def _send(self, command: str, **parameters: Any) -> Any:
        return self._do(lambda: self._protocol.send(command, parameters))

    def _do(self, function: Callable[[], T]) -> T:
        return self._thread.submit(function).result()


def _start(program: str, stack: ExitStack) -> Page:
    playwright = stack.enter_context(sync_playwright())
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    browser = playwright.chromium.launch(
        executable_path=program,
        args=[*sandbox, *ARGUMENTS],
        handle_sigint=False,
        timeout=engines.PATIENCE * 1000,
    )
    page = stack.enter_context(browser).new_page(device_scale_factor=1)
    page.set_default_timeout(engines.PATIENCE * 1000)
    return page
