"""Every setting, in one table, and the one place that reads the environment.

A flag of the command comes before MEANWHILE_… in the environment, and that before the default.
"""

import os
from collections.abc import Mapping, MutableMapping
from dataclasses import Field, dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

PACKAGE = Path(__file__).parent
BUNDLED = PACKAGE / "campaign" / "bundled"
# The address of a server that has been told none.
LOCAL = "http://127.0.0.1:8000"


def _shipped(folder: str) -> Path:
    """Templates and static files travel in the wheel; in a checkout they stand beside the package."""
    installed = PACKAGE / folder
    return installed if installed.is_dir() else PACKAGE.parent / folder


TEMPLATES = _shipped("templates")
STATIC = _shipped("static")


def without_local_time(environment: MutableMapping[str, str] = os.environ) -> None:
    """Nothing of ours is in local time, and Babel stumbles over a TZ that names no zone, such as Europe."""
    environment["TZ"] = "UTC"


class SettingError(ValueError):
    """A setting that cannot be used, in one line for the person who set it."""

    def __init__(self, name: str, value: object, expected: str) -> None:
        super().__init__(f"{flag(name)} ({variable(name)}): {str(value)!r}; expected {expected}")


# How a setting that is on or off is written in the environment.
TRUTHS: Mapping[str, bool] = {"true": True, "false": False}
Allowed = range | tuple[str, ...] | None


def _setting(default: Any, help: str, allowed: Allowed = None) -> Any:
    """A field. help: its one line of help. allowed: the numbers or the words that it may be."""
    return field(default=default, metadata={"help": help, "allowed": allowed})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a server is told. Raises SettingError if one of its settings cannot be used."""

    host: str = _setting("127.0.0.1", "The address to listen on.")
    port: int = _setting(8000, "The port to listen on.", range(65536))
    fd: int = _setting(0, "Listen on this file descriptor instead, which systemd opened.", range(1 << 16))
    campaigns: tuple[Path, ...] = _setting((), "A folder of campaign files; may be given several times.")
    public_url: str = _setting("", "The address that readers use, such as https://meanwhile.example.")
    root_path: str = _setting("", "The path under which a proxy mounts the server, such as /numbers.")
    workers: int = _setting(1, "How many processes answer; 0 means one for each core.", range(257))
    metrics_port: int = _setting(0, "The port of /metrics for Prometheus; 0 means none.", range(65536))
    memo_bytes: int = _setting(
        64 << 20, "How many bytes of finished responses a process keeps.", range(1 << 16, 1 << 40)
    )
    log_format: str = _setting("text", "How the server writes its log: text or json.", ("text", "json"))
    log_level: str = _setting(
        "info", "What it writes: debug, info, warning or error.", ("debug", "info", "warning", "error")
    )

    strict: bool = _setting(False, "Refuse to start if any campaign file has a fault.")

    def __post_init__(self) -> None:
        for setting in fields(self):
            _check(setting.name, getattr(self, setting.name), setting.metadata["allowed"])
        if not self.host:
            raise SettingError("host", self.host, "an address such as 127.0.0.1")
        if self.public_url and not _is_address(self.public_url):
            raise SettingError("public_url", self.public_url, "an address such as https://meanwhile.example")
        for folder in self.campaigns:
            if os.pathsep in str(folder):
                raise SettingError("campaigns", folder, f"a folder without {os.pathsep!r} in its name")

    @property
    def base(self) -> str:
        """The path that addresses begin with, such as /numbers, or empty."""
        path = (self.root_path or urlsplit(self.public_url).path).strip("/")
        return f"/{path}" if path else ""

    @property
    def public(self) -> str:
        """The address that readers use, with the path of the mount and no slash at the end, or empty."""
        address = self.public_url.rstrip("/")
        return address if urlsplit(address).path or not address else f"{address}{self.base}"

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Settings":
        """The settings in the environment. Raises SettingError."""
        return cls(**{name: read(name, environment) for name in TABLE})

    def to_environment(self, environment: MutableMapping[str, str] = os.environ) -> None:
        """Write every setting to the environment, where the processes of a server read it."""
        for name in TABLE:
            value = getattr(self, name)
            text = os.pathsep.join(map(str, value)) if isinstance(value, tuple) else str(value)
            environment[variable(name)] = text


TABLE: Mapping[str, Field[Any]] = {setting.name: setting for setting in fields(Settings)}


def flag(name: str) -> str:
    """The flag of a setting: --public-url for public_url."""
    return f"--{name.replace('_', '-')}"


def variable(name: str) -> str:
    """The environment variable of a setting: MEANWHILE_PUBLIC_URL for public_url."""
    return f"MEANWHILE_{name.upper()}"


def read(name: str, environment: Mapping[str, str] = os.environ) -> Any:
    """One setting: as the environment has it, or its default where that is empty. Raises SettingError."""
    text, default = environment.get(variable(name), ""), TABLE[name].default
    if not text:
        return default
    if isinstance(default, tuple):
        return tuple(Path(folder) for folder in text.split(os.pathsep) if folder)
    if isinstance(default, bool):
        return _truth(name, text)
    return _number(name, text) if isinstance(default, int) else text


def _truth(name: str, text: str) -> bool:
    if text.lower() not in TRUTHS:
        raise SettingError(name, text, _expected(tuple(TRUTHS)))
    return TRUTHS[text.lower()]


def _number(name: str, text: str) -> int:
    allowed = TABLE[name].metadata["allowed"]
    try:
        number = int(text)
    except ValueError:
        raise SettingError(name, text, _expected(allowed)) from None
    _check(name, number, allowed)
    return number


def _check(name: str, value: object, allowed: Allowed) -> None:
    if allowed and value not in allowed:
        raise SettingError(name, value, _expected(allowed))


def _expected(allowed: range | tuple[str, ...]) -> str:
    if isinstance(allowed, range):
        return f"a number from {allowed.start} to {allowed.stop - 1}"
    return " or ".join(allowed)


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)
