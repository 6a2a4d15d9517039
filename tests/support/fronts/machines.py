"""Machines made from Debian's packages, for what docs/deploying.md says about whole machines.

Run by `scripts/test deployed`, which installs what it needs; minutes, root and Debian's servers are needed.
"""

import os
import re
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.fronts.programs import program
from tests.support.processes import until
from tests.support.servers import ROOT

PATIENCE = 120.0
PACKAGES = "ca-certificates,curl,dbus,nginx-light,python3,python3-venv,systemd,systemd-sysv"
CERTIFICATES = "etc/ssl/certs/ca-certificates.crt"
# In a machine of its own there may be neither a firewall nor room for more open files.
ENGINE = """[engine]
cgroup_manager = "cgroupfs"
events_logger = "file"
runtime = "runc"
[containers]
default_ulimits = ["nofile=1024:4096", "nproc=4096:4096"]
"""


def wanted() -> None:
    """Leave the test out unless somebody asked for it."""
    if not os.environ.get("MEANWHILE_DEPLOYED"):
        pytest.skip("left out: whole machines, which take minutes (scripts/test deployed)")
    for name in ("podman", "podman-compose", "debootstrap", "systemd-nspawn", "runc"):
        program(name, "podman runc netavark debootstrap systemd-container")


def commands(chapter: str) -> list[str]:
    """The blocks of commands of a chapter of docs/deploying.md, in their order."""
    text = (ROOT / "docs" / "deploying.md").read_text(encoding="utf-8")
    body = text.split(f"\n## {chapter}\n")[1].split("\n## ")[0]
    return [re.sub("^    ", "", block, flags=re.M) for block in re.findall(r"(?:^    .+\n)+", body, re.M)]


def debian(folder: Path) -> Path:
    """A Debian with Python, nginx and systemd, which trusts whom this machine trusts."""
    root = folder / "debian"
    made = ["debootstrap", "--variant=minbase", f"--include={PACKAGES}", "bookworm", str(root)]
    subprocess.run(made, check=True, stdout=subprocess.DEVNULL)
    (root / CERTIFICATES).write_bytes(Path("/", CERTIFICATES).read_bytes())
    (root / "usr/bin/python").symlink_to("python3")
    # It shares the ports of this machine.
    (root / "etc/systemd/system/multi-user.target.wants/nginx.service").unlink()
    return root


def eventually(fulfilled: Callable[[], bool]) -> None:
    """Wait for something that a machine does in its own time."""
    until(fulfilled, PATIENCE)


@contextmanager
def booted(root: Path) -> Iterator[Callable[[str], str]]:
    """A machine under systemd; what is given runs a script in it, from the folder that it is handed."""
    boot = ["systemd-nspawn", "-D", str(root), "--register=no", "--keep-unit", "--console=pipe", "-b"]
    with (root.parent / "boot").open("wb") as said:
        process = subprocess.Popen(boot, stdin=subprocess.DEVNULL, stdout=said, stderr=said)

    def inside(script: str) -> str:
        enter = ["nsenter", "-t", leader(process.pid), "-m", "-u", "-i", "-n", "-p", "-C", "--"]
        shell = ["bash", "-ec", f"cd /root/meanwhile\n{script}"]
        done = subprocess.run([*enter, *shell], capture_output=True, text=True, timeout=600, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    try:
        eventually(lambda: Path(f"/proc/{leader(process.pid)}/root/run/dbus/system_bus_socket").exists())
        inside("systemctl is-system-running --wait || true")
        yield inside
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)


def leader(nspawn: int) -> str:
    """Number one in the machine of a systemd-nspawn, or nothing as long as there is none."""
    return Path(f"/proc/{nspawn}/task/{nspawn}/children").read_text().strip()
