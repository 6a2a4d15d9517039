"""How many workers there are if nobody says: what control groups, processors and memory allow."""

import os
from collections.abc import Mapping
from math import inf
from pathlib import Path

import pytest

from widget.server.capacity import MOST, memory, needed, processors, workers

MEBIBYTE = 1 << 20
MEMO = 64 * MEBIBYTE
OLD = "9:memory:/docker/abc\n5:cpu,cpuacct:/docker/abc\n1:name=systemd:/docker/abc\n"


@pytest.fixture(autouse=True)
def _processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: range(64))


def limited(root: Path, groups: str, limits: Mapping[str, str]) -> Path:
    """The root of a machine with 256 GiB: the control groups of the process, and their files by path."""
    files = {"proc/self/cgroup": groups, "proc/meminfo": f"MemTotal: {256 << 20} kB"}
    for name, text in (files | {f"sys/fs/cgroup/{name}": text for name, text in limits.items()}).items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{text}\n")
    return root


UNLIMITED = "9223372036854771712"
GROUPS = {
    "version 2, its own mount": ("0::/", {"memory.max": "536870912", "cpu.max": "150000 100000"}),
    "version 2, a slice": (
        "0::/system.slice/meanwhile.service",
        {
            "system.slice/memory.max": "max",
            "system.slice/meanwhile.service/memory.max": "536870912",
            "system.slice/meanwhile.service/cpu.max": "150000 100000",
        },
    ),
    "version 2, a group around it has less": (
        "0::/pod/container",
        {
            "pod/memory.max": "536870912",
            "pod/container/memory.max": "1073741824",
            "pod/cpu.max": "150000 100000",
            "pod/container/cpu.max": "max 100000",
        },
    ),
    "version 2, memory.high": (
        "0::/a",
        {"a/memory.max": "max", "a/memory.high": "536870912", "a/cpu.max": "75000 50000"},
    ),
    "version 2, seen as the host does": (
        "0::/kubepods/pod1/abc",
        {"memory.max": "536870912", "cpu.max": "150000 100000"},
    ),
    "version 1, its own mount": (
        OLD,
        {
            "memory/memory.limit_in_bytes": "536870912",
            "cpu,cpuacct/cpu.cfs_quota_us": "150000",
            "cpu,cpuacct/cpu.cfs_period_us": "100000",
        },
    ),
    "version 1, nested": (
        OLD,
        {
            "memory/memory.limit_in_bytes": UNLIMITED,
            "memory/docker/memory.limit_in_bytes": "536870912",
            "memory/docker/abc/memory.limit_in_bytes": UNLIMITED,
            "cpu/cpu.cfs_quota_us": "-1",
            "cpu/docker/abc/cpu.cfs_quota_us": "75000",
            "cpu/docker/abc/cpu.cfs_period_us": "50000",
        },
    ),
    "both": (
        f"{OLD}0::/docker/abc",
        {
            "memory/docker/abc/memory.limit_in_bytes": "536870912",
            "unified/docker/abc/cpu.max": "150000 100000",
        },
    ),
}


@pytest.mark.parametrize("name", GROUPS)
def test_the_lowest_limit_of_all_control_groups_holds(name: str, tmp_path: Path) -> None:
    root = limited(tmp_path, *GROUPS[name])

    assert memory(root) == 512 * MEBIBYTE
    assert processors(root) == 1.5
    assert workers(MEMO, root) == 1


def test_without_a_limit_the_machine_and_four_workers_are(tmp_path: Path) -> None:
    unlimited = {"memory.max": "max", "cpu.max": "max 100000"}
    root = limited(tmp_path, "0::/", unlimited)

    assert memory(root) == 256 << 30
    assert processors(root) == 64
    assert workers(MEMO, root) == MOST == 4


@pytest.mark.parametrize(
    ("mebibytes", "count"), [(64, 1), (128, 1), (256, 1), (384, 1), (512, 2), (768, 4), (4096, 4)]
)
def test_workers_and_what_they_keep_fit_into_the_memory(mebibytes: int, count: int, tmp_path: Path) -> None:
    root = limited(tmp_path, "0::/", {"memory.max": str(mebibytes << 20)})

    assert workers(MEMO, root) == count
    assert count == 1 or needed(count, MEMO) < mebibytes << 20


def test_what_all_keep_together_counts_once_for_all(tmp_path: Path) -> None:
    root = limited(tmp_path, "0::/", {"memory.max": str(1024 << 20)})

    assert workers(64 << 20, root) == 4
    assert workers(600 << 20, root) == 2
    assert workers(4096 << 20, root) == 1


@pytest.mark.parametrize(("quota", "count"), [("50000", 1), ("100000", 1), ("250000", 2), ("1600000", 4)])
def test_a_quota_of_processor_time_has_its_workers(quota: str, count: int, tmp_path: Path) -> None:
    assert workers(MEMO, limited(tmp_path, "0::/", {"cpu.max": f"{quota} 100000"})) == count


def test_processors_that_are_kept_from_it_do_not_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {5, 7})

    assert workers(MEMO, limited(tmp_path, "0::/", {})) == 2


@pytest.mark.parametrize("text", ["", "?", "max", "-1", "\x00", "1e9", "100000 0"])
def test_what_cannot_be_read_is_no_limit(text: str, tmp_path: Path) -> None:
    root = limited(
        tmp_path, f"{OLD}0::/\n::\nx", {"memory.max": text, "cpu.max": text, "cpu/cpu.cfs_quota_us": text}
    )

    assert memory(root) == 256 << 30
    assert processors(root) == 64


def test_a_system_that_says_nothing_has_no_limit(tmp_path: Path) -> None:
    assert memory(tmp_path) == inf
    assert workers(MEMO, tmp_path) == MOST
