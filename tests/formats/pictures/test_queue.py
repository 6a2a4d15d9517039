"""The queue: pictures in a process of their own, campaigns in turn, while the event loop goes on."""

import asyncio
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.formats.pictures.test_drawing import BROKEN, GIF, PNG
from widget.formats.pictures import queue as module
from widget.formats.pictures.drawing import Drawing, draw
from widget.formats.pictures.queue import MOST_OF_ONE, MOST_WAITING, SLICE, BusyError, drawn_all


async def drawn(drawing: Drawing, campaign: str = "one") -> bytes:
    (body,) = await drawn_all(campaign, lambda: [drawing])
    return body


@pytest.mark.parametrize("drawing", [PNG, GIF], ids=["png", "gif"])
def test_a_process_of_its_own_draws_the_same_bytes(drawing: Drawing) -> None:
    assert asyncio.run(drawn(drawing)) == draw(drawing)


def test_drawing_goes_on_from_one_event_loop_to_the_next() -> None:
    assert [asyncio.run(drawn(PNG)) for _ in range(2)] == [draw(PNG)] * 2


def test_the_process_finds_this_package_wherever_the_server_was_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "widget.py").write_text("raise SystemExit(9)")
    monkeypatch.chdir(tmp_path)

    assert asyncio.run(drawn(PNG)) == draw(PNG)


def test_the_event_loop_goes_on_while_a_picture_is_drawn() -> None:
    async def ticks() -> int:
        drawing = asyncio.create_task(drawn(GIF))
        count = 0
        while not drawing.done():
            await asyncio.sleep(0.002)
            count += 1
        assert await drawing
        return count

    assert asyncio.run(ticks()) > 5


def test_a_process_that_fails_says_why() -> None:
    with pytest.raises(ChildProcessError, match="exit status 1: ValueError"):
        asyncio.run(drawn(BROKEN))


def test_a_process_that_hangs_is_ended_and_may_be_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CHILD", "import time; time.sleep(60)")
    monkeypatch.setattr(module, "PATIENCE", 0.1)

    with pytest.raises(BusyError, match=r"within 0\.1 seconds"):
        asyncio.run(drawn(PNG))


def test_a_process_that_is_killed_may_be_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CHILD", f"import os; os.kill(os.getpid(), {int(signal.SIGKILL)})")

    with pytest.raises(BusyError, match="signal 9"):
        asyncio.run(drawn(PNG))


def test_a_process_that_cannot_be_started_may_be_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")

    with pytest.raises(BusyError, match="No such file"):
        asyncio.run(drawn(PNG))


class Held:
    """Stands in for the drawing process: waits to be let go, and notes what it drew, and how many at once."""

    def __init__(self) -> None:
        self.go, self.lock, self.now, self.most = threading.Event(), threading.Lock(), 0, 0
        self.order: list[str] = []

    def __call__(self, drawings: Sequence[Drawing]) -> list[bytes]:
        with self.lock:
            self.now += 1
            self.most = max(self.most, self.now)
        self.go.wait(30)
        with self.lock:
            self.now -= 1
            self.order += [drawing.svg for drawing in drawings]
        return [b"drawn"] * len(drawings)

    @property
    def busy(self) -> bool:
        return self.now > 0


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[Held]:
    held = Held()
    monkeypatch.setattr(module, "_elsewhere", held)
    yield held
    held.go.set()


async def waiting(held: Held, campaign: str, number: int) -> list[asyncio.Task[bytes]]:
    """Pictures of a campaign that wait, behind one that is being drawn."""
    tasks = [asyncio.create_task(drawn(Drawing("image/png", campaign), campaign)) for _ in range(number)]
    await asyncio.sleep(0)
    while not held.busy:
        await asyncio.sleep(0)
    return tasks


def test_one_picture_is_drawn_at_a_time(held: Held) -> None:
    async def crowd() -> None:
        tasks = await waiting(held, "one", 5)
        held.go.set()
        assert set(await asyncio.gather(*tasks)) == {b"drawn"}

    asyncio.run(crowd())

    assert held.most == 1


def test_a_campaign_has_so_many_places_and_who_is_refused_lays_nothing_out(held: Held) -> None:
    async def crowd() -> None:
        tasks = [*await waiting(held, "zero", 1), *await waiting(held, "one", MOST_OF_ONE)]
        with pytest.raises(BusyError):
            await drawn_all("one", lambda: pytest.fail("it was laid out"))
        other = asyncio.create_task(drawn(PNG, "two"))
        held.go.set()
        assert set(await asyncio.gather(*tasks, other)) == {b"drawn"}

    asyncio.run(crowd())


def test_campaigns_take_turns(held: Held) -> None:
    async def crowd() -> None:
        tasks = [*await waiting(held, "zero", 1), *await waiting(held, "many", 10)]
        tasks += await waiting(held, "few", 2)
        held.go.set()
        await asyncio.gather(*tasks)

    asyncio.run(crowd())

    assert held.order[1:5] == ["many", "few", "many", "few"]


def test_a_campaign_with_none_waiting_gets_a_place_from_the_longest_line(
    held: Held,
) -> None:
    async def crowd() -> None:
        tasks = await waiting(held, "zero", 1)
        for campaign in ("one", "two"):
            tasks += await waiting(held, campaign, MOST_WAITING // 2)
        tasks += await waiting(held, "late", 1)
        held.go.set()
        answers = await asyncio.gather(*tasks, return_exceptions=True)
        assert answers[-1] == b"drawn"
        assert [type(answer) for answer in answers if answer != b"drawn"] == [BusyError]

    asyncio.run(crowd())


def test_a_long_job_lets_others_through_between_its_slices(held: Held) -> None:
    kit = [Drawing("image/png", "kit")] * (SLICE + 1)

    async def crowd() -> None:
        long = asyncio.create_task(drawn_all("one", lambda: kit))
        while not held.busy:
            await asyncio.sleep(0)
        short = asyncio.create_task(drawn(Drawing("image/png", "short"), "two"))
        await asyncio.sleep(0)
        held.go.set()
        assert await long == (b"drawn",) * len(kit)
        assert await short == b"drawn"

    asyncio.run(crowd())

    assert held.order == ["kit"] * SLICE + ["short", "kit"]


def test_who_goes_away_gives_up_the_place(held: Held) -> None:
    async def leave() -> None:
        tasks = [*await waiting(held, "zero", 1), *await waiting(held, "one", MOST_OF_ONE)]
        tasks.pop().cancel()
        await asyncio.sleep(0.01)
        last = asyncio.create_task(drawn(PNG, "one"))
        await asyncio.sleep(0)
        held.go.set()

        assert await last == b"drawn"
        await asyncio.gather(*tasks)

    asyncio.run(leave())
