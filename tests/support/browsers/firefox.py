"""Firefox, by Marionette, its own remote control."""

import base64
import io
import json
import os
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Unpack

from PIL import Image

from tests.support.browsers import engines
from tests.support.browsers.engines import PATIENCE, Capability, Media
from tests.support.browsers.page import await_viewport, middle
from tests.support.browsers.processes import find, running, wait_for

with warnings.catch_warnings():
    # What it imports in turn (mozinfo, mozrunner) leans on distro.linux_distribution and telnetlib.
    warnings.simplefilter("ignore", DeprecationWarning)
    from marionette_driver.marionette import Marionette

# Marionette sets what it recommends for tests; these keep the browser off the network and the disk, and
# spare it the pages and extensions that nobody will see.
PREFERENCES = {
    "marionette.port": 0,
    "app.update.disabledForTesting": True,
    "browser.cache.disk.enable": False,
    "browser.newtab.preload": False,
    "browser.newtabpage.enabled": False,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
    "extensions.enabledScopes": 0,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,",
}


class Firefox:
    """Firefox, headless."""

    name = "firefox"
    capabilities: frozenset[Capability] = frozenset({"dark", "reduced_motion", "forced_colors"})

    def __init__(self) -> None:
        program = find("firefox-esr", "firefox-esr")
        with ExitStack() as stack:
            port = stack.enter_context(_listening(program))
            self._client = Marionette(port=port, socket_timeout=2 * PATIENCE)
            stack.callback(self._client.cleanup)
            self._client.start_session()
            self._client.timeout.script = self._client.timeout.page_load = 2 * PATIENCE
            self._cleanup = stack.pop_all()

    def open(self, url: str, *, width: int, height: int, **media: Unpack[Media]) -> None:
        forced = media.get("forced_colors", False)
        preferences = {
            "layout.css.prefers-color-scheme.content-override": 0 if media.get("dark") else 1,
            "ui.prefersReducedMotion": int(media.get("reduced_motion", False)),
            "ui.useAccessibilityTheme": int(forced),
            "browser.display.document_color_use": 2 if forced else 1,
        }
        self._as_browser(_SET, preferences)
        self._as_browser(_RESIZE, width, height)
        self._client.navigate(url)
        await_viewport(self, width, height)

    def resize(self, width: int, height: int) -> None:
        self._as_browser(_RESIZE, width, height)
        await_viewport(self, width, height)

    def evaluate(self, script: str, *arguments: Any) -> Any:
        return engines.evaluate(self._run, script, arguments)

    def screenshot(self) -> Image.Image:
        # Not Marionette's own screenshot: that is painted anew by the page, past the compositor.
        data = self._as_browser(_SCREENSHOT).partition(",")[2]
        return Image.open(io.BytesIO(base64.b64decode(data))).convert("RGB")

    def press(self, key: str) -> None:
        keys = engines.chord(key)
        sequence = self._client.actions.sequence("key", "keyboard")
        for part in keys:
            sequence.key_down(part)
        for part in reversed(keys):
            sequence.key_up(part)
        sequence.perform()

    def click(self, selector: str) -> None:
        x, y = middle(self, selector)
        self._client.actions.sequence("pointer", "mouse").pointer_move(x, y).click().perform()

    def close(self) -> None:
        self._cleanup.close()

    def _run(self, expression: str) -> Any:
        return self._client.execute_script(f"return {expression}", sandbox=None)

    def _as_browser(self, function: str, *arguments: Any) -> Any:
        with self._client.using_context("chrome"):
            return self._client.execute_script(f"return ({function})(...arguments)", arguments)


@contextmanager
def _listening(program: str) -> Iterator[int]:
    """Run Firefox with a new profile and yield the port that it chose for Marionette."""
    with TemporaryDirectory(prefix="firefox-", ignore_cleanup_errors=True) as profile:
        pairs = (f"{json.dumps(name)}, {json.dumps(value)}" for name, value in PREFERENCES.items())
        Path(profile, "user.js").write_text("".join(f"user_pref({pair});\n" for pair in pairs))
        environment = {**os.environ, "HOME": profile, "MOZ_CRASHREPORTER_DISABLE": "1"}
        options = ("--headless", "--no-remote", "--marionette", "--remote-allow-system-access")
        with running(program, *options, "--profile", profile, environment=environment) as process:
            port = Path(profile, "MarionetteActivePort")
            yield wait_for(process, lambda: _number(port))


def _number(path: Path) -> int | None:
    text = path.read_text() if path.exists() else ""
    return int(text) if text else None


_SET = """preferences => {
  for (const [name, value] of Object.entries(preferences)) Services.prefs.setIntPref(name, value);
}"""

# The window may be no narrower than its toolbars want, the element that shows the page may.
_RESIZE = """(width, height) => {
  const page = gBrowser.selectedBrowser;
  const toolbars = innerHeight - page.getBoundingClientRect().height;
  window.resizeTo(Math.max(width, 500), height + Math.ceil(toolbars));
  for (const side of ["min-width", "max-width"]) page.style.setProperty(side, `${width}px`);
  for (const side of ["min-height", "max-height"]) page.style.setProperty(side, `${height}px`);
}"""

# The compositor's layers can be drawn only as the whole window, with the caret; the page is cut out of that.
_SCREENSHOT = """() => {
  const canvas = (width, height) => {
    const element = document.createElementNS("http://www.w3.org/1999/xhtml", "canvas");
    Object.assign(element, {width, height});
    return element;
  };
  const all = canvas(innerWidth, innerHeight);
  const context = all.getContext("2d", {willReadFrequently: true});
  const flags = ["USE_WIDGET_LAYERS", "DRAW_VIEW", "DRAW_CARET"].map(name => context[`DRAWWINDOW_${name}`]);
  const sum = flags.reduce((one, other) => one | other);
  context.drawWindow(window, 0, 0, innerWidth, innerHeight, "white", sum);
  const {x, y, width, height} = gBrowser.selectedBrowser.getBoundingClientRect();
  const page = canvas(width, height);
  page.getContext("2d").drawImage(all, -x, -y);
  return page.toDataURL("image/png");
}"""
