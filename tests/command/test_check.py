"""`meanwhile check`: every fault of every file."""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.support import untranslated
from tests.support.command import TEN_FAULTS, said
from tests.support.servers import run
from tests.support.toml import SMALL, small, write
from widget.campaign.faults import MOST
from widget.command.main import main
from widget.formats import table
from widget.pages import press
from widget.settings import BUNDLED
from widget.view.view import View

Checked = Callable[..., tuple[int, str]]


@pytest.fixture
def checked() -> Checked:
    """`check` in this process: its exit status, and what it says."""

    def check(*files: Path) -> tuple[int, str]:
        done = CliRunner().invoke(main, ["check", *map(str, files)])
        return done.exit_code, done.output

    return check


def test_check_says_in_which_languages_words_of_ours_are_a_draft_or_english(
    checked: Checked, tmp_path: Path
) -> None:
    untranslated.campaign(tmp_path)
    status, said = checked(tmp_path / "births.toml")

    assert status == 0
    for tag in untranslated.LANGUAGES:
        assert f"note: {tag}: the product's own words stand in English" in said
    assert "note: nl: the product's own words are a draft" in checked(BUNDLED / "catsforkids.toml")[1]


def test_check_says_in_which_languages_our_pages_are_english(
    checked: Checked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("widget.command.check.page_languages", lambda: ("en", "nl"))
    said = checked(BUNDLED / "catsforkids.toml")[1]

    assert "note: fr: pages such as that of the campaign have words in English" in said
    assert "note: nl: pages" not in said
    assert "note: en" not in said


def test_check_says_that_a_good_file_is_in_order(tmp_path: Path) -> None:
    done = run("check", write(tmp_path, small()))

    assert done.returncode == 0
    assert b"births is in order" in done.stdout
    assert done.stderr == b""


def test_check_lists_every_fault_of_every_file(tmp_path: Path) -> None:
    done = run("check", TEN_FAULTS, write(tmp_path, small()), tmp_path / "missing.toml")

    lines = said(done.stderr)
    assert done.returncode == 1
    assert len(lines) == 11
    assert sum(line.startswith(f"{TEN_FAULTS}: ") for line in lines) == 10
    assert b"births is in order" in done.stdout


def test_check_names_a_language_that_icu_has_no_data_of(tmp_path: Path, checked: Checked) -> None:
    words = {"widgets__reading__label": {"la": "Partus"}, "widgets__reading__sentence": {"la": "{minute}."}}
    file = write(tmp_path, small(languages=["la"], figures__births__unit={"la": "partus"}, **words))

    status, text = checked(file)
    assert status == 0
    assert "note: la: ICU has no data of this language" in text


def test_check_says_what_a_server_needs_for_pictures(tmp_path: Path, checked: Checked) -> None:
    for tag, text in (("ja", "被害者"), ("ka", "მსხვერპლი")):
        words = {"widgets__reading__label": {tag: text}, "widgets__reading__sentence": {tag: "{minute}"}}
        file = write(tmp_path, small(languages=[tag], figures__births__unit={tag: text}, **words))

        assert ("meanwhile-widget[cjk]" in checked(file)[1]) == (tag == "ja")


def test_check_waits_for_no_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.toml")

    done = run("check", tmp_path / "x.toml")

    assert done.returncode == 1
    assert "named pipe" in said(done.stderr)[0]


def test_a_text_with_line_breaks_is_in_order_and_can_be_served(tmp_path: Path, checked: Checked) -> None:
    sentence = "About {minute}\r\na minute,\n\n{day}\u2028a day."
    file = write(tmp_path, small(widgets__reading__sentence__en=sentence))

    assert checked(file)[0] == 0


@pytest.mark.parametrize("ending", table.FORMATS)
def test_what_cannot_be_made_is_named_by_widget_format_and_language(
    tmp_path: Path, checked: Checked, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    makers = table.DOCUMENTS if ending in table.DOCUMENTS else table.DRAWINGS
    make = makers[ending]

    def failing(view: View) -> object:
        if view.options.lang == "fr":
            raise ValueError("no room\nfor that")
        return make(view)

    words = {
        "label": {"en": "Births", "fr": "Naissances"},
        "sentence": {"en": "Births.", "fr": "Naissances."},
    }
    two = {"languages": ["en", "fr"], "figures__births__unit": {"en": "births", "fr": "naissances"}}
    file = write(tmp_path, small(**two, widgets__reading={**SMALL["widgets"]["reading"], **words}))
    monkeypatch.setitem(makers, ending, failing)

    status, output = checked(file)

    lines = [line for line in output.splitlines() if f"/births/reading.{ending}?lang=fr" in line]
    assert status == 1
    assert len(lines) == 1
    assert lines[0].startswith(f"{file}: ")
    assert "ValueError: no room" in lines[0]
    assert f"/births/reading.{ending}?lang=en" not in output
    assert "Traceback" not in output


def test_a_press_kit_that_cannot_be_made_is_named(
    tmp_path: Path, checked: Checked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(press, "readme", lambda *_: 1 // 0)

    status, output = checked(write(tmp_path, small()))

    assert status == 1
    assert "/births/press.zip?lang=en: 500: ZeroDivisionError" in output
    assert len(output.splitlines()) == 1


def test_of_many_things_that_cannot_be_made_the_first_are_named(
    tmp_path: Path, checked: Checked, monkeypatch: pytest.MonkeyPatch
) -> None:
    for makers in (table.DOCUMENTS, table.DRAWINGS):
        for ending in makers:
            monkeypatch.setitem(makers, ending, lambda _: 1 // 0)
    widgets = {f"reading-{number}": SMALL["widgets"]["reading"] for number in range(20)}

    _, output = checked(write(tmp_path, small(widgets=widgets)))

    lines = output.splitlines()
    assert len(lines) == MOST + 1
    assert "more" in lines[-1]


def test_hints_are_marked_and_leave_a_file_in_order(tmp_path: Path, checked: Checked) -> None:
    old = {"figures__births__year": 2001, "figures__births__as_of": date(2001, 12, 31)}

    status, output = checked(write(tmp_path, small(**old)))

    assert status == 0
    assert ": figures.births.as_of: hint: 2001-12-31 is more than 5 years ago" in output
    assert "births is in order" in output
