"""Thousands of damaged campaign files: each is a campaign that can be served, or one CampaignError."""

from pathlib import Path

import pytest

from tests.fuzz import files

# How many files, and of each part of them how many different ones everything is made of at most.
PARTS, SERVED, FILES = 2, 15, 500


@pytest.mark.parametrize("part", range(PARTS))
def test_a_damaged_file_is_a_campaign_that_can_be_served_or_an_error(tmp_path: Path, part: int) -> None:
    assert files.run(tmp_path, FILES, part, SERVED) == SERVED
