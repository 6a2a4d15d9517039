"""Other people's counters and servers, from npm: kept in a cache outside the tree, never committed."""

import json
import os
import shutil
import subprocess
import tarfile
from pathlib import Path

FILES = {
    "countup.js": ("countup.js@2", "package/dist/countUp.umd.js"),
    "odometer.js": ("odometer@0.4", "package/odometer.min.js"),
    "odometer.css": ("odometer@0.4", "package/themes/odometer-theme-default.css"),
}
# Versions of the time of writing; majors may move on.
SERVERS = ("express@5", "handlebars@4", "badge-maker@6")


def cache() -> Path:
    """$XDG_CACHE_HOME/meanwhile-bench, made if need be."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    directory = Path(base) / "meanwhile-bench"
    directory.mkdir(parents=True, exist_ok=True)
    return directory


def file(name: str) -> bytes | None:
    """One of FILES; None where npm or the network is missing."""
    package, member = FILES[name]
    kept = cache() / name
    if not kept.exists():
        archive = pack(package)
        if archive is None:
            return None
        with tarfile.open(archive) as packed:
            content = packed.extractfile(member)
            if content is None:
                return None
            kept.write_bytes(content.read())
    return kept.read_bytes()


def pack(package: str) -> Path | None:
    """The package's archive, fetched by `npm pack`."""
    command = ["npm", "pack", "--silent", package]
    try:
        done = subprocess.run(command, cwd=cache(), capture_output=True, text=True, timeout=60, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    return cache() / done.stdout.split()[-1]


def servers() -> Path | None:
    """The folder of modules that holds SERVERS; None where Node, npm or the network is missing."""
    if not shutil.which("node"):
        return None
    folder = cache() / "servers"
    modules = folder / "node_modules"
    names = [package.partition("@")[0] for package in SERVERS]
    if all((modules / name).is_dir() for name in names):
        return modules
    command = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(folder), *SERVERS]
    try:
        subprocess.run(command, capture_output=True, timeout=180, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    return modules


def version(name: str) -> str:
    """The version of one of SERVERS that is in the cache."""
    package = cache() / "servers" / "node_modules" / name / "package.json"
    found: str = json.loads(package.read_text())["version"]
    return found
