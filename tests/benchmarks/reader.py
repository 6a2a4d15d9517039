"""What visible embeds cost a reader: CPU in three browsers, beside other ways to tick."""

import argparse
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from tests.benchmarks import packages, report
from tests.benchmarks.engines import ENGINES
from tests.benchmarks.host import Files, Host, article, pictured, serving
from tests.benchmarks.measure import Plan, Samples, Subject, measure
from tests.benchmarks.ours import Embeds, running
from tests.benchmarks.targets import misses, ratio
from tests.support.browsers.engines import MissingError

# Pixels; four frames of 640 by 240 in a row.
WINDOW = (1280, 1024)
WINDOWS = {"10": (2600, 780), "20": (2600, 1260)}
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
    "ours-10": "ten of ours, each at a rate of its own",
    "raf-10": "ten of requestAnimationFrame",
    "ours-20": "twenty of ours",
    "interval-20": "twenty of setInterval 100 ms",
    "raf-20": "twenty of requestAnimationFrame",
}
HEAD = ("subject", "total ms/s", "of rAF", "main ms/s", "main frames/s", "ticks/s", "draws/s")
NEEDS = {"countup": ["countup.js"], "odometer": ["odometer.js", "odometer.css"]}
WITHOUT = "Left out: {}, which npm could not fetch"


def main(arguments: Sequence[str]) -> int:
    """Measure, print, perhaps keep; 1 if ours misses a target or a browser is not there."""
    options = parse(arguments)
    plan = Plan(options.rounds, options.warm_up, options.window, options.trace)
    texts, missed = [report.machine("no GPU")], False
    with standing(options.embed, options.only) as subjects:
        keys = {subject.key for subject in subjects}
        absent = [LABELS[key] for key in NEEDS if key not in keys and wanted(key, options.only)]
        notes = [WITHOUT.format(label) for label in absent] + options.note
        for name in options.browsers:
            try:
                text, targets = measured(name, subjects, plan, notes)
            except MissingError as missing:
                text, targets = f"{name} was left out: {missing}.", [str(missing)]
            texts.append(text)
            missed = missed or bool(targets)
    report.publish("reader", texts, kept=options.save)
    return 1 if missed else 0


def measured(
    name: str, subjects: Sequence[Subject], plan: Plan, notes: Sequence[str]
) -> tuple[str, list[str]]:
    """A browser's table, and the targets that ours missed in it."""
    with ENGINES[name]() as browser:
        version = browser.version()
        samples = measure(browser, subjects, plan)
    missed = misses(browser.name, samples)
    said = [*report.missed(missed), *notes]
    return describe(subjects, samples, f"{browser.name} ({version})", plan, said), missed


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The options of this part."""
    parser = report.parser("reader", __doc__)
    parser.add_argument("--rounds", type=int, default=Plan.rounds)
    parser.add_argument("--window", type=float, default=Plan.window, help="seconds read, per round")
    parser.add_argument("--warm-up", type=float, default=Plan.warm_up, help="seconds before each window")
    parser.add_argument("--trace", type=float, default=Plan.trace, help="seconds traced after each window")
    parser.add_argument("--browsers", nargs="+", choices=ENGINES, default=list(ENGINES))
    parser.add_argument("--only", type=lambda keys: keys.split(","), help=f"some of {','.join(LABELS)}")
    parser.add_argument("--note", action="append", default=[], help="a sentence to print below each table")
    parser.add_argument(
        "--embed",
        type=named_file,
        action="append",
        default=[],
        metavar="NAME=FILE.html",
        help="measure this file too",
    )
    return parser.parse_args(arguments)


def named_file(argument: str) -> tuple[str, Path]:
    """`NAME=FILE`."""
    name, _, file = argument.partition("=")
    return name, Path(file)


@contextmanager
def standing(embeds: Sequence[tuple[str, Path]], only: Sequence[str] | None) -> Iterator[list[Subject]]:
    """The subjects, served for as long as they are measured."""
    files: Files = {path.name: path.read_bytes() for path in PAGES.iterdir()}
    with running() as ours, serving(files) as host:
        articles = {key: addresses for key, addresses in framed(ours, host, files) if wanted(key, only)}
        for name, path in embeds:
            files[f"embed-{name}.html"] = path.read_bytes()
            articles[name] = [host.embed(f"embed-{name}.html")]
        for key, addresses in articles.items():
            files[f"article-{key}.html"] = article(addresses)
        order = sorted(articles, key=[*LABELS, *articles].index)
        yield [subject(key, host.article(f"article-{key}.html")) for key in order]


def framed(ours: Embeds, host: Host, files: Files) -> Iterator[tuple[str, Sequence[str]]]:
    """What stands in the article of each subject."""
    files["picture.html"] = pictured(ours.svg)
    one = {"ours": ours.ours, "slow": ours.slow, "svg": host.embed("picture.html")}
    one |= {path.stem: host.embed(path.name) for path in PAGES.glob("*.html") if obtain(path.stem, files)}
    yield from ((key, [address]) for key, address in one.items())
    yield from ((f"{key}-20", [one[key]] * 20) for key in ("ours", "interval", "raf"))
    yield "ours-10", ours.rates
    yield "raf-10", [one["raf"]] * 10


def subject(key: str, url: str) -> Subject:
    """A subject, held against as many frames of requestAnimationFrame."""
    _, _, frames = key.rpartition("-")
    label = LABELS.get(key, key)
    if frames not in WINDOWS:
        return Subject(key, label, url, WINDOW, "raf")
    return Subject(key, label, url, WINDOWS[frames], f"raf-{frames}")


def wanted(key: str, only: Sequence[str] | None) -> bool:
    """Whether a subject was asked for."""
    return not only or key in only


def obtain(page: str, files: Files) -> bool:
    """Put the libraries that a page needs beside it; False if one cannot be had."""
    for name in NEEDS.get(page, ()):
        content = packages.file(name)
        if content is None:
            return False
        files[name] = content
    return True


def describe(
    subjects: Sequence[Subject], samples: Samples, browser: str, plan: Plan, notes: Sequence[str]
) -> str:
    """A browser's table in Markdown, how it was measured, and notes."""
    how = (
        f"{browser}: {plan.rounds} interleaved rounds of {plan.window:g} s, embeds of 640 by 240 in sight; "
        "CPU of the whole browser, median (lowest to highest); 10 ms/s = 1 % of a core. "
        "Of rAF: of as many frames of requestAnimationFrame in the same round."
    )
    rows = [row(subject, samples) for subject in subjects]
    head = HEAD[: len(rows[0])]
    return report.section(how, report.table([head, *rows]), notes=notes)


def row(subject: Subject, samples: Samples) -> tuple[str, ...]:
    """A subject's line, in the order of HEAD; without what only a trace tells where there is none."""
    own, other = samples[subject.key], samples.get(subject.beside)
    share = f"{ratio(own, other):.2f}" if other else ""
    cells = (subject.label, report.spread([sample.total for sample in own]), share)
    frames = [sample.frames for sample in own if sample.frames]
    if not frames:
        return cells
    main = report.spread([sample.main for sample in own])
    return (*cells, main, *(f"{median(column):.1f}" for column in zip(*frames, strict=True)))
