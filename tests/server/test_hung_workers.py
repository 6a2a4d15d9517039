"""A worker that hangs is ended; one that is silent for less is not."""

import logging
import signal
import socket
import time
from collections.abc import Iterator
from typing import Any

import pytest

from tests.support.processes import until
from widget.server import processes
from widget.server.processes import ASKING, BETWEEN, HUNG, Worker
from widget.settings import Settings


@pytest.fixture
def worker() -> Iterator[Worker]:
    """One that serves, and that nobody has looked at yet."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.set_inheritable(True)
        found = Worker(listening, Settings())

        def serves() -> bool:
            found.look()
            return found.up

        until(serves)
        yield found
        found.process.kill()
        found.process.join()


def test_a_worker_that_stands_still_is_ended_after_so_many_looks(
    worker: Worker, caplog: pytest.LogCaptureFixture
) -> None:
    worker.send(signal.SIGSTOP)
    looks = 0
    with caplog.at_level(logging.ERROR):
        while worker.process.is_alive():
            worker.look()
            looks += 1

    assert HUNG / BETWEEN <= looks <= (HUNG + ASKING) / BETWEEN + 1
    assert "did not answer for 15 seconds" in caplog.text


def test_a_worker_that_answers_late_is_kept(worker: Worker) -> None:
    worker.send(signal.SIGSTOP)
    for _ in range(int(HUNG / BETWEEN) - 2):
        worker.look()
    worker.send(signal.SIGCONT)
    until(lambda: worker._pipe.poll())
    for _ in range(int(HUNG / BETWEEN) - 2):
        worker.look()

    assert worker.process.is_alive()


def test_workers_that_hang_hold_up_the_end_only_once(monkeypatch: pytest.MonkeyPatch) -> None:
    moment = 0.0
    killed = []

    class Hung:
        def join(self, seconds: float) -> None:
            nonlocal moment
            moment += seconds

        def kill(self) -> None:
            killed.append(self)

    hung: list[Any] = [Hung(), Hung(), Hung()]
    monkeypatch.setattr(time, "monotonic", lambda: moment)
    processes.end(hung)

    assert moment == processes.GRACE + processes.MORE
    assert killed == hung


def test_a_worker_that_never_served_is_waited_for_much_longer() -> None:
    assert processes.STARTING > 10 * HUNG
