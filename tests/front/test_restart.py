"""A restart of the server behind a cache."""

import socket
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from threading import Event

import pytest

from tests.support.command import said
from tests.support.fronts.origins import Origin
from tests.support.fronts.programs import DEPLOY, Answer, Front, nginx
from tests.support.processes import until
from tests.support.servers import COMMAND, PATIENCE, environment, run

ENDINGS = ("html", "svg")


@contextmanager
def started(listening: socket.socket, folder: Path, *more: str) -> Iterator[None]:
    """The server on a socket that somebody else opened, as systemd does, from when it says that it is up."""
    descriptor = listening.fileno()
    command = [str(COMMAND), "serve", "--fd", str(descriptor), *more]
    pipe = subprocess.PIPE
    process = subprocess.Popen(
        command, cwd=folder, env=environment(), stderr=pipe, pass_fds=[descriptor], text=True
    )
    assert process.stderr
    line = process.stderr.readline()
    assert f"127.0.0.1:{listening.getsockname()[1]}" in line
    yield
    process.terminate()
    process.communicate(timeout=PATIENCE)


@pytest.mark.parametrize("workers", ["1", "2"])
def test_no_cold_embed_is_refused_while_the_server_is_started_anew(tmp_path: Path, workers: str) -> None:
    numbers, over = count(1), Event()

    def ask(front: Front) -> list[Answer]:
        answers = []
        while not over.is_set():
            ending, minutes = ENDINGS[next(numbers) % len(ENDINGS)], next(numbers) % 60 + 1
            answers.append(front.get(f"/catsforkids/while-reading.{ending}?lang=en&minutes={minutes}"))
        return answers

    with (
        socket.create_server(("127.0.0.1", 0), backlog=512) as listening,
        nginx(tmp_path, Origin(listening.getsockname()[1])) as front,
    ):
        with started(listening, tmp_path, "--workers", workers):
            until(lambda: front.get("/readyz").status == 200)
            pool = ThreadPoolExecutor(4)
            asking = [pool.submit(ask, front) for _ in range(4)]
            until(lambda: next(numbers) > 40)
        with started(listening, tmp_path, "--workers", workers):
            begun = next(numbers)
            until(lambda: front.get("/readyz").status == 200 and next(numbers) > begun + 20)
            over.set()
            answers = [answer for each in asking for answer in each.result()]
    pool.shutdown()
    assert answers
    assert {answer.status for answer in answers} == {200}


def test_a_descriptor_that_is_no_listening_socket_is_named(tmp_path: Path) -> None:
    done = run("serve", "--fd", "1", cwd=tmp_path)

    assert done.returncode == 1
    assert len(lines := said(done.stderr)) == 1
    assert lines[0].startswith("--fd 1: ")


def test_the_socket_unit_listens_where_nginx_looks_for_the_server() -> None:
    address = next(
        line.removeprefix("ListenStream=")
        for line in (DEPLOY / "meanwhile.socket").read_text().splitlines()
        if line.startswith("ListenStream=")
    )

    assert f"server {address} " in (DEPLOY / "nginx" / "http.conf").read_text()
