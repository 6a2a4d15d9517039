"""How many requests a CPU second answers: ours beside what it stands on, and beside what others use."""

import argparse
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from typing import NamedTuple

from tests.benchmarks import packages, report
from tests.benchmarks.load import Load, load, missing, require
from tests.benchmarks.processes import Answer, Headers, Server, ask, meanwhile
from tests.benchmarks.rivals import start

PATH = "/catsforkids/while-reading.html?lang=fr"
COLD = PATH + "&minutes={minutes}"
ACCENT = PATH + "&theme=light&accent={accent}"
# A memo that forgets an address long before it is asked for again.
FORGETFUL = ("--memo-bytes", "65536")
BROTLI = {"Accept-Encoding": "br"}
BARE = "bare"
# What is held against each other is measured one right after the other.
ORDER = (
    *("304", BARE, "ours", "lean", "identity", "bare-identity", "starlette", "nginx"),
    *("express", "badge", "cold", "cold-identity", "cold-accent"),
)
HEAD = ("subject", "of bare ASGI", "requests a CPU second", "CPU µs each")
# Ours, at least so many times the other.
TARGETS = (
    ("ours", "bare", 0.9),
    ("identity", "bare-identity", 0.9),
    ("304", "bare", 1.0),
    ("ours", "express", 5.0),
    ("ours", "badge", 2.0),
)


class Subject(NamedTuple):
    """Something measured: its key, what a table calls it, the server, what is asked of it."""

    key: str
    label: str
    server: Server
    path: str = PATH
    headers: Headers = BROTLI
    status: int = 200


Loads = dict[str, list[Load]]


def main(arguments: Sequence[str]) -> int:
    """Measure, print, perhaps keep; 1 if ours misses a target or nothing could be measured."""
    options = parse(arguments)
    if missing():
        return 1
    with standing() as (subjects, absent):
        kept = [subject for subject in subjects if subject.key in (options.only or ORDER)]
        for subject in kept:
            check(subject)
        loads = measure(kept, options.rounds, options.window)
    missed = misses(loads)
    notes = [*report.missed(missed), *map("Left out: {}".format, absent)]
    text = describe(kept, loads, options.window, notes)
    machine = report.machine(report.python(), "wrk with 16 connections")
    report.publish("server", [machine, text], kept=options.save)
    return 1 if missed else 0


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The options of this part."""
    parser = report.parser("server", __doc__)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--window", type=int, default=1, help="seconds of load for a subject in a round")
    parser.add_argument("--only", nargs="+", choices=ORDER, metavar="KEY", help=f"some of {' '.join(ORDER)}")
    return parser.parse_args(arguments)


@contextmanager
def standing() -> Iterator[tuple[list[Subject], list[str]]]:
    """Every subject, served for as long as it is measured; and what had to be left out."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="meanwhile-bench-")))
        ours = stack.enter_context(meanwhile())
        cold = stack.enter_context(meanwhile(*FORGETFUL))
        answer, plain = ask(ours.base + PATH, BROTLI), ask(ours.base + PATH)
        start.keep(answer, folder / "response.json")
        start.keep(plain, folder / "identity.json")
        found = own(ours, cold, answer)
        found += pythons(stack, folder)
        found += others(stack, folder, answer)
        keys = {subject.key for subject in found}
        found.sort(key=lambda subject: ORDER.index(subject.key))
        yield found, [reason for key, reason in REASONS.items() if key not in keys]


REASONS = {
    "304": "a 304, since the answer has no ETag",
    "nginx": "nginx, which is not installed",
    "express": "express and badge-maker, which npm could not fetch",
}


def own(ours: Server, cold: Server, answer: Answer) -> list[Subject]:
    """Ours, asked in each way; the cold ones from a server of their own."""
    found = [
        Subject("ours", "ours, hot, brotli", ours),
        Subject("identity", "ours, hot, identity", ours, headers={}),
        Subject("cold", "ours, cold, brotli", cold, COLD),
        Subject("cold-identity", "ours, cold, identity", cold, COLD, {}),
        Subject("cold-accent", "ours, cold, new accent, identity", cold, ACCENT, {}),
    ]
    if tag := answer.headers.get("etag"):
        headers = {**BROTLI, "If-None-Match": tag}
        found.append(Subject("304", "ours, 304", ours, headers=headers, status=304))
    return found


def pythons(stack: ExitStack, folder: Path) -> list[Subject]:
    """Constant apps on the same uvicorn."""
    kept, identity = folder / "response.json", folder / "identity.json"
    servers = [
        stack.enter_context(start.asgi(factory, file, PATH))
        for factory, file in (("bare", kept), ("bare", identity), ("lean", kept), ("starlette", kept))
    ]
    return [
        Subject(BARE, "bare ASGI constant", servers[0]),
        Subject("bare-identity", "bare ASGI constant, identity", servers[1], headers={}),
        Subject("lean", "bare ASGI constant, three headers", servers[2]),
        Subject("starlette", "Starlette constant route", servers[3]),
    ]


def others(stack: ExitStack, folder: Path, answer: Answer) -> list[Subject]:
    """Servers of others, those that are here."""
    found = []
    if start.has_nginx():
        server = stack.enter_context(start.nginx(answer, folder, PATH))
        found.append(Subject("nginx", "nginx, a static file", server))
    if packages.servers():
        express = stack.enter_context(start.node("express.js", folder / "identity.json", PATH))
        badge = stack.enter_context(start.node("badge.js", folder / "identity.json", PATH))
        names = [f"{name} {packages.version(name)}" for name in ("express", "handlebars", "badge-maker")]
        found.append(Subject("express", " with ".join(names[:2]), express, headers={}))
        found.append(Subject("badge", names[2], badge, headers={}))
    return found


def check(subject: Subject) -> None:
    """End the benchmark if it does not answer as it should."""
    address = subject.server.base + subject.path.replace("{accent}", "003f10").replace("{minutes}", "4")
    answer = ask(address, subject.headers)
    if answer.status != subject.status or bool(answer.body) != (subject.status == 200):
        raise SystemExit(f"{subject.label}: {answer.status}, {len(answer.body)} bytes")


def measure(subjects: Sequence[Subject], rounds: int, window: float) -> Loads:
    """Every subject once in every round; every other round backwards, so that no drift favours anybody."""
    loads: Loads = {subject.key: [] for subject in subjects}
    for subject in subjects:
        load(subject.server, subject.path, 1, subject.headers)  # warm up
    for number in range(1, rounds + 1):
        for subject in subjects if number % 2 else reversed(subjects):
            report.progress(f"round {number} of {rounds}: {subject.label}")
            done = load(subject.server, subject.path, window, subject.headers)
            require(done, subject.label)
            loads[subject.key].append(done)
    report.progress()
    return loads


def ratios(one: Sequence[Load], other: Sequence[Load]) -> list[float]:
    """How many times the other's requests a CPU second, each within its own round."""
    return [a.per_cpu_second / b.per_cpu_second for a, b in zip(one, other, strict=True)]


def misses(loads: Loads) -> list[str]:
    """Each target that ours missed, in words; what was not measured misses nothing."""
    return [
        f"{one} answers {reached:.2f} times what {other} does, less than {least:g}"
        for one, other, least in TARGETS
        if one in loads and other in loads
        for reached in [median(ratios(loads[one], loads[other]))]
        if reached < least
    ]


def describe(subjects: Sequence[Subject], loads: Loads, window: float, notes: Sequence[str]) -> str:
    """The table in Markdown, how it was measured, what was aimed at, and notes."""
    rounds = len(next(iter(loads.values())))
    how = (
        f"{rounds} interleaved rounds of {window:g} s of load for each subject, from another process; "
        "CPU time of the server's processes; median (lowest to highest), ratios within a round."
    )
    rows = [row(subject, loads) for subject in subjects]
    aims = [
        f"{one} of {other}: {report.spread(ratios(loads[one], loads[other]), '.2f')}, at least {least:g}"
        for one, other, least in TARGETS
        if one in loads and other in loads
    ]
    return report.section(how, report.table([HEAD, *rows]), notes=[*aims, *notes])


def row(subject: Subject, loads: Loads) -> tuple[str, ...]:
    """A subject's line, in the order of HEAD."""
    own_loads, bare = loads[subject.key], loads.get(BARE)
    rates = [each.per_cpu_second for each in own_loads]
    shares = ratios(own_loads, bare) if bare else []
    return (
        subject.label,
        report.spread(shares, ".2f" if median(shares) > 0.1 else ".3f") if shares else "",
        report.spread(rates, ",.0f"),
        f"{1e6 / median(rates):,.0f}",
    )
