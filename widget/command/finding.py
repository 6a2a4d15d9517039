"""What `meanwhile doctor` finds: one line each."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, how it is, and how to mend it."""

    state: Literal["ok", "warn", "fail"]
    about: str
    found: str
    mend: str = ""

    def __str__(self) -> str:
        mend = f"; {self.mend}" if self.mend else ""
        return f"{self.state:4}  {self.about}: {self.found}{mend}"


def ok(about: str, found: str) -> Finding:
    """In order."""
    return Finding("ok", about, found)


def warn(about: str, found: str, mend: str) -> Finding:
    """It serves, but something is lost."""
    return Finding("warn", about, found, mend)


def fail(about: str, found: str, mend: str) -> Finding:
    """Readers would get nothing, or something wrong."""
    return Finding("fail", about, found, mend)
