"""The command `meanwhile` as a process of its own."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
COMMAND = Path(sys.executable).with_name("meanwhile")
PATIENCE = 60


@dataclass(frozen=True)
class Server:
    """A running server: its address without a slash at the end, and its process."""

    url: str
    process: subprocess.Popen[str]

    @property
    def port(self) -> int:
        """The port that it listens on."""
        return int(self.url.removeprefix("http://").split("/")[0].rpartition(":")[2])


def environment(**more: str) -> dict[str, str]:
    """This environment without any setting of ours, and with `more`."""
    return {key: value for key, value in os.environ.items() if not key.startswith("MEANWHILE_")} | more


def run(
    *arguments: str | Path, cwd: Path | None = None, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run `meanwhile` with `arguments` to its end."""
    return subprocess.run(
        [COMMAND, *arguments],
        cwd=cwd,
        env=environment(**(env or {})),
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )


@contextmanager
def serving(
    cwd: Path, *arguments: str | Path, env: Mapping[str, str] | None = None, command: Path = COMMAND
) -> Iterator[Server]:
    """Serve on a free port until the block is left."""
    process = subprocess.Popen(
        [command, "serve", *(() if "--port" in arguments else ("--port", "0")), *arguments],
        cwd=cwd,
        env=environment(**(env or {})),
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr
    try:
        said, address = "", None
        while not address:
            line = process.stderr.readline()
            said += line
            assert line, f"the server did not say where it listens: {said}"
            address = re.search(r"http://[^\s\"]+", line)
        yield Server(address[0].rstrip("/"), process)
    finally:
        process.terminate()
        process.wait(PATIENCE)
        process.stderr.close()
