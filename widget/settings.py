"""Every setting, in one table: flag of the command, else MEANWHILE_… in the environment, else default."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

PACKAGE = Path(__file__).parent
BUNDLED = PACKAGE / "campaign" / "bundled"


def _shipped(folder: str) -> Path:
    """Templates and static files travel in the wheel; in a checkout they stand beside the package."""
    installed = PACKAGE / folder
    return installed if installed.is_dir() else PACKAGE.parent / folder


TEMPLATES = _shipped("templates")
STATIC = _shipped("static")


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting's default and its one line of help; the environment variable follows from its name."""

    default: object
    help: str


TABLE: Mapping[str, Setting] = {
    "host": Setting("127.0.0.1", "The address to listen on."),
    "port": Setting(8000, "The port to listen on."),
    "campaigns": Setting((), "A folder of campaign files; may be given again and again."),
    "public_url": Setting("", "The address that readers use, such as https://meanwhile.example."),
    "root_path": Setting("", "The path under which a proxy mounts the server, such as /numbers."),
    "workers": Setting(1, "How many processes answer; 0 is one for each core."),
    "metrics_port": Setting(0, "The port of /metrics for Prometheus; 0 is off."),
    "memo_bytes": Setting(64 << 20, "How many bytes of finished responses a process keeps."),
}


def variable(name: str) -> str:
    """The environment variable of a setting: MEANWHILE_PUBLIC_URL for public_url."""
    return f"MEANWHILE_{name.upper()}"
