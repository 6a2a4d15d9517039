"""`meanwhile snippet`: what the builder gives, on the command line."""

from pathlib import Path

import pytest

from tests.support.servers import run
from widget.campaign.kinds.scene import EPOCH
from widget.campaign.models import Campaign
from widget.paste.destinations import DESTINATIONS
from widget.paste.snippets import snippet
from widget.view import view
from widget.view.options import Options

PUBLIC = "https://meanwhile.example"
WIDGET = "catsforkids/while-reading"


def printed(cwd: Path, *arguments: str) -> tuple[str, list[str], int]:
    done = run("snippet", *arguments, cwd=cwd)
    return done.stdout.decode(), done.stderr.decode().splitlines(), done.returncode


@pytest.mark.parametrize("destination", ["site", "readme", "zero-request"])
def test_it_prints_what_embed_makes(catsforkids: Campaign, tmp_path: Path, destination: str) -> None:
    shown = view.build(catsforkids, "while-reading", Options("nl", "dark", minutes=4), EPOCH, PUBLIC)
    options = ["--lang", "nl", "--theme", "dark", "--minutes", "4", "--public-url", PUBLIC]

    out, errors, status = printed(tmp_path, WIDGET, "--for", destination, *options)

    assert (out, errors, status) == (f"{snippet(destination, shown)}\n", [], 0)


def test_without_a_public_address_it_says_whose_addresses_these_are(tmp_path: Path) -> None:
    out, errors, status = printed(tmp_path, WIDGET)

    assert "http://127.0.0.1:8000/catsforkids/while-reading.html?lang=fr" in out
    assert ["--public-url" in line for line in errors] == [True]
    assert status == 0


def test_the_path_of_the_mount_is_part_of_the_address(tmp_path: Path) -> None:
    out, _, _ = printed(
        tmp_path, WIDGET, "--public-url", PUBLIC, "--root-path", "/numbers", "--for", "sentence"
    )

    assert f"{PUBLIC}/numbers/catsforkids?lang=fr" in out


def test_a_note_stands_beside_the_snippet_and_not_in_it(tmp_path: Path) -> None:
    out, errors, _ = printed(
        tmp_path, "catsforkids/today", "--for", "zero-request", "--lang", "en", "--public-url", PUBLIC
    )

    assert "clock" in " ".join(errors)
    assert "clock" not in out


def test_every_wrong_option_is_named_at_once(tmp_path: Path) -> None:
    out, errors, status = printed(
        tmp_path, WIDGET, "--theme", "purple", "--minutes", "900", "--accent", "eee"
    )

    assert (out, status) == ("", 1)
    assert [line.split(":")[0] for line in errors] == ["--theme", "--accent", "--minutes"]


@pytest.mark.parametrize("name", ["catsforkids/nothing", "nothing/today", "catsforkids", ""])
def test_an_unknown_widget_is_answered_with_those_there_are(tmp_path: Path, name: str) -> None:
    out, errors, status = printed(tmp_path, name)

    assert (out, status) == ("", 1)
    assert "catsforkids/while-reading, catsforkids/today" in errors[0]


def test_an_unknown_destination_is_answered_with_those_there_are(tmp_path: Path) -> None:
    _, errors, status = printed(tmp_path, WIDGET, "--for", "the-moon")

    assert status
    assert all(destination in " ".join(errors) for destination in DESTINATIONS)
