"""The campaigns being served: found in folders, read again when a file changes, the last good one kept.

Who has a name when several files want it: the file that is served with it already. Where none is, as after a
start: one of the folders' own that is named after the campaign, else the bundled one, else the one that has
existed longest.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from widget.campaign.faults import CampaignError, Fault
from widget.campaign.files import READING, born
from widget.campaign.load import load
from widget.campaign.models import Campaign
from widget.settings import BUNDLED

# Seconds for which a campaign is served whose file is no longer there: editors take files away to write them.
GRACE = 60
# Modification time in nanoseconds, size and inode: another one means another content.
Stamp = tuple[int, int, int]
NEVER: Stamp = (0, 0, 0)
Faults = tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """What stands in the folders: each file with its stamp, what those that changed hold, lost folders."""

    stamps: Mapping[Path, Stamp]
    read: Mapping[Path, Campaign | Faults]
    lost: Faults


@dataclass(frozen=True, slots=True)
class Change:
    """What a look has changed: names of campaigns, and faults that were not there before."""

    names: frozenset[str]
    faults: Faults


@dataclass(frozen=True, slots=True)
class Status:
    """What is served, and what is not and why. looked: when folders were last looked at, by the clock that
    `Library.apply` is given."""

    campaigns: tuple[str, ...]
    faults: Faults
    looked: float

    @property
    def refused(self) -> tuple[str, ...]:
        """The files and folders with faults, each once."""
        return tuple(dict.fromkeys(fault.file for fault in self.faults))


class Library:
    """The bundled campaigns and those in `folders`; whatever is amiss with a file is in `status`.

    now: the present by a clock that never steps back, in seconds.
    """

    def __init__(self, folders: Sequence[Path], now: float = 0) -> None:
        self._folders = (BUNDLED, *folders)
        self._stamps: dict[Path, Stamp] = {}
        self._loaded: dict[Path, Campaign] = {}
        self._faults: dict[Path, Faults] = {}
        # Of files whose name another one has.
        self._taken: Faults = ()
        # Since when files are gone whose campaigns are still served.
        self._gone: dict[Path, float] = {}
        self._owners: dict[str, Path] = {}
        self._campaigns: dict[str, Campaign] = {}
        self.campaigns: Mapping[str, Campaign] = MappingProxyType(self._campaigns)
        self.status = Status((), (), now)
        self.refresh(now)

    def look(self) -> Look:
        """Look at the folders and read what has changed; changes nothing, so that a thread may do it."""
        stamps: dict[Path, Stamp] = {}
        lost = []
        for folder in self._folders:
            try:
                stamps.update(_stamps(folder))
            except FileNotFoundError:
                lost.append(_lost(folder, "is missing"))
            except NotADirectoryError:
                lost.append(_lost(folder, "is no folder"))
            except OSError as error:
                # Out of descriptors, or without the rights: the files may well be there.
                lost.append(_lost(folder, error.strerror or "cannot be read"))
                stamps.update({file: self._stamps[file] for file in self._stamps if file.parent == folder})
        changed = (file for file, stamp in stamps.items() if stamp != self._stamps.get(file))
        return Look(stamps, {file: _read(file) for file in changed}, tuple(lost))

    def apply(self, look: Look, now: float) -> Change:
        """Serve what was seen. now: the present, by the clock of `__init__`."""
        before, known = dict(self._campaigns), set(self.status.faults)
        dropped = self._forget(look.stamps, now)
        for file, outcome in look.read.items():
            self._take(file, outcome)
        if look.read or dropped:
            self._taken = self._arrange()
        faults = (
            *look.lost,
            *(fault for of_file in self._faults.values() for fault in of_file),
            *self._taken,
        )
        self.status = Status(tuple(self._campaigns), faults, now)
        names = before.keys() | self._campaigns.keys()
        changed = frozenset(name for name in names if before.get(name) is not self._campaigns.get(name))
        return Change(changed, tuple(fault for fault in faults if fault not in known))

    def refresh(self, now: float) -> Change:
        """Look and apply at once."""
        return self.apply(self.look(), now)

    def _take(self, file: Path, outcome: Campaign | Faults) -> None:
        if isinstance(outcome, Campaign):
            self._loaded[file] = outcome
            self._faults.pop(file, None)
            return
        self._faults[file] = outcome
        if outcome[0].key == READING:
            # Not the fault of what it holds: it is read again at the next look.
            self._stamps[file] = NEVER

    def _forget(self, stamps: Mapping[Path, Stamp], now: float) -> bool:
        """Drop what has been gone for a while, and at once what now stands under another name; whether
        anything was."""
        known = len(self._stamps)
        moved = {stamp for file, stamp in stamps.items() if file not in self._stamps}
        for file in [file for file in self._stamps if file not in stamps]:
            since = self._gone.setdefault(file, now)
            if file not in self._loaded or self._stamps[file] in moved or now - since >= GRACE:
                del self._stamps[file]
                self._loaded.pop(file, None)
                self._faults.pop(file, None)
        dropped = len(self._stamps) < known
        self._stamps.update(stamps)
        self._gone = {file: since for file, since in self._gone.items() if file not in stamps}
        return dropped

    def _arrange(self) -> Faults:
        """Give each name to one file; the faults of the others."""
        owners = dict(self._staying())
        for name, files in self._claims().items():
            first = min(files, key=lambda file: _rank(file, name)) if len(files) > 1 else files[0]
            if name not in owners or (owners[name].parent == BUNDLED and first.stem == name):
                owners[name] = first
        campaigns = {}
        for name, file in sorted(owners.items(), key=lambda pair: (self._place(pair[1]), pair[0])):
            wanted = self._loaded[file]
            if wanted.name == name:
                campaigns[name] = wanted
            elif owners[wanted.name] != file:
                campaigns[name] = self._campaigns[name]
        self._owners = {name: owners[name] for name in campaigns}
        self._campaigns.clear()
        self._campaigns.update(campaigns)
        own = {file: self._loaded[file].name for file in self._loaded if file.parent != BUNDLED}
        return tuple(_taken(file, name, owners[name]) for file, name in own.items() if owners[name] != file)

    def _staying(self) -> Iterator[tuple[str, Path]]:
        """Who has a name and keeps it: also the file that wants another one, which is taken."""
        for name, file in self._owners.items():
            wanted = self._loaded.get(file)
            if wanted and (wanted.name == name or self._owners.get(wanted.name, file) != file):
                yield name, file

    def _claims(self) -> Mapping[str, Sequence[Path]]:
        claims: dict[str, list[Path]] = {}
        for file in sorted(self._loaded, key=self._place):
            claims.setdefault(self._loaded[file].name, []).append(file)
        return claims

    def _place(self, file: Path) -> tuple[int, str]:
        return self._folders.index(file.parent), file.name


def load_all(folders: Sequence[Path]) -> Mapping[str, Campaign]:
    """The bundled campaigns and those in `folders`, by name. Raises CampaignError with all faults."""
    library = Library(folders)
    if library.status.faults:
        raise CampaignError(library.status.faults)
    return library.campaigns


def _rank(file: Path, name: str) -> tuple[bool, bool, int]:
    """The lowest has the first right to a name."""
    own = file.parent != BUNDLED
    return not (own and file.stem == name), own, born(file)


def _stamps(folder: Path) -> Iterator[tuple[Path, Stamp]]:
    """The campaign files of a folder in the order of their names. Raises OSError."""
    with os.scandir(folder) as entries:
        names = sorted(entry.name for entry in entries if entry.name.endswith(".toml"))
    for file in (folder / name for name in names if not name.startswith(".")):
        try:
            status = file.stat()
        except OSError:
            # A link that leads nowhere is there; a file that went away meanwhile is not.
            if file.is_symlink():
                yield file, NEVER
        else:
            yield file, (status.st_mtime_ns, status.st_size, status.st_ino)


def _read(file: Path) -> Campaign | Faults:
    try:
        return load(file)
    except CampaignError as error:
        return error.faults


def _taken(file: Path, name: str, owner: Path) -> Fault:
    mend = f"{owner} has it; rename one"
    if owner.parent == BUNDLED:
        mend = f"{owner} has it; to replace that one, call this file {name}.toml"
    return Fault(str(file), "name", repr(name), "a name of its own", mend)


def _lost(folder: Path, value: str) -> Fault:
    return Fault(str(folder), "folder", value, "a folder of campaign files", "check its name and its rights")
