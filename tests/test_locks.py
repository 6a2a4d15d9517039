"""The locks say what pyproject.toml says, with hashes; scripts/lock renews them."""

import re
import tomllib
from collections.abc import Mapping
from importlib.metadata import requires

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.support.servers import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PRODUCT = PROJECT["project"]["dependencies"]
WANTED = {
    "deploy/requirements.lock": PRODUCT,
    "deploy/build.lock": PROJECT["build-system"]["requires"],
    "tests/requirements.lock": PRODUCT + PROJECT["project"]["optional-dependencies"]["test"],
}
# A line of a lock: name==version, perhaps a marker, then its hashes.
ENTRY = re.compile(
    r"^(?P<pinned>\S+==\S+)(?: ; (?P<marker>.+?))?(?P<hashes>(?: \\\n    --hash=sha256:[0-9a-f]{64})+)$", re.M
)


def entries(name: str) -> list[re.Match[str]]:
    """Each pinned release of a lock."""
    return list(ENTRY.finditer((ROOT / name).read_text(encoding="utf-8")))


def locked(name: str) -> Mapping[str, Version]:
    """What a lock installs here: version by canonical name."""
    here = (found for found in entries(name) if not found["marker"] or Marker(found["marker"]).evaluate())
    pinned = (found["pinned"].split("==") for found in here)
    return {canonicalize_name(name): Version(version) for name, version in pinned}


@pytest.mark.parametrize("name", WANTED)
def test_everything_asked_for_is_locked_at_a_version_that_is_allowed(name: str) -> None:
    versions = locked(name)
    for requirement in map(Requirement, WANTED[name]):
        assert canonicalize_name(requirement.name) in versions, (
            f"{requirement} is not in {name}: scripts/lock"
        )
        assert versions[canonicalize_name(requirement.name)] in requirement.specifier, "run scripts/lock"


@pytest.mark.parametrize("name", WANTED)
def test_what_a_locked_release_needs_is_locked_too(name: str) -> None:
    versions = locked(name)
    for distribution in versions:
        for requirement in map(Requirement, requires(distribution) or ()):
            if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
                assert canonicalize_name(requirement.name) in versions, f"{distribution} needs {requirement}"


@pytest.mark.parametrize("name", WANTED)
def test_a_lock_has_nothing_without_a_hash(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    lines = {line for line in text.splitlines() if line and not line.startswith("#")}
    assert lines == {line for found in entries(name) for line in found[0].splitlines()}


@pytest.mark.parametrize("name", ["deploy/requirements.lock", "deploy/build.lock"])
def test_tested_is_what_is_shipped(name: str) -> None:
    assert locked(name).items() <= locked("tests/requirements.lock").items()
