"""What may stand in a folder of campaigns, and what may happen to those that are served."""

import os
import signal
import socket
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.support.faults.named import FAULTS, fault
from tests.support.house import House
from tests.support.toml import dumps, small


def beside(name: str, make: Callable[[Path], object], house: House) -> None:
    """Something that is no campaign stands in the folder, and goes away again."""
    file = house.folder / name
    make(file)
    house.sees_files()
    if file.is_dir() and not file.is_symlink():
        file.rmdir()
    else:
        file.unlink()


def bind(file: Path) -> None:
    with socket.socket(socket.AF_UNIX) as bound:
        # An address may have 107 characters.
        here = os.open(file.parent, os.O_RDONLY)
        bound.bind(f"/proc/self/fd/{here}/{file.name}")
        os.close(here)


BESIDE: dict[str, tuple[str, Callable[[Path], object]]] = {
    "a named pipe": ("fifo.toml", os.mkfifo),
    "a link to a device": ("zero.toml", lambda file: file.symlink_to("/dev/zero")),
    "a link to a terminal": ("tty.toml", lambda file: file.symlink_to("/dev/ptmx")),
    "a socket": ("socket.toml", bind),
    "a directory": ("folder.toml", lambda file: file.mkdir()),
    "a link to itself": ("loop.toml", lambda file: file.symlink_to(file.name)),
    "a link to nothing": ("nothing.toml", lambda file: file.symlink_to("nothing")),
    "a name with a line break": ("a\nb\x1b[2J.toml", lambda file: file.write_text("x =")),
    "sections two thousand deep": ("deep.toml", lambda file: file.write_text("x = " + "[" * 2_000)),
    "a number of five thousand digits": ("long.toml", lambda file: file.write_text("x = " + "9" * 5_000)),
    "a file of two megabytes": ("huge.toml", lambda file: file.write_bytes(b"x" * (2 << 20))),
    "a file that may not be read": ("closed.toml", lambda file: os.close(os.open(file, os.O_CREAT, 0))),
    "thirty thousand keys": (
        "keys.toml",
        lambda file: file.write_text("".join(f"a{n} = 1\n" for n in range(30_000))),
    ),
    "another file of a name that is served": (
        "aaa.toml",
        lambda file: file.write_text(dumps(small(figures__births__amount=1))),
    ),
}
FAULTS.update({what: partial(beside, *how) for what, how in BESIDE.items()})


def restored(house: House, harm: Callable[[Path], object]) -> None:
    """The file of an honest campaign is harmed; what it held is served until it is back."""
    file = house.folder / "births.toml"
    good = file.read_text()
    harm(file)
    house.sees_files()
    saved = file.with_suffix(".saved")
    saved.write_text(good)
    saved.replace(file)
    house.sees_files()


@fault
def a_file_is_cut_off(house: House) -> None:
    restored(house, lambda file: file.write_text(file.read_text()[:200]))


@fault
def a_file_is_emptied(house: House) -> None:
    restored(house, lambda file: file.write_text(""))


@fault
def a_file_is_taken_away(house: House) -> None:
    restored(house, Path.unlink)


@fault
def a_file_is_replaced_by_a_broken_one(house: House) -> None:
    def replace(file: Path) -> None:
        other = file.with_suffix(".other")
        other.write_text("name = births")
        other.replace(file)

    restored(house, replace)


@fault
def the_folder_is_gone_for_a_while(house: House) -> None:
    away = house.folder.with_name("away")
    house.folder.rename(away)
    house.server.process.send_signal(signal.SIGHUP)
    house.recover()
    away.rename(house.folder)
    house.sees_files()
