"""`meanwhile serve`, as a real process."""

import json
import signal
import socket
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psutil
import pytest

from tests.support.command import TARGET, TEN_FAULTS, TEXT, fetch, said
from tests.support.markup import Page, links
from tests.support.servers import PATIENCE, Server, run, serving
from tests.support.toml import small, write


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that somebody else listens on."""
    with closing(socket.create_server(("127.0.0.1", 0))) as other:
        yield other.getsockname()[1]


def test_serve_answers(server: Server) -> None:
    assert fetch(f"{server.url}{TARGET}").decode() == TEXT
    assert fetch(f"{server.url}/healthz") == fetch(f"{server.url}/readyz") == b"ok\n"


@pytest.mark.parametrize(
    "request_line",
    [
        b"GET /%00 HTTP/1.1",
        b"GET /%ff?%ff HTTP/1.1",
        b"GET /\xff HTTP/1.1",
        b"GET * HTTP/1.1",
        b"BREW / HTTP/1.1",
        b"GET //a HTTP/1.1",
    ],
)
def test_odd_bytes_never_break_the_server(server: Server, request_line: bytes) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) as connection:
        connection.sendall(request_line + b"\r\nHost: x\r\nConnection: close\r\n\r\n")
        answer = connection.recv(65536)

    assert answer.startswith(b"HTTP/1.1 ")
    assert int(answer.split()[1]) < 500
    assert fetch(f"{server.url}/healthz") == b"ok\n"


def test_serve_stops_when_it_is_told_to(tmp_path: Path) -> None:
    with serving(tmp_path) as running:
        running.process.send_signal(signal.SIGTERM)
        assert running.process.wait(PATIENCE) in (0, -signal.SIGTERM)


def test_serve_says_nothing_about_its_readers(tmp_path: Path) -> None:
    with serving(tmp_path) as running:
        fetch(f"{running.url}{TARGET}")
        running.process.terminate()
        assert running.process.stderr
        assert "while-reading" not in running.process.stderr.read()


def test_two_workers_answer_and_leave_nobody_behind(tmp_path: Path) -> None:
    with serving(tmp_path, "--workers", "2") as running:
        answers = {fetch(f"{running.url}{TARGET}") for _ in range(10)}
        children = psutil.Process(running.process.pid).children(recursive=True)
        running.process.send_signal(signal.SIGTERM)
        status = running.process.wait(PATIENCE)

    _, alive = psutil.wait_procs(children, timeout=PATIENCE)
    assert answers == {TEXT.encode()}
    assert len(children) >= 2
    assert alive == []
    assert status in (0, -signal.SIGTERM)


def test_a_port_in_use_is_one_line(taken: int, tmp_path: Path) -> None:
    done = run("serve", "--port", str(taken), cwd=tmp_path)

    (line,) = said(done.stderr)
    assert done.returncode == 1
    assert str(taken) in line
    assert "in use" in line


@pytest.mark.parametrize("host", ["256.1.1.1", "no-such-host.invalid"])
def test_a_host_that_is_none_is_one_line(host: str, tmp_path: Path) -> None:
    done = run("serve", "--host", host, "--port", "0", cwd=tmp_path)

    assert len(said(done.stderr)) == 1
    assert done.returncode == 1


def test_a_missing_folder_is_one_line(tmp_path: Path) -> None:
    done = run("serve", "--strict", "--port", "0", "--campaigns", tmp_path / "missing")

    (line,) = said(done.stderr)
    assert done.returncode == 1
    assert "missing" in line


def test_a_broken_file_is_a_line_for_each_fault(campaign_folder: Path) -> None:
    (campaign_folder / "ten.toml").write_bytes(TEN_FAULTS.read_bytes())

    for command in (["serve", "--strict", "--port", "0"], ["get", "/"]):
        done = run(*command, "--campaigns", campaign_folder)
        assert len(said(done.stderr)) == 10
        assert done.returncode == 1


def test_a_broken_file_takes_nothing_from_the_good_ones(campaign_folder: Path, tmp_path: Path) -> None:
    (campaign_folder / "ten.toml").write_bytes(TEN_FAULTS.read_bytes())
    write(campaign_folder, small(), "births.toml")

    with serving(tmp_path, "--campaigns", campaign_folder) as server:
        assert fetch(f"{server.url}/births/reading.txt")
        assert fetch(f"{server.url}{TARGET}")
        assert fetch(f"{server.url}/readyz") == b"ok\n"


@pytest.mark.parametrize("url", ["meanwhile.example", "ftp://meanwhile.example", "https://"])
def test_a_public_address_that_is_none_is_one_line(url: str, tmp_path: Path) -> None:
    done = run("serve", "--port", "0", "--public-url", url, cwd=tmp_path)

    assert len(said(done.stderr)) == 1
    assert done.returncode == 1


@pytest.mark.parametrize(
    ("flags", "warned"),
    [
        (("--host", "0.0.0.0"), True),
        (("--host", "::"), True),
        (("--host", "0.0.0.0", "--public-url", "https://example.org"), False),
        (("--host", "localhost"), False),
        ((), False),
    ],
)
def test_a_server_that_others_reach_without_a_public_address_says_what_snippets_will_name(
    flags: tuple[str, ...], warned: bool, tmp_path: Path
) -> None:
    with serving(tmp_path, *flags) as running:
        fetch(f"{running.url}/healthz")
        running.process.terminate()
        assert running.process.stderr
        lines = [line for line in running.process.stderr.read().splitlines() if "--public-url" in line]

    assert len(lines) == warned
    assert all(running.url in line for line in lines)


def test_settings_come_from_the_environment(campaign_folder: Path, tmp_path: Path) -> None:
    write(campaign_folder, small())
    env = {"MEANWHILE_CAMPAIGNS": str(campaign_folder), "MEANWHILE_ROOT_PATH": "/numbers"}

    with serving(tmp_path, env=env) as running:
        assert running.url.endswith("/numbers")
        assert json.loads(fetch(f"{running.url}/births/reading.json"))["campaign"] == "births"
    assert b"/numbers/births" in run("get", "/", env=env).stdout


def test_two_folders_in_the_environment_are_separated_as_in_path(tmp_path: Path) -> None:
    folders = [tmp_path / "one", tmp_path / "two words"]
    for folder, name in zip(folders, ("births", "deaths"), strict=True):
        folder.mkdir()
        write(folder, small(name=name))

    body = run("get", "/", env={"MEANWHILE_CAMPAIGNS": ":".join(map(str, folders))}).stdout

    assert b"/births" in body
    assert b"/deaths" in body


def test_a_flag_wins_over_the_environment(taken: int, tmp_path: Path) -> None:
    with serving(tmp_path, env={"MEANWHILE_PORT": str(taken)}) as running:
        assert running.port != taken


@pytest.mark.parametrize(
    "flags",
    [
        ("--root-path", "/numbers"),
        ("--root-path", "numbers/"),
        ("--public-url", "https://example.org/numbers/"),
    ],
)
def test_a_path_in_front_begins_every_link(flags: tuple[str, str], tmp_path: Path) -> None:
    with serving(tmp_path, *flags) as running:
        page = Page(fetch(f"{running.url}/catsforkids?lang=en").decode())
        own = [link for link in links(page) if link.startswith("/")]

        assert own
        assert all(link.startswith("/numbers/") for link in own)
        assert fetch(running.url.removesuffix("/numbers") + own[0])


def test_a_wrong_setting_in_the_environment_is_one_line_where_it_matters(tmp_path: Path) -> None:
    env = {"MEANWHILE_PORT": "abc"}
    done, other = run("serve", cwd=tmp_path, env=env), run("get", TARGET, cwd=tmp_path, env=env)

    (line,) = said(done.stderr)
    assert done.returncode == 1
    assert "MEANWHILE_PORT" in line
    assert "abc" in line
    assert other.returncode == 0


def test_a_flag_mends_what_is_wrong_in_the_environment(tmp_path: Path) -> None:
    with serving(tmp_path, env={"MEANWHILE_PORT": "abc"}) as running:
        assert fetch(f"{running.url}/healthz") == b"ok\n"
