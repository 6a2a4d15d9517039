"""nginx and Varnish, started as whoever runs the tests, from the real configurations on free ports."""

import http.client
import json
import os
import re
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.fronts.origins import Origin
from tests.support.ports import free_port
from tests.support.processes import until
from tests.support.servers import PATIENCE, ROOT

DEPLOY = ROOT / "deploy"
# As the head of varnish.vcl says.
VARNISH_SETTINGS = tuple(
    re.findall(r"-p (\S+=\S+)", (DEPLOY / "varnish.vcl").read_text().partition("\n# http_gzip_support")[0])
)


@dataclass(frozen=True)
class Answer:
    """What came back, and when it was asked for."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    at: float

    @property
    def age(self) -> float:
        """Seconds from the moment that the body tells to the request."""
        return self.at - float(json.loads(self.body)["moment"])


@dataclass(frozen=True)
class Front:
    """A running cache, the origin behind it, where it writes, and a word for the paths of one test.

    tls_port: where it speaks https. proxied_port: where it expects a PROXY header.
    """

    name: str
    port: int
    origin: Origin
    folder: Path
    tls_port: int = 0
    proxied_port: int = 0
    word: str = "w"

    def path(self, kind: str, query: str = "", ending: str = ".html") -> str:
        """An address of a kind of the policy, which no other test asks for."""
        return f"/{kind}/{self.word}{ending}{query and '?'}{query}"

    def asked(self, part: str = "") -> list[tuple[str, Mapping[str, str]]]:
        """What this test had the origin asked, without what a test before it left to be fetched."""
        return [each for each in self.origin.asked if self.word in each[0] and part in each[0]]

    def get(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """One request on a connection of its own, by https where the cache speaks it."""
        connection, at = self._connection(), time.time()
        try:
            connection.putrequest(method, path, skip_accept_encoding=True)
            for name, value in headers.items():
                connection.putheader(name.replace("_", "-"), value)
            connection.endheaders()
            response = connection.getresponse()
            body = response.read()
            return Answer(response.status, {k.lower(): v for k, v in response.getheaders()}, body, at)
        finally:
            connection.close()

    def _connection(self) -> http.client.HTTPConnection:
        if not self.tls_port:
            return http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        return http.client.HTTPSConnection("127.0.0.1", self.tls_port, timeout=PATIENCE, context=context)

    def herd(self, path: str, size: int) -> list[Answer]:
        """`size` requests at once."""
        with ThreadPoolExecutor(size) as pool:
            return list(pool.map(lambda _: self.get(path), range(size)))


def program(name: str, package: str) -> str:
    """The path of a program; without it the test is left out."""
    found = shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    if not found:
        pytest.skip(f"{name} is not here: apt-get install {package}")
    return found


def replaced(text: str, changes: Mapping[str, str]) -> str:
    """`text` with other addresses and paths: each must be there, and nothing else is touched."""
    for old, new in changes.items():
        assert old in text, f"{old} is no longer in the configuration"
        text = text.replace(old, new)
    return text


@contextmanager
def nginx(folder: Path, origin: Origin) -> Iterator[Front]:
    """nginx from deploy/nginx.conf."""
    command, port, tls_port = program("nginx", "nginx-light"), free_port(), free_port()
    certificate(folder / "tls")
    for file in (DEPLOY / "nginx").iterdir():
        shutil.copy(file, _folder(folder / "meanwhile"))
    upstream = {"127.0.0.1:8000": f"127.0.0.1:{origin.port}", "/var/cache/nginx/meanwhile": f"{folder}/cache"}
    # On a busy machine the server takes longer to start, or to answer, than a front waits.
    patient = {"proxy_read_timeout 5s": f"proxy_read_timeout {PATIENCE:.0f}s"}
    for name, parts in {"http.conf": upstream, "location.conf": patient}.items():
        file = folder / "meanwhile" / name
        file.write_text(replaced(file.read_text(), parts))
    changes = {
        "listen 80 ": f"listen 127.0.0.1:{port} ",
        "listen 443 ": f"listen 127.0.0.1:{tls_port} ",
        "/run/nginx.pid": str(folder / "pid"),
        "/var/log/nginx/access.log": str(folder / "log"),
        "worker_processes auto": "worker_processes 1",
        # nginx's own user may not enter a folder of the tests.
        "user www-data;": "user root;" if os.geteuid() == 0 else "",
    }
    configuration = folder / "nginx.conf"
    configuration.write_text(replaced((DEPLOY / "nginx.conf").read_text(), changes))
    with running([command, "-p", str(folder), "-c", str(configuration), "-g", "daemon off;"], folder, port):
        yield Front("nginx", port, origin, folder, tls_port)


def _folder(path: Path) -> Path:
    path.mkdir(exist_ok=True)
    return path


def certificate(folder: Path) -> Path:
    """`folder` with certificate.pem and key.pem for localhost in it, signed by nobody else."""
    folder.mkdir(parents=True)
    curve = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")
    files = ("-keyout", str(folder / "key.pem"), "-out", str(folder / "certificate.pem"))
    about = ("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-days", "2", *files)
    openssl = program("openssl", "openssl")
    subprocess.run([openssl, "req", "-x509", *curve, *about], check=True, capture_output=True)
    return folder


@contextmanager
def varnish(folder: Path, origin: Origin) -> Iterator[Front]:
    """Varnish from deploy/varnish.vcl."""
    command, port = program("varnishd", "varnish"), free_port()
    configuration = folder / "meanwhile.vcl"
    changes = {
        '.port = "8000"': f'.port = "{origin.port}"',
        ".first_byte_timeout = 5s": f".first_byte_timeout = {PATIENCE:.0f}s",
    }
    configuration.write_text(replaced((DEPLOY / "varnish.vcl").read_text(), changes))
    proxied = free_port()
    listening = ("-a", f"127.0.0.1:{port}", "-a", f"127.0.0.1:{proxied},PROXY")
    place = ("-n", str(folder / "varnish"), "-j", "none", "-f", str(configuration), "-s", "malloc,16m")
    # A small log, since the tests read it as a whole.
    settings = [word for setting in (*VARNISH_SETTINGS, "vsl_space=4M") for word in ("-p", setting)]
    with running([command, "-F", *listening, *place, *settings], folder, port):
        yield Front("varnish", port, origin, folder, proxied_port=proxied)


@contextmanager
def running(command: Sequence[str], folder: Path, port: int) -> Iterator[None]:
    """`command`, from when it listens on `port` to the end of the block."""
    with (folder / "said").open("wb") as said:
        process = subprocess.Popen(command, stdout=said, stderr=said)
    try:
        deadline = time.monotonic() + PATIENCE
        while not listening(port):
            assert process.poll() is None, (folder / "said").read_text()
            assert time.monotonic() < deadline, "it does not listen"
            time.sleep(0.02)
        yield
    finally:
        process.terminate()
        process.wait(PATIENCE)


def listening(port: int) -> bool:
    """Whether somebody answers on `port`."""
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) == 0


def answers_until(front: Front, path: str, fulfilled: Callable[[Answer], bool]) -> list[Answer]:
    """What `path` answers, asked again and again, to the first answer that is as wanted."""
    answers: list[Answer] = []

    def last() -> bool:
        answers.append(front.get(path))
        return fulfilled(answers[-1])

    until(last)
    return answers
