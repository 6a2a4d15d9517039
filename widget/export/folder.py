"""A folder of files, replaced as a whole: complete and readable at every instant, even if a run breaks off.

Changed files are written into a new folder beside it and unchanged ones linked there; then the two swap.
"""

import ctypes
import json
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Any, Self

if sys.platform != "win32":
    import fcntl

MANIFEST = "manifest.json"
# Begins our manifest, so that no other manifest.json is taken for ours.
SIGNATURE = "meanwhile export 1"
# Linux, renameat2(2).
AT_FDCWD, RENAME_EXCHANGE = -100, 2


class StagingError(Exception):
    """The folder cannot be written: one line that says why and what to do."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in the manifest: the hash of its content, its size in bytes, its media type, its encoding.

    headers: all that it is to be sent with, by names in small letters; none for a file that is not published.
    """

    sha256: str
    size: int
    type: str
    encoding: str | None = None
    headers: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run has changed: paths written and paths removed; and all that there is now."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    entries: Mapping[str, Entry]


class Staging:
    """The next state of the folder `target`, as a context: `put` every file, then `finish`.

    Files that are in no manifest of ours are somebody else's and stay. Entering waits for any other run to
    end, and raises StagingError if `target` holds something and is no earlier export.
    """

    def __init__(self, target: Path) -> None:
        self._name, self._target = target, target.resolve()
        self._new = self._target.with_name(f".{self._target.name}.meanwhile-new")
        self._old = self._target.with_name(f".{self._target.name}.meanwhile-old")
        self._before: Mapping[str, Entry] = {}
        self._last_manifest = b""
        self._after: dict[str, Entry] = {}
        self._written: list[str] = []

    def __enter__(self) -> Self:
        self._lock = _locked(self._target.parent)
        try:
            self._restore()
            self._check()
        except BaseException:
            os.close(self._lock)
            raise
        self._before, self._last_manifest = _read(self._target / MANIFEST)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        shutil.rmtree(self._new, ignore_errors=True)
        os.close(self._lock)
        if isinstance(error, OSError):
            reason = error.strerror or str(error)
            raise StagingError(f"{error.filename or self._target}: {reason}") from error

    def put(
        self,
        path: str,
        body: bytes,
        media_type: str,
        encoding: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> bool:
        """Put `body` at `path`; True if it is new there. Raises StagingError if the path is taken."""
        if path in self._after:
            raise StagingError(f"{path}: two things would be here; give the campaign another name")
        entry = Entry(sha256(body).hexdigest(), len(body), media_type, encoding, headers)
        self._after[path] = entry
        if self._intact(path, entry):
            return False
        self._write(path, body)
        return True

    def keep(self, path: str, headers: Mapping[str, str]) -> bool:
        """Leave `path` as it is, if an earlier export wrote it and nobody has changed it since."""
        entry = self._before.get(path)
        if entry is None or not self._intact(path, entry):
            return False
        self._after[path] = replace(entry, headers=headers)
        return True

    def finish(self, about: Mapping[str, Any]) -> Outcome:
        """Put the next state in the place of the last one, if it differs; `about` goes into the manifest."""
        removed = tuple(sorted(self._before.keys() - self._after.keys()))
        manifest = _manifest(self._after, about)
        written = tuple(self._written)
        if written or removed or manifest != self._last_manifest:
            self._write(MANIFEST, manifest)
            self._link_the_rest()
            self._swap()
        return Outcome(written, removed, dict(self._after))

    def _check(self) -> None:
        name = self._name
        if self._target.exists() and not self._target.is_dir():
            raise StagingError(f"{name}: is a file; choose a folder")
        if Path.cwd().is_relative_to(self._target):
            raise StagingError(f"{name}: holds the working folder, and is replaced; go outside it first")
        earlier = _ours(self._target / MANIFEST)
        if not earlier and self._target.is_dir() and any(self._target.iterdir()):
            raise StagingError(f"{name}: holds files and is no earlier export; choose a new or empty one")

    def _intact(self, path: str, entry: Entry) -> bool:
        file = self._target / path
        return file.is_file() and sha256(file.read_bytes()).hexdigest() == entry.sha256

    def _write(self, path: str, body: bytes) -> None:
        file = self._new / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(body)
        if path != MANIFEST:
            self._written.append(path)

    def _link_the_rest(self) -> None:
        for file in _files(self._target):
            path = str(file.relative_to(self._target))
            copy = self._new / path
            gone = path in self._before and path not in self._after
            if not gone and not copy.exists():
                copy.parent.mkdir(parents=True, exist_ok=True)
                _link(file, copy)
        if self._target.is_dir():
            shutil.copymode(self._target, self._new)

    def _swap(self) -> None:
        if not self._target.exists():
            self._new.rename(self._target)
        elif not exchange(self._new, self._target):
            # Elsewhere than on Linux: a run that breaks off between these two lines is mended by the next.
            self._target.rename(self._old)
            self._new.rename(self._target)
            shutil.rmtree(self._old)

    def _restore(self) -> None:
        if self._old.is_dir() and not self._target.exists():
            self._old.rename(self._target)
        shutil.rmtree(self._old, ignore_errors=True)
        shutil.rmtree(self._new, ignore_errors=True)


def _locked(folder: Path) -> int:
    """The open folder, locked until it is closed; two runs would take each other's files for leftovers."""
    if sys.platform == "win32":
        raise StagingError("export needs a system that can lock a folder, such as Linux or macOS")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise StagingError(f"{folder}: {error.strerror}") from error
    fcntl.flock(lock, fcntl.LOCK_EX)
    return lock


def _manifest(listed: Mapping[str, Entry], about: Mapping[str, Any]) -> bytes:
    files = {
        path: {key: value for key, value in asdict(listed[path]).items() if value is not None}
        for path in sorted(listed)
    }
    return f"{json.dumps({'format': SIGNATURE, **about, 'files': files}, indent=1)}\n".encode()


def _ours(file: Path) -> Mapping[str, Any] | None:
    try:
        manifest = json.loads(file.read_bytes())
    except (OSError, ValueError):
        return None
    return manifest if isinstance(manifest, dict) and manifest.get("format") == SIGNATURE else None


def _read(file: Path) -> tuple[Mapping[str, Entry], bytes]:
    manifest = _ours(file)
    if manifest is None:
        return {}, b""
    return entries(manifest), file.read_bytes()


def entries(manifest: Mapping[str, Any]) -> Mapping[str, Entry]:
    """The files of a manifest."""
    return {path: Entry(**entry) for path, entry in manifest["files"].items()}


def _files(folder: Path) -> Iterator[Path]:
    for parent, folders, files in os.walk(folder):
        links = [name for name in folders if Path(parent, name).is_symlink()]
        yield from (Path(parent, name) for name in [*files, *links])


def _link(file: Path, copy: Path) -> None:
    try:
        os.link(file, copy, follow_symlinks=False)
    except OSError:
        shutil.copy2(file, copy, follow_symlinks=False)


def exchange(one: Path, other: Path) -> bool:
    """Let two folders change places in one step; False where the system cannot."""
    renameat2 = getattr(ctypes.CDLL(None), "renameat2", None) if sys.platform == "linux" else None
    paths = AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other)
    return bool(renameat2 and not renameat2(*paths, RENAME_EXCHANGE))
