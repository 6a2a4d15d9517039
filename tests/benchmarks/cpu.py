"""CPU time of processes and all that they started, from /proc."""

import time
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple


class Cpu(NamedTuple):
    """CPU time in seconds since the start: of the whole browser, of its renderers' main threads."""

    total: float
    main: float

    def since(self, earlier: "Cpu") -> "Cpu":
        return Cpu(self.total - earlier.total, self.main - earlier.main)


def used(roots: Iterable[int]) -> Cpu:
    """CPU time so far, of these processes and their descendants that are alive."""
    pids = {pid for root in roots for pid in descendants(root)}
    renderers = [pid for pid in pids if is_renderer(pid)]
    return Cpu(sum(map(process_seconds, pids)), sum(map(main_thread_seconds, renderers)))


def descendants(root: int) -> list[int]:
    """The process and all that it started, directly or not."""
    children: dict[int, list[int]] = {}
    for directory in Path("/proc").glob("[0-9]*"):
        stat = read(directory / "stat")
        if stat:
            children.setdefault(int(stat.rpartition(")")[2].split()[1]), []).append(int(directory.name))
    found = [root]
    for pid in found:
        found += children.get(pid, [])
    return found


def is_renderer(pid: int) -> bool:
    return "--type=renderer" in read(Path(f"/proc/{pid}/cmdline"))


def process_seconds(pid: int) -> float:
    """CPU seconds of a process, ended threads included, to the nanosecond."""
    # /proc/PID/stat counts in 10 ms. This clock id is what clock_getcpuclockid(3) makes of a pid.
    try:
        return time.clock_gettime((~pid << 3) | 2)
    except OSError:
        return 0.0


def main_thread_seconds(pid: int) -> float:
    """CPU seconds of a process's first thread, to the nanosecond."""
    return int((read(Path(f"/proc/{pid}/task/{pid}/schedstat")) or "0").split()[0]) / 1e9


def read(path: Path) -> str:
    """A file of /proc, or nothing where its process has ended."""
    try:
        return path.read_text()
    except OSError:
        return ""
