"""The campaigns being served: found in folders, read again when a file changes, the last good one kept."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from widget.campaign.faults import CampaignError, Fault
from widget.campaign.load import load
from widget.campaign.models import Campaign
from widget.settings import BUNDLED

# Modification time in nanoseconds, size and inode: another one means another content.
Stamp = tuple[int, int, int]
NEVER: Stamp = (0, 0, 0)


@dataclass(frozen=True, slots=True)
class Change:
    """What reading again has changed: names of campaigns, and faults of files that stay as they were."""

    names: frozenset[str]
    faults: tuple[Fault, ...]


class Library:
    """The bundled campaigns and those in `folders`; one of the folders' own replaces a bundled one.

    Raises CampaignError with the faults of every file when it is made; later faults are kept out.
    """

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = (BUNDLED, *folders)
        self._stamps: dict[Path, Stamp] = {}
        self._loaded: dict[Path, Campaign] = {}
        self._campaigns: dict[str, Campaign] = {}
        self.campaigns: Mapping[str, Campaign] = MappingProxyType(self._campaigns)
        faults = [_missing(folder) for folder in folders if not folder.is_dir()]
        faults += self.refresh(self.stamps()).faults
        if faults:
            raise CampaignError(faults)

    def stamps(self) -> Mapping[Path, Stamp]:
        """The campaign files that there are now, each with its stamp; reads no file and changes nothing."""
        files = (file for folder in self._folders for file in sorted(folder.glob("*.toml")))
        return {file: _stamp(file) for file in files}

    def refresh(self, stamps: Mapping[Path, Stamp]) -> Change:
        """Read the files whose stamp is another than when they were last read."""
        faults: list[Fault] = []
        before = dict(self._loaded)
        for file, stamp in stamps.items():
            if stamp != self._stamps.get(file):
                faults += self._read(file)
        for file in [file for file in self._loaded if file not in stamps]:
            del self._loaded[file]
        self._stamps = dict(stamps)
        changed = {
            campaign.name
            for file in before.keys() | self._loaded.keys()
            if before.get(file) is not self._loaded.get(file)
            for campaign in (before.get(file), self._loaded.get(file))
            if campaign
        }
        if changed:
            faults += self._arrange(stamps)
        return Change(frozenset(changed), tuple(faults))

    def _read(self, file: Path) -> Sequence[Fault]:
        try:
            self._loaded[file] = load(file)
        except CampaignError as error:
            return error.faults
        return ()

    def _arrange(self, files: Iterable[Path]) -> list[Fault]:
        sources: dict[str, tuple[Path, Campaign]] = {}
        faults = []
        for file in files:
            campaign = self._loaded.get(file)
            if campaign is None:
                continue
            other = sources.get(campaign.name)
            if other and other[0].parent != BUNDLED:
                mend = f"{other[0]} has it; rename one"
                faults.append(Fault(str(file), "name", repr(campaign.name), "a name of its own", mend))
                continue
            sources[campaign.name] = (file, campaign)
        self._campaigns.clear()
        self._campaigns.update({name: campaign for name, (_, campaign) in sources.items()})
        return faults


def load_all(folders: Sequence[Path]) -> Mapping[str, Campaign]:
    """The bundled campaigns and those in `folders`, by name. Raises CampaignError with all faults."""
    return Library(folders).campaigns


def _stamp(file: Path) -> Stamp:
    try:
        status = file.stat()
    except OSError:
        return NEVER
    return status.st_mtime_ns, status.st_size, status.st_ino


def _missing(folder: Path) -> Fault:
    return Fault(str(folder), "folder", "is missing", "a folder of campaign files", "check its name")
