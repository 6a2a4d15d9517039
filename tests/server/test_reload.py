"""Campaign files that change while they are served: whatever happens, the files are looked at again."""

import asyncio
import logging
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.toml import small, write
from widget.campaign.library import Library
from widget.server import reload


class Dropped:
    """A memo that only knows what was to be dropped."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def drop(self, name: str) -> None:
        self.names.append(name)


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reload, "PATIENCE", 0)
    monkeypatch.setattr(reload, "LOOKS", 10_000)


def watched(library: Library, memo: Dropped, until: Callable[[], object]) -> None:
    """Watch until something holds."""

    async def watch() -> None:
        task = asyncio.create_task(reload.watch(library, memo, None))  # type: ignore[arg-type]
        async with asyncio.timeout(30):
            while not until():
                assert not task.done()
                await asyncio.sleep(0)
        task.cancel()

    asyncio.run(watch())


def test_a_changed_campaign_is_served_and_what_was_made_of_it_dropped(campaign_folder: Path) -> None:
    library, memo = Library([campaign_folder]), Dropped()
    write(campaign_folder, small())

    watched(library, memo, lambda: "births" in library.campaigns and memo.names)

    assert memo.names == ["births"]


def test_when_files_were_last_looked_at_is_known(campaign_folder: Path) -> None:
    library, before = Library([campaign_folder]), time.monotonic()

    watched(library, Dropped(), lambda: library.status.looked >= before)

    assert library.status.looked <= time.monotonic()


@pytest.mark.parametrize("error", [MemoryError(), OSError(24, "Too many open files"), KeyError("x")])
def test_a_look_that_fails_is_logged_and_the_next_one_serves(
    campaign_folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, error: Exception
) -> None:
    library, memo, look, errors = Library([campaign_folder]), Dropped(), Library.look, [error, error]

    def failing(self: Library) -> object:
        if errors:
            raise errors.pop()
        return look(self)

    monkeypatch.setattr(Library, "look", failing)
    write(campaign_folder, small())

    watched(library, memo, lambda: memo.names)

    assert "births" in library.campaigns
    assert sum("could not be looked at" in record.message for record in caplog.records) == 2


def test_where_nothing_can_be_logged_files_are_served_all_the_same(
    campaign_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(*_: object, **__: object) -> None:
        raise ValueError("I/O operation on closed file.")

    monkeypatch.setattr(logging.Logger, "_log", closed)
    write(campaign_folder, small(colour="red"), "a.toml")
    library, memo = Library([campaign_folder]), Dropped()
    write(campaign_folder, small(), "b.toml")

    watched(library, memo, lambda: memo.names)

    assert "births" in library.campaigns


def test_faults_are_logged_from_the_start_each_once_on_a_line_of_its_own(
    campaign_folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (campaign_folder / "a\nb.toml").write_text("x", encoding="utf-8")
    library, memo = Library([campaign_folder]), Dropped()
    write(campaign_folder, small(colour="red"), "c.toml")
    write(campaign_folder, small(), "d.toml")

    watched(library, memo, lambda: memo.names)

    messages = [record.getMessage() for record in caplog.records if record.name == reload.__name__]
    assert len(messages) == 2
    assert all(message.isprintable() for message in messages)


def test_a_file_is_read_outside_of_the_event_loop(
    campaign_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library, look, loops = Library([campaign_folder]), Library.look, list[bool]()

    def looking(self: Library) -> object:
        try:
            asyncio.get_running_loop()
        except RuntimeError:
            loops.append(False)
        else:
            loops.append(True)
        return look(self)

    monkeypatch.setattr(Library, "look", looking)
    watched(library, Dropped(), lambda: len(loops) > 2)

    assert not any(loops)
