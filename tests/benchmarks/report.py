"""The table that a part prints, and the section that it keeps in docs/performance.md."""

import os
import platform
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from tests.benchmarks.measure import Plan, Samples, Subject
from tests.benchmarks.targets import ratio

PERFORMANCE = Path(__file__).parents[2] / "docs" / "performance.md"
HEAD = ("subject", "total ms/s", "of rAF", "main ms/s", "main frames/s", "ticks/s", "draws/s")
TITLE = "# Performance\n\nMeasured with `scripts/bench`; measuring a part again replaces its section.\n"


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
    return "\n".join([how, "", *table([head, *rows]), "", *(f"- {note}." for note in notes)])


def row(subject: Subject, samples: Samples) -> tuple[str, ...]:
    """A subject's line, in the order of HEAD; without what only a trace tells where there is none."""
    own, other = samples[subject.key], samples.get(subject.beside)
    share = f"{ratio(own, other):.2f}" if other else ""
    cells = (subject.label, spread([sample.total for sample in own]), share)
    frames = [sample.frames for sample in own if sample.frames]
    if not frames:
        return cells
    main = spread([sample.main for sample in own])
    return (*cells, main, *(f"{median(column):.1f}" for column in zip(*frames, strict=True)))


def spread(values: Sequence[float], form: str = ".1f") -> str:
    """Median, lowest and highest."""
    return f"{median(values):{form}} ({min(values):{form}} to {max(values):{form}})"


def table(rows: Sequence[Sequence[str]]) -> Iterable[str]:
    """A Markdown table that also reads well as plain text."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [" | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
    rule = " | ".join("-" * width for width in widths)
    return [f"| {line} |" for line in (lines[0], rule, *lines[1:])]


def machine(*used: str) -> str:
    """One line: the day, processor, kernel, and what was used."""
    cpuinfo = Path("/proc/cpuinfo").read_text()
    model = re.search(r"model name\s*:\s*(.+)", cpuinfo)
    name = model[1] if model else platform.machine()
    day = datetime.now(UTC).date()
    return f"{day}: {', '.join([f'{os.cpu_count()} cores', name, f'Linux {platform.release()}', *used])}."


def save(part: str, text: str) -> None:
    """Write the part's section, in the place of its former one."""
    old = PERFORMANCE.read_text() if PERFORMANCE.exists() else TITLE
    former = re.compile(rf"^## {re.escape(part)}\n.*?(?=^## |\Z)", re.DOTALL | re.MULTILINE)
    section = f"## {part}\n\n{text}\n\n"
    new, replaced = former.subn(lambda _: section, old)
    PERFORMANCE.write_text((new if replaced else f"{old.rstrip()}\n\n{section}").rstrip() + "\n")
