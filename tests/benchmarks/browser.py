"""A headless Chromium for measuring: driven over a pipe, and left alone while its CPU time is read.

Playwright is not used here: it attaches to every page and frame, and what it enables there costs
time that would be counted as the embed's.
"""

import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from types import TracebackType
from typing import Any, Self

from tests.benchmarks.cpu import Cpu, used

FLAGS = (
    "--headless",
    "--remote-debugging-pipe",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-gpu",
)
NAMES = ("chromium", "chromium-browser", "google-chrome")
TRACE_CATEGORIES = ["cc", "benchmark", "viz", "devtools.timeline"]

Event = dict[str, Any]


class Browser:
    """One Chromium and all its processes, with an empty profile that is deleted at the end."""

    name = "Chromium"

    def __init__(self, binary: str) -> None:
        self._binary = binary
        self._last_id = 0

    def __enter__(self) -> Self:
        self._profile = tempfile.mkdtemp(prefix="meanwhile-bench-")
        to_read, self._to = os.pipe()
        self._from, to_write = os.pipe()
        flags = [*FLAGS, f"--user-data-dir={self._profile}"]
        flags += ["--no-sandbox"] if os.geteuid() == 0 else []
        # Chromium wants the pipes at 3 and 4; the shell puts them there, whatever their numbers here.
        shell = ["/bin/sh", "-c", f'exec "$@" 3<&{to_read} 4>&{to_write}', "sh"]
        self._process = subprocess.Popen(
            [*shell, self._binary, *flags, "about:blank"],
            pass_fds=(to_read, to_write),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(to_read)
        os.close(to_write)
        self._messages = self._receive()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self.call("Browser.close")
            self._process.wait(10)
        except (OSError, subprocess.TimeoutExpired):
            self._process.kill()
            self._process.wait()
        os.close(self._to)
        os.close(self._from)
        shutil.rmtree(self._profile, ignore_errors=True)

    def _receive(self) -> Iterator[dict[str, Any]]:
        buffered = b""
        while chunk := os.read(self._from, 1 << 20):
            *messages, buffered = (buffered + chunk).split(b"\0")
            yield from map(json.loads, messages)
        raise OSError(f"{self._binary} ended")

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        """One DevTools call to the browser itself; events that arrive meanwhile are dropped."""
        self._last_id += 1
        message = {"id": self._last_id, "method": method, "params": params}
        os.write(self._to, json.dumps(message).encode() + b"\0")
        answer = next(m for m in self._messages if m.get("id") == self._last_id)
        if "error" in answer:
            raise RuntimeError(f"{method}: {answer['error']['message']}")
        result: dict[str, Any] = answer["result"]
        return result

    def version(self) -> str:
        product: str = self.call("Browser.getVersion")["product"]
        return product

    def open(self, url: str, window: tuple[int, int]) -> str:
        """A new page in a window of that size, in front; its target id."""
        width, height = window
        size = {"width": width, "height": height}
        target: str = self.call("Target.createTarget", url=url, newWindow=True, **size)["targetId"]
        return target

    def close(self, target: str) -> None:
        self.call("Target.closeTarget", targetId=target)

    def trace(self, seconds: float) -> list[Event]:
        """What Chromium's own tracing saw during so many seconds."""
        self.call("Tracing.start", traceConfig={"includedCategories": TRACE_CATEGORIES})
        time.sleep(seconds)
        self.call("Tracing.end")
        events: list[Event] = []
        for message in self._messages:
            if message.get("method") == "Tracing.dataCollected":
                events += message["params"]["value"]
            if message.get("method") == "Tracing.tracingComplete":
                break
        return events

    def cpu(self) -> Cpu:
        """CPU time so far, of every process of this browser that is alive."""
        return used([self._process.pid])


def find() -> str | None:
    """The path of the first Chromium on this machine."""
    return next((path for path in map(shutil.which, NAMES) if path), None)
