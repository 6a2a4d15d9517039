"""What a server may use: memory and processors, as the machine, control groups and affinity allow them."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

MEGABYTE = 1_000_000
# Resident bytes, measured: of a worker that served every kind of response, of the process that draws its
# pictures, and of what watches workers.
WORKER, DRAWING, WATCHING = 80 * MEGABYTE, 55 * MEGABYTE, 60 * MEGABYTE
# The part of the memory that is planned for; the kernel takes some for connections and files.
PLANNED = 0.9
# More workers than these answer more than a site of this kind is ever asked.
MOST = 4
ROOT = Path("/")


class Group(NamedTuple):
    """Files of a control group that limit something, and what one of them says, None for no limit."""

    controller: str
    files: tuple[str, ...]
    read: Callable[[Path], float | None]


def memory(root: Path = ROOT) -> float:
    """Bytes of memory that this process and its workers may use together: infinite if nothing says.

    root: where the file systems of the kernel are found, as on a running Linux.
    """
    return min([_machine(root), *_limits(MEMORY, root)])


def processors(root: Path = ROOT) -> float:
    """How many processors may be used at once: those of the affinity, or a quota of their time."""
    return min([float(len(os.sched_getaffinity(0))), *_limits(TIME, root)])


def workers(memo_bytes: int, root: Path = ROOT) -> int:
    """How many workers memory and processors allow, from 1 to MOST, with `memo_bytes` for all together."""
    room = (memory(root) * PLANNED - WATCHING - memo_bytes) / (WORKER + DRAWING)
    return max(1, int(min(room, processors(root), MOST)))


def needed(count: int, memo_bytes: int) -> int:
    """Bytes of memory that so many workers may come to use."""
    return count * (WORKER + DRAWING) + (WATCHING if count > 1 else 0) + memo_bytes


def _machine(root: Path) -> float:
    lines = _text(root / "proc/meminfo").splitlines()
    total = next((line.split() for line in lines if line.startswith("MemTotal:")), [])
    return int(total[1]) * 1024 if len(total) > 1 and total[1].isdigit() else float("inf")


def _limits(groups: tuple[Group, ...], root: Path) -> Iterator[float]:
    """Every limit of this process's control groups and of those around them, of version 1 and 2."""
    for line in _text(root / "proc/self/cgroup").splitlines():
        _, controllers, path = [*line.split(":", 2), "", ""][:3]
        for group in groups:
            if group.controller not in controllers.split(","):
                continue
            for folder in _folders(root / "sys/fs/cgroup", controllers, path):
                found = (group.read(folder / file) for file in group.files)
                yield from (limit for limit in found if limit is not None)


def _folders(mounts: Path, controllers: str, path: str) -> Iterator[Path]:
    """The folder of a control group and those around it, wherever its hierarchy is mounted.

    A container often sees its own group as the mount itself, but its path as the host does.
    """
    names = ("", "unified") if not controllers else (controllers, *controllers.split(","))
    parts = [part for part in path.split("/") if part not in ("", ".", "..")]
    for name in names:
        for depth in range(len(parts) + 1):
            yield mounts.joinpath(name, *parts[:depth])


def _bytes(file: Path) -> float | None:
    text = _text(file).strip()
    return int(text) if text.isdigit() else None


def _quota(file: Path) -> float | None:
    """cpu.max of version 2: microseconds of a period, or `max`, and the period."""
    quota, _, period = _text(file).strip().partition(" ")
    return _ratio(quota, period or "100000")


def _old_quota(file: Path) -> float | None:
    """cpu.cfs_quota_us of version 1, with the period beside it; -1 is none."""
    return _ratio(_text(file).strip(), _text(file.with_name("cpu.cfs_period_us")).strip() or "100000")


def _ratio(quota: str, period: str) -> float | None:
    return int(quota) / int(period) if quota.isdigit() and period.isdigit() and int(period) else None


def _text(file: Path) -> str:
    try:
        return file.read_text("ascii", "replace")
    except OSError:
        return ""


MEMORY = (
    Group("", ("memory.max", "memory.high"), _bytes),
    Group("memory", ("memory.limit_in_bytes",), _bytes),
)
TIME = (Group("", ("cpu.max",), _quota), Group("cpu", ("cpu.cfs_quota_us",), _old_quota))
