"""Faults under load: after each one honest readers are answered, with the right numbers, and nobody helps."""

from collections.abc import Iterator

import pytest

from tests.support.faults import FAULTS
from tests.support.house import House, standing

# The pipe of the log is filled, then closed, after all that is said in it.
LAST = ("nobody reads the log", "standard error is closed")


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with standing(tmp_path_factory.mktemp("house")) as found:
        yield found


@pytest.mark.parametrize("name", [*(name for name in FAULTS if name not in LAST), *LAST])
def test_honest_readers_are_answered_rightly_during_and_after(house: House, name: str) -> None:
    FAULTS[name](house)
    house.recover()
    house.sees_files()
    assert house.readers.wrong == []
    assert house.server.process.poll() is None
