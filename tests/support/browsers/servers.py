"""Real servers for the browsers: Meanwhile itself, and a page of another origin that frames it."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

CAMPAIGNS = Path(__file__).parent / "campaigns"


@contextmanager
def meanwhile(*arguments: str) -> Iterator[str]:
    """Run `meanwhile serve` on a free port, and give the address that it says."""
    command = [sys.executable, "-m", "widget", "serve", "--port", "0", *arguments]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        said = process.stderr.readline()
        try:
            yield next(word for word in said.split() if word.startswith("http://")).rstrip("/")
        finally:
            process.terminate()


@contextmanager
def host(pages: dict[str, str]) -> Iterator[str]:
    """Serve pages by their path, on another origin than Meanwhile's; they may be changed meanwhile."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = pages.get(self.path)
            self.send_response(200 if body is not None else 404)
            self.send_header("content-type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write((body or "").encode())

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://localhost:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
