"""Slips in TOML are explained in the terms of the person who made them, each with its line and its mend."""

from pathlib import Path

import pytest

from widget.campaign.faults import CampaignError, Fault
from widget.campaign.load import load


def faults(folder: Path, text: str) -> tuple[Fault, ...]:
    file = folder / "campaign.toml"
    file.write_text(text, encoding="utf-8", newline="")
    with pytest.raises(CampaignError) as caught:
        load(file)
    assert str(caught.value).splitlines() == [str(fault) for fault in caught.value.faults], "one line each"
    return caught.value.faults


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("amount = 132,000,000", "write 132_000_000"),
        ("amount = 132.000.000", "write 132_000_000"),
        ("amount = 132 000 000", "write 132_000_000"),
        ("amount = 132\xa0000\u202f000", "write 132_000_000"),
        ("amount = 132'000'000", "write 132_000_000"),
        ("amount = 132 million", "write 132_000_000 for 132 million"),
        ("amount = 1.5 billion # a year", "write 1_500_000_000 for 1.5 billion"),
        ("amount = 2,5 Millionen", "write 2_500_000 for 2,5 Millionen"),
        ("amount = 38 milliards", "write 38_000_000_000 for"),
        ("amount = 19M", "write 19_000_000 for 19M"),
        ("amount = 2,5", "write 2.5"),
        ("amount = .5", "write 0.5"),
        ("amount = 007", "take out the 0"),
        ("amount = 10^6", "19_000_000"),
        ("amount = $5", "take out $"),
        ("amount = 5,000 €", "take out €"),
        ("amount = 12%", "take out %"),
        ("amount 5", "key = value"),
        ("amount: 5", "write = in place of :"),
        ("amount =", "add the value"),
        ("= 5", "add the key"),
        ("an amount = 5", "one word"),
        ("name = “births”", "straight quotes"),
        ("name = „births“", "straight quotes"),
        ("name = ‘births’", "straight quotes"),
        ("name = « births »", "straight quotes"),
        ('name = "births', 'put in the missing "'),
        ('name = births"', 'put in the missing "'),
        ('unit = { en = "births }', 'put in the missing "'),
        ("name = births", 'write "…" around it'),
        ("languages = [en, fr]", 'write "…" around it'),
        ('title = "They said "no""', 'write \\" for a quote'),
        ("title = 'l'enfant'", "double quotes"),
        ('title = "C:\\x"', "write \\\\"),
        ('title = "a\x00b"', "invisible"),
        ("title\xa0= 5", "U+00A0"),
        ("estimate = True", "small letters"),
        ("estimate = yes", "true or false"),
        ("note = null", "take the line out"),
        ("revision = 18/11/2020", "2020-11-18"),
        ("revision = 18.11.2020", "2020-11-18"),
        ("revision = 2020-1-5", "2020-11-18"),
        ("revision = 2020-11-31", "calendar"),
        ("revision = 2020-13-01", "calendar"),
        ("revision = 2020-11-32", "calendar"),
        ("revision = 2020-11", "calendar"),
        ('source = { title = "a", date = 2020-00-10 }', "calendar"),
        ("since = 2020-11-18T25:00:00", "2020-11-18T08:00:00"),
        ("since = 2020-11-18 8:00", "2020-11-18T08:00:00"),
        ("since = 2020-11-18T08:00:00+25:00", "2020-11-18T08:00:00"),
        ("stock = [{ at = 2020-11-18T08:00, amount = 5 }]", "2020-11-18T08:00:00"),
        ('name = "births",', "take out what stands behind"),
        ('name = "births";', "take out what stands behind"),
        ('unit = { en = "births", }', "last comma"),
        ('unit = { en = "births",', "on one line"),
        ('languages = ["fr" "nl"]', "commas between"),
        ('unit = { en = "births" fr = "naissances" }', "missing comma"),
        ("series = [{ year = 2020 amount = 5 }]", "missing comma"),
        ("statement = { known = true year = 2020 }", "missing comma"),
        ("[figures.births", "[figures.NAME]"),
        ("[[act]", "[[act]]"),
        ("[figures.größe]", "rename it"),
        ("[figures.my trees]", "rename it"),
        ("[widgets.and/or]", "rename it"),
        ("[figures.]", "rename it"),
        ("naam = 1\nnaam = 2", "take one of the two out"),
        ("something else", "key = value"),
    ],
)
def test_a_slip_is_explained_with_its_line_and_its_mend(tmp_path: Path, line: str, says: str) -> None:
    (fault,) = faults(tmp_path, f"# A campaign\n{line}\n")

    assert fault.key == f"line {2 + line.count(chr(10))}"
    assert fault.value in line
    assert says in f"{fault.expected}; {fault.mend}"


def test_every_line_with_a_slip_is_listed(tmp_path: Path) -> None:
    text = "\ufeffname = “births”\nrevision = 18/11/2020\n[figures.births]\namount = 132,000,000\n"

    assert [fault.key for fault in faults(tmp_path, text)] == ["line 1", "line 1", "line 2", "line 4"]


def test_a_mark_before_the_file_is_explained(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, '\ufeffname = "births"\n')

    assert "BOM" in fault.value
    assert "without BOM" in fault.mend


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1"])
def test_another_encoding_is_explained(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "campaign.toml"
    file.write_bytes('name = "a"\ntitle = "café"'.encode(encoding))

    with pytest.raises(CampaignError) as caught:
        load(file)

    assert "save it as UTF-8" in str(caught.value)


def test_lines_that_end_as_in_windows_are_no_fault(tmp_path: Path) -> None:
    assert all(
        fault.key == "name" or "is missing" in fault.value for fault in faults(tmp_path, "name = 5\r\n")
    )


@pytest.mark.parametrize(
    "line",
    [f"amount = {'9' * 1000} million", f"amount = 1{' ' * 5000}million", f"amount = 1{',000' * 1000}"],
    ids=range(3),
)
def test_what_is_said_of_a_long_line_is_short(tmp_path: Path, line: str) -> None:
    (fault,) = faults(tmp_path, line)

    assert len(str(fault)) < 600
