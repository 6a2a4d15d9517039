"""The command `meanwhile` as a process of its own."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from widget.command.main import COMMANDS, main

ROOT = Path(__file__).parents[2]
COMMAND = Path(sys.executable).with_name("meanwhile")
PATIENCE = 60
# Each process is a copy of one that has imported this module, which takes longer than most commands.
FORKS = get_context("forkserver")
FORKS.set_forkserver_preload(["tests.support.servers"])
for name in COMMANDS:
    import_module(f"widget.command.{name}")


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
    """Run `meanwhile` with `arguments` to its end, in a process that begins with its modules loaded."""
    with TemporaryDirectory() as folder:
        out, errors = Path(folder, "out"), Path(folder, "errors")
        words = [str(argument) for argument in arguments]
        process = FORKS.Process(target=_command, args=(words, cwd, environment(**(env or {})), out, errors))
        process.start()
        process.join(PATIENCE)
        process.kill()
        process.join()
        assert process.exitcode is not None
        return subprocess.CompletedProcess(words, process.exitcode, out.read_bytes(), errors.read_bytes())


def _command(arguments: list[str], cwd: Path | None, env: Mapping[str, str], out: Path, errors: Path) -> None:
    """Be `meanwhile`, and write what it says into two files."""
    os.environ.clear()
    os.environ.update(env)
    os.chdir(cwd or ROOT)
    for descriptor, file in ((1, out), (2, errors)):
        os.dup2(os.open(file, os.O_WRONLY | os.O_CREAT), descriptor)
    main(arguments, prog_name="meanwhile")


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
