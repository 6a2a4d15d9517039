"""What deploy/varnish.vcl does of its own."""

from pathlib import Path

import pytest

from tests.support.fronts.origins import Origin
from tests.support.fronts.programs import VARNISH_SETTINGS, Front, varnish
from tests.support.processes import until
from tests.support.servers import ROOT, Server


def test_the_real_server_is_asked_once_for_what_is_kept(server: Server, tmp_path: Path) -> None:
    with varnish(tmp_path, Origin(server.port)) as front:
        path = "/catsforkids/while-reading.html?lang=en"
        first, second = (front.get(path, Accept_Encoding="gzip, br") for _ in range(2))
        assert (first.headers["cache-status"], second.headers["cache-status"]) == (
            "varnish; fwd=miss",
            "varnish; hit",
        )
        assert (first.status, first.body) == (200, second.body)
        assert front.get("/catsforkids", Accept_Language="nl-BE,nl").headers["content-language"] == "nl"
        assert front.get("/healthz").body == b"ok\n"


@pytest.mark.parametrize("front", ["varnish"], indirect=True)
def test_only_what_lives_a_second_tells_its_age(front: Front) -> None:
    for kind in ("moving", "steady"):
        front.get(front.path(kind))
    until(lambda: int(front.get(front.path("moving")).headers.get("age", "0")) >= 1)
    assert "age" not in front.get(front.path("steady")).headers


def test_the_settings_that_it_is_started_with_are_the_ones_that_are_written_down() -> None:
    assert len(VARNISH_SETTINGS) == 2
    for setting in VARNISH_SETTINGS:
        assert setting in (ROOT / "docs" / "deploying.md").read_text()
