"""An exported folder changes as a whole or not at all, and only where there is something to change."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.support.exports import alone, export, manifest, tree
from tests.support.servers import PATIENCE, ROOT, environment, run
from tests.support.toml import small, write
from widget.campaign.load import load
from widget.campaign.models import Campaign
from widget.export.folder import StagingError

EXPORT = [sys.executable, "-m", "widget", "export", "site", "--public-url", "https://example.org"]
# Exports to argv[1] and kills itself as soon as argv[2] says: at a file's number, or around a call.
KILLED = """
import os, signal, sys
from pathlib import Path
from tests.support.exports import still
from widget.export import site as export
from widget.campaign import load
from widget.export import folder

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

def watch(files):
    for number, file in enumerate(files):
        if str(number) == sys.argv[2]:
            die()
        yield file

if sys.argv[2] == "before":
    folder.exchange = die
elif sys.argv[2] == "after":
    exchange = folder.exchange
    folder.exchange = lambda *each: die(exchange(*each))
elif sys.argv[2] == "between":
    folder.exchange = lambda *_: False
    rename, calls = Path.rename, []
    Path.rename = lambda *each: die() if calls else (calls.append(1), rename(*each))
todo = export.files({"births": load.load(Path(sys.argv[3]))}, ["dark"], "")
export.write(Path(sys.argv[1]), todo, "https://example.org", "", watch=watch)
"""


@pytest.fixture(scope="module")
def campaigns(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Campaign]:
    """A campaign that is exported in a moment."""
    return {"deaths": load(write(tmp_path_factory.mktemp("deaths"), small(name="deaths")))}


@pytest.fixture(scope="module")
def both(
    campaigns: Mapping[str, Campaign], tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, Campaign]:
    """That campaign and another."""
    return {**campaigns, "births": load(write(tmp_path_factory.mktemp("births"), small()))}


@pytest.fixture(scope="module")
def exported(both: Mapping[str, Campaign], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An export of both; not to be changed."""
    folder = tmp_path_factory.mktemp("exported") / "site"
    export(folder, both)
    return folder


@pytest.fixture
def site(exported: Path, tmp_path: Path) -> Path:
    """An export of both."""
    return shutil.copytree(exported, tmp_path / "place" / "site")


def marks(folder: Path) -> dict[str, tuple[int, int]]:
    """What tells each file and folder from one that was written again."""
    stats = {str(each): each.stat() for each in [folder, *folder.rglob("*")]}
    return {path: (stat.st_ino, stat.st_mtime_ns) for path, stat in stats.items()}


def killed_at(point: str, site: Path, file: Path) -> None:
    """Export the campaign of `file` alone, in a process that dies at `point`."""
    arguments = [sys.executable, "-c", KILLED, str(site), point, str(file)]
    done = subprocess.run(
        arguments, cwd=ROOT, env=environment(), timeout=PATIENCE, check=False, capture_output=True
    )
    assert done.returncode == -signal.SIGKILL, done.stderr


def test_a_second_run_writes_nothing(both: Mapping[str, Campaign], site: Path) -> None:
    before = marks(site)

    outcome = export(site, both)

    assert (outcome.written, outcome.removed) == ((), ())
    assert marks(site) == before


def test_a_changed_campaign_rewrites_only_its_files(
    campaigns: Mapping[str, Campaign], site: Path, tmp_path: Path
) -> None:
    before = {path: mark for path, mark in marks(site).items() if Path(path).is_file()}
    changed = load(write(tmp_path, small(widgets__reading__label={"en": "Born while you read"})))

    outcome = export(site, {**campaigns, "births": changed})

    after = marks(site)
    written = {path for path, mark in before.items() if after[path] != mark}
    # An embed's style goes by the length of its texts, and rules of a host name the style.
    first = {path.split("/")[0].removesuffix(".br").removesuffix(".gz") for path in outcome.written}
    # The home pages have a number of each campaign.
    assert first - {"_headers", "nginx.conf", "index.html", "en"} == {"births"}
    assert written == {f"{site}/{path}" for path in [*outcome.written, "manifest.json"]}
    assert "births/reading.txt" not in outcome.written
    assert b"Born while you read" in (site / "births/reading.html").read_bytes()


def test_what_no_longer_belongs_is_removed_and_what_is_not_ours_stays(
    campaigns: Mapping[str, Campaign], site: Path
) -> None:
    theirs = {"CNAME": b"example.org\n", "births/notes/own.txt": b"theirs\n"}
    for path, body in theirs.items():
        (site / path).parent.mkdir(exist_ok=True)
        (site / path).write_bytes(body)
    (site / "link").symlink_to("CNAME")

    outcome = export(site, campaigns)

    assert {path.split("/")[0] for path in outcome.removed} == {"births"}
    assert set(tree(site)) == {*manifest(site), *theirs, "manifest.json", "link"}
    assert theirs.items() <= tree(site).items()
    assert (site / "link").readlink() == Path("CNAME")
    assert export(site, campaigns).written == ()


def test_a_damaged_or_missing_file_is_mended(both: Mapping[str, Campaign], site: Path) -> None:
    before = tree(site)
    (site / "births/reading.html").write_bytes(b"")
    (site / "births/reading.html.gz").write_bytes(b"x")
    (site / "births/reading.json").unlink()

    outcome = export(site, both)

    assert sorted(outcome.written) == [f"births/reading.{each}" for each in ("html", "html.gz", "json")]
    assert tree(site) == before


@pytest.mark.parametrize("point", ["0", "1", "20", "before"])
def test_a_killed_run_leaves_the_old_export_whole(
    both: Mapping[str, Campaign], site: Path, campaign_folder: Path, point: str
) -> None:
    changed = write(campaign_folder, small(widgets__reading__label={"en": "Born while you read"}))
    before = marks(site)

    killed_at(point, site, changed)

    assert marks(site) == before
    assert export(site, both).written == ()
    assert [each.name for each in site.parent.iterdir()] == ["site"]


@pytest.mark.parametrize("point", ["after", "between"])
def test_a_run_killed_while_it_puts_the_new_in_place_is_mended_by_the_next(
    both: Mapping[str, Campaign], site: Path, campaign_folder: Path, point: str
) -> None:
    before = tree(site)
    changed = write(campaign_folder, small(widgets__reading__label={"en": "Born while you read"}))

    killed_at(point, site, changed)

    whole = tree(site) if site.exists() else tree(site.with_name(".site.meanwhile-old"))
    assert whole == before if point == "between" else b"Born" in whole["births/reading.html"]
    export(site, both)
    assert tree(site) == before
    assert [each.name for each in site.parent.iterdir()] == ["site"]


def test_a_run_that_fails_leaves_the_old_export_and_nothing_else(
    both: Mapping[str, Campaign], site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = marks(site)
    monkeypatch.setattr("widget.export.folder.exchange", lambda *_: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        export(site, both, ["light"])

    assert marks(site) == before
    assert [each.name for each in site.parent.iterdir()] == ["site"]


def test_where_no_call_exchanges_folders_the_export_is_the_same(
    both: Mapping[str, Campaign], site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("widget.export.folder.exchange", lambda *_: False)
    export(site, both, ["light"])
    export(tmp_path / "afresh", both, ["light"])

    assert tree(site) == tree(tmp_path / "afresh")
    assert [each.name for each in site.parent.iterdir()] == ["site"]


def test_two_runs_at_once_wait_for_each_other(campaign_folder: Path, tmp_path: Path) -> None:
    command = [*EXPORT, *alone(campaign_folder), "--theme"]
    both = [
        subprocess.Popen([*command, each], cwd=tmp_path, env=environment(PYTHONPATH=str(ROOT)))
        for each in ("light", "dark")
    ]

    assert [each.wait(PATIENCE) for each in both] == [0, 0]
    assert set(tree(tmp_path / "site")) == {*manifest(tmp_path / "site"), "manifest.json"}
    assert {each.name for each in tmp_path.iterdir()} == {"campaigns", "site"}


def test_a_folder_that_is_no_export_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "manifest.json").write_text('{"name": "some other program"}')
    (tmp_path / "file").write_text("")

    for name, reason in {"site": "no earlier export", "file": "is a file", ".": "working folder"}.items():
        done = run("export", name, "--public-url", "https://example.org", cwd=tmp_path)
        assert done.returncode == 1
        assert len(done.stderr.splitlines()) == 1
        assert reason in done.stderr.decode()
    assert set(tree(tmp_path)) == {"site/manifest.json", "file"}


def test_an_empty_folder_and_a_link_to_one_are_taken(both: Mapping[str, Campaign], tmp_path: Path) -> None:
    (tmp_path / "real").mkdir(mode=0o750)
    (tmp_path / "link").symlink_to("real")

    export(tmp_path / "link", both)

    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real" / "index.html").is_file()
    assert (tmp_path / "real").stat().st_mode & 0o777 == 0o750


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_the_right_to_write_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "locked").mkdir(mode=0o500)

    with pytest.raises(StagingError, match="Permission denied"):
        export(tmp_path / "locked" / "site", {})


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ((), "--public-url"),
        (("--public-url", "example.org"), "--public-url"),
        (("--public-url", "https://example.org", "--lang", "xx"), "--lang"),
        (("--public-url", "https://example.org", "--campaigns", "missing"), "missing"),
    ],
)
def test_a_wrong_argument_is_one_line(tmp_path: Path, arguments: tuple[str, ...], reason: str) -> None:
    done = run("export", tmp_path / "site", *arguments)

    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert reason in done.stderr.decode()
    assert list(tmp_path.iterdir()) == []


def test_the_command_says_what_it_did_and_what_it_left_out(campaign_folder: Path, tmp_path: Path) -> None:
    flags = ("--public-url", "https://example.org/numbers/", "--theme", "dark", *alone(campaign_folder))
    first = run("export", tmp_path / "site", *flags)
    second = run("export", tmp_path / "site", *flags)

    assert (first.returncode, second.returncode) == (0, 0)
    clock, languages = first.stderr.decode().splitlines()
    assert clock == "Left out, because they need a clock: births/today"
    assert languages.startswith("Left out, in none of these languages: catsforkids, ")
    assert f"{len(manifest(tmp_path / 'site'))} files" in first.stdout.decode()
    assert "0 written, 0 removed" in second.stdout.decode()
    assert b'href="/numbers/births/sw/index.html"' in (tmp_path / "site/index.html").read_bytes()


def test_a_terminal_sees_progress(campaign_folder: Path, tmp_path: Path) -> None:
    terminal, other = os.openpty()
    command, env = [*EXPORT, *alone(campaign_folder)], environment(PYTHONPATH=str(ROOT), TERM="xterm")
    process = subprocess.Popen(command, cwd=tmp_path, stderr=other, env=env)
    os.close(other)
    seen, ends = b"", time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        try:
            seen += os.read(terminal, 65536)
        except OSError:
            break
    os.close(terminal)

    assert process.wait(PATIENCE) == 0
    assert b"Exporting" in seen
