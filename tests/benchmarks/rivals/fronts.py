"""The caches of deploy/ in front of an origin: as they ship, but for addresses, folders and certificate."""

import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from tests.benchmarks.processes import Server, started
from tests.benchmarks.rivals.start import UVICORN
from tests.support.ports import free_port
from tests.support.servers import ROOT

DEPLOY = ROOT / "deploy"


@contextmanager
def origin() -> Iterator[Server]:
    """Our server, counting."""
    port = free_port()
    command = [sys.executable, "-m", "uvicorn", "tests.benchmarks.rivals.counted:app", *UVICORN]
    with started([*command, "--port", str(port)], port, path="/healthz", cwd=ROOT) as server:
        yield server


NGINX = """
pid {folder}/nginx.pid;
error_log stderr emerg;
worker_processes auto;
events {{ worker_connections 4096; }}
http {{
    include meanwhile/http.conf;
    access_log off;
    server {{
        listen 127.0.0.1:{port};
        location / {{ include meanwhile/location.conf; }}
        include meanwhile/away.conf;
    }}
}}
"""


@contextmanager
def nginx(behind: Server, folder: Path) -> Iterator[Server]:
    """The parts in deploy/nginx, without TLS."""
    port, configuration, parts = free_port(), folder / "nginx.conf", folder / "meanwhile"
    configuration.write_text(NGINX.format(folder=folder, port=port))
    shutil.copytree(DEPLOY / "nginx", parts)
    text = (parts / "http.conf").read_text().replace("127.0.0.1:8000", f"127.0.0.1:{behind.port}")
    (parts / "http.conf").write_text(re.sub(r"/var/cache/nginx/\w+", str(folder / "cache"), text))
    user = "user root; " if os.geteuid() == 0 else ""  # else its workers may not write to the folder
    command: list[str | Path] = ["nginx", "-p", folder, "-c", configuration, "-g", f"{user}daemon off;"]
    with started(command, port, path="/healthz") as server:
        yield server


@contextmanager
def varnish(behind: Server, folder: Path) -> Iterator[Server]:
    """deploy/varnish.vcl, with the parameters that its head names."""
    port, configuration = free_port(), folder / "varnish.vcl"
    folder.chmod(0o755)  # Varnish reads it as another user
    text = (DEPLOY / "varnish.vcl").read_text()
    configuration.write_text(text.replace('.port = "8000"', f'.port = "{behind.port}"'))
    parameters = [word for each in re.findall(r"-p \S+", text) for word in each.split()]
    command: list[str | Path] = [
        "varnishd",
        "-F",
        "-n",
        folder / "varnish",
        "-a",
        f"127.0.0.1:{port}",
        "-f",
        configuration,
    ]
    command += ["-s", "malloc,64m", *parameters]
    with started(command, port, path="/healthz") as server:
        yield server


Front = Callable[[Server, Path], AbstractContextManager[Server]]
FRONTS: dict[str, tuple[str, str, Front]] = {
    "nginx": ("nginx", "nginx.conf", nginx),
    "Varnish": ("varnishd", "varnish.vcl", varnish),
}


def available() -> dict[str, Front]:
    """The fronts whose program and configuration are here, by name."""
    return {
        name: front
        for name, (program, file, front) in FRONTS.items()
        if shutil.which(program) and (DEPLOY / file).exists()
    }
