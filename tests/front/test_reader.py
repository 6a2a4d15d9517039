"""A reader with a mark in every place where a reader may be: no front leaves a trace of them anywhere."""

import socket
import ssl
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from tests.support.fronts.programs import Front, program
from tests.support.processes import until
from tests.support.servers import PATIENCE, ROOT

MARK = b"m4rk3d"
# The reader's own address, and the one that a proxy or a PROXY header gives for them.
HERE, ELSEWHERE = b"127.0.0.77", b"203.0.113.77"
HEADERS = b"".join(
    b"%s: %s\r\n" % (name, value.replace(b"*", MARK))
    for name, value in {
        b"Host": b"*.example",
        b"X-Forwarded-For": ELSEWHERE + b", *",
        b"X-Forwarded-Host": b"*",
        b"X-Real-IP": ELSEWHERE,
        b"Forwarded": b"for=203.0.113.77;host=*",
        b"CF-Connecting-IP": ELSEWHERE,
        b"Via": b"1.1 *",
        b"Cookie": b"session=*",
        b"Authorization": b"Basic *",
        b"Proxy-Authorization": b"Basic *",
        b"User-Agent": b"*/1.0",
        b"Sec-CH-UA": b'"*"',
        b"Referer": b"https://*.example/",
        b"Origin": b"https://*.example",
        b"From": b"*@example.org",
        b"Accept-Language": b"*, fr;q=0.5",
        b"Accept-Encoding": b"*, gzip",
        b"If-None-Match": b'"*"',
        b"Range": b"bytes=*",
        b"X-Anything": b"*",
    }.items()
)


def requests(front: Front) -> Iterator[bytes]:
    """What a reader, a broken program and a scanner may send."""
    query = b"?fbclid=%s&lang=fr&utm_source=%s" % (MARK, MARK)
    for path in (front.path("steady"), front.path("moving"), front.path("page", ending=""), "/oembed"):
        yield b"GET %s%s HTTP/1.1\r\n%s\r\n" % (path.encode(), query, HEADERS)
    for path in ("/healthz", "/readyz", "/metrics", f"/{front.word}/embed"):
        yield b"GET %s%s HTTP/1.1\r\n%s\r\n" % (path.encode(), query, HEADERS)
    steady = front.path("steady").encode()
    yield b"GET http://%s:%s@example.org%s%s HTTP/1.1\r\n%s\r\n" % (MARK, MARK, steady, query, HEADERS)
    for method in (b"GET", b"POST", MARK):
        body = b"Content-Length: %d\r\n\r\n%s" % (len(MARK), MARK)
        yield b"%s %s HTTP/1.1\r\n%s%s" % (method, steady, HEADERS, body)
    for line in (b"%s\x01: a", b"%s", b": %s", b"a b: %s", b"Host: %s\r\nHost: %s", b"Content-Length: %s"):
        yield b"GET %s HTTP/1.1\r\n%s\r\n\r\n" % (steady, line.replace(b"%s", MARK))
    for line in (b"%s", b"%s %s %s", b"GET /%%%s HTTP/1.1", b"GET / HTTP/%s", b"\x16\x03\x01%s"):
        yield b"%s\r\n%s\r\n" % (line.replace(b"%s", MARK), HEADERS)
    yield b"PROXY TCP4 %s 127.0.0.1 4444 80\r\nGET %s HTTP/1.1\r\n%s\r\n" % (ELSEWHERE, steady, HEADERS)
    yield b"PROXY TCP4 %s %s\r\n\r\n" % (ELSEWHERE, MARK)
    yield b"GET %s%s HTTP/1.1\r\n%s\r\n" % (steady, query + MARK * 3000, HEADERS)
    yield b"GET %s%s HTTP/1.1\r\n%s\r\n" % (steady, query, HEADERS + b"X-Long: %s\r\n" % (MARK * 3000))


def send(port: int, request: bytes, secure: bool) -> bytes:
    """What comes back first from `port` to the raw `request`."""
    with socket.create_connection(("127.0.0.1", port), PATIENCE, (HERE.decode(), 0)) as plain:
        if not secure:
            return _exchange(plain, request)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        with context.wrap_socket(plain, server_hostname=f"{MARK.decode()}.example") as wrapped:
            return _exchange(wrapped, request)


def _exchange(connection: socket.socket, request: bytes) -> bytes:
    with suppress(ConnectionResetError, BrokenPipeError):
        connection.sendall(request.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n", 1))
        return connection.recv(1 << 16)
    return b""


def places(front: Front) -> Sequence[Path]:
    """Everything that a front writes: log, cache, what it says, and its shared memory, which is files."""
    return [file for file in front.folder.rglob("*") if file.is_file()]


def traces(front: Front) -> dict[str, list[bytes]]:
    """By file, which marks it holds."""
    found = {file.name: file.read_bytes() for file in places(front)}
    marks = (MARK, HERE, ELSEWHERE)
    return {name: kept for name, data in found.items() if (kept := [mark for mark in marks if mark in data])}


@contextmanager
def logged(front: Front) -> Iterator[Path]:
    """The log that is written as docs/deploying.md says: nginx does so itself, Varnish by a program."""
    if front.name == "nginx":
        yield _begun(front, front.folder / "log")
        return
    lines = (ROOT / "docs" / "deploying.md").read_text().splitlines()
    form = (
        next(line for line in lines if "varnishncsa" in line and "-F" in line)
        .partition("-F '")[2]
        .rstrip("'")
    )
    log = front.folder / "ncsa"
    place = ("-n", str(front.folder / "varnish"), "-w", str(log), "-F", form)
    process = subprocess.Popen([program("varnishncsa", "varnish"), *place], stderr=subprocess.PIPE)
    try:
        yield _begun(front, log)
    finally:
        process.terminate()
        process.communicate(timeout=PATIENCE)


def _begun(front: Front, log: Path) -> Path:
    """The log, once something is in it: what happens from then on will be too."""
    missing = front.path("steady", ending=".404")
    until(lambda: front.get(missing).status == 404 and b" 404 " in _text(log))
    return log


def test_a_marked_reader_leaves_no_trace_on_disk_in_a_log_or_in_shared_memory(front: Front) -> None:
    with logged(front) as log:
        begun = log.stat().st_size
        for request in requests(front):
            for port in {front.port, front.tls_port, front.proxied_port} - {0}:
                send(port, request, port == front.tls_port)
        front.origin.stop()
        for request in requests(front):
            send(front.tls_port or front.port, request, bool(front.tls_port))
        # What is not masked is there: the search would find a reader.
        until(lambda: log.stat().st_size > begun + 1000)
    assert len(places(front)) > 3
    assert traces(front) == {}


def test_the_log_tells_time_status_what_the_cache_did_and_how_long_it_took(front: Front) -> None:
    with logged(front) as log:
        until(lambda: front.get(front.path("steady", ending=".404")).status == 404 and b" 404 " in _text(log))
        before = len(_births(log))
        # One after the other: a line is written once its answer is gone, so two may change places.
        for lines in (before + 1, before + 2):
            front.get(front.path("steady"))
            until(partial(lambda lines: len(_births(log)) == lines, lines))
        first, second = _births(log)[before:]
    assert [first[2].lower(), second[2].lower()] == ["miss", "hit"]
    assert float(first[3]) >= 0


def _text(log: Path) -> bytes:
    return log.read_bytes() if log.exists() else b""


def _births(log: Path) -> list[list[str]]:
    """The fields of the lines that name the campaign: the front's start, too, was answered with 200."""
    fields = [line.split() for line in _text(log).decode().splitlines() if " 200 " in line]
    return [line for line in fields if line[-1] == "meanwhile-births"]
