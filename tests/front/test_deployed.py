"""The chapters "systemd" and "Containers" of docs/deploying.md, word for word, on machines made for it."""

import shutil
import ssl
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.fronts.machines import ENGINE, booted, commands, debian, eventually, wanted
from tests.support.fronts.programs import replaced
from tests.support.servers import ROOT

CERTBOT = "/etc/letsencrypt/live/meanwhile.example"
EMBED = "https://localhost/catsforkids/while-reading.html"
BUNDLED = ROOT / "widget" / "campaign" / "bundled" / "catsforkids.toml"


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The root of a Debian."""
    wanted()
    return debian(tmp_path_factory.mktemp("machines"))


def winter(folder: Path) -> None:
    """A campaign of an operator's own."""
    text = replaced(BUNDLED.read_text(), {'name = "catsforkids"': 'name = "winter"'})
    (folder / "winter.toml").write_text(text)


def test_the_chapter_about_systemd(machine: Path) -> None:
    release, install, after = commands("systemd")
    subprocess.run(["bash", "-ec", release], cwd=ROOT, check=True)
    for folder in ("dist", "deploy"):
        shutil.copytree(ROOT / folder, machine / "root" / "meanwhile" / folder)

    with booted(machine) as inside:
        assert inside(install).endswith("ok\n")
        winter(machine / "etc" / "meanwhile" / "campaigns")
        assert "campaign(s) on http://127.0.0.1:8000/" in inside(after)
        inside("curl --fail --silent --retry 9 --retry-all-errors http://127.0.0.1:8000/winter")
        inside("curl --fail --silent http://127.0.0.1:8000/winter/while-reading.png >/dev/null")

        (machine / "etc/meanwhile/campaigns/broken.toml").write_text("x = [")
        inside("echo MEANWHILE_STRICT=true >>/etc/meanwhile/environment; systemctl restart meanwhile")
        restarts = "systemctl show meanwhile --property NRestarts --value"
        eventually(lambda: int(inside(restarts)) > 5)
        (machine / "etc/meanwhile/campaigns/broken.toml").unlink()
        inside("curl --fail --silent --retry 9 --retry-connrefused http://127.0.0.1:8000/readyz")
        inside("systemctl stop meanwhile")
        assert inside("systemctl show meanwhile --property Result --value") == "success\n"


class Composition:
    """A checkout in which podman runs commands, with a Debian in place of the images of the registry."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("deploy", "widget", "templates", "static"):
            shutil.copytree(ROOT / name, folder / name)
        for name in ("pyproject.toml", "README.md", "LICENSE"):
            shutil.copy(ROOT / name, folder)
        self.renew("first")

    def run(self, script: str, engine: str = ENGINE) -> str:
        """What a script says, as root in the checkout."""
        (self.folder / "containers.conf").write_text(engine)
        setting = (
            f"export CONTAINERS_CONF={self.folder}/containers.conf MEANWHILE_PUBLIC_URL=https://localhost"
        )
        shell = ["bash", "-ec", f"{setting}\n{script.replace(CERTBOT, str(self.folder / 'certbot'))}"]
        done = subprocess.run(
            shell, cwd=self.folder, capture_output=True, text=True, timeout=900, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def renew(self, name: str) -> None:
        """A certificate where Certbot would put it."""
        folder = self.folder / "certbot"
        folder.mkdir(exist_ok=True)
        curve = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2")
        files = ("-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem"))
        command = ["openssl", "req", "-x509", *curve, "-subj", f"/CN={name}", *files]
        subprocess.run(command, check=True, capture_output=True)


@pytest.fixture
def composition(machine: Path, tmp_path: Path) -> Iterator[Composition]:
    made = Composition(tmp_path)
    made.run(f"tar -C {machine} -c . | podman import - docker.io/library/python:3.13-slim")
    made.run("podman tag docker.io/library/python:3.13-slim docker.io/library/nginx:1.28-alpine")
    yield made
    made.run(
        "podman rm --force --ignore meanwhile-alone; podman-compose -f deploy/compose.yaml down --volumes"
    )


def status(url: str) -> int:
    """What a browser would get that believes any certificate; 0 if nobody answers."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    try:
        with urllib.request.urlopen(url, timeout=10, context=context) as response:
            return int(response.status)
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


def test_the_chapter_about_containers(composition: Composition) -> None:
    install, renewal, alone = commands("Containers")
    # Here a network of its own does not reach the package index.
    composition.run(install, f'{ENGINE}netns = "host"\n')
    winter(composition.folder / "deploy" / "campaigns")
    eventually(lambda: status("https://localhost/winter") == 200)
    assert status(EMBED) == 200
    composition.run("podman healthcheck run meanwhile_meanwhile_1")

    composition.run("podman stop meanwhile_meanwhile_1 && podman restart meanwhile_nginx_1")
    eventually(lambda: status(EMBED) == 200)
    assert status("https://localhost/catsforkids/versus.html") == 503
    composition.run("podman start meanwhile_meanwhile_1")
    eventually(lambda: status("https://localhost/catsforkids/versus.html") == 200)

    composition.renew("second")
    composition.run("\n".join(line for line in install.splitlines() if "tls/" in line) + "\n" + renewal)
    eventually(lambda: "CN = second" in composition.run("openssl s_client -connect localhost:443 </dev/null"))
    for name in ("meanwhile_meanwhile_1", "meanwhile_nginx_1"):
        composition.run(f"! podman exec {name} touch /written")

    composition.run(alone)
    eventually(lambda: status("http://localhost:8001/readyz") == 200)
