"""What the server is still asked when nginx or Varnish stands in front: under load, and by a herd."""

import argparse
import json
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks import report
from tests.benchmarks.herd import Herd, herd
from tests.benchmarks.load import Load, load, missing, require
from tests.benchmarks.processes import Server, ask
from tests.benchmarks.rivals.counted import COUNTS
from tests.benchmarks.rivals.fronts import FRONTS, available, origin

BROTLI = {"Accept-Encoding": "br"}
DIRECT = "nothing"
# Address and the most that the origin may be asked: so many times, in each so many seconds.
HOT = {
    "today": ("/catsforkids/today.html?lang=fr", 1, 1.0),
    "while-reading": ("/catsforkids/while-reading.html?lang=fr", 1, 60.0),
}
COLD = "/catsforkids/while-reading.html?lang=fr&theme=light&accent={accent}"
LOAD_HEAD = (
    "in front",
    "embed",
    "requests a second",
    "asked of the origin",
    "a second",
    "at most",
    "median ms",
)
HERD_HEAD = (
    "in front",
    "connections",
    "answered 200",
    "asked of the origin",
    "renders",
    "last answer after ms",
)


class Counts(NamedTuple):
    """What the origin was asked, and what it rendered."""

    requests: int
    renders: int

    def since(self, earlier: "Counts") -> "Counts":
        """What has come since."""
        return Counts(self.requests - earlier.requests, self.renders - earlier.renders)


class Hot(NamedTuple):
    """A load on one address through a front, and what of it reached the origin within so many seconds."""

    front: str
    embed: str
    load: Load
    asked: Counts
    seconds: float

    @property
    def allowed(self) -> int:
        """The most requests to the origin in this time."""
        _, most, each = HOT[self.embed]
        return most * max(1, round(self.seconds / each))


class Cold(NamedTuple):
    """A herd on a cold address, and what of it reached the origin."""

    front: str
    connections: int
    herd: Herd
    asked: Counts

    @property
    def answered(self) -> int:
        """How many got the embed."""
        return self.herd.statuses.get(200, 0)


def main(arguments: Sequence[str]) -> int:
    """Measure, print, perhaps keep; 1 if a target is missed or nothing could be measured."""
    options = parse(arguments)
    if missing():
        return 1
    with ExitStack() as stack:
        behind, fronts = standing(stack)
        cold = list(herds(behind, fronts, options.herds, options.rounds))
        hot = list(loads(behind, fronts, options.window))
    absent = [f"Left out: {name}, which is not installed" for name in FRONTS if name not in fronts]
    missed = list(misses(hot, cold))
    text = describe(hot, cold, [*report.missed(missed), *absent])
    machine = report.machine(report.python(), "wrk with 16 connections")
    report.publish("front", [machine, text], kept=options.save)
    return 1 if missed or len(fronts) == 1 else 0


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The options of this part."""
    parser = report.parser("front", __doc__)
    parser.add_argument(
        "--window", type=int, default=20, help="seconds of load on each embed; 120 is thorough"
    )
    parser.add_argument("--herds", type=int, nargs="+", default=[200, 1000], help="connections in a herd")
    parser.add_argument("--rounds", type=int, default=3, help="herds of each size")
    return parser.parse_args(arguments)


def standing(stack: ExitStack) -> tuple[Server, dict[str, Server]]:
    """The origin, and every front by name, itself among them."""
    behind = stack.enter_context(origin())
    fronts = {DIRECT: behind}
    for name, front in available().items():
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="meanwhile-bench-"))
        fronts[name] = stack.enter_context(front(behind, Path(folder)))
    return behind, fronts


def counts(behind: Server) -> Counts:
    """The origin's counts so far."""
    return Counts(**json.loads(ask(behind.base + COUNTS).body))


def loads(behind: Server, fronts: dict[str, Server], window: float) -> Iterator[Hot]:
    """A load on each hot embed through each front; what it was asked before counts as hot."""
    for embed, (path, *_) in HOT.items():
        for name, front in fronts.items():
            if name == DIRECT:
                continue
            ask(front.base + path, BROTLI)
            before, began = counts(behind), time.monotonic()
            done = load(front, path, window, BROTLI)
            require(done, f"{name}: {path}")
            yield Hot(name, embed, done, counts(behind).since(before), time.monotonic() - began)


def herds(behind: Server, fronts: dict[str, Server], sizes: Sequence[int], rounds: int) -> Iterator[Cold]:
    """A herd of each size through each front, in rounds, each on an address that nobody has asked for."""
    number = 0
    for _ in range(rounds):
        for size in sizes:
            for name, front in fronts.items():
                number += 1
                before = counts(behind)
                done = herd(front.port, COLD.replace("{accent}", f"0000{number:02x}"), size)
                yield Cold(name, size, done, counts(behind).since(before))


def misses(hot: Sequence[Hot], cold: Sequence[Cold]) -> Iterator[str]:
    """Each target that was missed, in words."""
    for each in hot:
        if each.asked.requests > each.allowed:
            asked = f"{each.asked.requests} times in {each.seconds:.0f} s"
            yield f"behind {each.front}, {each.embed} asks the origin {asked}, more than {each.allowed}"
    for herd_ in cold:
        who = f"{herd_.connections} connections with {herd_.front} in front"
        if herd_.answered < herd_.connections:
            yield f"of {who}, {herd_.answered} were answered: {herd_.herd.statuses}"
        if herd_.asked.renders > 1:
            yield f"{who} cause {herd_.asked.renders} renders"
        if herd_.front != DIRECT and herd_.asked.requests > 1:
            yield f"{who} ask the origin {herd_.asked.requests} times"


def describe(hot: Sequence[Hot], cold: Sequence[Cold], notes: Sequence[str]) -> str:
    """Both tables in Markdown, and notes."""
    how = "The configurations of deploy/ in front of the server, on one machine."
    loaded = report.table([LOAD_HEAD, *map(load_row, hot)])
    pairs = dict.fromkeys((each.front, each.connections) for each in cold)
    rows = [herd_row([each for each in cold if (each.front, each.connections) == pair]) for pair in pairs]
    herded = report.table([HERD_HEAD, *rows])
    return report.section(how, loaded, herded, notes=notes)


def load_row(hot: Hot) -> tuple[str, ...]:
    """A line, in the order of LOAD_HEAD."""
    rate = f"{hot.load.requests / hot.load.seconds:,.0f}"
    asked = f"{hot.asked.requests} in {hot.seconds:.0f} s"
    a_second = f"{hot.asked.requests / hot.seconds:.2f}"
    return (hot.front, hot.embed, rate, asked, a_second, str(hot.allowed), f"{hot.load.median * 1e3:.1f}")


def herd_row(same: Sequence[Cold]) -> tuple[str, ...]:
    """A line for the herds of one size through one front, in the order of HERD_HEAD."""
    columns = (
        [each.answered for each in same],
        [each.asked.requests for each in same],
        [each.asked.renders for each in same],
        [each.herd.seconds * 1e3 for each in same],
    )
    return (same[0].front, str(same[0].connections), *(report.spread(each, ".0f") for each in columns))
