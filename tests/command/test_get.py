"""`meanwhile get`: a response without a server."""

from pathlib import Path

import pytest

from tests.support.command import TARGET, TEXT, fetch, said
from tests.support.servers import Server, run


def test_get_prints_the_body_alone(tmp_path: Path) -> None:
    done = run("get", TARGET, cwd=tmp_path)

    assert done.stdout.decode() == TEXT
    assert done.returncode == 0


def test_get_prints_the_headers_when_asked(tmp_path: Path) -> None:
    head, _, body = run("get", TARGET, "--headers", cwd=tmp_path).stdout.decode().partition("\n\n")
    status, *lines = head.splitlines()
    headers = dict(line.split(": ", 1) for line in lines)

    assert status == "HTTP/1.1 200"
    assert headers["content-type"] == "text/plain; charset=utf-8"
    assert int(headers["content-length"]) == len(body.encode())


@pytest.mark.parametrize("path", ["/nothing", "/catsforkids/today.html?theme=x", "%00", ""])
def test_get_of_what_is_not_there_fails_quietly(path: str, tmp_path: Path) -> None:
    done = run("get", path, cwd=tmp_path)

    assert said(done.stderr) == []
    assert done.returncode == (1 if path else 0)


def test_get_gives_what_serve_gives(server: Server, tmp_path: Path) -> None:
    for path in (
        "/",
        "/catsforkids?lang=fr",
        "/catsforkids/versus.html?lang=de",
        "/catsforkids/every-second.json",
    ):
        done = run("get", path, "--public-url", server.url, cwd=tmp_path)
        assert done.stdout == fetch(f"{server.url}{path}")
