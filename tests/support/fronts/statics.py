"""Servers of static files, each with the configuration that the export wrote for it."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.support.fronts.programs import program, running
from tests.support.ports import free_port

APACHE = """
ServerName localhost
Listen 127.0.0.1:{port}
PidFile {folder}/pid
ErrorLog {folder}/errors
{user}
{modules}
TypesConfig /etc/mime.types
DocumentRoot {root}
<Directory {root}>
    AllowOverride All
    Require all granted
</Directory>
"""
MODULES = ("mpm_event", "authz_core", "dir", "mime", "headers", "rewrite", "expires", "deflate", "filter")
CADDY = """
{{
    admin off
    auto_https off
    storage file_system {folder}
}}
http://127.0.0.1:{port} {{
    root * {root}
    import {site}/Caddyfile
}}
"""
LIGHTTPD = """
server.port = {port}
server.bind = "127.0.0.1"
server.document-root = "{root}"
server.errorlog = "{folder}/errors"
server.errorfile-prefix = "{site}/"
include "{site}/lighttpd.conf"
"""


def apache(folder: Path, port: int, root: Path, site: Path) -> list[str]:
    """The command that serves `root` with the .htaccess in it."""
    command = program("apache2", "apache2")
    modules = "\n".join(
        f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so" for name in MODULES
    )
    # Apache refuses to serve as root.
    user = "User www-data\nGroup www-data" if os.geteuid() == 0 else ""
    text = APACHE.format(port=port, folder=folder, root=root, modules=modules, user=user)
    (folder / "apache.conf").write_text(text)
    return [command, "-D", "FOREGROUND", "-d", str(folder), "-f", str(folder / "apache.conf")]


def caddy(folder: Path, port: int, root: Path, site: Path) -> list[str]:
    """The command that serves `root` with the Caddyfile of `site`."""
    command = program("caddy", "caddy")
    (folder / "Caddyfile").write_text(CADDY.format(port=port, folder=folder, root=root, site=site))
    return [command, "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]


def lighttpd(folder: Path, port: int, root: Path, site: Path) -> list[str]:
    """The command that serves `root` with the lighttpd.conf of `site`."""
    command = program("lighttpd", "lighttpd")
    (folder / "main.conf").write_text(LIGHTTPD.format(port=port, folder=folder, root=root, site=site))
    return [command, "-D", "-f", str(folder / "main.conf")]


SERVERS: Mapping[str, Callable[[Path, int, Path, Path], list[str]]] = {
    "apache": apache,
    "caddy": caddy,
    "lighttpd": lighttpd,
}


@contextmanager
def static_server(name: str, folder: Path, root: Path, site: Path) -> Iterator[int]:
    """The port of the server `name`; it writes into `folder` and serves `root`, where `site` is an export."""
    port = free_port()
    with running(SERVERS[name](folder, port, root, site), folder, port):
        yield port
