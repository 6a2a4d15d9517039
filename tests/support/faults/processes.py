"""Processes that end, hang or sleep."""

import signal
import threading
import time
import urllib.error
from collections.abc import Callable
from contextlib import ExitStack, suppress

import psutil

from tests.support.command import fetch
from tests.support.faults.named import fault
from tests.support.house import House
from tests.support.processes import command_line, until

PICTURE = "/births/reading.png?theme=light&accent={:06x}"


def ended(house: House, processes: list[psutil.Process]) -> None:
    until(lambda: not any(map(command_line, processes)))


@fault
def a_worker_is_told_to_end(house: House) -> None:
    worker = house.workers[0]
    worker.terminate()
    ended(house, [worker])


@fault
def a_worker_is_killed(house: House) -> None:
    worker = house.workers[0]
    worker.kill()
    ended(house, [worker])


@fault
def all_workers_are_killed(house: House) -> None:
    workers = house.workers
    for worker in workers:
        worker.kill()
    ended(house, workers)


@fault
def a_worker_hangs(house: House) -> None:
    worker = house.workers[0]
    worker.suspend()
    ended(house, [worker])


@fault
def the_server_sleeps_and_wakes(house: House) -> None:
    """Longer than a worker may hang."""
    workers = house.workers
    house.supervisor.suspend()
    for worker in workers:
        worker.suspend()
    time.sleep(5)
    house.supervisor.resume()
    for worker in workers:
        worker.resume()
    house.recover()
    assert house.workers == workers


@fault
def a_worker_is_busy_for_a_while(house: House) -> None:
    workers = house.workers
    workers[0].suspend()
    time.sleep(1)
    workers[0].resume()
    house.recover()
    assert house.workers == workers


@fault
def many_sighups(house: House) -> None:
    for _ in range(100):
        house.server.process.send_signal(signal.SIGHUP)
    for worker in house.workers:
        worker.send_signal(signal.SIGHUP)
    house.sees_files()


def drawing(house: House) -> list[psutil.Process]:
    found = [child for worker in house.workers for child in worker.children()]
    return [child for child in found if "drawing.main" in command_line(child)]


def while_a_picture_is_drawn(house: House, accent: int, harm: Callable[[psutil.Process], object]) -> None:
    """Whoever asked is told to come again, and a picture is drawn then."""
    refused: list[tuple[int, str | None]] = []

    def ask() -> None:
        try:
            fetch(house.server.url + PICTURE.format(accent))
        except urllib.error.HTTPError as error:
            refused.append((error.code, error.headers["retry-after"]))
            error.close()

    # The process may be done before it can be harmed.
    while not refused:
        asking = threading.Thread(target=ask)
        asking.start()
        while asking.is_alive() and not drawing(house):
            time.sleep(0.002)
        with suppress(psutil.Error, IndexError):
            harm(drawing(house)[0])
        asking.join()
        accent += 1
    assert refused == [(503, "10")]
    assert fetch(house.server.url + PICTURE.format(accent + 99)).startswith(b"\x89PNG")


@fault
def the_picture_process_is_killed(house: House) -> None:
    while_a_picture_is_drawn(house, 0, psutil.Process.kill)


@fault
def the_picture_process_hangs(house: House) -> None:
    while_a_picture_is_drawn(house, 0x100, psutil.Process.suspend)


@fault
def forty_readers_ask_for_new_pictures(house: House) -> None:
    with ExitStack() as stack:
        for number in range(40):
            stranger = stack.enter_context(house.connect())
            stranger.sendall(
                b"GET " + PICTURE.format(0x200 + number).encode() + b" HTTP/1.1\r\nHost: x\r\n\r\n"
            )
        house.recover()
