"""What a campaign file is on disk: an ordinary file of bounded size, read without ever waiting for it."""

import ctypes
import os
import stat
import struct
import sys
from pathlib import Path

from widget.campaign.faults import CampaignError, Fault

LARGEST = 1 << 20
# The key of a fault that may lie in the system, not in what the file holds.
READING = "reading"
KINDS = {
    stat.S_IFDIR: "a directory",
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}
# statx(2): struct statx has its mask first and the time of birth at offset 80.
AT_FDCWD = -100
STATX_BTIME = 0x800
BIRTH = 80


def content(file: Path) -> bytes:
    """All of `file`, which may be a link to one. Raises CampaignError unless it is an ordinary file of at
    most LARGEST bytes."""
    try:
        # To open a pipe without O_NONBLOCK waits for somebody to write into it.
        opened = os.open(file, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    except (OSError, ValueError) as error:
        raise _unreadable(file, error) from None
    kind = stat.S_IFMT(os.fstat(opened).st_mode)
    if kind != stat.S_IFREG:
        os.close(opened)
        value = f"is {KINDS.get(kind, 'no file')}"
        raise refused(file, "file", value, "an ordinary file", "name another, or take it out of the folder")
    with os.fdopen(opened, "rb") as stream:
        try:
            data = stream.read(LARGEST + 1)
        except OSError as error:
            raise _unreadable(file, error) from None
    if len(data) > LARGEST:
        raise refused(
            file, "file", "is larger than that", "a file of at most 1 MiB", "make two campaigns of it"
        )
    return data


def refused(file: Path, key: str, value: str, expected: str, mend: str) -> CampaignError:
    """The error of a file with one fault."""
    return CampaignError([Fault(str(file), key, value, expected, mend)])


def born(file: Path) -> int:
    """When `file` came to be, in nanoseconds since 1970, which no edit in place and no `touch` changes.

    Where the system does not say: when it last changed. A file that is not there is as young as can be.
    """
    try:
        status = file.stat()
    except OSError:
        return sys.maxsize
    return _statx(file) or int(getattr(status, "st_birthtime", 0) * 10**9) or status.st_ctime_ns


def _statx(file: Path) -> int:
    # os.stat says it on Linux from Python 3.15 on.
    statx = getattr(ctypes.CDLL(None), "statx", None) if sys.platform == "linux" else None
    found = ctypes.create_string_buffer(256)
    if not statx or statx(AT_FDCWD, os.fsencode(file), 0, STATX_BTIME, found):
        return 0
    (mask,), (seconds, rest) = struct.unpack_from("=I", found), struct.unpack_from("=qI", found, BIRTH)
    return seconds * 10**9 + rest if mask & STATX_BTIME else 0


def _unreadable(file: Path, error: Exception) -> CampaignError:
    reason = getattr(error, "strerror", None) or "failed"
    return refused(file, READING, reason, "a readable file", "check its name and its rights")
