"""The campaigns being served: bundled ones, one's own, and what is wrong with any of them."""

from pathlib import Path

import pytest

from tests.toml import small, write
from widget.faults import CampaignError
from widget.library import load_all


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
