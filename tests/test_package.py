"""The wheel: everything is in it, and installed elsewhere it serves the same."""

import os
import subprocess
import sys
import sysconfig
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.support.command import fetch
from tests.support.examples import WIDGETS
from tests.support.servers import ROOT, environment, run, serving

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
    folder = tmp_path_factory.mktemp("wheel")
    build: list[str | Path] = [
        "pip",
        "wheel",
        ROOT,
        "--no-deps",
        "--no-build-isolation",
        "--no-index",
        "--quiet",
        "--wheel-dir",
        folder,
    ]
    subprocess.run([sys.executable, "-m", *build], check=True, timeout=300)
    (found,) = folder.glob("*.whl")
    return found


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
