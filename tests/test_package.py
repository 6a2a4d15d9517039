"""The wheel: everything is in it, and installed elsewhere it serves the same."""

import json
import os
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Mapping
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.support.command import fetch
from tests.support.examples import WIDGETS
from tests.support.servers import ROOT, environment, run, serving
from tests.test_locks import PRODUCT, PROJECT, locked
from widget import __version__

SHIPPED = {
    "templates": "widget/templates",
    "static": "widget/static",
    "widget/language/words": "widget/language/words",
    "widget/campaign/bundled": "widget/campaign/bundled",
}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    if find_spec("hatchling") is None:
        pytest.skip("left out: the wheel, because hatchling is not installed (pip install hatchling)")
    return built(ROOT, tmp_path_factory.mktemp("wheel"), environment())


def built(source: Path, folder: Path, env: Mapping[str, str], umask: int = 0o022) -> Path:
    """The wheel of a checkout."""
    build: list[str | Path] = [
        "pip",
        "wheel",
        source,
        "--no-deps",
        "--no-build-isolation",
        "--no-index",
        "--quiet",
        "--wheel-dir",
        folder,
    ]
    subprocess.run([sys.executable, "-m", *build], check=True, timeout=300, env=env, umask=umask)
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Another checkout: elsewhere, later, in another order, by somebody who lets nobody else read."""
    folder = tmp_path / "elsewhere" / "checkout"
    for name in ("widget", "templates", "static", "pyproject.toml", "README.md", "LICENSE", ".gitignore"):
        for file in sorted(ROOT.joinpath(name).rglob("*"), reverse=True) or [ROOT / name]:
            if file.is_file() and "__pycache__" not in file.parts:
                copy = folder / file.relative_to(ROOT)
                copy.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                copy.write_bytes(file.read_bytes())
                copy.chmod(0o600)
                os.utime(copy, (1e9, 1e9))
    return folder


def test_two_builds_in_different_places_make_the_same_bytes(
    wheel: Path, checkout: Path, tmp_path: Path
) -> None:
    other = environment(TZ="Pacific/Kiritimati", LC_ALL="C", LANG="tr_TR.UTF-8", PYTHONHASHSEED="7")

    again = built(checkout, tmp_path / "wheel", other, umask=0o077)

    assert sha256(again.read_bytes()).hexdigest() == sha256(wheel.read_bytes()).hexdigest()


@pytest.fixture(scope="module")
def command(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command of the wheel, installed into an empty environment; only what it depends on is borrowed."""
    folder = tmp_path_factory.mktemp("elsewhere") / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True, timeout=300)
    python = folder / "bin" / "python"
    install: list[str | Path] = [
        "pip",
        "--python",
        python,
        "install",
        "--no-deps",
        "--no-index",
        "--quiet",
        wheel,
    ]
    subprocess.run([sys.executable, "-m", *install], check=True, timeout=300)
    (packages,) = folder.glob("lib/python*/site-packages")
    # The editable install of this checkout is a .pth file over there, which is not read from here.
    (packages / "borrowed.pth").write_text(sysconfig.get_paths()["purelib"] + os.linesep, encoding="utf-8")
    return folder / "bin" / "meanwhile"


@pytest.mark.parametrize(("folder", "place"), SHIPPED.items())
def test_the_wheel_holds_every_file(wheel: Path, folder: str, place: str) -> None:
    files = {f"{place}/{file.name}" for file in (ROOT / folder).iterdir() if file.is_file()}
    inside = set(zipfile.ZipFile(wheel).namelist())

    assert files
    assert files <= inside


def test_the_wheel_is_typed_and_holds_no_test(wheel: Path) -> None:
    inside = zipfile.ZipFile(wheel).namelist()

    assert "widget/py.typed" in inside
    assert {name.split("/")[0].removesuffix(".dist-info").split("-")[0] for name in inside} == {
        "widget",
        "meanwhile_widget",
    }
    assert not [name for name in inside if "test" in name or "__pycache__" in name]
    assert any(name.endswith("licenses/LICENSE") for name in inside)


def test_installed_elsewhere_it_is_another_copy(command: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [command.with_name("python"), "-c", "import widget; print(widget.__file__)"],
        capture_output=True, text=True, check=True, cwd=tmp_path, timeout=60, env=environment(),
    )  # fmt: skip

    assert Path(done.stdout.strip()).is_relative_to(command.parent.parent)


def test_installed_elsewhere_it_serves_the_same_bytes(command: Path, tmp_path: Path) -> None:
    paths = [
        "/",
        "/catsforkids",
        *(f"/{campaign}/{name}.html?lang={lang}" for campaign, name, lang in WIDGETS[:1]),
    ]
    paths += ["/catsforkids/versus.html", "/catsforkids/every-second.json", "/favicon.ico"]

    with serving(tmp_path, command=command) as elsewhere:
        for path in paths:
            done = run("get", path, "--public-url", elsewhere.url, cwd=tmp_path)
            assert fetch(f"{elsewhere.url}{path}") == done.stdout


def test_installed_elsewhere_it_can_be_asked_without_a_server(command: Path, tmp_path: Path) -> None:
    asked: list[str | Path] = [command, "get", "/catsforkids?lang=de"]
    done = subprocess.run(asked, capture_output=True, check=True, cwd=tmp_path, timeout=60, env=environment())

    assert done.stdout == run("get", "/catsforkids?lang=de", cwd=tmp_path).stdout


@pytest.fixture
def product(tmp_path: Path) -> Path:
    """A Python that has the metadata of what the lock names, and nothing else: all that a bill reads."""
    folder = tmp_path / "product"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True, timeout=300)
    (packages,) = folder.glob("lib/python*/site-packages")
    names = {*locked("deploy/requirements.lock"), "meanwhile-widget"}
    for metadata in Path(sysconfig.get_paths()["purelib"]).glob("*.dist-info"):
        if canonicalize_name(metadata.name.split("-")[0]) in names:
            packages.joinpath(metadata.name).symlink_to(metadata)
    return folder / "bin" / "python"


def test_the_bill_of_materials_names_every_locked_release_and_what_needs_it(
    product: Path, tmp_path: Path
) -> None:
    if find_spec("cyclonedx_py") is None:
        pytest.skip("left out: the bill of materials, because cyclonedx-bom is not installed")
    file = tmp_path / "sbom.cdx.json"
    # The tool validates what it writes against the schema of CycloneDX.
    subprocess.run([ROOT / "scripts" / "sbom", product, file], check=True, timeout=300)

    bill = json.loads(file.read_text(encoding="utf-8"))
    main = bill["metadata"]["component"]
    assert (main["name"], main["version"]) == ("meanwhile-widget", __version__)
    named = {canonicalize_name(each["name"]): Version(each["version"]) for each in bill["components"]}
    assert named == locked("deploy/requirements.lock")
    assert all(each["purl"].startswith("pkg:pypi/") for each in bill["components"])
    (needed,) = [each["dependsOn"] for each in bill["dependencies"] if each["ref"] == main["bom-ref"]]
    direct = {
        canonicalize_name(Requirement(each).name)
        for each in [*PRODUCT, *PROJECT["project"]["optional-dependencies"]["cjk"]]
    }
    assert {canonicalize_name(each.split("==")[0]) for each in needed} == direct
