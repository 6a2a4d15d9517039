"""A machine of its own in a folder, on which the commands of docs/ are run as they stand there.

Only paths and ports are others. What a test must not do to its own machine or elsewhere has a stand-in:
systemctl starts and reloads nginx, certbot hands out a certificate that it signed itself, and what curl and
aws are asked is written down.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.support.fronts.programs import certificate, program
from tests.support.ports import free_port
from tests.support.processes import until
from tests.support.servers import COMMAND, PATIENCE, ROOT

# Folders of the machine that stand in the documents and the configurations.
FOLDERS = re.compile(r"(?<![\w.}/])/(?=(?:etc|var|srv|run)/)")
STAND_INS = {
    "nginx": 'exec {nginx} -p {root}/etc/nginx/ -c {root}/etc/nginx/nginx.conf "$@"',
    "systemctl": "case $1 in reload) exec nginx -s reload;; *) exec nginx;; esac",
    "certbot": "cp -rT {root}/signed {root}/etc/letsencrypt/live/meanwhile.example",
    "varnishd": 'exec {varnishd} -n {root}/varnish -j none -P {root}/varnishd.pid "$@"',
    "varnishncsa": 'exec {varnishncsa} -n {root}/varnish -P {root}/varnishncsa.pid "$@"',
    "varnishadm": 'exec {varnishadm} -n {root}/varnish "$@"',
    "meanwhile": 'exec {meanwhile} "$@"',
    "curl": 'echo curl "$@" >> {root}/asked',
    "aws": 'echo aws "$@" >> {root}/asked',
}


@dataclass(frozen=True)
class Machine:
    """Its root folder, and its ports for http, https and the export."""

    root: Path
    http: int
    https: int
    exported: int

    def run(self, document: str, heading: str, *only: str) -> None:
        """The commands below a heading of a document; `only`: those with one of these words."""
        for command in commands(document, heading):
            if not only or any(word in command for word in only):
                self.shell(
                    FOLDERS.sub(f"{self.root}/", command).replace("-a :80 ", f"-a 127.0.0.1:{self.http} ")
                )

    def shell(self, command: str) -> None:
        """Run a command where the checkout is; it must succeed."""
        path = {"PATH": f"{self.root}/bin:{os.environ['PATH']}", "CLOUDFLARE_API_TOKEN": "token"}
        # A file, which unlike a pipe does not wait for what a program leaves running.
        with (self.root / "said").open("w+") as said:
            done = subprocess.run(
                ["bash", "-eu", "-c", command],
                cwd=self.root / "checkout",
                env={**os.environ, **path},
                stdout=said,
                stderr=said,
                stdin=subprocess.DEVNULL,
                timeout=PATIENCE,
            )
        assert done.returncode == 0, f"{command}\n{(self.root / 'said').read_text()}"

    def path(self, place: str) -> Path:
        """Where a path of the documents is."""
        return self.root / place.lstrip("/")


def commands(document: str, heading: str) -> list[str]:
    """The indented lines below a heading that are commands, put together where one goes on."""
    text = (ROOT / "docs" / document).read_text(encoding="utf-8")
    assert f"\n{heading}\n" in text, f"{document} has no chapter {heading!r}"
    chapter = re.split(r"^#+ ", text.partition(f"\n{heading}\n")[2], maxsplit=1, flags=re.MULTILINE)[0]
    blocks = re.findall(r"^ {4}((?:.*\\\n)*.*)$", chapter, flags=re.MULTILINE)
    return [block for block in blocks if re.match(r"[a-z]", block)]


@contextmanager
def machine(root: Path, server: int) -> Iterator[Machine]:
    """A machine with this checkout. server: the port of the server. What runs on it ends with it."""
    made = Machine(root, free_port(), free_port(), free_port())
    _fill(made, {"127.0.0.1:8000": f"127.0.0.1:{server}", '.port = "8000"': f'.port = "{server}"'})
    try:
        yield made
    finally:
        for name in ("run/nginx.pid", "varnishncsa.pid", "varnishd.pid"):
            _end(root / name)


def _fill(made: Machine, changes: Mapping[str, str]) -> None:
    root = made.root
    for folder in (
        "bin",
        "run",
        "srv",
        "var/log/nginx",
        "var/log/varnish",
        "etc/nginx/conf.d",
        "etc/varnish",
    ):
        (root / folder).mkdir(parents=True)
    certificate(root / "signed")
    (root / "signed" / "fullchain.pem").symlink_to("certificate.pem")
    (root / "signed" / "privkey.pem").symlink_to("key.pem")
    (root / "etc" / "letsencrypt" / "live").mkdir(parents=True)
    programs = {name: program(name, name) for name in ("nginx", "varnishd", "varnishncsa", "varnishadm")}
    for name, text in STAND_INS.items():
        file = root / "bin" / name
        file.write_text("#!/bin/sh\n" + text.format(root=root, meanwhile=COMMAND, **programs) + "\n")
        file.chmod(0o755)
    shutil.copytree(ROOT / "deploy", root / "checkout" / "deploy")
    ports = {
        "listen 80 ": f"listen 127.0.0.1:{made.http} ",
        "listen 443 ": f"listen 127.0.0.1:{made.https} ",
        "127.0.0.1:8009": f"127.0.0.1:{made.exported}",
        "user www-data;": "user root;" if os.geteuid() == 0 else "",
        "worker_processes auto": "worker_processes 1",
    }
    for file in (root / "checkout" / "deploy").rglob("*"):
        if file.suffix in (".conf", ".vcl"):
            text = FOLDERS.sub(f"{root}/", file.read_text())
            for old, new in {**changes, **ports}.items():
                text = text.replace(old, new)
            file.write_text(text)


def _end(file: Path) -> None:
    """Have a program end that has its process id in a file, if it was started."""
    if file.exists():
        number = int(file.read_text())
        with suppress(ProcessLookupError):
            os.kill(number, 15)
            until(lambda: _ended(number))


def _ended(number: int) -> bool:
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True
