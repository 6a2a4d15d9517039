"""scripts/soak: a server under mixed load and steady trouble, measured in slices: does it stay as it was?"""

import argparse
import logging
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import cycle
from pathlib import Path
from random import Random
from statistics import median, quantiles
from tempfile import TemporaryDirectory

import psutil

from tests.soak.judge import Slice, verdicts
from tests.soak.load import Strangers, embeds, others
from tests.support.honest import Readers
from tests.support.ports import free_port
from tests.support.processes import answers, children, until
from tests.support.servers import Server, serving
from tests.support.toml import small, write

WORKERS, SLICES = 2, 12
# Of the first slices of a server nothing is judged: its memo fills, and workers are replaced.
WARM = 3
MEMO = 2 << 20
AMOUNTS = cycle((132_000_000, 140_000_000))
log = logging.getLogger("soak")


def main() -> int:
    """One server for a quarter of the time, then another; 1 if anything was wrong, or grows."""
    minutes = _options().minutes
    logging.basicConfig(level="INFO", format="%(asctime)s %(message)s")
    port = free_port()
    with TemporaryDirectory() as folder:
        Path(folder, "campaigns").mkdir()
        errors = [*_life(Path(folder), port, minutes * 60 / 4, slices=3)[1]]
        slices, more = _life(Path(folder), port, minutes * 45, slices=SLICES)
    found = verdicts(slices[WARM:])
    for name, (_, text) in found.items():
        log.info("%s: %s", name, text)
    log.info("wrong answers: %s", [*errors, *more] or "none")
    return int(bool(errors or more) or not all(flat for flat, _ in found.values()))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=60)
    return parser.parse_args()


def _life(folder: Path, port: int, seconds: float, slices: int) -> tuple[Sequence[Slice], Sequence[str]]:
    """A server from its start to its end: what was measured, and what was wrong."""
    measured = []
    with _running(folder, port) as server:
        until(lambda: answers(server) and len(children(server)) == WORKERS)
        draw = Random(0)
        readers, strangers = Readers(port, embeds(draw), 4), Strangers(port, draw)
        patient = Readers(port, others(draw), 2, pause=0.2)
        for number in range(slices):
            _live(server, folder / "campaigns", readers, seconds / slices, replace=number == 1)
            measured.append(_measure(server, readers))
            log.info("%d of %d: %s", number + 1, slices, measured[-1])
        for each in (readers, patient, strangers):
            each.stop()
    broken = readers.broken + patient.broken
    counts = readers.total, patient.total, strangers.sent, patient.busy, broken
    log.info("%d embeds, %d others, %d odd requests; %d pictures put off, %d connections broken", *counts)
    return measured, [*readers.wrong[:5], *patient.wrong[:5], *strangers.failed[:5]]


@contextmanager
def _running(folder: Path, port: int) -> Iterator[Server]:
    campaigns = write(folder / "campaigns", small()).parent
    arguments = ("--port", str(port), "--workers", str(WORKERS), "--memo-bytes", str(MEMO))
    with serving(folder, *arguments, "--campaigns", campaigns) as server:
        yield server


def _live(server: Server, campaigns: Path, readers: Readers, seconds: float, replace: bool) -> None:
    """A slice: files are edited, broken and taken away, SIGHUP, and perhaps a worker that is told to end."""
    ends = time.monotonic() + seconds
    if replace:
        with suppress(psutil.Error):
            children(server)[-1].terminate()
    while time.monotonic() < ends:
        write(campaigns, small(figures__births__amount=next(AMOUNTS)))
        broken = campaigns / "broken.toml"
        broken.write_bytes(b"x = [[[" * 1_000)
        server.process.send_signal(signal.SIGHUP)
        time.sleep(min(2.5, max(0, ends - time.monotonic())))
        broken.unlink()
        time.sleep(min(2.5, max(0, ends - time.monotonic())))


def _measure(server: Server, readers: Readers) -> Slice:
    """What the processes have now, and how long the answers took since the last time."""
    taken, readers.seconds = readers.seconds or [0.0], []
    memory = descriptors = 0.0
    top = psutil.Process(server.process.pid)
    for process in (top, *top.children()):
        with suppress(psutil.Error):
            memory += process.memory_info().rss / 1e6
            descriptors += process.num_fds()
    slowest = quantiles(taken, n=100)[98] if len(taken) > 1 else taken[0]
    return Slice(memory, descriptors, median(taken) * 1000, slowest * 1000)


if __name__ == "__main__":
    sys.exit(main())
