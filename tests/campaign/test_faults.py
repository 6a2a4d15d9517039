"""Every fault of a campaign file in one line: file, key, value, what is expected and how to mend it."""

import subprocess
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.support.servers import COMMAND, ROOT
from tests.support.toml import SMALL, small, write
from widget.campaign.faults import CampaignError, Fault
from widget.campaign.kinds import KINDS
from widget.campaign.load import load

TEN = ROOT / "tests" / "campaign" / "ten-faults.toml"
READING = SMALL["widgets"]["reading"]
WORDS = {"label": {"en": "Births"}, "sentence": {"en": "Births."}}
ACT = {"region": "BE", "service": "Child Focus", "url": "https://www.imagesdabus.be"}


def faults(file: Path) -> tuple[Fault, ...]:
    with pytest.raises(CampaignError) as caught:
        load(file)
    assert str(caught.value).splitlines() == [str(fault) for fault in caught.value.faults], "one line each"
    return caught.value.faults


def test_ten_faults_get_ten_lines() -> None:
    found = faults(TEN)

    assert len(found) == 10
    assert sorted(fault.key for fault in found) == sorted(
        [
            "name",
            "timezone",
            "colour",
            "figures.births.amount",
            "figures.births.source",
            "figures.deaths.as_of",
            "figures.deaths.unit.fr",
            "figures.deaths.source.url",
            "widgets.while-reading.figure",
            "widgets.while-reading.sentence",
        ]
    )


def test_a_line_has_file_key_value_expectation_and_remedy() -> None:
    for fault in faults(TEN):
        assert str(fault) == f"{TEN}: {fault.key}: {fault.value}; expected {fault.expected}; {fault.mend}"
        assert fault.file == str(TEN)
        assert all([fault.key, fault.value, fault.expected, fault.mend])


def test_what_is_suggested_would_do() -> None:
    remedies = {fault.key: fault.mend for fault in faults(TEN)}

    assert "Europe/Brussels" in remedies["timezone"]
    assert "rename" in remedies["name"]
    assert "take it out" in remedies["colour"]
    assert "as_of = " in remedies["figures.deaths.as_of"]
    assert 'fr = "' in remedies["figures.deaths.unit.fr"]


@pytest.mark.parametrize(
    ("changes", "key", "says"),
    [
        ({"figures__births__source": None}, "figures.births.source", "is missing"),
        ({"figures__births__source__date": None}, "figures.births.source.date", "is missing"),
        ({"figures__births__source__url": None}, "figures.births.source.url", "is missing"),
        (
            {"figures__births__year": None, "figures__births__per": "day", "figures__births__as_of": None},
            "figures.births.as_of",
            "is missing",
        ),
        ({"figures__births__amount": None}, "figures.births.amount", "is missing"),
        ({"figures__births__unit": {}}, "figures.births.unit.en", "is missing"),
        ({"widgets__reading__label": None}, "widgets.reading.label", "is missing"),
        ({"widgets__reading__label": {}}, "widgets.reading.label.en", "is missing"),
        ({"widgets__reading__label__en": "  "}, "widgets.reading.label.en", "'  '"),
        ({"widgets__reading__label__it": "Nascite"}, "widgets.reading.label.it", "language of the campaign"),
        ({"widgets__reading__figure": "deaths"}, "widgets.reading.figure", "births"),
        (
            {"widgets__reading__kind": "countdown"},
            "widgets.reading.kind",
            f"one of {', '.join(KINDS)};",
        ),
        ({"widgets__reading__kind": None}, "widgets.reading.kind", "is missing"),
        ({"colour": "red"}, "colour", "take it out"),
        ({"figures__births__source__isbn": "1"}, "figures.births.source.isbn", "not a known key"),
        ({"widgets__reading__figur": "births"}, "widgets.reading.figur", "rename it to figure"),
        ({"act": [ACT | {"phone": "116 000"}]}, "act.0.phone", "not a known key"),
        ({"figures__births__amount": "many"}, "figures.births.amount", "a number above zero"),
        ({"figures__births__amount": True}, "figures.births.amount", "a number above zero"),
        ({"figures__births__amount": -1}, "figures.births.amount", "a number above zero"),
        ({"figures__births__amount": 0}, "figures.births.amount", "a number above zero"),
        ({"figures__births__amount": float("nan")}, "figures.births.amount", "a number above zero"),
        ({"figures__births__amount": float("inf")}, "figures.births.amount", "a number above zero"),
        ({"figures__births__amount": 10**20}, "figures.births", "10^15 a day"),
        ({"figures__births__amount": Decimal("0.0005")}, "figures.births", "one in a thousand years"),
        ({"figures__births__per": "day"}, "figures.births", "either per or year"),
        ({"figures__births__year": 1800}, "figures.births.year", "1900 to 2100"),
        ({"figures__births__estimate": "yes"}, "figures.births.estimate", "true or false"),
        ({"figures__births__source__url": "javascript:alert(1)"}, "figures.births.source.url", "https://"),
        ({"figures__births__source__url": "ftp://example.org"}, "figures.births.source.url", "https://"),
        ({"figures__births__source__url": "//example.org"}, "figures.births.source.url", "https://"),
        ({"figures__births__source__url": 'https://x.org/"onload='}, "figures.births.source.url", "https://"),
        ({"name": "hit-list"}, "name", "hit"),
        ({"name": "Upper Case"}, "name", "small letters"),
        ({"name": "static"}, "name", "static"),
        ({"widgets": {"counter": READING}}, "widgets.counter", "counter"),
        ({"widgets": {"a.b": READING}}, "widgets.a.b", "small letters"),
        ({"widgets__reading__sentence__en": "{nn} births"}, "widgets.reading.sentence", "{nn}"),
        ({"widgets__reading__sentence__en": "{n births"}, "widgets.reading.sentence", "{n births"),
        ({"widgets__reading__sentence__en": "{} births"}, "widgets.reading.sentence", "{}"),
        ({"widgets__reading__sentence__en": "{n.real} births"}, "widgets.reading.sentence", "{n.real}"),
        ({"widgets__reading__sentence__en": "{n!r} births"}, "widgets.reading.sentence", "{n"),
        ({"widgets__reading__sentence__en": "{n:>99} births"}, "widgets.reading.sentence", "{n"),
        ({"timezone": "Mars/Phobos"}, "timezone", "IANA"),
        ({"timezone": "../../etc/passwd"}, "timezone", "IANA"),
        ({"title": 5}, "title", "a text"),
        ({"act": [ACT | {"region": "Belgium"}]}, "act.0.region", "two capital letters"),
        ({"act": [ACT | {"telephone": 116000}]}, "act.0.telephone", "digits and spaces"),
        ({"act": [ACT | {"url": "mailto:a@b.org"}]}, "act.0.url", "https://"),
        ({"act": [ACT | {"url": {"it": "https://b.org"}}]}, "act.0.url", "languages of the campaign"),
        ({"act": [ACT | {"url": {}}]}, "act.0.url", "https://"),
        ({"act": ACT}, "act", "[[act]]"),
        ({"hashtag": "no hash"}, "hashtag", '"#'),
        ({"languages": ["xx"]}, "languages.0", "CLDR"),
        ({"languages": "en"}, "languages", "a list"),
        ({"languages": []}, "languages", "a list"),
        ({"languages": ["en", "en"]}, "languages", "twice"),
        ({"figures": {}}, "figures", "at least one figure"),
        ({"widgets": {}}, "widgets", "at least one widget"),
        ({"figures__births": [{"amount": 5}]}, "figures.births", "single brackets; write [figures.NAME]"),
        ({"widgets__reading": [READING]}, "widgets.reading", "single brackets; write [widgets.NAME]"),
        ({"figures__births": 5}, "figures.births", "write [figures.NAME]"),
        (
            {"widgets": {"x": {"kind": "versus", "figures": ["births"], **WORDS}}},
            "widgets.x.figures",
            "2 to 4",
        ),
        (
            {"widgets": {"x": {"kind": "versus", "figures": ["births"] * 5, **WORDS}}},
            "widgets.x.figures",
            "2 to 4",
        ),
        ({"widgets": {"x": {"kind": "since", "figure": "births", **WORDS}}}, "widgets.x.since", "is missing"),
    ],
)
def test_each_kind_of_fault_alone_gets_one_line(
    tmp_path: Path, changes: dict[str, Any], key: str, says: str
) -> None:
    (fault,) = faults(write(tmp_path, small(**changes)))

    assert fault.key == key
    assert says in str(fault)


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"figures__births__amount": "12"}, "figures.births.amount"),
        ({"revision": 86400}, "revision"),
        ({"revision": "2020-11-18"}, "revision"),
        ({"figures__births__as_of": 0}, "figures.births.as_of"),
        ({"figures__births__source__date": 0}, "figures.births.source.date"),
        ({"widgets": {"x": {"kind": "since", "figure": "births", "since": 5, **WORDS}}}, "widgets.x.since"),
        (
            {"widgets": {"x": {"kind": "since", "figure": "births", "since": "2020", **WORDS}}},
            "widgets.x.since",
        ),
        ({"figures__births__year": "2024"}, "figures.births.year"),
        ({"widgets__reading__label__en": 5}, "widgets.reading.label.en"),
    ],
)
def test_a_value_of_another_type_is_refused_not_guessed(
    tmp_path: Path, changes: dict[str, Any], key: str
) -> None:
    (fault,) = faults(write(tmp_path, small(**changes)))

    assert fault.key == key


def test_an_amount_without_its_time_is_refused_not_taken_for_a_year(tmp_path: Path) -> None:
    (fault,) = faults(write(tmp_path, small(figures__births__year=None)))

    assert fault.key.startswith("figures.births")
    assert "per" in str(fault)


@pytest.mark.parametrize(
    ("text", "line"), [("name = \n", "line 1"), ('name = "a"\n[figures\n', "line 2"), ("\n\n= 1\n", "line 3")]
)
def test_what_is_not_toml_is_said_with_its_line(tmp_path: Path, text: str, line: str) -> None:
    file = tmp_path / "campaign.toml"
    file.write_text(text, encoding="utf-8")

    (fault,) = faults(file)

    assert line in str(fault)
    assert "TOML" in fault.expected


def test_what_is_not_utf_8_is_said(tmp_path: Path) -> None:
    file = tmp_path / "campaign.toml"
    file.write_bytes('name = "café"'.encode("latin-1"))

    assert "UTF-8" in str(faults(file)[0])


def test_a_missing_file_and_a_folder_are_said(tmp_path: Path) -> None:
    assert "No such file" in str(faults(tmp_path / "missing.toml")[0])
    assert "directory" in str(faults(tmp_path)[0])


def test_a_key_with_a_line_break_still_gets_one_line(tmp_path: Path) -> None:
    assert len(faults(write(tmp_path, {**small(), "a\nb": 1}))) == 1


@pytest.mark.parametrize("amount", ["1e999999999", "1e-999999999"])
def test_an_absurd_amount_is_refused_at_once(tmp_path: Path, amount: str) -> None:
    file = write(tmp_path, small())
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("132000000", amount), encoding="utf-8")

    done = subprocess.run([COMMAND, "check", file], capture_output=True, timeout=10, check=False)

    assert done.returncode == 1
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("moment", [date(2020, 11, 18), datetime(2020, 11, 18, 9, 30)])
def test_a_date_and_a_date_with_time_are_both_moments(tmp_path: Path, moment: date) -> None:
    widget = {"kind": "since", "figure": "births", "since": moment, **WORDS}

    assert load(write(tmp_path, small(widgets={"x": widget}))).widgets["x"].kind == "since"


def test_a_wrong_kind_hides_no_other_fault(tmp_path: Path) -> None:
    widget = {**READING, "kind": "elapesd", "figure": "deaths", "label": {"fr": "Naissances"}}

    keys = {fault.key for fault in faults(write(tmp_path, small(widgets={"x": widget})))}

    assert keys == {"widgets.x.kind", "widgets.x.figure", "widgets.x.label.en", "widgets.x.label.fr"}


def test_two_forms_of_one_figure_get_told_which_key_to_take_out(tmp_path: Path) -> None:
    series = [{"year": 2022, "amount": 1}, {"year": 2023, "amount": 2}]
    changes = {
        "figures__births__year": None,
        "figures__births__as_of": None,
        "figures__births__series": series,
    }

    (fault,) = faults(write(tmp_path, small(**changes)))

    assert fault.key == "figures.births.amount"
    assert fault.mend == "take amount out, or series"


def test_a_list_is_not_called_short_for_a_fault_inside_it(tmp_path: Path) -> None:
    series = [{"year": 2022, "amount": 0}, {"year": 2023, "amount": 2}]
    births = {"unit": {"en": "births"}, "source": SMALL["figures"]["births"]["source"], "series": series}

    (fault,) = faults(write(tmp_path, small(figures={"births": births})))

    assert fault.key == "figures.births.series.0.amount"
