"""A soak tells what stays as it was from what grows; and it runs."""

import subprocess
import sys
from dataclasses import replace

import pytest

from tests.soak.judge import Slice, verdicts
from tests.support.servers import PATIENCE, ROOT

FLAT = [Slice(150 + place % 3, 50 - place % 2, 2 + place % 2, 40 + place % 7 * 5) for place in range(9)]


def test_what_varies_and_stays_is_flat() -> None:
    assert all(flat for flat, _ in verdicts(FLAT).values())


@pytest.mark.parametrize("name", ["memory", "descriptors", "median", "slowest"])
def test_what_grows_is_not_flat(name: str) -> None:
    grown = [replace(each, **{name: getattr(each, name) + 50 * place}) for place, each in enumerate(FLAT)]

    assert {each for each, (flat, _) in verdicts(grown).items() if not flat} == {name}


def test_a_short_soak_measures_judges_and_finds_no_wrong_answer() -> None:
    command = [sys.executable, "-m", "tests.soak", "--minutes", "0.05"]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=2 * PATIENCE
    )

    said = done.stderr.splitlines()
    assert "wrong answers: none" in said[-1], done.stderr
    # How flat three seconds are depends on the machine.
    assert [line.split()[2] for line in said[-5:-1]] == ["memory:", "descriptors:", "median:", "slowest:"]
