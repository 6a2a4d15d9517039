"""Servers of static files, each with the configuration that the export wrote for it."""

import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.support.fronts.programs import program, replaced, running
from tests.support.ports import free_port
from tests.support.servers import ROOT

DOCUMENT = ROOT / "docs" / "exporting.md"
MODULES = ("mpm_event", "authz_core", "dir", "mime", "headers", "rewrite", "expires", "deflate", "filter")


def documented(heading: str, changes: Mapping[str, str]) -> str:
    """The configuration that docs/exporting.md has for a server, with other addresses and paths."""
    section = DOCUMENT.read_text(encoding="utf-8").partition(f"### {heading}\n")[2].partition("\n### ")[0]
    blocks = re.findall(r"(?:^    .*\n|^\n(?=    ))+", section, flags=re.MULTILINE)
    (block,) = [each for each in blocks if "meanwhile export" not in each]
    return replaced(block, changes)


def apache(folder: Path, port: int, root: Path) -> list[str]:
    """The command that serves `root` with the .htaccess in it."""
    command = program("apache2", "apache2")
    site = documented("Apache", {"*:80": f"127.0.0.1:{port}", "/srv/site": str(root)})
    modules = [f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so" for name in MODULES]
    # Apache refuses to serve as root.
    user = ["User www-data", "Group www-data"] if os.geteuid() == 0 else []
    files = [f"PidFile {folder}/pid", f"ErrorLog {folder}/errors", "TypesConfig /etc/mime.types"]
    lines = ["ServerName localhost", f"Listen 127.0.0.1:{port}", *modules, *user, *files, site]
    (folder / "apache.conf").write_text("\n".join(lines))
    return [command, "-D", "FOREGROUND", "-d", str(folder), "-f", str(folder / "apache.conf")]


def caddy(folder: Path, port: int, root: Path) -> list[str]:
    """The command that serves `root` with the Caddyfile in it."""
    command = program("caddy", "caddy")
    site = documented("Caddy", {"example.org": f"http://127.0.0.1:{port}", "/srv/site": str(root)})
    settings = f"{{\nadmin off\nauto_https off\nstorage file_system {folder}\n}}\n"
    (folder / "Caddyfile").write_text(settings + site)
    # Where it keeps the configuration that it was started with.
    return [
        "env",
        f"XDG_CONFIG_HOME={folder}",
        command,
        "run",
        "--adapter",
        "caddyfile",
        "--config",
        str(folder / "Caddyfile"),
    ]


def lighttpd(folder: Path, port: int, root: Path) -> list[str]:
    """The command that serves `root` with the lighttpd.conf in it."""
    command = program("lighttpd", "lighttpd")
    site = documented("lighttpd", {"/srv/site": str(root)})
    own = f'server.port = {port}\nserver.bind = "127.0.0.1"\nserver.errorlog = "{folder}/errors"\n'
    (folder / "main.conf").write_text(own + site)
    return [command, "-D", "-f", str(folder / "main.conf")]


SERVERS: Mapping[str, Callable[[Path, int, Path], list[str]]] = {
    "apache": apache,
    "caddy": caddy,
    "lighttpd": lighttpd,
}


@contextmanager
def static_server(name: str, folder: Path, root: Path) -> Iterator[int]:
    """The port of the server `name`, which writes into `folder` and serves `root` with an export in it."""
    port = free_port()
    with running(SERVERS[name](folder, port, root), folder, port):
        yield port
