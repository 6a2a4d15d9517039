"""A proxy in front of a real server, over HTTP or HTTPS, that does what a badly set one does."""

import http.client
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

HOP = frozenset({"connection"})


@dataclass
class Proxy:
    """Where it listens, what it asks, and what it does to answers; `added` of a header it already has wins.

    port: of the server behind it. passed: the headers of a request that it passes on.
    status: the one that it answers by itself, or 0.
    """

    url: str
    port: int = 0
    added: dict[str, str] = field(default_factory=dict)
    dropped: set[str] = field(default_factory=set)
    passed: set[str] = field(default_factory=lambda: {"accept-encoding"})
    status: int = 0


@contextmanager
def proxy(certificate: Path | None = None) -> Iterator[Proxy]:
    """A proxy that listens until the block is left, with TLS if a folder has a `certificate` and its key."""
    listening = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate / "certificate.pem", certificate / "key.pem")
        listening.socket = context.wrap_socket(listening.socket, server_side=True)
    about = Proxy(f"http{'s' if certificate else ''}://localhost:{listening.server_port}")
    listening.RequestHandlerClass = type("Handler", (_Handler,), {"about": about})
    thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield about
    listening.shutdown()
    thread.join()
    listening.server_close()


class _Handler(BaseHTTPRequestHandler):
    about: Proxy

    def do_GET(self) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self.about.port, timeout=30)
        sent = {name: value for name, value in self.headers.items() if name.lower() in self.about.passed}
        connection.request("GET", self.path, headers={"accept-encoding": "identity", **sent})
        answer = connection.getresponse()
        body = answer.read()
        self.send_response_only(self.about.status or answer.status)
        left = self.about.dropped | self.about.added.keys() | HOP
        kept = [(name, value) for name, value in answer.getheaders() if name.lower() not in left]
        for name, value in (*kept, *self.about.added.items()):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
        connection.close()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""
