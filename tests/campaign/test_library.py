"""The campaigns being served: bundled ones, one's own, and what is wrong with any of them."""

from pathlib import Path

import pytest

from tests.support.toml import small, write
from widget.campaign.faults import CampaignError
from widget.campaign.library import Change, Library, load_all


def test_the_bundled_campaign_is_always_there(campaign_folder: Path) -> None:
    assert list(load_all([])) == ["catsforkids"]
    assert list(load_all([campaign_folder])) == ["catsforkids"]


def test_campaigns_of_every_folder_are_served(campaign_folder: Path, tmp_path: Path) -> None:
    write(campaign_folder, small())
    other = tmp_path / "other"
    other.mkdir()
    write(other, small(name="deaths"))

    assert set(load_all([campaign_folder, other])) == {"catsforkids", "births", "deaths"}


def test_ones_own_campaign_replaces_a_bundled_one_of_that_name(campaign_folder: Path) -> None:
    write(campaign_folder, small(name="catsforkids"))

    assert list(load_all([campaign_folder])["catsforkids"].figures) == ["births"]


def test_two_files_of_one_name_are_a_fault(campaign_folder: Path) -> None:
    write(campaign_folder, small(), "a.toml")
    write(campaign_folder, small(), "b.toml")

    with pytest.raises(CampaignError) as caught:
        load_all([campaign_folder])

    (fault,) = caught.value.faults
    assert (fault.file, fault.key) == (str(campaign_folder / "b.toml"), "name")


def test_the_faults_of_every_file_and_folder_come_at_once(campaign_folder: Path, tmp_path: Path) -> None:
    write(campaign_folder, small(colour="red"), "a.toml")
    write(campaign_folder, small(name="b", timezone="Mars"), "b.toml")
    missing = tmp_path / "missing"

    with pytest.raises(CampaignError) as caught:
        load_all([campaign_folder, missing])

    assert [fault.key for fault in caught.value.faults].count("folder") == 1
    assert {Path(fault.file).name for fault in caught.value.faults} == {"a.toml", "b.toml", "missing"}


def test_other_files_are_left_alone(campaign_folder: Path) -> None:
    (campaign_folder / "notes.txt").write_text("not a campaign", encoding="utf-8")

    assert list(load_all([campaign_folder])) == ["catsforkids"]


def test_a_changed_file_is_read_again_and_named(campaign_folder: Path) -> None:
    file = write(campaign_folder, small())
    library = Library([campaign_folder])
    assert library.refresh(library.stamps()) == Change(frozenset(), ())

    write(campaign_folder, small(figures__births__amount=140_000_000))
    change = library.refresh({**library.stamps(), file: (1, 2, 3)})

    assert change == Change(frozenset({"births"}), ())
    assert library.campaigns["births"].figures["births"].amount == 140_000_000


def test_a_broken_file_leaves_the_last_good_one_and_takes_nothing_else_down(campaign_folder: Path) -> None:
    file = write(campaign_folder, small())
    library = Library([campaign_folder])
    before = library.campaigns["births"]

    file.write_text("name = ", encoding="utf-8")
    change = library.refresh({**library.stamps(), file: (1, 2, 3)})

    assert [fault.file for fault in change.faults] == [str(file)]
    assert change.names == frozenset()
    assert library.campaigns["births"] is before
    assert "catsforkids" in library.campaigns
    assert library.refresh({**library.stamps(), file: (1, 2, 3)}).faults == (), "said once"


def test_a_file_that_comes_or_goes_is_served_or_not(campaign_folder: Path) -> None:
    library = Library([campaign_folder])
    file = write(campaign_folder, small())

    assert library.refresh(library.stamps()).names == {"births"}
    assert "births" in library.campaigns
    file.unlink()
    assert library.refresh(library.stamps()).names == {"births"}
    assert "births" not in library.campaigns
