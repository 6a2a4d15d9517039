"""What the server takes with all that ships: its start, and its memory after embeds and pages by language."""

import argparse
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

from tests.benchmarks import report
from tests.benchmarks.cpu import descendants, read
from tests.benchmarks.processes import Server, ask, meanwhile
from widget.campaign.library import load_all
from widget.campaign.models import Campaign

EMBEDS = ("en", "fr", "nl", "de", "es", "pt", "ar", "he", "hi", "ja")
PAGES = (*EMBEDS, "it", "zh")
FIRST = "/catsforkids/while-reading.html?lang=fr"
HEADERS = {"Accept-Encoding": "br"}
# Seconds; MB of the one process, resident, after the start and the embeds, and after the pages too.
START_UP, AFTER_EMBEDS, AFTER_PAGES = 1.0, 70.0, 80.0
HEAD = ("after", "answers", "resident MB", "own part MB", "aim")


class Taken(NamedTuple):
    """Memory of a process in MB: resident, and that with shared pages divided among those that share them."""

    resident: float
    own: float


class Run(NamedTuple):
    """A server: seconds and CPU seconds until its first embed, and its memory then, after the embeds of ten
    languages and after the pages of twelve."""

    seconds: float
    cpu: float
    start: Taken
    embeds: Taken
    pages: Taken


def main(arguments: Sequence[str]) -> int:
    """Measure, print, perhaps keep; 1 if ours misses a target."""
    options = parse(arguments)
    campaigns = load_all(()).values()
    embeds, pages = list(embeds_of(campaigns)), list(pages_of(campaigns))
    runs = [measured(embeds, pages) for _ in range(options.rounds)]
    missed = list(misses(runs))
    text = describe(runs, len(embeds), len(pages), [several(), *report.missed(missed)])
    report.publish("memory", [report.machine(report.python()), text], kept=options.save)
    return 1 if missed else 0


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The options of this part."""
    parser = report.parser("memory", __doc__)
    parser.add_argument("--rounds", type=int, default=5)
    return parser.parse_args(arguments)


def embeds_of(campaigns: Iterable[Campaign]) -> Iterator[str]:
    """An embed of each campaign in each language that it has of EMBEDS."""
    for campaign in campaigns:
        for lang in (tag for tag in EMBEDS if tag in campaign.languages):
            yield f"/{campaign.name}/{next(iter(campaign.widgets))}.html?lang={lang}"


def pages_of(campaigns: Iterable[Campaign]) -> Iterator[str]:
    """The home page and the page of each campaign in the languages of PAGES."""
    for lang in PAGES:
        yield f"/?lang={lang}"
        yield from (f"/{campaign.name}?lang={lang}" for campaign in campaigns)


def measured(embeds: Iterable[str], pages: Iterable[str]) -> Run:
    """Start a server, ask it for all of them, and look at its memory."""
    with meanwhile(path=FIRST) as server:
        cpu, start = server.cpu(), taken(server.pid)
        return Run(server.start_up, cpu, start, asked(server, embeds), asked(server, pages))


def asked(server: Server, paths: Iterable[str]) -> Taken:
    """The memory once all `paths` have been answered."""
    for path in paths:
        if (answer := ask(server.base + path, HEADERS)).status != 200:
            raise SystemExit(f"{path}: status {answer.status}")
    return taken(server.pid)


def taken(*pids: int) -> Taken:
    """The memory of processes together (proc(5), smaps_rollup)."""
    kilobytes = {"Rss:": 0, "Pss:": 0}
    for pid in pids:
        for line in read(Path(f"/proc/{pid}/smaps_rollup")).splitlines():
            name, *rest = line.split()
            if name in kilobytes:
                kilobytes[name] += int(rest[0])
    return Taken(*(each * 1024 / 1e6 for each in kilobytes.values()))


def several() -> str:
    """What each worker adds, in a sentence."""
    own = []
    for workers in ("2", "3"):
        with meanwhile("--workers", workers, path=FIRST) as server:
            own.append(taken(*descendants(server.pid)).own)
    return f"With two workers {own[0]:.0f} MB in all are its own part; a third adds {own[1] - own[0]:.0f}"


def misses(runs: Sequence[Run]) -> Iterator[str]:
    """What is not kept."""
    if (seconds := median(run.seconds for run in runs)) > START_UP:
        yield f"its first embed comes after {seconds:.2f} s, later than {START_UP:g}"
    if (resident := median(run.embeds.resident for run in runs)) > AFTER_EMBEDS:
        yield f"it needs {resident:.1f} MB after the embeds, more than {AFTER_EMBEDS:g}"
    if (resident := median(run.pages.resident for run in runs)) > AFTER_PAGES:
        yield f"it needs {resident:.1f} MB after the pages, more than {AFTER_PAGES:g}"


def describe(runs: Sequence[Run], embeds: int, pages: int, notes: Sequence[str]) -> str:
    """A table in Markdown, and notes."""
    seconds = report.spread([run.seconds for run in runs], ".2f")
    cpu = report.spread([run.cpu for run in runs], ".2f")
    how = (
        f"With what ships, the first embed comes {seconds} s after the start (aim: {START_UP:g}), {cpu} s of "
        f"CPU time. {len(runs)} servers of one process, each asked for an embed of each campaign in "
        f"{len(EMBEDS)} languages, then for the home page and every campaign's page in {len(PAGES)}, in "
        "brotli; median (lowest to highest). Own part: pages shared with other processes divided among them."
    )
    rows = [
        row("the start", "1", [run.start for run in runs], ""),
        row("the embeds", str(embeds), [run.embeds for run in runs], f"{AFTER_EMBEDS:g}"),
        row("the pages", str(pages), [run.pages for run in runs], f"{AFTER_PAGES:g}"),
    ]
    return report.section(how, report.table([HEAD, *rows]), notes=notes)


def row(after: str, answers: str, several: Sequence[Taken], aim: str) -> tuple[str, ...]:
    """A line, in the order of HEAD."""
    resident = report.spread([each.resident for each in several])
    return (after, answers, resident, report.spread([each.own for each in several]), aim)
