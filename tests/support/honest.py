"""Honest readers of a running server, who know what they must be told and note whatever else they get."""

import http.client
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping

from tests.support.servers import PATIENCE

# What is right for a target: of a status and a body.
Check = Callable[[int, bytes], bool]
BUSY = 503


def answered(*bodies: bytes) -> Check:
    """One of these bodies."""
    return lambda status, body: status == 200 and body in bodies


def says(text: bytes, status: int = 200) -> Check:
    """A body with this text in it."""
    return lambda found, body: found == status and text in body


class Readers:
    """Ask for every target in turn, on kept connections and new ones, until they are stopped.

    A connection that breaks off is asked again on a new one, as browsers and proxies do; see `broken`.
    seconds: how long each right answer took. wrong: what was answered otherwise than expected.
    busy: how often a picture was put off.
    """

    def __init__(
        self, port: int, expected: Mapping[str, Check], number: int = 4, pause: float = 0.005
    ) -> None:
        self._port, self._expected, self._pause = port, expected, pause
        self.seconds: list[float] = []
        self._stopped = threading.Event()
        self.answered: Counter[str] = Counter()
        self.wrong: list[str] = []
        self.broken, self.busy = 0, 0
        self._threads = [
            threading.Thread(target=self._read, args=(place,), daemon=True) for place in range(number)
        ]
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Let them finish."""
        self._stopped.set()
        for thread in self._threads:
            thread.join(PATIENCE)

    @property
    def total(self) -> int:
        """How many right answers there were."""
        return self.answered.total()

    def _read(self, place: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=PATIENCE)
        targets = list(self._expected)
        while not self._stopped.is_set():
            place += 1
            target = targets[place % len(targets)]
            began = time.perf_counter()
            try:
                connection.request("GET", target, headers={"Connection": "close"} if place % 3 else {})
                response = connection.getresponse()
                self._judge(target, response, response.read(), began)
            except (OSError, http.client.HTTPException):
                self.broken += 1
                connection.close()
            time.sleep(self._pause)
        connection.close()

    def _judge(self, target: str, response: http.client.HTTPResponse, body: bytes, began: float) -> None:
        picture = target.partition("?")[0].endswith(("png", "gif"))
        if response.status == BUSY and picture and response.getheader("retry-after"):
            self.busy += 1
        elif not self._expected[target](response.status, body):
            self.wrong.append(f"{target}: {response.status}: {body[:300]!r}")
        else:
            self.answered[target] += 1
            self.seconds.append(time.perf_counter() - began)
