"""The manifests, as `kubectl kustomize` makes them and Kubernetes would read them."""

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from kubernetes_validate import validate

from tests.support.fronts.origins import Origin
from tests.support.fronts.programs import DEPLOY, Front, program, replaced, running
from tests.support.ports import free_port

Manifest = Mapping[str, Any]
EXAMPLE = DEPLOY.parent / "widget" / "campaign" / "bundled" / "catsforkids.toml"
RESTRICTED = {
    "allowPrivilegeEscalation": False,
    "readOnlyRootFilesystem": True,
    "capabilities": {"drop": ["ALL"]},
}


def built(folder: Path) -> list[Manifest]:
    """What would be applied."""
    command = [program("kubectl", "kubectl"), "kustomize", str(folder)]
    return list(yaml.safe_load_all(subprocess.run(command, check=True, capture_output=True).stdout))


@pytest.fixture
def edited(tmp_path: Path) -> Callable[[str, str], list[Manifest]]:
    """What would be applied after an edit of kustomization.yaml."""
    folder = tmp_path / "deploy"
    shutil.copytree(DEPLOY, folder)
    (folder / "campaigns").mkdir(exist_ok=True)
    shutil.copy(EXAMPLE, folder / "campaigns" / "winter.toml")

    def edit(old: str, new: str) -> list[Manifest]:
        file = folder / "kustomization.yaml"
        file.write_text(replaced(file.read_text(), {old: new}))
        return built(folder)

    return edit


@pytest.fixture
def origin() -> Iterator[Origin]:
    """In place of the server."""
    origin = Origin()
    origin.start()
    yield origin
    origin.stop()


def one(manifests: list[Manifest], kind: str, name: str) -> Manifest:
    """The only manifest of a kind with a name, or with a name that begins so and ends in a hash."""
    names = re.compile(rf"{name}(-[a-z0-9]{{10}})?")
    (found,) = [
        each for each in manifests if each["kind"] == kind and names.fullmatch(each["metadata"]["name"])
    ]
    return found


def pod(manifests: list[Manifest], name: str) -> Manifest:
    found: Manifest = one(manifests, "Deployment", name)["spec"]["template"]["spec"]
    return found


@pytest.mark.parametrize("version", ["1.31", "1.35"])
def test_kubernetes_knows_every_key_of_the_manifests(version: str) -> None:
    for manifest in built(DEPLOY):
        validate(manifest, version, strict=True)


@pytest.mark.parametrize("name", ["meanwhile", "varnish"])
def test_a_pod_meets_the_restricted_standard(name: str) -> None:
    found = pod(built(DEPLOY), name)
    assert found["securityContext"]["runAsNonRoot"]
    assert found["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert [container["securityContext"] for container in found["containers"]] == [RESTRICTED]


def test_the_probes_ask_for_what_the_server_answers() -> None:
    (container,) = pod(built(DEPLOY), "meanwhile")["containers"]
    probes = {name: container[name]["httpGet"]["path"] for name in container if name.endswith("Probe")}
    assert probes == {"startupProbe": "/readyz", "readinessProbe": "/readyz", "livenessProbe": "/healthz"}


def test_readers_come_by_the_ingress_and_the_cache_and_no_other_way() -> None:
    manifests = built(DEPLOY)
    (rule,) = one(manifests, "Ingress", "meanwhile")["spec"]["rules"]
    (path,) = rule["http"]["paths"]
    assert path["backend"]["service"] == {"name": "varnish", "port": {"name": "http"}}
    for name, port in (("varnish", "http"), ("meanwhile", "http"), ("meanwhile", "metrics")):
        rules = one(manifests, "NetworkPolicy", name)["spec"]["ingress"]
        (allowed,) = [rule for rule in rules if rule["ports"] == [{"port": port}]]
        (peer,) = allowed["from"]
        assert all(selector["matchLabels"] for selector in peer.values())
    assert one(manifests, "NetworkPolicy", "meanwhile")["spec"]["egress"] == []


def test_a_changed_campaign_is_a_new_map_and_so_new_pods(
    edited: Callable[[str, str], list[Manifest]],
) -> None:
    def volume(manifests: list[Manifest]) -> str:
        name: str = pod(manifests, "meanwhile")["volumes"][0]["configMap"]["name"]
        return name

    manifests = edited("files: []", "files: [campaigns/winter.toml]")

    assert volume(manifests) != volume(built(DEPLOY))
    assert one(manifests, "ConfigMap", "campaigns")["metadata"]["name"] == volume(manifests)
    assert one(manifests, "ConfigMap", "campaigns")["data"] == {"winter.toml": EXAMPLE.read_text()}


@pytest.mark.parametrize(
    ("component", "volumes"),
    [
        ("campaigns-in-an-image", []),
        (
            "campaigns-on-a-volume",
            [{"name": "campaigns", "persistentVolumeClaim": {"claimName": "campaigns", "readOnly": True}}],
        ),
    ],
)
def test_more_campaigns_than_a_map_holds_come_from_elsewhere(
    component: str, volumes: list[Manifest], edited: Callable[[str, str], list[Manifest]]
) -> None:
    line = f"components: [kubernetes/{component}]"
    manifests = edited(f"# {line}", line)
    found = pod(manifests, "meanwhile")
    for manifest in manifests:
        validate(manifest, "1.35", strict=True)
    assert [each for each in found["volumes"] if each["name"] != "tmp"] == volumes
    mounted = {each["name"] for each in found["containers"][0]["volumeMounts"]}
    assert mounted == {each["name"] for each in found["volumes"]}


def test_the_command_of_the_caches_pod_starts_varnish_in_front_of_the_server(
    tmp_path: Path, origin: Origin
) -> None:
    program("varnishd", "varnish")
    shell, how, script = pod(built(DEPLOY), "varnish")["containers"][0]["command"]
    port = free_port()
    # Of the cluster: folders, the name of the server, and ports.
    changes = {
        "/tmp/": f"{tmp_path}/",
        "/etc/varnish/varnish.vcl": str(vcl(tmp_path, origin)),
        '"meanwhile"': '"127.0.0.1"',
        ":8080": f"127.0.0.1:{port}",
        "malloc,256m": "malloc,16m",
    }
    path = ["env", "PATH=/usr/sbin:/usr/bin:/bin"]
    with running([*path, shell, how, replaced(script, changes)], tmp_path, port):
        answer = Front("varnish", port, origin, tmp_path).get("/steady/pod.html")
    assert answer.headers["cache-status"] == "varnish; fwd=miss"
    assert origin.asked


def vcl(folder: Path, origin: Origin) -> Path:
    """The configuration, with the port of the origin."""
    file = folder / "varnish.vcl"
    file.write_text(replaced((DEPLOY / "varnish.vcl").read_text(), {'"8000"': f'"{origin.port}"'}))
    return file
