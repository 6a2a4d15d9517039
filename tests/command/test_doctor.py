"""`meanwhile doctor`: what is ready and what is not, in a line each."""

import socket
import subprocess
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.support.command import TEN_FAULTS, said
from tests.support.fronts.programs import certificate
from tests.support.ports import free_port
from tests.support.proxy import Proxy, proxy
from tests.support.servers import COMMAND, PATIENCE, Server, environment, run, serving
from tests.support.toml import small, write

HSTS = {"strict-transport-security": "max-age=63072000"}
HIT = {"cache-status": "nginx; hit"}


def doctor(*arguments: str | Path, env: Mapping[str, str] | None = None) -> tuple[int, dict[str, str]]:
    """The exit status, and by what each line is about: its state and what it says."""
    port = () if "--port" in arguments else ("--port", "0")
    done = run("doctor", *port, *arguments, env=env)
    assert said(done.stderr) == []
    return done.returncode, lines(done.stdout)


def lines(output: bytes) -> dict[str, str]:
    found = {}
    for line in output.decode().splitlines():
        state, rest = line.split(maxsplit=1)
        assert state in ("ok", "warn", "fail")
        about, _, what = rest.partition(": ")
        found[about] = f"{state} {what}"
    return found


@pytest.fixture(scope="module")
def trusted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return certificate(tmp_path_factory.mktemp("certificate") / "tls")


@pytest.fixture(scope="module")
def fronted(trusted: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    """A proxy with TLS in front of a server that knows its address."""
    with (
        proxy(trusted) as front,
        serving(tmp_path_factory.mktemp("served"), "--public-url", front.url) as server,
    ):
        front.port = server.port
        yield front


@pytest.fixture
def front(fronted: Proxy) -> Proxy:
    """The same, doing everything right."""
    fronted.added, fronted.dropped, fronted.passed = {**HSTS, **HIT}, set(), {"accept-encoding"}
    fronted.status = 0
    return fronted


def test_a_machine_that_is_ready_has_a_line_for_everything_and_nothing_is_asked_of_the_network() -> None:
    status, found = doctor()

    assert status == 0
    for about in ("fonts", "pictures", "time zones", "clock", "libraries", "standard error"):
        assert found[about].startswith("ok "), about
    assert found["campaigns served"].startswith("ok catsforkids, ")
    assert {"memory", "open files"} <= found.keys()
    assert "nothing was asked" in found["public address"]
    assert "pillow" in found["libraries"]
    assert "resvg-py" in found["libraries"]


def test_a_port_that_somebody_else_has_fails_and_one_of_this_server_does_not(
    server: Server,
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        other = str(taken.getsockname()[1])
        status, found = doctor("--port", str(server.port), "--metrics-port", other)

    assert status == 1
    assert found[f"port {other}"].startswith("fail ")
    assert found[f"port {other}"].endswith("choose another with --metrics-port")
    assert found[f"port {server.port}"] == "ok this server answers there already"


def test_a_free_port_is_in_order() -> None:
    port = str(free_port())

    assert doctor("--port", port)[1][f"port {port}"] == "ok free on 127.0.0.1"


def test_each_folder_of_campaigns_is_looked_at(tmp_path: Path) -> None:
    folders = {name: tmp_path / name for name in ("good", "empty", "open", "broken", "missing")}
    for name, folder in folders.items():
        if name != "missing":
            folder.mkdir()
    write(folders["good"], small())
    write(folders["open"], small(name="deaths"))
    folders["open"].chmod(0o777)
    (folders["broken"] / "ten.toml").write_bytes(TEN_FAULTS.read_bytes())

    status, found = doctor(*(word for folder in folders.values() for word in ("--campaigns", folder)))
    about = {name: found[f"campaigns in {folder}"] for name, folder in folders.items()}

    assert status == 1
    assert about["good"] == "ok 1 file(s), each in order"
    assert about["empty"].startswith("warn no file")
    assert about["open"].endswith("chmod o-w")
    assert about["broken"].startswith("fail ")
    assert "ten.toml" in about["broken"]
    assert "is missing" in about["missing"]
    assert found["campaigns served"].endswith(", births, deaths")


def spoken(tag: str, text: str) -> dict[str, Any]:
    places = ("figures__births__unit", "widgets__reading__label", "widgets__reading__sentence")
    return small(languages=[tag], **{place: {tag: text} for place in places})


def test_a_language_whose_letters_no_font_has_is_named(campaign_folder: Path) -> None:
    write(campaign_folder, spoken("chr", "ᎠᏂ"))
    run_status, output = run_lines("--campaigns", campaign_folder)

    assert run_status == 0
    assert [line for line in output if line.startswith("warn  fonts: none has the letters of chr (cherokee)")]


def run_lines(*arguments: str | Path) -> tuple[int, list[str]]:
    done = run("doctor", "--port", "0", *arguments)
    return done.returncode, done.stdout.decode().splitlines()


def test_a_clock_before_the_campaigns_were_written_fails(campaign_folder: Path) -> None:
    write(campaign_folder, small(revision=date(2099, 1, 1)))
    status, found = doctor("--campaigns", campaign_folder)

    assert status == 1
    assert found["clock"].startswith("fail ")


def test_few_open_files_and_a_terminal_without_letters_are_said() -> None:
    shell = f"ulimit -n 64; exec {COMMAND} doctor --port 0 --workers 256 --memo-bytes 1000000000000"
    plain = {"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    done = subprocess.run(
        ["bash", "-c", shell], env=environment(**plain), capture_output=True, timeout=PATIENCE, check=False
    )
    found = lines(done.stdout)

    assert done.returncode == 1
    assert found["open files"].startswith("fail 64 at most")
    assert found["standard error"].startswith("warn ")
    assert found["memory"].startswith("warn ")
    assert "--memo-bytes" in found["memory"]


def test_an_address_that_comes_through_whole_is_in_order_in_every_line(front: Proxy, trusted: Path) -> None:
    told = ("--operator", "Example Foundation", "--public-url", front.url)
    status, found = doctor(*told, env={"SSL_CERT_FILE": str(trusted / "certificate.pem")})

    assert status == 0
    for about in ("headers", "own address", "compression", "cache", "clocks", "HSTS"):
        assert found[about].startswith("ok "), about
    assert found[f"public address {front.url}"] == "ok /healthz answers"
    assert "operator" not in found


LATE = {"date": "Wed, 18 Nov 2020 00:00:00 GMT"}
LOST = {
    "compression": "warn embeds come uncompressed",
    "cache": "warn no sign of one",
    "HSTS": "warn is missing",
    "clocks": "fail this machine's",
}


@pytest.mark.parametrize(
    ("faults", "expected"),
    [
        (
            {"dropped": {"content-security-policy"}, "added": {"referrer-policy": "unsafe-url"}},
            {"headers": "fail referrer-policy, content-security-policy: lost or changed"},
        ),
        (
            {"added": {"set-cookie": "a=b", "x-frame-options": "DENY"}},
            {"headers": "fail somebody in front adds set-cookie, x-frame-options"},
        ),
        ({"passed": set(), "added": LATE}, LOST),
        ({"status": 502}, {"public address": "fail /healthz answers 502"}),
    ],
)
def test_what_a_proxy_does_wrong_is_said_with_its_mend(
    front: Proxy, trusted: Path, faults: Mapping[str, Any], expected: Mapping[str, str]
) -> None:
    for name, value in faults.items():
        setattr(front, name, value)
    status, found = doctor("--public-url", front.url, env={"SSL_CERT_FILE": str(trusted / "certificate.pem")})
    found["public address"] = found[f"public address {front.url}"]

    for about, line in expected.items():
        assert found[about].startswith(line)
        assert "; " in found[about]
    assert status == 1


def test_a_server_that_was_told_no_public_address_is_found_out(server: Server, front: Proxy) -> None:
    with proxy() as other:
        other.port = server.port
        status, found = doctor("--public-url", other.url)

    assert status == 1
    assert found["own address"].startswith("fail ")
    assert f"MEANWHILE_PUBLIC_URL={other.url}" in found["own address"]
    assert found["https"].startswith("warn ")


def test_a_certificate_that_nobody_vouches_for_and_a_name_that_is_none_fail(front: Proxy) -> None:
    status, found = doctor("--public-url", front.url)
    other_status, other = doctor("--public-url", "https://no-such-host.invalid")

    assert (status, other_status) == (1, 1)
    assert "its certificate is refused" in found[f"public address {front.url}"]
    assert other["public address https://no-such-host.invalid"].startswith("fail ")
