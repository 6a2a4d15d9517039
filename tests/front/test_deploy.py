"""The other files in deploy/, as far as they can be checked without the machines that they are for."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from kubernetes_validate import validate

from tests.support.fronts.programs import DEPLOY, program
from tests.support.servers import COMMAND
from widget.server.metrics import Metrics


def manifests() -> list[dict[str, Any]]:
    """The documents of kubernetes.yaml."""
    return list(yaml.safe_load_all((DEPLOY / "kubernetes.yaml").read_text()))


@pytest.mark.parametrize("version", ["1.31", "1.35"])
def test_kubernetes_knows_every_key_of_the_manifests(version: str) -> None:
    for manifest in manifests():
        validate(manifest, version, strict=True)


def test_the_pod_meets_the_restricted_standard_and_its_probes_exist() -> None:
    found = {each["kind"]: each for each in manifests()}
    assert set(found) == {
        "Deployment",
        "Service",
        "HorizontalPodAutoscaler",
        "PodDisruptionBudget",
        "NetworkPolicy",
    }
    pod = found["Deployment"]["spec"]["template"]["spec"]
    container = pod["containers"][0]
    assert pod["securityContext"]["runAsNonRoot"]
    assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    security = container["securityContext"]
    assert security == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    probes = {name: container[name]["httpGet"]["path"] for name in container if name.endswith("Probe")}
    assert probes == {"startupProbe": "/readyz", "readinessProbe": "/readyz", "livenessProbe": "/healthz"}


def test_systemd_finds_no_fault_and_little_exposure(tmp_path: Path) -> None:
    command = program("systemd-analyze", "systemd")
    text = (DEPLOY / "meanwhile.service").read_text()
    unit = tmp_path / "meanwhile.service"
    unit.write_text(text.replace("/opt/meanwhile/bin/meanwhile", str(COMMAND)))
    verified = subprocess.run([command, "verify", unit], capture_output=True, text=True, check=False)
    assert (verified.returncode, verified.stderr) == (0, "")
    security = [command, "security", "--offline=true", "--threshold=20", str(unit)]
    assert subprocess.run(security, capture_output=True, check=False).returncode == 0


def test_the_composition_mounts_files_that_are_here_and_may_write_nowhere() -> None:
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"]
    assert (DEPLOY / "compose.yaml").parent.joinpath(services["nginx"]["volumes"][0].split(":")[0]).is_file()
    assert (DEPLOY.parent / services["meanwhile"]["build"]["dockerfile"]).is_file()
    for service in services.values():
        assert service["read_only"]
        assert service["cap_drop"] == ["ALL"]


def test_the_dashboard_asks_for_the_metrics_that_there_are() -> None:
    dashboard = json.loads((DEPLOY / "grafana.json").read_text())
    queries = [target["expr"] for panel in dashboard["panels"] for target in panel["targets"]]
    families = {
        re.sub(r"_(total|bucket)$", "", each) for each in re.findall(r"meanwhile_\w+", " ".join(queries))
    }
    assert families <= {family.name for family in Metrics().registry.collect()}
    assert len({panel["id"] for panel in dashboard["panels"]}) == len(dashboard["panels"])
