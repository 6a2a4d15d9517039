"""`meanwhile check`: every fault of every file."""

from pathlib import Path

from tests.support.command import TEN_FAULTS, said
from tests.support.servers import run
from tests.support.toml import small, write


def test_check_says_that_a_good_file_is_in_order(tmp_path: Path) -> None:
    done = run("check", write(tmp_path, small()))

    assert done.returncode == 0
    assert b"births is in order" in done.stdout
    assert done.stderr == b""


def test_check_lists_every_fault_of_every_file(tmp_path: Path) -> None:
    done = run("check", TEN_FAULTS, write(tmp_path, small()), tmp_path / "missing.toml")

    lines = said(done.stderr)
    assert done.returncode == 1
    assert len(lines) == 11
    assert sum(line.startswith(f"{TEN_FAULTS}: ") for line in lines) == 10
    assert b"births is in order" in done.stdout
