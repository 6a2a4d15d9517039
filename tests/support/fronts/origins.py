"""An origin that counts: it answers any address with the moment, under the headers of the policy."""

import json
import re
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from widget.responses import policy
from widget.responses.policy import tags


@dataclass
class Origin:
    """Addresses, as they were asked for, with the headers; it may be slow, fail, or be away."""

    port: int = 0
    delay: float = 0.0
    status: int = 200
    changes: Mapping[str, str] = field(default_factory=dict)
    asked: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)
    _server: ThreadingHTTPServer | None = None

    def start(self) -> None:
        """Listen; on the same port again after `stop`."""
        origin = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                origin.answer(self)

            def log_message(self, format: str, *args: object) -> None:
                """Nothing: the tests count."""

        class Server(ThreadingHTTPServer):
            request_queue_size = 512

        self._server = Server(("127.0.0.1", self.port), Handler)
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def renew(self) -> None:
        """Well again, and nothing counted."""
        self.delay, self.status, self.changes = 0.0, 200, {}
        self.asked.clear()
        if not self._server:
            self.start()

    def stop(self) -> None:
        """Be away: connections are refused."""
        if self._server:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        """`/moving/…` and `/steady/…` are of that kind; what ends in 404 is an error; the rest are pages."""
        self.asked.append((handler.path, dict(handler.headers.items())))
        status, moment = self.status, time.time()
        time.sleep(self.delay)
        if handler.path.split("?")[0].endswith(".404"):
            status = 404
        kind = "error" if status != 200 else handler.path.split("/")[1]
        kind = kind if kind in policy.POLICIES else "page"
        vary = "Accept-Encoding" if kind in ("moving", "steady") else "Accept-Language"
        body = json.dumps({"moment": moment, "path": handler.path}).encode()
        handler.send_response(status)
        for name, value in policy.headers(kind, vary=vary):
            handler.send_header(name, self.changes.get(value, value))
        handler.send_header("Set-Cookie", "never=1")
        for name, value in tags("births"):
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)


def lag(kind: str) -> int:
    """How long after its making an answer of `kind` may be given out while the origin is well."""
    lifetimes = dict(policy.headers(kind))["cdn-cache-control"]
    return sum(int(seconds) for seconds in re.findall(r"(?:max-age|stale-while-revalidate)=(\d+)", lifetimes))
