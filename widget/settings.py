"""Every setting, in one table, and the one place that reads the environment.

A flag of the command comes before MEANWHILE_… in the environment, and that before the default.
"""

import os
import re
from collections.abc import Iterator, Mapping, MutableMapping
from dataclasses import Field, dataclass, field, fields
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit

PACKAGE = Path(__file__).parent
BUNDLED = PACKAGE / "campaign" / "bundled"
# The address of a server that has been told none.
LOCAL = "http://127.0.0.1:8000"
# The ports that go without saying.
PORTS: Mapping[str, int] = {"http": 80, "https": 443}
# RFC 3986, 3.3: segments of unreserved or encoded characters, and no `.` or `..`.
PATH = re.compile(r"(?:(?!\.{1,2}(?:/|$))(?:[\w.~-]|%[0-9A-Fa-f]{2})+(?:/(?!$)|$))*", re.ASCII)
# RFC 1123, 2.1, and the underscore that some have.
HOST = re.compile(r"(?!.{254})(?!-)[\w-]{1,63}(?<!-)(?:\.(?!-)[\w-]{1,63}(?<!-))*", re.ASCII)
ENCODED = "with other characters than letters, digits and -._~ percent-encoded"


def _shipped(folder: str) -> Path:
    """Templates and static files travel in the wheel; in a checkout they stand beside the package."""
    installed = PACKAGE / folder
    return installed if installed.is_dir() else PACKAGE.parent / folder


TEMPLATES = _shipped("templates")
STATIC = _shipped("static")


def without_locality(environment: MutableMapping[str, str] = os.environ) -> None:
    """Nothing of ours is in the system's time or language, in which ICU would write what it has no data for.

    And Babel stumbles over a TZ that names no zone, such as Europe.
    """
    environment["TZ"] = "UTC"
    environment["LC_ALL"] = "C"


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
    operator: str = _setting("", "Who runs the server and how to reach them, for its privacy page.")
    root_path: str = _setting("", "The path under which a proxy mounts the server, such as /numbers.")
    workers: int = _setting(
        1, "How many processes answer; 0 means as many as memory and processors allow, at most 4.", range(257)
    )
    metrics_port: int = _setting(0, "The port of /metrics for Prometheus; 0 means none.", range(65536))
    memo_bytes: int = _setting(
        64 << 20,
        "How many bytes of finished responses are kept, by all processes together.",
        range(1 << 16, 1 << 40),
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
        if not PATH.fullmatch(self.root_path.strip("/")):
            raise SettingError("root_path", self.root_path, f"a path such as /numbers, {ENCODED}")
        if self.public_url:
            _check_public(self.public_url, self.root_path)
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
        return below(_normal(urlsplit(self.public_url)), self.base) if self.public_url else ""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Settings":
        """The settings in the environment. Raises SettingError."""
        return cls(**{name: read(name, environment) for name in TABLE})


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


def below(address: str, base: str) -> str:
    """`address` with the path `base`, unless it has one."""
    return address if urlsplit(address).path else f"{address}{base}"


def is_local(address: str) -> bool:
    """Whether an address, or a host alone, leads every reader to the reader's own machine."""
    host = urlsplit(address).hostname if "://" in address else address
    if not host or host == "localhost" or host.endswith(".localhost"):
        return True
    number = _number_of(host)
    return number is not None and (number.is_loopback or number.is_unspecified)


def _check_public(address: str, root_path: str) -> None:
    """Raises SettingError with the first thing that is wrong, and never repeats a password."""
    for wrong, expected in _faults(address, root_path):
        if wrong:
            shown = re.sub(r"//.*@", "//…@", address)
            raise SettingError("public_url", shown, f"an address such as https://meanwhile.example{expected}")


def _faults(address: str, root_path: str) -> Iterator[tuple[bool, str]]:
    """What could be wrong with a public address: whether it is, and what is expected. Each is asked for only
    where none before it is wrong."""
    yield bool(re.search(r"[\s\x00-\x20\x7f]", address)), ", without blanks"
    yield "@" in re.split(r"[/?#]", address.partition("//")[2])[0], ", without a user or a password"
    yield not _can_be_read(address), ", and a port from 1 to 65535 or none"
    parts = urlsplit(address)
    yield parts.scheme not in ("http", "https"), ", with http or https"
    yield "?" in address, ", without a query"
    yield "#" in address, ", without a fragment"
    host = parts.hostname or ""
    yield host.endswith("."), ", without a dot behind the host"
    yield not host.isascii(), "; write the host as DNS has it, such as xn--bcher-kva.example"
    yield not _is_host(host), ", with the name or the number of a host"
    path = parts.path.strip("/")
    yield not PATH.fullmatch(path), f", with a path such as /numbers or none, {ENCODED}"
    root = root_path.strip("/")
    yield (
        bool(path and root and path != root),
        f" that ends with {flag('root_path')} /{root}, or without a path",
    )


def _can_be_read(address: str) -> bool:
    try:
        return urlsplit(address).port != 0
    except ValueError:
        return False


def _is_host(host: str) -> bool:
    if ":" in host or host.rpartition(".")[2].isdigit():
        return "%" not in host and _number_of(host) is not None
    return bool(HOST.fullmatch(host))


def _number_of(host: str) -> IPv4Address | IPv6Address | None:
    try:
        number = ip_address(host)
    except ValueError:
        return None
    return getattr(number, "ipv4_mapped", None) or number


def _normal(parts: SplitResult) -> str:
    """An address as browsers write it (RFC 3986, 6.2.2 and 6.2.3), without a slash at the end."""
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    port = "" if parts.port in (None, PORTS[parts.scheme]) else f":{parts.port}"
    path = parts.path.strip("/")
    return f"{parts.scheme}://{host}{port}{path and '/'}{path}"
