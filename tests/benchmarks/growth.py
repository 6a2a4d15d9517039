"""What growth costs: more campaigns, more distinct addresses; start-up, time for a request, memory."""

import argparse
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from typing import NamedTuple

from tests.benchmarks import report
from tests.benchmarks.load import Load, load, missing, require
from tests.benchmarks.ours import CAMPAIGNS
from tests.benchmarks.processes import Server, meanwhile

SLICE = 3  # seconds of load between two looks at the memory
HOT = "/{name}/while-reading.html?lang=en"
COLD = HOT + "&theme=light&accent={accent}"
# What a stranger may add without end, and what an embedder may choose: the latter is rendered and kept apart.
IGNORED, CHOSEN = "ignored (utm_source)", "chosen (accent)"
ADDRESSES = {IGNORED: HOT + "&utm_source={n}", CHOSEN: COLD}
LEAST = 1_000  # requests
CAMPAIGN_HEAD = ("campaigns", "start-up s", "RSS MB", "hot, CPU µs", "of one's", "cold, CPU µs", "of one's")
ADDRESS_HEAD = ("addresses", "distinct", "requests", "RSS before, MB", "after, MB", "CPU µs each")

GROWN, SLOWER = 100.0, 1.2  # MB, times: under a fifth is noise


class Grown(NamedTuple):
    """Resident memory in MB, before and after so many requests for so many addresses; CPU seconds of each."""

    kind: str
    distinct: int
    requests: int
    before: float
    after: float
    cpu: float


class Library(NamedTuple):
    """A server of so many campaigns; seconds to start, resident MB then, and hot and cold loads."""

    campaigns: int
    start_up: float
    resident: float
    hot: list[Load]
    cold: list[Load]


def main(arguments: Sequence[str]) -> int:
    """Measure, print, perhaps keep; 1 if ours misses a target or nothing could be measured."""
    options = parse(arguments)
    if missing():
        return 1
    libraries = grow_campaigns(options.campaigns, options.rounds)
    grown = list(grow_addresses(10**6 if options.full else options.addresses))
    missed = [*misses_of_libraries(libraries), *misses_of_addresses(grown)]
    text = describe(libraries, grown, report.missed(missed))
    report.publish("growth", [report.machine(report.python(), "wrk"), text], kept=options.save)
    return 1 if missed else 0


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The options of this part."""
    parser = report.parser("growth", __doc__)
    parser.add_argument("--campaigns", type=int, nargs="+", default=[1, 100, 10_000])
    parser.add_argument("--addresses", type=int, default=10**5, help="the most distinct addresses")
    parser.add_argument("--full", action="store_true", help="a million distinct addresses")
    parser.add_argument("--rounds", type=int, default=5)
    return parser.parse_args(arguments)


def grow_campaigns(sizes: Sequence[int], rounds: int) -> list[Library]:
    """All the servers at once, loaded in turn: hot and cold, in rounds."""
    with ExitStack() as stack:
        servers = [(size, stack.enter_context(serving(size))) for size in sizes]
        libraries = [Library(size, each.start_up, each.resident(), [], []) for size, each in servers]
        for number in range(rounds + 1):
            for library, (size, server) in zip(libraries, servers, strict=True):
                report.progress(f"round {number} of {rounds}: {size} campaign(s)")
                hot, cold = (ask(server, path, last(size)) for path in (HOT, COLD))
                if number:  # the first warms up
                    library.hot.append(hot)
                    library.cold.append(cold)
    report.progress()
    return libraries


def grow_addresses(most: int) -> Iterator[Grown]:
    """A fresh server for each number of addresses; a tenth as many of those that are kept apart."""
    for kind, path in ADDRESSES.items():
        for distinct in (1, 1_000, most if kind == IGNORED else most // 10):
            report.progress(f"{distinct} addresses, {kind}")
            with serving(1) as server:
                yield ask_all(server, kind, path.replace("{name}", last(1)), distinct)
    report.progress()


def ask_all(server: Server, kind: str, path: str, distinct: int) -> Grown:
    """Ask for so many addresses, after a second of one that is hot."""
    ask(server, HOT, last(1))
    before, cpu, asked = server.resident(), server.cpu(), 0
    while asked < max(distinct, LEAST):
        done = load(server, path, SLICE, first=asked, distinct=distinct)
        require(done, path)
        asked += done.requests
    return Grown(kind, distinct, asked, before, server.resident(), (server.cpu() - cpu) / asked)


def ask(server: Server, path: str, name: str) -> Load:
    """One second of load."""
    done = load(server, path.replace("{name}", name), 1)
    require(done, path)
    return done


@contextmanager
def serving(campaigns: int) -> Iterator[Server]:
    """A server of so many campaigns, beside those that ship, once it has given an embed of the last."""
    with tempfile.TemporaryDirectory(prefix="meanwhile-bench-") as folder:
        template = (CAMPAIGNS / "slow.toml").read_text()
        for number in range(1, campaigns + 1):
            text = template.replace('"slow"', f'"{last(number)}"', 1).replace(
                "amount = 3", f"amount = {number}"
            )
            Path(folder, f"{last(number)}.toml").write_text(text)
        with meanwhile("--campaigns", folder, path=HOT.replace("{name}", last(campaigns))) as server:
            yield server


def last(number: int) -> str:
    """The name of the last of so many generated campaigns."""
    return f"grown-{number}"


def misses_of_libraries(libraries: Sequence[Library]) -> Iterator[str]:
    """Where many campaigns make a request slower."""
    for library in libraries:
        for kind, times in (
            ("hot", slower(library.hot, libraries[0].hot)),
            ("cold", slower(library.cold, libraries[0].cold)),
        ):
            if median(times) > SLOWER:
                with_many = f"with {library.campaigns:,} campaigns a {kind} request"
                yield f"{with_many} takes {median(times):.2f} times as long"


def misses_of_addresses(grown: Sequence[Grown]) -> Iterator[str]:
    """Where addresses leave too much in memory."""
    for each in grown:
        if (by := each.after - each.before) > GROWN:
            yield f"{each.distinct:,} addresses, {each.kind}, leave {by:.0f} MB, more than {GROWN:g}"


def slower(loads: Sequence[Load], base: Sequence[Load]) -> list[float]:
    """How many times the CPU time of a request, each within its own round."""
    return [one.per_cpu_second / other.per_cpu_second for one, other in zip(base, loads, strict=True)]


def describe(libraries: Sequence[Library], grown: Sequence[Grown], notes: Sequence[str]) -> str:
    """Both tables in Markdown, and notes."""
    how = (
        "Medians (lowest to highest); the rounds of the campaigns are interleaved. CPU time of the server's "
        "process."
    )
    campaigns = report.table([CAMPAIGN_HEAD, *(library_row(each, libraries[0]) for each in libraries)])
    addresses = report.table([ADDRESS_HEAD, *map(address_row, grown)])
    return report.section(how, campaigns, addresses, notes=notes)


def library_row(library: Library, base: Library) -> tuple[str, ...]:
    """A line, in the order of CAMPAIGN_HEAD."""
    cells = [f"{library.campaigns:,}", f"{library.start_up:.2f}", f"{library.resident:.1f}"]
    for loads, least in ((library.hot, base.hot), (library.cold, base.cold)):
        cells.append(f"{median(1e6 / each.per_cpu_second for each in loads):,.0f}")
        cells.append(report.spread(slower(loads, least), ".2f"))
    return tuple(cells)


def address_row(grown: Grown) -> tuple[str, ...]:
    """A line, in the order of ADDRESS_HEAD."""
    memory = (f"{grown.before:.1f}", f"{grown.after:.1f}")
    return (grown.kind, f"{grown.distinct:,}", f"{grown.requests:,}", *memory, f"{grown.cpu * 1e6:,.0f}")
