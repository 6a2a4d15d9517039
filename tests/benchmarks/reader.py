"""What a visible embed costs a reader: CPU and frames in headless Chromium, beside other ways to tick."""

import argparse
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks import browser, packages, report
from tests.benchmarks.host import Files, article, pictured, serving
from tests.benchmarks.measure import Plan, Subject, measure
from tests.benchmarks.ours import running
from tests.benchmarks.targets import misses

PAGES = Path(__file__).parent / "pages"
LABELS = {
    "static": "static text",
    "ours": "ours",
    "slow": "ours, 3 a day",
    "raf": "requestAnimationFrame",
    "interval": "setInterval 100 ms",
    "countup": "CountUp.js",
    "odometer": "odometer.js, set each second",
    "svg": "ours, as a picture",
}
NEEDS = {"countup": ["countup.js"], "odometer": ["odometer.js", "odometer.css"]}
WITHOUT = "Left out: {}, which npm could not fetch"


def main(arguments: Sequence[str]) -> int:
    """Measure, print, perhaps keep; 1 if ours misses a target or nothing could be measured."""
    options = parse(arguments)
    binary = browser.find()
    if binary is None:
        print(f"reader: no browser found; looked for {', '.join(browser.NAMES)}")
        return 1
    frames, window = (20, (2600, 1400)) if options.twenty else (1, (1280, 1024))
    plan = Plan(options.rounds, options.warm_up, options.window, options.trace)
    with (
        standing(options.embed, options.only, frames) as subjects,
        browser.Browser(binary, window) as chromium,
    ):
        machine = report.machine(chromium.version(), "no GPU")
        samples = measure(chromium, subjects, plan)
    missed = [] if options.twenty else misses(samples)  # the targets are for one embed
    keys = [subject.key for subject in subjects]
    absent = [LABELS[key] for key in NEEDS if key not in keys and wanted(key, options.only)]
    notes = [*map("Missed: {}".format, missed or ["no target"]), *map(WITHOUT.format, absent)]
    text = report.describe(subjects, samples, plan, frames, notes)
    print(f"{machine}\n\n{text}")
    if options.save:
        report.save("reader-20" if options.twenty else "reader", f"{machine}\n\n{text}")
    return 1 if missed else 0


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The options of this part."""
    parser = argparse.ArgumentParser(prog="scripts/bench reader", description=__doc__)
    parser.add_argument("--rounds", type=int, default=Plan.rounds)
    parser.add_argument("--window", type=float, default=Plan.window, help="seconds read, per round")
    parser.add_argument("--warm-up", type=float, default=Plan.warm_up, help="seconds before each window")
    parser.add_argument("--trace", type=float, default=Plan.trace, help="seconds traced after each window")
    parser.add_argument("--twenty", action="store_true", help="twenty embeds on the page, all in sight")
    parser.add_argument("--only", type=lambda keys: keys.split(","), help=f"some of {','.join(LABELS)}")
    parser.add_argument("--save", action="store_true", help=f"write the result to {report.PERFORMANCE.name}")
    parser.add_argument(
        "--embed",
        type=named_file,
        action="append",
        metavar="[NAME=]FILE.html",
        help="measure these files, and not the server's embeds; the first without a name is 'ours'",
    )
    return parser.parse_args(arguments)


def named_file(argument: str) -> tuple[str, Path]:
    """`NAME=FILE` or `FILE`, which is named ours."""
    name, _, file = argument.rpartition("=")
    return name or "ours", Path(file)


@contextmanager
def standing(
    embeds: Sequence[tuple[str, Path]] | None, only: Sequence[str] | None, frames: int
) -> Iterator[list[Subject]]:
    """The subjects, served for as long as they are measured."""
    files: Files = {path.name: path.read_bytes() for path in PAGES.iterdir()}
    with running(needed=not embeds) as addresses, serving(files) as host:
        if picture := addresses.get("svg"):
            files["picture.html"] = pictured(picture)
            addresses["svg"] = host.embed("picture.html")
        for name, path in embeds or ():
            files[f"embed-{name}.html"] = path.read_bytes()
            addresses[name] = host.embed(f"embed-{name}.html")
        rivals = [path for path in PAGES.glob("*.html") if obtain(path.stem, files)]
        addresses |= {path.stem: host.embed(path.name) for path in rivals}
        order = [*LABELS, *(name for name in addresses if name not in LABELS)]
        keys = [key for key in order if key in addresses and wanted(key, only)]
        for key in keys:
            files[f"article-{key}.html"] = article(addresses[key], frames)
        yield [Subject(key, LABELS.get(key, key), host.article(f"article-{key}.html")) for key in keys]


def wanted(key: str, only: Sequence[str] | None) -> bool:
    """Whether a subject was asked for; a named file always was."""
    return not only or key in only or key not in LABELS


def obtain(page: str, files: Files) -> bool:
    """Put the libraries that a page needs beside it; False if one cannot be had."""
    for name in NEEDS.get(page, ()):
        content = packages.file(name)
        if content is None:
            return False
        files[name] = content
    return True
