"""The head of a kept answer is joined once; readers see no difference."""

import re
import socket

import pytest

from tests.support.servers import PATIENCE, Server

EMBED = "/catsforkids/while-reading.html?lang=fr"


def received(server: Server, *requests: str) -> bytes:
    """All that comes for requests that are sent at once, of which the last has the connection closed."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) as connection:
        connection.sendall("".join(requests).encode())
        with connection.makefile("rb") as answers:
            return answers.read()


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("header", ["", "Accept-Encoding: br\r\n", "If-None-Match: *\r\n"])
@pytest.mark.parametrize("path", [EMBED, "/catsforkids/while-reading.gone"])
def test_an_answer_is_the_same_on_a_connection_that_is_kept_and_on_one_that_closes(
    server: Server, path: str, header: str, method: str
) -> None:
    request = f"{method} {path} HTTP/1.1\r\nHost: x\r\n{header}"
    answers = received(server, f"{request}\r\n", f"{request}Connection: close\r\n\r\n")

    first, second = re.findall(rb"^date: (.*)\r$", answers, re.MULTILINE)
    _, kept, closed = answers.replace(first, b"").replace(second, b"").split(b"HTTP/1.1 ")
    assert b"connection:" not in kept
    assert kept == closed.replace(b"connection: close\r\n", b"")
