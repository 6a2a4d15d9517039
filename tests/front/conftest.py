"""Each cache, started once, in front of an origin that counts anew for each test."""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from tests.support.fronts.origins import Origin
from tests.support.fronts.programs import Front, nginx, varnish

WORDS = (f"w{number}w" for number in itertools.count())


@contextmanager
def _listening() -> Iterator[Origin]:
    origin = Origin()
    origin.start()
    yield origin
    origin.stop()


@pytest.fixture(scope="session")
def nginx_front(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    """nginx, for all tests."""
    with _listening() as origin, nginx(tmp_path_factory.mktemp("nginx"), origin) as started:
        yield started


@pytest.fixture(scope="session")
def varnish_front(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    """Varnish, for all tests."""
    with _listening() as origin, varnish(tmp_path_factory.mktemp("varnish"), origin) as started:
        yield started


@pytest.fixture(params=["nginx", "varnish"])
def front(request: pytest.FixtureRequest) -> Front:
    """Both caches, one after the other, or the one that a module asks for; to this test they are new."""
    started: Front = request.getfixturevalue(f"{request.param}_front")
    started.origin.renew()
    return replace(started, word=next(WORDS))
