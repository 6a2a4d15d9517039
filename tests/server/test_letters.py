"""A text that no font here has: the server says so in words, and never serves boxes."""

import asyncio
import json
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest

from tests.support.drawings import births, here
from tests.support.toml import small, write
from widget.campaign.load import load
from widget.campaign.models import Campaign
from widget.command.proof import failures
from widget.export import site as export
from widget.responses.resource import Answer
from widget.server.requests import Site
from widget.server.resources import understand

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
CHEROKEE = "ᎠᏂᏲᎵ"


def cherokee(folder: Path) -> Campaign:
    data = small(languages=["chr", "en"])
    data["figures"]["births"]["unit"] = {"chr": CHEROKEE, "en": "births"}
    for key, ending in (("label", ""), ("sentence", " {minute}.")):
        data["widgets"]["reading"][key] = {"chr": CHEROKEE + ending, "en": f"Births{ending}"}
    return load(write(folder, data))


def get(campaign: Campaign, path: str, query: str = "lang=chr") -> Answer:
    site = Site({campaign.name: campaign}, "", "https://m.example", lambda: NOW, draw=here)
    return asyncio.run(understand(site, "GET", path, query).make())


@pytest.mark.parametrize("name", ["reading.png", "reading.gif", "sign.png"])
def test_a_picture_that_no_font_has_letters_for_is_refused_with_the_letters(
    tmp_path: Path, name: str
) -> None:
    answer = get(cherokee(tmp_path), f"/births/{name}")

    assert answer.status == 501
    assert "Ꭰ Ꮒ Ᏺ Ꮅ" in answer.body.decode()
    assert ".svg" in answer.body.decode()


@pytest.mark.parametrize("name", ["reading.svg", "reading.html", "reading.txt", "sign.svg"])
def test_what_the_reader_has_fonts_for_is_served(tmp_path: Path, name: str) -> None:
    assert get(cherokee(tmp_path), f"/births/{name}").status == 200


def test_another_language_of_the_campaign_has_its_pictures(tmp_path: Path) -> None:
    assert get(cherokee(tmp_path), "/births/reading.png", "lang=en").status == 200


@pytest.mark.parametrize(("lang", "images"), [("chr", 0), ("en", 1)])
def test_a_link_card_names_only_a_picture_that_there_is(tmp_path: Path, lang: str, images: int) -> None:
    for path in ("/births", "/births/reading.html"):
        body = get(cherokee(tmp_path), path, f"lang={lang}").body.decode()
        assert body.count('property="og:image"') == images


def test_oembed_has_a_thumbnail_only_where_there_is_one(tmp_path: Path) -> None:
    found: list[Mapping[str, str]] = []
    for lang in ("chr", "en"):
        url = f"url=https%3A%2F%2Fm.example%2Fbirths%2Freading.html%3Flang%3D{lang}"
        found.append(json.loads(get(cherokee(tmp_path), "/oembed", url).body))

    assert ["thumbnail_url" in each for each in found] == [False, True]


def test_the_builder_says_why_a_picture_cannot_be_pasted(tmp_path: Path) -> None:
    campaign = cherokee(tmp_path)

    refused = get(campaign, "/births/embed", "lang=chr&for=markdown")
    assert refused.status == 400
    assert "Ꭰ Ꮒ Ᏺ Ꮅ" in refused.body.decode()
    assert get(campaign, "/births/embed", "lang=chr&for=readme").status == 200


def test_the_press_kit_has_what_can_be_drawn(tmp_path: Path) -> None:
    names = zipfile.ZipFile(BytesIO(get(cherokee(tmp_path), "/births/press.zip").body)).namelist()

    assert {name.rpartition(".")[2] for name in names} == {"txt", "svg"}


def test_check_names_widget_language_characters_and_how_to_mend(tmp_path: Path) -> None:
    (fault,) = failures(cherokee(tmp_path), "births.toml")

    assert all(part in str(fault) for part in ("widgets.reading in chr", "Ꭰ Ꮒ Ᏺ Ꮅ", "svg"))


def test_an_export_leaves_out_what_cannot_be_drawn_and_says_so(tmp_path: Path) -> None:
    campaigns = {"births": cherokee(tmp_path)}
    todo = export.files(campaigns, (), "", "https://m.example")
    outcome = export.write(tmp_path / "site", todo, "https://m.example", "")

    assert "births/chr/reading.svg" in outcome.entries
    assert "births/en/reading.png" in outcome.entries
    assert not {"births/chr/reading.png", "births/chr/reading.gif", "births/chr/sign.png"} & set(
        outcome.entries
    )
    assert any("births/reading in chr" in line for line in export.left_out(campaigns, campaigns))


@pytest.mark.parametrize("lang", ["he", "bn", "th", "ja", "ko", "zh"])
def test_other_scripts_are_in_order(tmp_path: Path, lang: str) -> None:
    assert failures(births(tmp_path, lang), "births.toml") == ()
