"""What the parts have in common: options, tables, notes, and the section of each in docs/performance.md."""

import argparse
import os
import platform
import re
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

PERFORMANCE = Path(__file__).parents[2] / "docs" / "performance.md"
TITLE = "# Performance\n\nMeasured with `scripts/bench`; measuring a part again replaces its section.\n"


def parser(part: str, about: str | None) -> argparse.ArgumentParser:
    """The options that every part has."""
    made = argparse.ArgumentParser(prog=f"scripts/bench {part}", description=about)
    made.add_argument("--save", action="store_true", help=f"write the result to {PERFORMANCE.name}")
    return made


def progress(doing: str = "") -> None:
    """Say on the terminal what is being measured, in place of what was before; in the end nothing."""
    print(f"\r{doing:72}\r", end="", file=sys.stderr, flush=True)


def publish(part: str, texts: Sequence[str], *, kept: bool) -> None:
    """Print what a part has found, and write it down if that is to be kept."""
    text = "\n\n".join(texts)
    print(text)
    if kept:
        save(part, text)


def missed(targets: Iterable[str]) -> list[str]:
    """A note on each target that was missed, or that none was."""
    return [f"Missed: {each}" for each in targets] or ["Missed: no target"]


def section(*blocks: str | Iterable[str], notes: Iterable[str]) -> str:
    """Paragraphs and tables in their order, and notes below them."""
    texts = [block if isinstance(block, str) else "\n".join(block) for block in blocks]
    return "\n\n".join([*texts, "\n".join(f"- {note}." for note in notes)])


def spread(values: Sequence[float], form: str = ".1f") -> str:
    """Median, lowest and highest."""
    return f"{median(values):{form}} ({min(values):{form}} to {max(values):{form}})"


def table(rows: Sequence[Sequence[str]]) -> Iterable[str]:
    """A Markdown table that also reads well as plain text."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [" | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
    rule = " | ".join("-" * width for width in widths)
    return [f"| {line} |" for line in (lines[0], rule, *lines[1:])]


def python() -> str:
    """The Python that measures, and that serves."""
    return f"Python {platform.python_version()}"


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
    written = f"## {part}\n\n{text}\n\n"
    new, replaced = former.subn(lambda _: written, old)
    PERFORMANCE.write_text((new if replaced else f"{old.rstrip()}\n\n{written}").rstrip() + "\n")
