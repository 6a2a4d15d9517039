"""The pages that are measured, served on loopback: each subject in an iframe on a plain page."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HOST_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>An article</title>
<style>body {{ margin: 0 }} iframe {{ width: 640px; height: 240px; border: 0; float: left }}</style>
{frames}
</html>
"""
TYPES = {"html": "text/html; charset=utf-8", "css": "text/css", "js": "text/javascript"}

Files = dict[str, bytes]


class Host:
    """Where the pages stand. The article is `localhost` and the embeds `127.0.0.1`: two sites, so that
    the frame has a process of its own, as on a news site."""

    def __init__(self, port: int) -> None:
        self._port = port

    def embed(self, name: str) -> str:
        return f"http://127.0.0.1:{self._port}/{name}"

    def article(self, name: str) -> str:
        return f"http://localhost:{self._port}/{name}"


def article(addresses: Sequence[str]) -> bytes:
    """A plain page with an embed of each address in it."""
    frames = (f'<iframe src="{escape(address)}" title="embed"></iframe>\n' for address in addresses)
    return HOST_PAGE.format(frames="".join(frames)).encode()


def pictured(src: str) -> bytes:
    """A page that holds a picture, as `<img>` does in an article."""
    style = "<style>body { margin: 0 } img { display: block }</style>"
    return f'<!doctype html><title>A picture</title>{style}<img src="{escape(src)}" alt="">'.encode()


@contextmanager
def serving(files: Files) -> Iterator[Host]:
    """Serve files by their names on a free loopback port; files may be added while it serves."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            name = self.path.lstrip("/")
            body = files.get(name)
            self.send_response(404 if body is None else 200)
            self.send_header("Content-Type", TYPES.get(name.rpartition(".")[2], "text/plain"))
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield Host(server.server_address[1])
    finally:
        server.shutdown()
        server.server_close()
