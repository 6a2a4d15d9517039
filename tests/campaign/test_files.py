"""What a campaign file may be on disk: anything else is a fault of that file, and at once."""

import gc
import os
import socket
import subprocess
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.servers import COMMAND
from tests.support.toml import dumps, small, write
from widget.campaign import load as loading
from widget.campaign.faults import MOST, CampaignError, Fault
from widget.campaign.files import LARGEST
from widget.campaign.library import Library
from widget.campaign.load import load


def faults(file: Path) -> tuple[Fault, ...]:
    with pytest.raises(CampaignError) as caught:
        load(file)
    return caught.value.faults


def fifo(file: Path) -> None:
    os.mkfifo(file)


def directory(file: Path) -> None:
    file.mkdir()


def device(file: Path) -> None:
    file.symlink_to("/dev/zero")


def terminal(file: Path) -> None:
    file.symlink_to("/dev/tty")


def nowhere(file: Path) -> None:
    file.symlink_to("nowhere.toml")


def itself(file: Path) -> None:
    file.symlink_to(file.name)


def listening(file: Path) -> None:
    folder = os.open(file.parent, os.O_RDONLY)
    with socket.socket(socket.AF_UNIX) as server:
        # The path of a socket may be no longer than 107 bytes.
        server.bind(f"/proc/self/fd/{folder}/{file.name}")
    os.close(folder)


def large(file: Path) -> None:
    file.write_bytes(b"#" * (LARGEST + 1))


@pytest.mark.parametrize(
    ("make", "said"),
    [(directory, "is a directory"), (fifo, "is a named pipe"), (listening, "No such device")],
)
def test_what_stands_in_place_of_a_file_is_said(
    tmp_path: Path, make: Callable[[Path], None], said: str
) -> None:
    make(tmp_path / "x.toml")
    (fault,) = faults(tmp_path / "x.toml")

    assert said in fault.value


def test_a_file_in_place_of_a_folder_is_said(tmp_path: Path) -> None:
    (fault,) = Library([write(tmp_path, small())]).status.faults

    assert fault.value == "is no folder"


@pytest.mark.parametrize(
    "make",
    [fifo, directory, device, terminal, nowhere, itself, listening, large],
    ids=lambda make: make.__name__,
)
def test_what_is_no_ordinary_file_is_named_and_harms_no_other(
    campaign_folder: Path, make: Callable[[Path], None]
) -> None:
    write(campaign_folder, small())
    make(campaign_folder / "x.toml")

    library = Library([campaign_folder])

    assert list(library.campaigns) == [*Library([]).campaigns, "births"]
    (fault,) = library.status.faults
    assert fault.file == str(campaign_folder / "x.toml")
    assert all([fault.key, fault.value, fault.expected, fault.mend])


def test_a_link_to_a_file_is_followed_as_kubernetes_mounts_them(
    campaign_folder: Path, tmp_path: Path
) -> None:
    mounted = tmp_path / "..data"
    mounted.mkdir()
    write(mounted, small())
    (campaign_folder / "births.toml").symlink_to(mounted / "campaign.toml")

    assert load(campaign_folder / "births.toml").name == "births"


def test_a_file_of_the_largest_size_is_read(tmp_path: Path) -> None:
    file = write(tmp_path, small())
    with file.open("ab") as stream:
        stream.write(b"#" * (LARGEST - file.stat().st_size))

    assert load(file).name == "births"


@pytest.mark.parametrize(
    "text",
    [
        "x = " + "[" * 2_000,
        "x = " + "{a = " * 2_000,
        "x = " + "[" * 200 + "]" * 200,
        f"{'.'.join(['a'] * 5_000)} = 1",
        f"{'.'.join(['a'] * 500_000)} = 1",
        f"[{'.'.join(['a'] * 500_000)}]",
        f"x = {{ {'.'.join(['a'] * 300_000)} = 1 }}",
        ".".join(['"a"'] * 200_000) + " = 1",
        f"title.{'.'.join(['a'] * 150)} = 1",
        f"languages = {'9' * 5_000}",
        f"languages = 0x{'f' * 500_000}",
        f"x = 0x{'f' * 500_000}",
        "x = 1e999999999999999999999",
        "x = -1e-999999999999999999999",
        f"x = 1.{'9' * 500_000}",
        f"{'k' * 500_000} = 1",
        f'name = "{"n" * 500_000}"',
        f'timezone = "{"n" * 500_000}"',
        f'languages = ["{"n" * 500_000}"]',
        f"languages = [{'1, ' * 200_000}]",
        f'title = "{"{" * 500_000}"',
        "\x00" * 500_000,
        "\n" * LARGEST,
        "[" * LARGEST,
        "=" * LARGEST,
        '"' * LARGEST,
        "'" * (LARGEST - 1),
        "x" * LARGEST,
        " ," * 500_000,
        "1," * 500_000,
        "".join(f"a{number} = 1\n" for number in range(31_000)),
        "".join(f"[a{number}]\n" for number in range(31_000)),
        "[[act]]\n" * 100_000,
    ],
    ids=range(33),
)
def test_whatever_a_file_holds_it_is_a_fault_of_that_file(tmp_path: Path, text: str) -> None:
    file = tmp_path / "campaign.toml"
    file.write_text(text[:LARGEST], encoding="utf-8")

    found = faults(file)

    assert 1 <= len(found) <= MOST + 1
    assert sum(len(str(fault)) for fault in found) < 1_000 * len(found)


@pytest.mark.parametrize(
    "amount", ["9" * 5_000, "1e999999999999999999999", "0x" + "f" * 5_000, "0x" + "f" * 400_000]
)
def test_a_number_beyond_all_reckoning_is_named(tmp_path: Path, amount: str) -> None:
    file = write(tmp_path, small())
    file.write_text(file.read_text(encoding="utf-8").replace("132000000", amount), encoding="utf-8")

    (fault,) = faults(file)

    assert "number" in fault.expected
    assert len(str(fault)) < 500


@pytest.mark.parametrize("key", ["year", "amount"])
def test_a_huge_whole_number_is_a_fault_of_its_key(tmp_path: Path, key: str) -> None:
    file = tmp_path / "campaign.toml"
    huge = "0x" + "f" * 5_000
    text = dumps(small(**{f"figures__births__{key}": 123456789}))
    file.write_text(text.replace("123456789", huge), encoding="utf-8")

    (fault,) = faults(file)

    assert fault.key == f"figures.births.{key}"


@pytest.mark.parametrize(
    "error", [MemoryError, RecursionError, ZeroDivisionError, KeyError("x"), AssertionError]
)
def test_whatever_happens_while_a_file_is_read_is_a_fault_of_that_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fail(_: str) -> None:
        raise error

    monkeypatch.setattr(loading, "parse", fail)

    (fault,) = faults(write(tmp_path, small()))
    assert fault.file.endswith("campaign.toml")


def test_the_first_fifty_faults_are_said_and_how_many_more(tmp_path: Path) -> None:
    found = faults(write(tmp_path, {**small(), **{f"key{number}": 1 for number in range(1_200)}}))

    assert len(found) == MOST + 1 == 51
    assert "1,150 more" in str(found[-1])


def test_unknown_keys_do_not_grow_memory(tmp_path: Path) -> None:
    file = tmp_path / "campaign.toml"
    file.write_text("".join(f"a{number} = 1\n" for number in range(3_000)), encoding="utf-8")
    tracemalloc.start()

    kept = faults(file)

    gc.collect()
    now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(kept) == MOST + 1
    assert now < 1 << 20
    assert peak < 16 << 20


def test_the_name_of_a_file_cannot_forge_a_line(campaign_folder: Path) -> None:
    names = ["a\nb.toml", "a\x1b[31m.toml", "a\u202eb.toml", "a\udcffb.toml"]
    for name in names:
        (campaign_folder / name).write_text("x", encoding="utf-8")

    lines = [str(fault) for fault in Library([campaign_folder]).status.faults]
    checked = [campaign_folder / name for name in names]
    done = subprocess.run([COMMAND, "check", *checked], capture_output=True, timeout=60, check=False)

    assert len(lines) == len(names)
    assert all(line.isprintable() for line in [*lines, *done.stderr.decode().splitlines()])
    assert len(done.stderr.splitlines()) == len(names)
