"""The browsers as fixtures: each starts once for all tests of a worker, or is left out by name."""

from collections.abc import Iterator
from contextlib import closing
from typing import TypeVar

import pytest

from tests.support.browsers.chromium import Chromium
from tests.support.browsers.engines import Engine, MissingError
from tests.support.browsers.firefox import Firefox
from tests.support.browsers.servers import CAMPAIGNS, host, meanwhile
from tests.support.browsers.webkit import WebKit

E = TypeVar("E", Chromium, Firefox, WebKit)
B = TypeVar("B", bound=Engine)


@pytest.fixture(scope="session")
def running_chromium() -> Iterator[Chromium]:
    """Chromium, as the test before left it."""
    yield from _running(Chromium)


@pytest.fixture
def chromium(running_chromium: Chromium) -> Iterator[Chromium]:
    """Chromium, on a screen and with nothing emulated."""
    yield from _idle_afterwards(running_chromium)
    running_chromium.on_page(
        lambda page: page.emulate_media(
            media="screen", color_scheme="light", reduced_motion="no-preference", forced_colors="none"
        )
    )


@pytest.fixture(scope="session")
def firefox() -> Iterator[Firefox]:
    """Firefox."""
    yield from _running(Firefox)


@pytest.fixture(scope="session")
def webkit() -> Iterator[WebKit]:
    """WebKitGTK."""
    yield from _running(WebKit)


@pytest.fixture(params=["chromium", "firefox", "webkit"])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Each of the browsers in turn."""
    yield from _idle_afterwards(request.getfixturevalue(request.param))


@pytest.fixture(params=["chromium", "firefox"])
def browser(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """The two that can be asked what happens in a frame of another origin."""
    yield from _idle_afterwards(request.getfixturevalue(request.param))


def _idle_afterwards(browser: B) -> Iterator[B]:
    """A number that ticks on in an idle browser would take time from the others."""
    yield browser
    browser.evaluate("() => document.documentElement.replaceChildren()")


def _running(kind: type[E]) -> Iterator[E]:
    try:
        browser = kind()
    except MissingError as missing:
        pytest.skip(f"left out: {kind.name}, because {missing}")
    with closing(browser):
        yield browser


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a running Meanwhile with the bundled campaigns and those of the tests."""
    with meanwhile("--campaigns", str(CAMPAIGNS)) as address:
        yield address


@pytest.fixture
def pages() -> dict[str, str]:
    """The pages of the host, by path: put one in, and it is served."""
    return {}


@pytest.fixture
def other_origin(pages: dict[str, str]) -> Iterator[str]:
    """The address of a host on another origin, which serves `pages`."""
    with host(pages) as address:
        yield address
