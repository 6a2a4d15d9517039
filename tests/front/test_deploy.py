"""The other files in deploy/, as far as they can be checked without the machines that they are for."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.fronts.programs import DEPLOY, program
from tests.support.servers import COMMAND
from widget.server.metrics import Metrics


def test_systemd_finds_no_fault_and_little_exposure(tmp_path: Path) -> None:
    command = program("systemd-analyze", "systemd")
    text = (DEPLOY / "meanwhile.service").read_text()
    unit = tmp_path / "meanwhile.service"
    unit.write_text(text.replace("/opt/meanwhile/bin/meanwhile", str(COMMAND)))
    verified = subprocess.run([command, "verify", unit], capture_output=True, text=True, check=False)
    assert (verified.returncode, verified.stderr) == (0, "")
    security = [command, "security", "--offline=true", "--threshold=15", str(unit)]
    assert subprocess.run(security, capture_output=True, check=False).returncode == 0


def test_systemd_starts_it_again_however_often_and_reads_the_campaigns_that_it_says() -> None:
    unit = (DEPLOY / "meanwhile.service").read_text().splitlines()
    assert {"StartLimitIntervalSec=0", "Restart=always", "ExecReload=kill -HUP $MAINPID"} <= set(unit)
    assert "Environment=MEANWHILE_CAMPAIGNS=/etc/meanwhile/campaigns" in unit
    assert "ConfigurationDirectory=meanwhile/campaigns" in unit
    # A flag would win over the file of settings.
    assert "ExecStart=/opt/meanwhile/bin/meanwhile serve" in unit


def services() -> dict[str, dict[str, Any]]:
    """Of the composition."""
    found: dict[str, dict[str, Any]] = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"]
    return found


@pytest.mark.parametrize("name", ["meanwhile", "nginx"])
def test_a_service_of_the_composition_may_write_nowhere_and_has_its_limits(name: str) -> None:
    service = services()[name]
    assert (DEPLOY.parent / service["build"]["dockerfile"]).is_file()
    assert service["read_only"]
    assert service["cap_drop"] == ["ALL"]
    assert service["mem_limit"]
    assert service["pids_limit"]


def test_nginx_outlives_the_server_and_has_the_address_that_it_is_told() -> None:
    address = services()["meanwhile"]["networks"]["inside"]["ipv4_address"]
    assert "depends_on" not in services()["nginx"]
    assert "network_mode" not in services()["nginx"]
    assert f",{address}:8000," in (DEPLOY / "nginx.Containerfile").read_text()


def test_nginx_in_a_container_writes_to_tmp_and_its_volume_only(tmp_path: Path) -> None:
    """The edits of nginx.Containerfile still find what they edit."""
    edits = re.findall(r"-e '(.+)'", (DEPLOY / "nginx.Containerfile").read_text())
    before = (DEPLOY / "nginx.conf").read_text() + (DEPLOY / "nginx/http.conf").read_text()
    for edit in edits:
        done = subprocess.run(["sed", "-e", edit], input=before, capture_output=True, text=True, check=True)
        assert done.stdout != before, f"{edit} changes nothing in nginx's files"
        before = done.stdout
    written = re.findall(
        r"(?:\b\w+_temp_path|^pid|proxy_cache_path|ssl_certificate\w*) (/[^\s;]+)", before, re.M
    )
    assert {Path(path).parts[1] for path in written} == {"tmp", "cache"}
    assert "127.0.0.1" not in before


def test_the_dashboard_asks_for_the_metrics_that_there_are() -> None:
    dashboard = json.loads((DEPLOY / "grafana.json").read_text())
    queries = [target["expr"] for panel in dashboard["panels"] for target in panel["targets"]]
    families = {
        re.sub(r"_(total|bucket)$", "", each) for each in re.findall(r"meanwhile_\w+", " ".join(queries))
    }
    assert families <= {family.name for family in Metrics().registry.collect()}
    assert len({panel["id"] for panel in dashboard["panels"]}) == len(dashboard["panels"])
