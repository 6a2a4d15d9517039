"""What the system refuses, and clocks that step."""

import os
import resource
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

import psutil

from tests.support.command import fetch
from tests.support.faults.named import fault
from tests.support.faults.processes import PICTURE, ended
from tests.support.house import House, now


def limited(process: psutil.Process, what: int, most: int, meanwhile: Callable[[], object]) -> None:
    before = process.rlimit(what)
    process.rlimit(what, (most, before[1]))
    try:
        meanwhile()
    finally:
        with suppress(psutil.Error):
            process.rlimit(what, before)


@fault
def no_descriptors_for_a_worker(house: House) -> None:
    worker = house.workers[0]
    limited(worker, resource.RLIMIT_NOFILE, worker.num_fds(), lambda: time.sleep(0.5))
    house.sees_files()


@fault
def no_descriptors_for_the_watcher_of_workers(house: House) -> None:
    worker = house.workers[0]

    def kill() -> None:
        worker.kill()
        ended(house, [worker])
        time.sleep(0.5)

    limited(house.supervisor, resource.RLIMIT_NOFILE, house.supervisor.num_fds() - 1, kill)
    house.recover()


@fault
def no_byte_more_can_be_written_to_any_file(house: House) -> None:
    def go_on() -> None:
        house.sees_files()
        assert fetch(house.server.url + PICTURE.format(0x300)).startswith(b"\x89PNG")

    for worker in house.workers:
        limited(worker, resource.RLIMIT_FSIZE, 0, go_on)


@fault
def the_folder_is_read_only(house: House) -> None:
    house.folder.chmod(0o555)
    house.recover()
    house.folder.chmod(0o755)


@fault
def nobody_reads_the_log(house: House) -> None:
    """The pipe is filled up, and then there is something to say."""
    assert house.server.process.stderr
    pipe = os.open(f"/proc/{house.server.process.pid}/fd/2", os.O_WRONLY | os.O_NONBLOCK)
    with suppress(BlockingIOError):
        while True:
            os.write(pipe, b"x" * 4096)
    with suppress(BlockingIOError):
        while True:
            os.write(pipe, b"x")
    os.close(pipe)
    file = house.folder / "unsaid.toml"
    file.write_text("x = [")
    house.sees_files()
    file.unlink()


@fault
def standard_error_is_closed(house: House) -> None:
    assert house.server.process.stderr
    house.server.process.stderr.close()
    file = house.folder / "unsaid.toml"
    file.write_text("x = {")
    house.sees_files()
    file.unlink()


def step(house: House, seconds: float) -> None:
    """Each number since midnight is that of the moment that it says, and the moment is the clock's."""
    before = house.today()[0]
    house.set_clock(seconds)
    for _ in range(6):
        moment, value = house.today()
        assert abs(moment - now() - timedelta(seconds=seconds)) < timedelta(seconds=20)
        midnight = moment.astimezone().replace(hour=23, minute=0, second=0)
        passed = (moment - midnight).total_seconds() % 86_400
        assert value == int(passed * 11_875 / 54)
    assert before != moment
    house.set_clock(0)


@fault
def the_clock_goes_back_an_hour(house: House) -> None:
    step(house, -3600)


@fault
def the_clock_goes_forward_a_day(house: House) -> None:
    step(house, 86_400)


@fault
def the_clock_goes_back_ten_days(house: House) -> None:
    step(house, -864_000)
