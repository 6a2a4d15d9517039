"""A counting origin, and each cache in front of it, for each test its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.front.fronts import Front, nginx, varnish
from tests.front.origins import Origin


@pytest.fixture
def origin() -> Iterator[Origin]:
    """An origin that listens."""
    counting = Origin()
    counting.start()
    yield counting
    counting.stop()


@pytest.fixture(params=[nginx, varnish], ids=["nginx", "varnish"])
def front(request: pytest.FixtureRequest, tmp_path: Path, origin: Origin) -> Iterator[Front]:
    """Both caches, one after the other."""
    with request.param(tmp_path, origin) as started:
        yield started
