"""What a soak asks for: what readers ask for, what builders try, and what strangers send."""

import socket
import threading
from collections.abc import Mapping
from contextlib import suppress
from random import Random
from urllib.parse import quote

from tests.fuzz.openapi import description
from tests.fuzz.requests import odd
from tests.support.command import TARGET, TEXT
from tests.support.honest import Check, answered, says
from widget.campaign.library import load_all

EMBED = "/catsforkids/while-reading"


def embeds(draw: Random) -> Mapping[str, Check]:
    """Hundreds of addresses of embeds, kept ones and new ones in a random order, and what is right."""
    expected: dict[str, Check] = {
        TARGET: answered(TEXT.encode()),
        f"{EMBED}.json?lang=en": says(b"13,200"),
        "/catsforkids/today.txt?lang=en": says(b"an estimated "),
        "/births/reading.txt": says(b"About "),
        "/nothing/here.html": says(b"404", 404),
        f"{EMBED}.html?theme=purple": says(b"purple", 400),
    }
    for number in range(300):
        expected[f"{EMBED}.html?lang=en&n={number}"] = says(b"13,200")
        accent = _accent(draw)
        expected[f"{EMBED}.html?theme=light&accent={accent}&minutes={number % 120 + 1}"] = says(
            accent.encode()
        )
    return dict(draw.sample(list(expected.items()), len(expected)))


def others(draw: Random) -> Mapping[str, Check]:
    """What takes longer: pictures, pages, the builder, oEmbed."""
    described = quote("http://127.0.0.1/nothing")
    expected: dict[str, Check] = {f"/oembed?url={described}": says(b"", 404)}
    for number in range(100):
        accent = _accent(draw)
        expected[f"/catsforkids/embed?lang=en&accent={accent}&for=site"] = says(b"&lt;iframe")
        expected[f"/catsforkids?lang=en&n={number}"] = says(b"13,200")
        expected[f"{EMBED}.png?lang=en&theme=light&accent={accent}"] = says(b"PNG")
    return expected


def _accent(draw: Random) -> str:
    """Dark enough on white."""
    return "".join(f"{draw.randrange(0x60):02x}" for _ in "rgb")


class Strangers:
    """Send odd requests, one on each connection, until they are stopped. failed: answers that say 5xx."""

    def __init__(self, port: int, draw: Random) -> None:
        self._port, self._draw = port, draw
        self._description = description(load_all([]))
        self._stopped = threading.Event()
        self.sent, self.failed = 0, list[str]()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Let the last one end."""
        self._stopped.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stopped.wait(0.05):
            request = odd(self._description, self._draw)
            if request.path.endswith(("png", "gif", "zip")):
                continue
            lines = [f"{request.method} {request.target} HTTP/1.1", "Host: x", "Connection: close"]
            lines += [f"{name}: {value}" for name, value in request.headers.items()]
            self._send("\r\n".join([*lines, "", ""]).encode("utf-8", "surrogatepass"))

    def _send(self, raw: bytes) -> None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", self._port), timeout=5) as connection:
            connection.sendall(raw)
            answer = connection.recv(4096)
            self.sent += 1
            if answer.startswith(b"HTTP/1.1 5") and not answer.startswith(b"HTTP/1.1 501"):
                self.failed.append(f"{raw[:300]!r}: {answer[:100]!r}")
