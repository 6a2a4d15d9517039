"""A corrected figure, behind a cache that may keep the old one for a day."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from tests.support.command import fetch
from tests.support.fronts.origins import Origin
from tests.support.fronts.programs import Front, nginx, varnish
from tests.support.processes import until
from tests.support.servers import Server, run, serving
from widget.settings import BUNDLED

Start = Callable[[Path, Origin], AbstractContextManager[Front]]
CLOCKLESS = "/catsforkids/while-reading.txt?lang=en"
PAGES = ("/catsforkids/while-reading.html?lang=en", "/catsforkids/sign.svg?lang=en", "/catsforkids?lang=en")
TODAY = "/catsforkids/today.json?lang=en"
OLD, NEW = b"19 million", b"9 million"


@pytest.fixture
def server(campaign_folder: Path, tmp_path: Path) -> Iterator[Server]:
    """A server whose catsforkids may be corrected."""
    text = _write(campaign_folder, "amount = 19_000_000")
    (campaign_folder / "other.toml").write_text(text.replace('name = "catsforkids"', 'name = "other"'))
    with serving(tmp_path, "--campaigns", campaign_folder) as running:
        yield running


def _write(folder: Path, amount: str) -> str:
    text = (BUNDLED / "catsforkids.toml").read_text()
    assert "amount = 19_000_000" in text
    (folder / "catsforkids.toml").write_text(text.replace("amount = 19_000_000", amount))
    return text


@pytest.mark.parametrize(("start", "place"), [(nginx, "--nginx={}/cache"), (varnish, "--varnish={}/varnish")])
def test_after_a_correction_and_its_purge_every_widget_tells_the_new_figure(
    start: Start, place: str, server: Server, campaign_folder: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "front"
    folder.mkdir()
    with start(folder, Origin(server.port)) as front:
        before = {path: front.get(path).body for path in (CLOCKLESS, *PAGES)}
        other = "/other/while-reading.txt?lang=en"
        front.get(other)
        assert OLD in before[CLOCKLESS]
        _write(campaign_folder, "amount = 9_000_000")
        until(lambda: OLD not in fetch(f"{server.url}{CLOCKLESS}"))
        # That is the contradiction: today has the new figure, and this would keep the old one for a day.
        until(lambda: b'"amount": "9000000"' in front.get(TODAY).body)
        assert front.get(CLOCKLESS).body == before[CLOCKLESS]

        done = run("purge", "catsforkids", place.format(folder), "--send")

        assert (done.returncode, done.stderr) == (0, b"")
        after = {path: front.get(path) for path in (CLOCKLESS, *PAGES)}
        assert NEW in after[CLOCKLESS].body
        assert OLD not in after[CLOCKLESS].body
        assert {answer.headers["cache-status"].endswith("hit") for answer in after.values()} == {False}
        for path in (CLOCKLESS, "/catsforkids?lang=en"):
            assert after[path].body == fetch(f"{server.url}{path}")
        # Others are still kept.
        assert front.get(other).headers["cache-status"].endswith("hit")
