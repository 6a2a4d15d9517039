"""Each rival, started on a free port with the response that it shall give."""

import json
import os
import shutil
import sys
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks import packages
from tests.benchmarks.processes import Answer, Server, started
from tests.support.ports import free_port
from tests.support.servers import ROOT

HERE = Path(__file__).parent
# As widget.server.processes sets it up, but for connections of our own and the lifespan.
UVICORN = (
    *("--factory", "--no-access-log", "--log-level", "warning"),
    *("--no-server-header", "--no-proxy-headers", "--lifespan", "off"),
)
FRAMING = frozenset({"date", "connection", "transfer-encoding"})  # what every server adds by itself


def keep(answer: Answer, file: Path) -> None:
    """Write the response to a file, as the rivals read it."""
    headers = {name: value for name, value in answer.headers.items() if name not in FRAMING}
    file.write_text(json.dumps({"headers": headers, "body": b64encode(answer.body).decode()}))


@contextmanager
def asgi(factory: str, response: Path, path: str) -> Iterator[Server]:
    """`bare`, `lean` or `starlette` of tests.benchmarks.rivals.constant, on the uvicorn that we use."""
    port = free_port()
    command = [sys.executable, "-m", "uvicorn", f"tests.benchmarks.rivals.constant:{factory}"]
    command += [*UVICORN, "--host", "127.0.0.1", "--port", str(port)]
    with started(command, port, {"BENCH_RESPONSE": str(response)}, path, ROOT) as server:
        yield server


@contextmanager
def node(script: str, response: Path, path: str) -> Iterator[Server]:
    """`express.js` or `badge.js` of this folder."""
    port = free_port()
    modules = str(packages.cache() / "servers" / "node_modules")
    env = {"NODE_PATH": modules, "NODE_ENV": "production", "PORT": str(port), "BENCH_RESPONSE": str(response)}
    with started(["node", HERE / script], port, env, path) as server:
        yield server


@contextmanager
def nginx(answer: Answer, folder: Path, path: str) -> Iterator[Server]:
    """The body as a file, with the headers of the response."""
    port, file = free_port(), folder / "site" / path.partition("?")[0].lstrip("/")
    file.parent.mkdir(parents=True)
    file.write_bytes(answer.body)
    configuration = folder / "nginx.conf"
    template = (HERE / "nginx.conf").read_text()
    user = "user root;" if os.geteuid() == 0 else ""  # else its worker may not read the folder
    configuration.write_text(
        template.format(user=user, folder=folder, port=port, headers=added_headers(answer))
    )
    with started(["nginx", "-p", folder, "-c", configuration], port, path=path) as server:
        yield server


def added_headers(answer: Answer) -> str:
    """The headers that nginx does not give by itself, as directives."""
    own = FRAMING | {"content-length", "content-type", "etag", "last-modified"}
    lines = [f'    add_header {name} "{value}";' for name, value in answer.headers.items() if name not in own]
    return "\n".join(lines)


def has_nginx() -> bool:
    """Whether nginx is installed."""
    return shutil.which("nginx") is not None
