"""The campaigns being served: bundled ones, one's own, and what is wrong with any of them."""

import os
from pathlib import Path

import pytest

from tests.support.toml import small, write
from widget.campaign.faults import CampaignError
from widget.campaign.library import GRACE, Change, Library, load_all

NOTHING = Change(frozenset(), ())
BUNDLED = tuple(load_all([]))


def amount(library: Library) -> int:
    """What the campaign that these tests serve says."""
    return int(library.campaigns["births"].resolved["births"].published[0].amount)


def test_the_bundled_campaigns_are_always_there(campaign_folder: Path) -> None:
    assert "catsforkids" in BUNDLED
    assert tuple(load_all([campaign_folder])) == BUNDLED


def test_campaigns_of_every_folder_are_served(campaign_folder: Path, tmp_path: Path) -> None:
    write(campaign_folder, small())
    other = tmp_path / "other"
    other.mkdir()
    write(other, small(name="deaths"))

    assert set(load_all([campaign_folder, other])) == {*BUNDLED, "births", "deaths"}


def test_other_files_and_hidden_ones_are_left_alone(campaign_folder: Path) -> None:
    (campaign_folder / "notes.txt").write_text("not a campaign", encoding="utf-8")
    # An editor's mark of what it edits is a hidden link that leads nowhere.
    (campaign_folder / ".#births.toml").symlink_to("somebody@somewhere.1")

    assert tuple(load_all([campaign_folder])) == BUNDLED


def test_good_files_are_served_and_bad_ones_are_named(campaign_folder: Path, tmp_path: Path) -> None:
    write(campaign_folder, small(colour="red", timezone="Mars"), "a.toml")
    write(campaign_folder, small(), "b.toml")
    missing = tmp_path / "missing"

    library = Library([campaign_folder, missing], 7)

    assert list(library.campaigns) == [*BUNDLED, "births"]
    assert library.status.campaigns == (*BUNDLED, "births")
    assert library.status.refused == (str(missing), str(campaign_folder / "a.toml"))
    assert [fault.key for fault in library.status.faults] == ["folder", "timezone", "colour"]
    assert library.status.looked == 7


def test_who_wants_all_or_nothing_gets_the_faults_of_every_file_and_folder_at_once(
    campaign_folder: Path, tmp_path: Path
) -> None:
    write(campaign_folder, small(colour="red"), "a.toml")
    write(campaign_folder, small(name="b", timezone="Mars"), "b.toml")
    missing = tmp_path / "missing"

    with pytest.raises(CampaignError) as caught:
        load_all([campaign_folder, missing])

    assert [fault.key for fault in caught.value.faults].count("folder") == 1
    assert {Path(fault.file).name for fault in caught.value.faults} == {"a.toml", "b.toml", "missing"}


def test_a_changed_file_is_read_again_and_named(campaign_folder: Path) -> None:
    write(campaign_folder, small())
    library = Library([campaign_folder])
    assert library.refresh(2) == NOTHING

    write(campaign_folder, small(figures__births__amount=140_000_000_000))

    assert library.refresh(4) == Change(frozenset({"births"}), ())
    assert amount(library) == 140_000_000_000
    assert library.status.looked == 4


def test_a_broken_file_leaves_the_last_good_one_and_takes_nothing_else_down(campaign_folder: Path) -> None:
    file = write(campaign_folder, small())
    library = Library([campaign_folder])
    before = library.campaigns["births"]

    file.write_text("name = ", encoding="utf-8")
    change = library.refresh(2)

    assert [fault.file for fault in change.faults] == [str(file)]
    assert change.names == frozenset()
    assert library.campaigns["births"] is before
    assert "catsforkids" in library.campaigns
    assert library.refresh(4).faults == (), "said once"
    assert library.status.refused == (str(file),)


def test_a_mended_file_is_served_and_no_longer_named(campaign_folder: Path) -> None:
    file = campaign_folder / "campaign.toml"
    file.write_text("x = " + "[" * 2000, encoding="utf-8")
    library = Library([campaign_folder])
    assert library.status.refused == (str(file),)

    write(campaign_folder, small())

    assert library.refresh(2) == Change(frozenset({"births"}), ())
    assert library.status.faults == ()


def test_a_file_that_comes_is_served_at_once_and_one_that_goes_after_a_minute(campaign_folder: Path) -> None:
    library = Library([campaign_folder])
    file = write(campaign_folder, small())
    assert library.refresh(0).names == {"births"}

    file.unlink()

    assert library.refresh(100) == NOTHING
    assert library.refresh(100 + GRACE - 1) == NOTHING
    assert "births" in library.campaigns
    assert library.refresh(100 + GRACE).names == {"births"}
    assert "births" not in library.campaigns


def test_a_folder_that_is_away_for_a_moment_is_named_and_what_it_held_goes_on(campaign_folder: Path) -> None:
    write(campaign_folder, small())
    library = Library([campaign_folder])

    away = campaign_folder.rename(campaign_folder.with_name("away"))
    change = library.refresh(100)
    assert [fault.file for fault in change.faults] == [str(campaign_folder)]
    assert "births" in library.campaigns

    away.rename(campaign_folder)
    assert library.refresh(102) == NOTHING
    assert library.status.faults == ()
    assert library.refresh(102 + 2 * GRACE) == NOTHING, "the minute begins anew"


def test_a_folder_that_comes_later_is_served(tmp_path: Path) -> None:
    folder = tmp_path / "later"
    library = Library([folder])
    assert library.status.refused == (str(folder),)

    folder.mkdir()
    write(folder, small())

    assert library.refresh(2).names == {"births"}
    assert library.status.faults == ()


def test_a_folder_that_cannot_be_read_loses_nothing(
    campaign_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(campaign_folder, small())
    library = Library([campaign_folder])

    def no_descriptor(_: Path) -> None:
        raise OSError(24, "Too many open files")

    with monkeypatch.context() as patched:
        patched.setattr(os, "scandir", no_descriptor)
        assert "Too many open files" in str(library.refresh(2).faults[0])
        library.refresh(2 + 2 * GRACE)

    assert list(library.campaigns) == [*BUNDLED, "births"]
    library.refresh(200)
    assert library.status.faults == ()


def test_a_file_that_could_not_be_read_is_read_again_though_it_has_not_changed(
    campaign_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(campaign_folder, small())

    def no_descriptor(*_: object) -> int:
        raise OSError(24, "Too many open files")

    with monkeypatch.context() as patched:
        patched.setattr(os, "open", no_descriptor)
        library = Library([campaign_folder])
        assert list(library.campaigns) == []
        assert library.refresh(2).faults == (), "said once"

    assert library.refresh(4).names == {*BUNDLED, "births"}
    assert library.status.faults == ()


def test_a_name_that_is_served_is_not_taken_over(campaign_folder: Path) -> None:
    first = write(campaign_folder, small(), "b.toml")
    library = Library([campaign_folder])

    other = write(campaign_folder, small(figures__births__amount=1_000), "a.toml")
    (fault,) = library.refresh(2).faults

    assert (fault.file, fault.key) == (str(other), "name")
    assert str(first) in fault.mend
    assert amount(library) == 132_000_000
    assert library.refresh(4) == NOTHING


@pytest.mark.parametrize("edited", [False, True])
def test_a_restart_changes_nothing_about_who_has_a_name(campaign_folder: Path, edited: bool) -> None:
    first = write(campaign_folder, small(), "b.toml")
    Library([campaign_folder])
    other = write(campaign_folder, small(figures__births__amount=1_000), "a.toml")
    os.utime(other, (0, 0))
    if edited:
        write(campaign_folder, small(figures__births__amount=132_000_001), "b.toml")

    library = Library([campaign_folder])

    assert amount(library) == 132_000_000 + edited
    assert library.status.refused == (str(other),)
    assert str(first) in library.status.faults[0].mend


def test_a_file_named_after_its_campaign_has_its_name_even_if_it_is_the_younger(
    campaign_folder: Path,
) -> None:
    write(campaign_folder, small(figures__births__amount=1_000), "a.toml")
    write(campaign_folder, small(), "births.toml")

    assert amount(Library([campaign_folder])) == 132_000_000


def test_a_name_goes_to_the_next_when_its_file_has_been_gone_for_a_minute(campaign_folder: Path) -> None:
    first = write(campaign_folder, small(), "births.toml")
    write(campaign_folder, small(figures__births__amount=1_000), "a.toml")
    library = Library([campaign_folder])

    first.unlink()
    library.refresh(100)
    assert amount(library) == 132_000_000

    assert library.refresh(100 + GRACE).names == {"births"}
    assert amount(library) == 1_000
    assert library.status.faults == ()


def test_a_file_that_asks_for_a_name_that_is_served_goes_on_under_its_own(campaign_folder: Path) -> None:
    write(campaign_folder, small(name="deaths"), "deaths.toml")
    file = write(campaign_folder, small(), "births.toml")
    library = Library([campaign_folder])

    write(campaign_folder, small(name="deaths", figures__births__amount=1_000), "births.toml")
    assert [fault.file for fault in library.refresh(2).faults] == [str(file)]
    write(campaign_folder, small(figures__births__amount=2_000), "aaa.toml")
    library.refresh(4)

    assert amount(library) == 132_000_000
    assert library.campaigns["deaths"].resolved["births"].published[0].amount == 132_000_000


def test_a_renamed_file_keeps_its_campaign(campaign_folder: Path) -> None:
    file = write(campaign_folder, small(), "a.toml")
    library = Library([campaign_folder])

    file.rename(campaign_folder / "b.toml")

    assert library.refresh(2).faults == ()
    assert "births" in library.campaigns
    assert library.refresh(2 + 2 * GRACE) == NOTHING


def test_a_file_may_give_its_campaign_another_name(campaign_folder: Path) -> None:
    write(campaign_folder, small())
    library = Library([campaign_folder])

    write(campaign_folder, small(name="newborn"))

    assert library.refresh(2) == Change(frozenset({"births", "newborn"}), ())
    assert list(library.campaigns) == [*BUNDLED, "newborn"]


def test_a_file_named_after_a_bundled_campaign_replaces_it(campaign_folder: Path) -> None:
    running = Library([campaign_folder])
    write(campaign_folder, small(name="catsforkids"), "catsforkids.toml")

    assert running.refresh(2) == Change(frozenset({"catsforkids"}), ())
    for campaigns in (running.campaigns, load_all([campaign_folder])):
        assert list(campaigns["catsforkids"].figures) == ["births"]


def test_a_file_of_another_name_does_not_replace_a_bundled_campaign(campaign_folder: Path) -> None:
    running = Library([campaign_folder])
    write(campaign_folder, small(name="catsforkids"), "aaa.toml")

    running.refresh(2)

    for library in (running, Library([campaign_folder])):
        assert "abuse-images" in library.campaigns["catsforkids"].figures
        (fault,) = library.status.faults
        assert "catsforkids.toml" in fault.mend
