"""What hostile requests, the largest campaigns and a flood of pictures cost everybody else, in one run."""

import argparse
import asyncio
import http.client
import multiprocessing
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median, quantiles
from typing import Any, NamedTuple

from starlette.types import ASGIApp

from tests.benchmarks import report
from tests.benchmarks.processes import Server, meanwhile
from tests.support.toml import small, write
from widget.campaign.library import load_all
from widget.campaign.models import MOST_WIDGETS
from widget.responses.call import call, scope
from widget.server.app import create_app

EMBED, BUILDER = "/catsforkids/while-reading.html?lang=fr", "/catsforkids/embed"
PAGE, PICTURE = "/catsforkids", "/catsforkids/while-reading.png?lang=fr&theme=light&accent={:06x}"
LANGUAGES = ("en", "fr", "nl", "de", "es", "it", "pt", "pl", "sv", "da", "fi", "cs")
HEADERS = {"accept-encoding": "gzip, deflate, br, zstd", "accept-language": "fr-BE,fr;q=0.9"}
# Of the CPU time of an ordinary request, which is a kept embed with something new in its address; and of the
# time that a kept embed takes when nobody floods.
MOST_OF_REQUEST, MOST_OF_QUIET = 20.0, 5.0
FLOOD = 40
ORDINARY = "a kept embed, spelt anew"
# Seconds until a flood has begun.
SETTLING = 1.0
SPAWN = multiprocessing.get_context("spawn")
REQUEST_HEAD = ("request", "CPU µs", "times a kept one", "times a new spelling")
WAITING_HEAD = ("meanwhile", "quiet, ms", "then, ms", "times", "nine of ten quiet, ms", "then, ms", "times")
# A target and headers.
Request = tuple[str, Mapping[str, str]]


class Waiting(NamedTuple):
    """How long a kept embed took in ms, just before something went on and while it did."""

    meanwhile: str
    quiet: Sequence[float]
    taken: Sequence[float]


def main(arguments: Sequence[str]) -> int:
    """Measure, print, perhaps keep; 1 if a limit is missed."""
    options = parse(arguments)
    costs = requests(options.rounds)
    waits = waiting(options.seconds)
    missed = [*misses_of_requests(costs), *misses_of_waiting(waits)]
    text = describe(costs, waits, report.missed(missed))
    report.publish("limits", [report.machine(report.python()), text], kept=options.save)
    return 1 if missed else 0


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The options of this part."""
    parser = report.parser("limits", __doc__)
    parser.add_argument("--rounds", type=int, default=200, help="of each request")
    parser.add_argument("--seconds", type=float, default=10, help="of each thing that goes on")
    return parser.parse_args(arguments)


def hostile() -> Mapping[str, Request]:
    """By what they are: targets and headers that are longer or more than any reader's."""
    mega = 1 << 20
    return {
        "Accept-Language: a-a-a-… of 30 kB": (PAGE, {"accept-language": "a-" * 15_000}),
        "Accept-Language: a-a-a-… of 1 MB": (PAGE, {"accept-language": "a-" * (mega // 2)}),
        "Accept-Language: 10,000 languages": (PAGE, {"accept-language": "nl;q=0.1," * 10_000}),
        "Accept-Encoding of 60 kB": (EMBED, {"accept-encoding": "br;q=0.1," * 7_000}),
        "If-None-Match of 60 kB, tags": (EMBED, {"if-none-match": '"x",' * 15_000}),
        "If-None-Match of 60 kB, quotes": (EMBED, {"if-none-match": '"' * 60_000}),
        "10,000 headers": (EMBED, {f"x-{number}": "y" for number in range(10_000)}),
        "10,000 parameters": (f"{EMBED}&" + "&".join(f"a{number}=1" for number in range(10_000)), {}),
        "a query of 1 MB": (f"{EMBED}&x=" + "y" * mega, {}),
        "a query of &amp;amp;…": (f"{EMBED}&" + "amp;" * 15_000, {}),
        "a path of 1 MB": ("/" + "a/" * (mega // 2), {}),
        "the builder with 50 kB of +": (f"{BUILDER}?minutes=" + "+" * 50_000, {}),
    }


def always(request: Request) -> Callable[[], Request]:
    """What asks for the same each time."""
    return lambda: request


def requests(rounds: int) -> dict[str, float]:
    """CPU seconds of each request in this process, medians of interleaved rounds; ordinary ones first."""
    server = create_app(load_all([]))
    spelt = iter(range(10**9))
    asked: dict[str, Callable[[], Request]] = {
        "a kept embed": lambda: (EMBED, {}),
        ORDINARY: lambda: (f"{EMBED}&n={next(spelt)}", {}),
    }
    asked["an ordinary 404"] = lambda: ("/nothing/here.html", {})
    asked |= {name: always(found) for name, found in hostile().items()}
    taken: dict[str, list[float]] = {name: [] for name in asked}
    with asyncio.Runner() as runner:
        for number in range(rounds + 1):
            for name, what in asked.items():
                seconds = runner.run(_seconds(server, *what()))
                if number:  # the first warms up
                    taken[name].append(seconds)
    return {name: median(seconds) for name, seconds in taken.items()}


async def _seconds(server: ASGIApp, target: str, headers: Mapping[str, str]) -> float:
    asked = scope(target, headers={**HEADERS, **headers})
    began = time.process_time()
    await call(server, asked)
    return time.process_time() - began


def waiting(seconds: float) -> list[Waiting]:
    """A kept embed of a real server in quiet, under floods, and while the largest campaign is asked for."""
    with tempfile.TemporaryDirectory(prefix="meanwhile-bench-") as folder:
        write(Path(folder), large())
        with meanwhile("--campaigns", folder, path=EMBED) as server:
            floods: dict[str, tuple[int, Sequence[str]]] = {
                f"{FLOOD} ask for new pictures": (FLOOD, [PICTURE.format(n) for n in range(20_000)]),
                "pages of the largest campaign": (1, [f"/births?lang={tag}" for tag in LANGUAGES]),
                "press kits of the largest campaign": (
                    1,
                    [f"/births/press.zip?lang={tag}" for tag in LANGUAGES],
                ),
            }
            return [_waiting(server, name, *flood, seconds) for name, flood in floods.items()]


def large() -> dict[str, Any]:
    """A campaign of as many widgets as there may be, in several languages."""
    data = small()
    for section in (data["figures"]["births"], data["widgets"]["reading"]):
        for key, text in section.items():
            if isinstance(text, dict) and "en" in text:
                section[key] = dict.fromkeys(LANGUAGES, text["en"])
    data["widgets"] = {f"reading-{number}": data["widgets"]["reading"] for number in range(MOST_WIDGETS)}
    return {**data, "languages": LANGUAGES}


def _waiting(server: Server, name: str, clients: int, targets: Sequence[str], seconds: float) -> Waiting:
    """In quiet and then under a flood, for so long each, or until all was asked for."""
    quiet = _times(server, seconds, lambda: True)
    # In a process of their own, so that whoever asks is not what waits.
    flood = SPAWN.Process(target=_flood, args=(server.port, clients, targets), daemon=True)
    flood.start()
    time.sleep(SETTLING)
    taken = _times(server, seconds, flood.is_alive)
    flood.kill()
    flood.join()
    return Waiting(name, quiet, taken)


def _times(server: Server, seconds: float, going_on: Callable[[], bool]) -> list[float]:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    taken, ends = list[float](), time.monotonic() + seconds
    while time.monotonic() < ends and going_on():
        began = time.perf_counter()
        connection.request("GET", EMBED, headers=dict(HEADERS))
        connection.getresponse().read()
        taken.append(1000 * (time.perf_counter() - began))
        time.sleep(0.005)
    connection.close()
    return taken


def _flood(port: int, clients: int, targets: Sequence[str]) -> None:
    """So many clients who ask for one target after another; who is put off waits for a second."""
    left = iter(targets)

    def ask() -> None:
        for target in left:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=300)
            connection.request("GET", target)
            busy = connection.getresponse().status == 503
            connection.close()
            time.sleep(1 if busy else 0)

    threads = [threading.Thread(target=ask) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def misses_of_requests(costs: Mapping[str, float]) -> Iterator[str]:
    """Each request that costs more than it may, in words."""
    for name, seconds in costs.items():
        if (times := seconds / costs[ORDINARY]) > MOST_OF_REQUEST:
            yield f"{name} takes {times:.1f} times an ordinary request, more than {MOST_OF_REQUEST:g}"


def misses_of_waiting(waits: Sequence[Waiting]) -> Iterator[str]:
    """Each thing that holds up a kept embed for longer than it may."""
    for each in waits:
        times = median(each.taken) / median(each.quiet)
        if times > MOST_OF_QUIET:
            yield f"{each.meanwhile}: a kept embed takes {times:.1f} times as long, not {MOST_OF_QUIET:g}"


def describe(costs: Mapping[str, float], waits: Sequence[Waiting], notes: Sequence[str]) -> str:
    """Both tables in Markdown, and notes."""
    kept, spelt = costs["a kept embed"], costs[ORDINARY]
    rows = [
        (name, f"{each * 1e6:.0f}", f"{each / kept:.1f}", f"{each / spelt:.2f}")
        for name, each in costs.items()
    ]
    found = [
        (
            each.meanwhile,
            *_beside(median(each.quiet), median(each.taken)),
            *_beside(_most(each.quiet), _most(each.taken)),
        )
        for each in waits
    ]
    how = (
        "CPU time of a request in the process behind uvicorn, medians of interleaved rounds; at most "
        f"{MOST_OF_REQUEST:g} times one that is spelt anew. uvicorn itself takes about as long as that."
    )
    then = (
        f"A kept embed from a real server with one process, in ms; the largest campaign has {MOST_WIDGETS} "
        f"widgets. In the median at most {MOST_OF_QUIET:g} times quiet."
    )
    tables = (report.table([REQUEST_HEAD, *rows]), report.table([WAITING_HEAD, *found]))
    return report.section(how, tables[0], then, tables[1], notes=notes)


def _most(taken: Sequence[float]) -> float:
    """What nine of ten take at most."""
    return quantiles(taken, n=10)[8]


def _beside(quiet: float, then: float) -> tuple[str, ...]:
    return f"{quiet:.2f}", f"{then:.2f}", f"{then / quiet:.2f}"
