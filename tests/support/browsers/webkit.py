"""WebKitGTK, by WebDriver, on a virtual display."""

import io
import os
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Unpack

from PIL import Image, ImageGrab
from selenium.webdriver import Remote
from selenium.webdriver.common.actions.action_builder import ActionBuilder
from selenium.webdriver.remote.client_config import ClientConfig
from selenium.webdriver.remote.remote_connection import RemoteConnection
from selenium.webdriver.webkitgtk.options import Options

from tests.support.browsers import engines
from tests.support.browsers.engines import PATIENCE, Capability, Media, MissingError
from tests.support.browsers.page import await_viewport, call, middle
from tests.support.browsers.processes import find, running, virtual_display, wait_for, wait_until
from tests.support.ports import free_port

SCREEN = (1400, 1200)
"""More than any viewport that is asked for, and no larger: all of it is read for each screenshot."""

# MiniBrowser cannot be narrower than its toolbar, so the toolbar is made to need no room.
GTK_CSS = """
* { min-width: 0; min-height: 0; padding: 0; margin: 0; border: 0 none; font-size: 0; }
button, entry { margin: -8px; }
"""


class WebKit:
    """MiniBrowser of WebKitGTK; it starts anew when a page wants other settings of the desktop."""

    name = "webkit"
    capabilities: frozenset[Capability] = frozenset({"dark", "reduced_motion"})

    def __init__(self, screen: tuple[int, int] = SCREEN) -> None:
        driver, self._program = find("WebKitWebDriver", "webkit2gtk-driver"), _mini_browser()
        with ExitStack() as stack:
            self._home = Path(stack.enter_context(TemporaryDirectory(prefix="webkit-")))
            self._display = stack.enter_context(virtual_display(*screen))
            self._address = stack.enter_context(_listening(driver, _environment(self._home, self._display)))
            self._browser = stack.enter_context(ExitStack())
            self._desktop = ""
            self._marks = cycle([(255, 0, 254), (0, 254, 255), (254, 255, 0)])
            self._start(dark=False, reduced_motion=False)
            self._cleanup = stack.pop_all()

    def open(self, url: str, *, width: int, height: int, **media: Unpack[Media]) -> None:
        engines.require(self, media)
        self._start(dark=media.get("dark", False), reduced_motion=media.get("reduced_motion", False))
        self._set_size(width, height)
        self._driver.get(url)
        await_viewport(self, width, height)

    def resize(self, width: int, height: int) -> None:
        self._set_size(width, height)
        await_viewport(self, width, height)

    def evaluate(self, script: str, *arguments: Any) -> Any:
        return engines.evaluate(self._run, script, arguments)

    def screenshot(self) -> Image.Image:
        # Not the driver's screenshot, which the page paints anew, past the compositor. The screen lags behind
        # the page; so a corner of it is marked, and the first picture with the mark is the right one.
        mark = next(self._marks)
        box = call(self, "showMark", mark)
        if box is None:
            return Image.open(io.BytesIO(self._driver.get_screenshot_as_png())).convert("RGB")
        try:
            return wait_until(lambda: self._marked(mark, tuple(box)), "the screen")
        finally:
            call(self, "hideMark")

    def _marked(self, mark: tuple[int, int, int], box: tuple[int, int, int, int]) -> Image.Image | None:
        """Take a picture of the screen, and wipe the mark off again if it is there."""
        picture = ImageGrab.grab(box, xdisplay=self._display)
        right, bottom = picture.width - 1, picture.height - 1
        if picture.getpixel((right, bottom)) != mark:
            return None
        picture.paste(picture.crop((right - 1, bottom, right, bottom + 1)), (right, bottom))
        return picture

    def press(self, key: str) -> None:
        keys = engines.chord(key)
        actions = ActionBuilder(self._driver)
        for part in keys:
            actions.key_action.key_down(part)
        for part in reversed(keys):
            actions.key_action.key_up(part)
        actions.perform()

    def click(self, selector: str) -> None:
        x, y = middle(self, selector)
        actions = ActionBuilder(self._driver)
        actions.pointer_action.move_to_location(x, y).click()  # type: ignore[no-untyped-call]
        actions.perform()

    def close(self) -> None:
        self._cleanup.close()

    def _start(self, *, dark: bool, reduced_motion: bool) -> None:
        """Start the browser, unless one with these settings runs: GTK reads them only once."""
        desktop = _desktop(dark=dark, reduced_motion=reduced_motion)
        if desktop == self._desktop:
            return
        self._desktop = ""
        self._browser.close()
        (self._home / "gtk-3.0" / "settings.ini").write_text(desktop)
        options = Options()
        options.binary_location = self._program
        options.add_argument("--automation")
        connection = RemoteConnection(
            client_config=ClientConfig(remote_server_addr=self._address, timeout=int(2 * PATIENCE))
        )
        self._driver = Remote(command_executor=connection, options=options)
        self._browser.callback(self._driver.quit)
        self._desktop = desktop

    def _set_size(self, width: int, height: int) -> None:
        self._driver.set_window_rect(0, 0, width, height + self.evaluate("outerHeight - innerHeight"))

    def _run(self, expression: str) -> Any:
        return self._driver.execute_script(f"return {expression}")


def _mini_browser() -> str:
    places = ("lib/*/webkit2gtk-4.*", "lib*/webkit2gtk-4.*", "libexec/webkit2gtk-4.*")
    found = sorted(path for place in places for path in Path("/usr").glob(f"{place}/MiniBrowser"))
    if not found:
        raise MissingError("MiniBrowser", "webkit2gtk-driver")
    return str(found[-1])


def _environment(home: Path, display: str) -> dict[str, str]:
    gtk = home / "gtk-3.0"
    gtk.mkdir()
    (gtk / "gtk.css").write_text(GTK_CSS)
    return {
        **{name: value for name, value in os.environ.items() if name not in {"GTK_THEME", "WAYLAND_DISPLAY"}},
        "DISPLAY": display,
        "GDK_BACKEND": "x11",
        "GSETTINGS_BACKEND": "memory",
        "HOME": str(home),
        "NO_AT_BRIDGE": "1",
        "XDG_CONFIG_HOME": str(home),
    }


def _desktop(*, dark: bool, reduced_motion: bool) -> str:
    theme = "Adwaita-dark" if dark else "Adwaita"
    return f"[Settings]\ngtk-theme-name={theme}\ngtk-enable-animations={int(not reduced_motion)}\n"


@contextmanager
def _listening(program: str, environment: dict[str, str]) -> Iterator[str]:
    """Run WebKitWebDriver on a free port and yield its address."""
    port = free_port()
    with running(program, f"--port={port}", environment=environment) as process:
        wait_for(process, lambda: _answers(port))
        yield f"http://127.0.0.1:{port}"


def _answers(port: int) -> bool | None:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return None
    return True
