"""The command, as a real process."""

import json
import signal
import socket
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psutil
import pytest

from tests.support.markup import Page, links
from tests.support.servers import PATIENCE, ROOT, Server, run, serving
from tests.support.toml import small, write
from widget import __version__
from widget.settings import TABLE

TEN = ROOT / "tests" / "campaign" / "ten-faults.toml"
TARGET = "/catsforkids/while-reading.txt?lang=nl"
SENTENCE = (
    "Naar schatting worden er 13.200 beelden van seksueel kindermisbruik per minuut gedeeld, "
    "19 miljoen per dag."
)


def fetch(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=PATIENCE) as response:
        return bytes(response.read())


def said(errors: bytes) -> list[str]:
    """What a person reads: no traceback, and no line that is empty."""
    lines = errors.decode().splitlines()
    assert "Traceback" not in errors.decode()
    assert all(line.strip() for line in lines)
    return lines


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that somebody else listens on."""
    with closing(socket.create_server(("127.0.0.1", 0))) as other:
        yield other.getsockname()[1]


def test_serve_answers(server: Server) -> None:
    assert fetch(f"{server.url}{TARGET}").decode() == f"{SENTENCE}\n"
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
    assert answers == {f"{SENTENCE}\n".encode()}
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
    done = run("serve", "--port", "0", "--campaigns", tmp_path / "missing")

    (line,) = said(done.stderr)
    assert done.returncode == 1
    assert "missing" in line


def test_a_broken_file_is_a_line_for_each_fault(campaign_folder: Path) -> None:
    (campaign_folder / "ten.toml").write_bytes(TEN.read_bytes())

    for command in (["serve", "--port", "0"], ["get", "/"]):
        done = run(*command, "--campaigns", campaign_folder)
        assert len(said(done.stderr)) == 10
        assert done.returncode == 1


@pytest.mark.parametrize("url", ["meanwhile.example", "ftp://meanwhile.example", "https://"])
def test_a_public_address_that_is_none_is_one_line(url: str, tmp_path: Path) -> None:
    done = run("serve", "--port", "0", "--public-url", url, cwd=tmp_path)

    assert len(said(done.stderr)) == 1
    assert done.returncode == 1


def test_check_says_that_a_good_file_is_in_order(tmp_path: Path) -> None:
    done = run("check", write(tmp_path, small()))

    assert done.returncode == 0
    assert b"births is in order" in done.stdout
    assert done.stderr == b""


def test_check_lists_every_fault_of_every_file(tmp_path: Path) -> None:
    done = run("check", TEN, write(tmp_path, small()), tmp_path / "missing.toml")

    lines = said(done.stderr)
    assert done.returncode == 1
    assert len(lines) == 11
    assert sum(line.startswith(f"{TEN}: ") for line in lines) == 10
    assert b"births is in order" in done.stdout


def test_get_prints_the_body_alone(tmp_path: Path) -> None:
    done = run("get", TARGET, cwd=tmp_path)

    assert done.stdout.decode() == f"{SENTENCE}\n"
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


def test_the_version_is_the_packages() -> None:
    assert run("--version").stdout.decode().split()[-1] == __version__


def test_every_setting_has_a_flag_with_its_help_and_variable() -> None:
    text = " ".join(run("serve", "--help").stdout.decode().split())

    for name, setting in TABLE.items():
        assert f"--{name.replace('_', '-')}" in text
        assert f"MEANWHILE_{name.upper()}" in text
        assert setting.help.rstrip(".") in text, name
