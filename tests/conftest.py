"""What every test may ask for, and one profile for all the drawn examples."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from starlette.testclient import TestClient

from tests.support.servers import Server, serving
from widget.campaign.library import load_all
from widget.campaign.load import load
from widget.campaign.models import Campaign
from widget.server.app import create_app
from widget.settings import BUNDLED

HERE = Path(__file__).parent

# The same examples every time: a failure is one that the next person sees too.
settings.register_profile(
    "meanwhile",
    deadline=None,
    derandomize=True,
    database=None,
    max_examples=100,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
settings.load_profile("meanwhile")

NEEDS = {"browsers": "browser", "clients": "client", "front": "front"}
"""By folder: the marker of what its tests need besides Python."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test by its folder."""
    for item in items:
        folder = item.path.relative_to(HERE).parts[0]
        if folder in NEEDS:
            item.add_marker(NEEDS[folder])


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what was left out for want of a program, so that a short run does not pass for a whole one."""
    skipped = [str(report.longrepr) for report in terminalreporter.getreports("skipped")]
    for reason in sorted({text.partition("left out: ")[2].rstrip("')") for text in skipped} - {""}):
        terminalreporter.write_line(f"left out: {reason}")


@pytest.fixture(scope="session")
def catsforkids() -> Campaign:
    """The first campaign."""
    return load(BUNDLED / "catsforkids.toml")


@pytest.fixture(scope="session")
def campaigns() -> Mapping[str, Campaign]:
    """The first campaign by its name; tests/campaign/test_bundled.py looks at all."""
    return {"catsforkids": load_all([])["catsforkids"]}


@pytest.fixture(scope="session")
def client(campaigns: Mapping[str, Campaign]) -> TestClient:
    """A client of the server of the bundled campaigns; it follows no redirect and hides no exception.

    It wants nothing compressed, unless it says so: that takes longer than all the rest.
    """
    plain = {"accept-encoding": "identity"}
    return TestClient(create_app(campaigns), follow_redirects=False, headers=plain)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The real command, serving the bundled campaigns to other processes."""
    with serving(tmp_path_factory.mktemp("served")) as running:
        yield running


@pytest.fixture
def campaign_folder(tmp_path: Path) -> Path:
    """An empty folder for campaign files."""
    folder = tmp_path / "campaigns"
    folder.mkdir()
    return folder
