"""What stands in front lets through the languages of our pages."""

import re

from tests.support.servers import ROOT
from widget.language.catalogue import page_languages

# At least four languages between bars, as in a regular expression.
LIST = re.compile(r"\b[a-z]{2}(?:\|[a-z]{2}){3,}\b")


def test_each_list_of_languages_is_the_same_and_has_all_that_our_pages_speak() -> None:
    """One more does no harm: a campaign may speak it."""
    files = [file for file in (ROOT / "deploy").rglob("*") if file.suffix in (".conf", ".vcl")]
    found = {file: LIST.findall(file.read_text(encoding="utf-8")) for file in files}
    found[ROOT / "docs" / "deploying.md"] = LIST.findall((ROOT / "docs" / "deploying.md").read_text())
    lists = {each for listed in found.values() for each in listed}

    assert sum(map(bool, found.values())) == 3
    assert len(lists) == 1
    names = lists.pop().split("|")
    assert names == sorted(names)
    assert {tag.partition("-")[0] for tag in page_languages()} - set(names) == set()
