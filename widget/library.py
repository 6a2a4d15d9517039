"""The campaigns being served."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from widget.campaign import Campaign, load
from widget.faults import CampaignError, Fault
from widget.settings import BUNDLED


def load_all(folders: Iterable[Path]) -> Mapping[str, Campaign]:
    """The bundled campaigns and those in `folders`, by name; one of the folders' own replaces a bundled one.

    Raises CampaignError with the faults of every file.
    """
    return {**load_folders([BUNDLED]), **load_folders(folders)}


def load_folders(folders: Iterable[Path]) -> Mapping[str, Campaign]:
    """The campaigns in `folders`, by name. Raises CampaignError with the faults of every file."""
    found: dict[str, Campaign] = {}
    faults: list[Fault] = []
    for file in _files(folders, faults):
        try:
            campaign = load(file)
        except CampaignError as error:
            faults += error.faults
            continue
        if campaign.name in found:
            fault = ("name", repr(campaign.name), "a name of its own", "another file has it; rename one")
            faults.append(Fault(str(file), *fault))
        found[campaign.name] = campaign
    if faults:
        raise CampaignError(faults)
    return found


def _files(folders: Iterable[Path], faults: list[Fault]) -> Iterator[Path]:
    for folder in folders:
        if not folder.is_dir():
            faults.append(
                Fault(str(folder), "folder", "is missing", "a folder of campaign files", "check its name")
            )
        yield from sorted(folder.glob("*.toml"))
