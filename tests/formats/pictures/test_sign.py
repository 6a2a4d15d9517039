"""The sign as a picture: one sheet of A4 with the message, in every language."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.support.drawings import LANGUAGES, SVG, births, image, inked, shown, texts
from tests.support.examples import CAMPAIGNS
from tests.support.toml import small, write
from widget.campaign.load import load
from widget.formats.pictures.sign import sign_png, sign_svg
from widget.formats.templating import template
from widget.settings import BUNDLED

SPOKEN = pytest.mark.parametrize("lang", LANGUAGES)
CATSFORKIDS = CAMPAIGNS["catsforkids"]


@SPOKEN
def test_the_sign_is_one_sheet_of_a4_with_the_message_the_hashtag_and_where_to_act(
    tmp_path: Path, lang: str
) -> None:
    campaign = CATSFORKIDS if lang in CATSFORKIDS.languages else births(tmp_path, lang)
    root = ElementTree.fromstring(sign_svg(campaign, lang))
    found = texts(root)
    message = shown(tmp_path, lang).sentence if campaign.slogan is None else campaign.slogan[lang]

    assert (root.attrib["width"], root.attrib["height"]) == ("210mm", "297mm")
    assert root.attrib["viewBox"] == "0 0 210 297"
    assert root.findtext(f"{SVG}title") == message
    assert message in " ".join(line.text for line in found)
    assert campaign.hashtag
    assert campaign.hashtag in " ".join(line.text for line in found)
    assert "116 000" in " ".join(line.text for line in found) or lang in ("de", "en")
    assert all(90 < line.left < line.right < 2010 for line in found)
    assert not [element for element in root.iter() if "id" in element.attrib]
    assert str(template("drawing.html").module.__dict__["CAT"]) in sign_svg(campaign, lang)


@SPOKEN
def test_the_sign_is_a_picture_in_black_on_white_with_all_its_words(tmp_path: Path, lang: str) -> None:
    campaign = CATSFORKIDS if lang in CATSFORKIDS.languages else births(tmp_path, lang)
    picture = image(sign_png(campaign, lang))
    scale = 1240 / 2100

    assert picture.size == (1240, 1754)
    assert picture.convert("RGB").getpixel((5, 5)) == (255, 255, 255)
    for line in texts(sign_svg(campaign, lang)):
        left, top, right, bottom = (round(side * scale) for side in line.box)
        assert inked(picture, (left, top, right, bottom)), line.text


def test_the_source_on_the_sign_is_that_of_what_it_says(tmp_path: Path) -> None:
    before, after = (BUNDLED / "catsforkids.toml").read_text("utf-8").split("[figures.cat-photos.source]")
    other = after.replace('publisher = "Child Focus"', 'publisher = "Elsewhere"', 1)
    file = tmp_path / "cats.toml"
    file.write_text(f"{before}[figures.cat-photos.source]{other}", "utf-8")
    campaign = load(file)

    assert "Elsewhere" in sign_svg(campaign, "en")
    assert "Elsewhere" not in sign_svg(campaign.model_copy(update={"slogan": None}), "en")


def test_a_sign_without_slogan_takes_a_sentence_that_needs_no_clock(tmp_path: Path) -> None:
    data = small()
    today = data["widgets"]["reading"] | {
        "kind": "today",
        "label": {"en": "Births in the world since midnight"},
    }
    data["widgets"] = {"today": today, **data["widgets"]}
    both = load(write(tmp_path, data))
    data["widgets"].pop("reading")
    clocked = load(write(tmp_path, data))

    assert (
        ElementTree.fromstring(sign_svg(both, "en")).findtext(f"{SVG}title")
        == "About 250 a minute, 361,000 a day."
    )
    assert (
        ElementTree.fromstring(sign_svg(clocked, "en")).findtext(f"{SVG}title")
        == "Births in the world since midnight"
    )


def test_a_sign_in_a_language_that_the_campaign_does_not_speak_is_an_error() -> None:
    with pytest.raises(KeyError):
        sign_svg(CATSFORKIDS, "hi")


def test_what_no_font_has_and_what_xml_forbids_is_a_sign_too(tmp_path: Path) -> None:
    hostile = {"en": "</text>&\x01\ufffe 😀 猫 " + "x" * 300}
    campaign = births(tmp_path, "en").model_copy(update={"slogan": hostile, "hashtag": "#猫"})

    assert image(sign_png(campaign, "en")).size == (1240, 1754)
