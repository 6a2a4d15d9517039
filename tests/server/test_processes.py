"""The server as processes: stopping, signals, workers that die, odd connections; the real command."""

import http.client
import json
import signal
import socket
import subprocess
import threading
from pathlib import Path

import pytest

from tests.support.command import TARGET, fetch, said
from tests.support.ports import free_port
from tests.support.processes import answers, children, command_line, until
from tests.support.servers import COMMAND, PATIENCE, Server, environment, run, serving
from tests.support.toml import small, write

GET = f"GET {TARGET} HTTP/1.1\r\nHost: x\r\n\r\n".encode()


def connected(server: Server) -> socket.socket:
    return socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE)


class Readers:
    """Ask again and again, on new connections and on kept ones, and note what was asked and not answered."""

    def __init__(self, server: Server, number: int = 4) -> None:
        self._server, self.answered, self.lost = server, 0, list[BaseException]()
        self._threads = [
            threading.Thread(target=self._read, args=(place % 2 == 0,), daemon=True)
            for place in range(number)
        ]
        for thread in self._threads:
            thread.start()

    def _read(self, keeping: bool) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self._server.port, timeout=PATIENCE)
        while True:
            try:
                if connection.sock is None:
                    connection.connect()
            except OSError:
                # Nobody listens any more: nothing was asked.
                return
            try:
                connection.request("GET", TARGET, headers={} if keeping else {"Connection": "close"})
                response = connection.getresponse()
                assert response.status == 200
                response.read()
                self.answered += 1
            except (OSError, http.client.HTTPException, AssertionError) as error:
                self.lost.append(error)
                return

    def join(self) -> None:
        for thread in self._threads:
            thread.join(PATIENCE)


@pytest.mark.parametrize("workers", ["1", "2"])
def test_who_has_asked_is_answered_when_the_server_stops(tmp_path: Path, workers: str) -> None:
    with serving(tmp_path, "--workers", workers) as server:
        until(lambda: answers(server))
        readers = Readers(server)
        until(lambda: readers.answered > 50)
        server.process.terminate()
        server.process.wait(PATIENCE)
        readers.join()

    assert readers.lost == []


def test_a_kept_connection_is_answered_once_more_and_told_to_close(tmp_path: Path) -> None:
    with serving(tmp_path) as server:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)

        def told_to_close() -> bool:
            connection.request("GET", TARGET)
            with connection.getresponse() as response:
                return bool(response.read()) and response.getheader("connection") == "close"

        assert not told_to_close()
        server.process.terminate()
        until(told_to_close)
        server.process.wait(PATIENCE)


@pytest.mark.parametrize("workers", ["1", "2"])
def test_who_does_not_read_keeps_no_server_alive(tmp_path: Path, workers: str) -> None:
    with serving(tmp_path, "--workers", workers) as server:
        until(lambda: answers(server))
        connection = socket.socket()
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.connect(("127.0.0.1", server.port))
        connection.setblocking(False)
        try:
            while True:
                connection.send(b"GET /catsforkids?lang=en HTTP/1.1\r\nHost: x\r\n\r\n" * 200)
        except OSError:
            pass
        server.process.terminate()
        server.process.wait(PATIENCE)
        connection.close()


@pytest.mark.parametrize("workers", ["1", "2"])
def test_sighup_has_the_campaigns_looked_at_and_ends_nothing(
    tmp_path: Path, campaign_folder: Path, workers: str
) -> None:
    with serving(tmp_path, "--workers", workers, "--campaigns", campaign_folder) as server:
        until(lambda: answers(server))
        write(campaign_folder, small())
        server.process.send_signal(signal.SIGHUP)
        until(lambda: b"/births" in fetch(f"{server.url}/"))
        assert server.process.poll() is None


def test_a_worker_that_is_killed_is_replaced_and_counted(tmp_path: Path) -> None:
    port = free_port()
    with serving(tmp_path, "--workers", "2", "--metrics-port", str(port)) as server:
        until(lambda: answers(server))
        killed = children(server)[0]
        killed.kill()
        until(lambda: not command_line(killed) and len(children(server)) == 2)
        assert answers(server)
        until(
            lambda: b"\nmeanwhile_workers_replaced_total 1.0\n" in fetch(f"http://127.0.0.1:{port}/metrics")
        )


def test_workers_end_with_whoever_watches_them(tmp_path: Path) -> None:
    with serving(tmp_path, "--workers", "2") as server:
        until(lambda: answers(server))
        workers = children(server)
        server.process.kill()
        until(lambda: not any(map(command_line, workers)))


def test_a_head_that_is_too_long_is_refused_and_the_next_reader_answered(server: Server) -> None:
    with connected(server) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nX-Long: ")
        with pytest.raises(OSError, match=r".+"):
            connection.sendall(b"x" * 200_000_000)
    assert answers(server)


def test_malformed_requests_are_refused_like_any_page_and_said_once(tmp_path: Path) -> None:
    with serving(tmp_path) as server:
        for _ in range(30):
            with connected(server) as connection:
                connection.sendall(b"secret \x00\r\n\r\n")
                answer = connection.recv(65536).lower()
        server.process.terminate()
        assert server.process.stderr
        lines = server.process.stderr.read().splitlines()

    assert answer.startswith(b"http/1.1 400 ")
    assert b"\r\nx-frame-options: deny\r\n" in answer
    assert b"\r\ncontent-security-policy: default-src 'none'" in answer
    assert len(lines) == 1
    assert "secret" not in lines[0]


def test_the_log_is_json_where_that_is_asked_for(tmp_path: Path) -> None:
    done = subprocess.run(
        [
            COMMAND,
            "serve",
            "--port",
            "0",
            "--strict",
            "--log-format",
            "json",
            "--campaigns",
            tmp_path / "none",
        ],
        env=environment(),
        capture_output=True,
        check=False,
        timeout=PATIENCE,
    )
    assert done.returncode == 1
    process = subprocess.Popen(
        [COMMAND, "serve", "--port", "0", "--log-format", "json"],
        env=environment(),
        stderr=subprocess.PIPE,
    )
    assert process.stderr
    line = json.loads(process.stderr.readline())
    process.terminate()
    process.wait(PATIENCE)
    process.stderr.close()

    assert set(line) == {"time", "level", "logger", "message"}
    assert "http://127.0.0.1:" in line["message"]


@pytest.mark.parametrize("zone", ["Europe", "Nowhere/Here", ":", ""])
def test_a_time_zone_of_the_machine_that_is_none_changes_nothing(zone: str, tmp_path: Path) -> None:
    done = run("get", TARGET, cwd=tmp_path, env={"TZ": zone})

    assert done.returncode == 0, said(done.stderr)


def test_every_address_may_be_written_as_0(tmp_path: Path) -> None:
    with serving(tmp_path, "--host", "0") as server:
        assert server.url.startswith("http://127.0.0.1:")
        assert answers(server)


def test_a_server_with_closed_standard_streams_serves(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    shell = f"exec '{COMMAND}' serve --port {port} <&- >&- 2>&-"
    process = subprocess.Popen(["/bin/sh", "-c", shell], cwd=tmp_path, env=environment())
    try:
        until(lambda: answers(Server(f"http://127.0.0.1:{port}", process)))  # type: ignore[arg-type]
    finally:
        process.terminate()
        process.wait(PATIENCE)


def test_few_open_files_are_said_in_a_line_and_readers_served(tmp_path: Path) -> None:
    shell = tmp_path / "few"
    shell.write_text(f"#!/bin/sh\nulimit -n 64\nexec '{COMMAND}' \"$@\"\n")
    shell.chmod(0o700)
    with serving(tmp_path, command=shell) as server:
        crowd = [connected(server) for _ in range(100)]
        for connection in crowd:
            connection.close()
        until(lambda: answers(server))
