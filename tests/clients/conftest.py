"""The clients as fixtures: left out by name where Node, their packages or xmllint are missing."""

import json
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
PATIENCE = 120

Run = Callable[[str, Mapping[str, Any]], dict[str, Any]]


@pytest.fixture(scope="session")
def node() -> Run:
    """Runs one of the scripts here on many documents at once, and returns what it makes of each."""
    if not shutil.which("node"):
        pytest.skip("left out: clients from npm, because the Debian package nodejs is not installed")
    lock, installed = HERE / "package-lock.json", HERE / "node_modules" / "installed"
    if not installed.exists() or installed.read_bytes() != lock.read_bytes():
        pytest.skip("left out: clients from npm, because scripts/test has not installed them")

    def run(script: str, given: Mapping[str, Any]) -> dict[str, Any]:
        done = subprocess.run(
            ["node", HERE / script],
            input=json.dumps(given).encode(),
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode()
        found: dict[str, Any] = json.loads(done.stdout)
        assert list(found) == list(given)
        return found

    return run


@pytest.fixture(scope="session")
def xmllint() -> str:
    """The command xmllint."""
    found = shutil.which("xmllint")
    if not found:
        pytest.skip("left out: xmllint, because the Debian package libxml2-utils is not installed")
    return found
