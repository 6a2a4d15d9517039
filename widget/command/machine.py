"""What `meanwhile doctor` asks of this machine; its own ports are all that is connected to."""

import os
import resource
import socket
import stat
import sys
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from http.client import HTTPException
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from zoneinfo import ZoneInfo

from widget.campaign.faults import printable
from widget.campaign.library import Library
from widget.campaign.models import Campaign
from widget.command.finding import Finding, fail, ok, warn
from widget.command.front import fetch
from widget.command.serve import FEW_FILES
from widget.formats.pictures.drawing import Drawing, draw
from widget.language import cldr, letters
from widget.settings import Settings, flag

LIBRARIES = (
    "pillow",
    "resvg-py",
    "brotli",
    "zstandard",
    "babel",
    "pydantic",
    "starlette",
    "uvicorn",
    "tzdata",
)
# What a server of ours answers on its ports.
OURS = {"port": ("/healthz", b"ok\n"), "metrics_port": ("/metrics", b"meanwhile_")}
MEBIBYTE = 1 << 20
# Bytes: a process that has answered is 56 MB, a drawing process takes less than 150 for the largest picture.
PROCESS, DRAWING = 64 * MEBIBYTE, 160 * MEBIBYTE
CGROUPS = Path("/sys/fs/cgroup")
SVG = """<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40">
<text y="30" font-family="Noto Sans">{}</text></svg>"""
Campaigns = Mapping[str, Campaign]


def findings(settings: Settings, library: Library) -> Iterator[Finding]:
    """Everything, in the order of a start."""
    yield from _ports(settings)
    yield from _folders(settings, library)
    yield from _fonts(library.campaigns)
    yield _drawing()
    yield _zones(library.campaigns)
    yield _clock(library.campaigns, datetime.now(UTC))
    yield _memory(settings)
    yield _descriptors()
    yield _libraries()
    yield _encoding()


def _ports(settings: Settings) -> Iterator[Finding]:
    for name, (target, mark) in OURS.items():
        number = getattr(settings, name)
        if number and _is_ours(settings.host, number, target, mark):
            yield ok(f"port {number}", "this server answers there already")
        elif number:
            yield _port(settings.host, number, flag(name))


def _is_ours(host: str, number: int, target: str, mark: bytes) -> bool:
    name = f"[{host}]" if ":" in host else host
    try:
        return mark in fetch(f"http://{name}:{number}{target}").body
    except (OSError, HTTPException, ValueError):
        return False


def _port(host: str, number: int, option: str) -> Finding:
    about = f"port {number}"
    try:
        family = socket.getaddrinfo(host, number, type=socket.SOCK_STREAM)[0][0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, number))
            probe.listen(1)
    except PermissionError:
        return fail(about, "not allowed to this user", f"choose one above 1023 with {option}")
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return fail(about, f"on {host}: {reason}", f"choose another with {option}")
    return ok(about, f"free on {host}")


def _folders(settings: Settings, library: Library) -> Iterator[Finding]:
    for folder in settings.campaigns:
        about = f"campaigns in {printable(str(folder))}"
        faults = [
            each for each in library.status.faults if Path(each.file) in (folder, *folder.glob("*.toml"))
        ]
        files = len(list(folder.glob("*.toml"))) if os.access(folder, os.R_OK | os.X_OK) else 0
        for fault in faults:
            yield fail(about, str(fault), "")
        if not faults and not files:
            yield warn(about, "no file that ends in .toml", "put one there: docs/campaigns.md")
        elif not faults:
            yield ok(about, f"{files} file(s), each in order")
        with suppress(OSError):
            if folder.stat().st_mode & stat.S_IWOTH:
                yield warn(about, "everybody on this machine may write there", "chmod o-w")
    yield ok("campaigns served", ", ".join(library.campaigns))


def _fonts(campaigns: Campaigns) -> Iterator[Finding]:
    try:
        count = letters.check()
    except OSError as error:
        yield fail("fonts", str(error), "install the package again")
        return
    wanted = {tag: _texts(campaigns, tag) for each in campaigns.values() for tag in each.languages}
    for tag, text in wanted.items():
        if missing := letters.missing(text, tag):
            script = unicodedata.name(missing[0], "?").split()[0].lower()
            yield warn("fonts", f"none has the letters of {tag} ({script})", letters.mend(missing))
    yield ok("fonts", f"{count} files, looked through for {', '.join(wanted)}")


def _texts(campaigns: Campaigns, tag: str) -> str:
    """What stands in pictures in a language."""
    language = cldr.language(tag)
    texts = [language.name, language.digits]
    for campaign in (each for each in campaigns.values() if tag in each.languages):
        texts += [figure.unit[tag] for figure in campaign.figures.values()]
        texts += [widget.label[tag] for widget in campaign.widgets.values()]
    return " ".join(texts)


def _drawing() -> Finding:
    try:
        fonts = letters.files([letters.SANS])
        one, other = (draw(Drawing("image/png", SVG.format(text), fonts)) for text in ("Aa", ""))
    except Exception as error:
        return fail(
            "pictures", f"cannot be drawn: {type(error).__name__}: {error}", "install the package again"
        )
    if one == other:
        return fail("pictures", "come out without letters", "install the package again, with its fonts")
    return ok("pictures", "drawn, with letters in them")


def _zones(campaigns: Campaigns) -> Finding:
    names = sorted({campaign.timezone.key for campaign in campaigns.values()} | {"UTC"})
    for name in names:
        try:
            ZoneInfo(name).utcoffset(datetime.now(UTC).replace(tzinfo=None))
        except (OSError, ValueError, KeyError) as error:
            return fail("time zones", f"{name}: {error}", "pip install tzdata")
    return ok("time zones", f"{', '.join(names)} load; the machine's own (TZ) is not used")


def _clock(campaigns: Campaigns, now: datetime) -> Finding:
    said = f"{now.isoformat(timespec='seconds')}"
    newest = max((campaign.revision for campaign in campaigns.values()), default=now.date())
    if now.date() < newest:
        return fail(
            "clock", f"{said}, before a campaign of {newest} was written", "set it; run an NTP client"
        )
    return ok("clock", said)


def _memory(settings: Settings) -> Finding:
    workers = settings.workers or len(os.sched_getaffinity(0))
    needed = workers * (PROCESS + settings.memo_bytes) + DRAWING
    limit = min((each for each in _limits() if each > 0), default=0)
    said = f"{limit // MEBIBYTE} MiB are allowed, up to {needed // MEBIBYTE} needed by {workers} worker(s)"
    if 0 < limit < needed:
        return warn("memory", said, f"allow more, or lower {flag('memo_bytes')} or {flag('workers')}")
    return ok("memory", said)


def _limits() -> Iterator[int]:
    """What limits the memory of this process, in bytes: the machine, ulimit, control groups (Linux)."""
    yield os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    yield resource.getrlimit(resource.RLIMIT_AS)[0]
    for file in ("memory.max", "memory/memory.limit_in_bytes"):
        with suppress(OSError, ValueError):
            yield int((CGROUPS / file).read_text())
    with suppress(OSError, ValueError):
        own = Path("/proc/self/cgroup").read_text().rpartition("::/")[2].strip()
        yield int((CGROUPS / own / "memory.max").read_text())


def _descriptors() -> Finding:
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    if 0 <= most < FEW_FILES:
        return fail("open files", f"{most} at most, so few readers at once", "raise it: ulimit -n 65536")
    return ok("open files", f"{most} at most" if most >= 0 else "no limit")


def _libraries() -> Finding:
    found = []
    for name in LIBRARIES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            return fail("libraries", f"{name} is not installed", f"pip install {name}")
    return ok("libraries", f"Python {sys.version.split()[0]}, {', '.join(found)}")


def _encoding() -> Finding:
    encoding = (sys.stderr.encoding if sys.stderr else "") or "none"
    if encoding.lower().replace("-", "") != "utf8":
        return warn("standard error", f"is written in {encoding}, which lacks letters", "set LC_ALL=C.UTF-8")
    return ok("standard error", "UTF-8")
