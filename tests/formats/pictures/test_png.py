"""Still pictures: what they say, in every language, with ink where the words should be."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image

from tests.support.drawings import LANGUAGES, Text, births, image, inked, shown, texts
from tests.support.examples import CAMPAIGNS, NOW, WIDGETS
from tests.support.servers import ROOT
from tests.support.toml import small, write
from widget.campaign.load import load
from widget.formats.pictures.png import png
from widget.formats.templating import template
from widget.language.letters import MissingLettersError
from widget.view.options import SIZES, Options, Size
from widget.view.view import View, build

EVERY = pytest.mark.parametrize(("campaign", "name", "lang"), WIDGETS)
SPOKEN = pytest.mark.parametrize("lang", LANGUAGES)
SIZE = pytest.mark.parametrize("size", SIZES, ids=str)
NAMES = pytest.mark.parametrize("name", ["while-reading", "versus"])
CATSFORKIDS = CAMPAIGNS["catsforkids"]


def lines(view: View) -> list[Text]:
    return texts(png(view).svg)


def said(found: list[Text]) -> str:
    return solid("".join(line.text for line in found))


def solid(text: str) -> str:
    """A text without spaces, at which its pieces end."""
    return "".join(text.split())


def rgb(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour))


@SPOKEN
@SIZE
@NAMES
def test_a_picture_has_its_size_and_ink_wherever_it_has_words(
    tmp_path: Path, lang: str, size: Size, name: str
) -> None:
    view = shown(tmp_path, lang, name, size=size)
    picture = image(png(view))

    assert (picture.format, picture.size) == ("PNG", view.options.size)
    assert [line.text for line in lines(view) if not inked(picture, line.box)] == []


@EVERY
@SIZE
def test_lines_stay_on_the_paper_and_apart(campaign: str, name: str, lang: str, size: Size) -> None:
    view = build(CAMPAIGNS[campaign], name, Options(lang, size=size), NOW)
    wide, high = view.options.size
    found = lines(view)

    assert all(0 < line.left < line.right < wide for line in found)
    assert all(above.baseline < line.baseline - 0.74 * line.size for above, line in pairwise(found))
    assert found[-1].baseline < high - 0.3 * found[-1].size


@EVERY
@SIZE
def test_a_picture_says_the_sentence_where_to_act_and_the_source(
    campaign: str, name: str, lang: str, size: Size
) -> None:
    view = build(CAMPAIGNS[campaign], name, Options(lang, size=size), NOW)
    found = said(lines(view))

    assert solid(view.sentence) in found
    assert "#catsforkids" in found
    assert view.act
    assert view.act.link.text in found
    assert view.act.telephone is None or solid(view.act.telephone) in found
    assert "ChildFocus" in found
    assert "2020" in found
    assert view.language.words["estimate"].lower() in found.lower()
    assert "{" not in found


@EVERY
def test_the_largest_picture_has_the_whole_caveat_and_what_to_do(campaign: str, name: str, lang: str) -> None:
    view = build(CAMPAIGNS[campaign], name, Options(lang), NOW)
    found = said(lines(view))

    assert solid(view.caveat) in found
    assert view.act
    assert solid(view.act.label) in found


@pytest.mark.parametrize("theme", ["auto", "light", "dark", "transparent-light", "transparent-dark"])
def test_a_theme_has_its_paper_and_transparent_has_none(theme: str) -> None:
    view = build(CATSFORKIDS, "while-reading", Options("fr", theme=theme), NOW)
    corner = image(png(view)).convert("RGBA").getpixel((5, 5))
    paper = (view.dark if theme == "dark" else view.light)["paper"]

    assert corner == ((0, 0, 0, 0) if theme.startswith("transparent") else (*rgb(paper), 255))


def test_the_cat_and_the_address_have_the_accent_that_was_chosen() -> None:
    plain = image(png(build(CATSFORKIDS, "while-reading", Options("fr"), NOW))).convert("RGB")
    chosen = build(CATSFORKIDS, "while-reading", Options("fr", accent="7a1f5c"), NOW)
    found = {colour for _, colour in image(png(chosen)).convert("RGB").getcolors(1 << 20) or ()}

    assert rgb("7a1f5c") in found
    assert rgb("7a1f5c") not in {colour for _, colour in plain.getcolors(1 << 20) or ()}


@SPOKEN
def test_reading_begins_on_its_own_side_and_the_cat_sits_on_the_other(tmp_path: Path, lang: str) -> None:
    view = shown(tmp_path, lang)
    found = lines(view)
    cat = re.search(r"translate\((\S+) ", png(view).svg)

    assert cat
    assert (float(cat[1]) < 600) == (lang == "ar")
    assert all(abs(line.right - 1128) < 0.2 for line in found) == (lang == "ar")
    assert all(line.left == 72 for line in found) == (lang != "ar")


@SIZE
@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_two_figures_are_as_many_dots_as_the_ratio_beside_one_cat(
    tmp_path: Path, size: Size, lang: str
) -> None:
    view = shown(tmp_path, lang, "versus", size=size)
    wide, _ = view.options.size
    places = dots(view)

    assert len(set(places)) == len(places) == view.dots == view.ratio
    assert all(0 < x < wide for x, _ in places)
    assert png(view).svg.count(str(template("drawing.html").module.__dict__["CAT"])) == 1


def dots(view: View) -> list[tuple[float, float]]:
    """The middle of each dot."""
    return [(float(x), float(y)) for x, y in re.findall(r"M(\S+) (\S+?)h\.01", png(view).svg)]


def test_a_still_picture_has_no_dots_for_one_figure() -> None:
    assert dots(build(CATSFORKIDS, "while-reading", Options("fr"), NOW)) == []


def test_of_two_figures_the_larger_has_the_dots_whichever_comes_first(tmp_path: Path) -> None:
    campaign = births(tmp_path, "en").model_copy(update={"drawing": None})
    versus = campaign.widgets["versus"]
    other = versus.model_copy(update={"figures": versus.figure_names[::-1]})
    turned = campaign.model_copy(update={"widgets": {"versus": other}})
    plain, changed = (build(each, "versus", Options("en"), NOW) for each in (campaign, turned))

    assert len(dots(plain)) == plain.dots + 1, "without a cat the one is a dot too"
    assert dots(plain) == dots(changed)


def test_a_campaign_without_hashtag_drawing_and_act_is_a_picture_too(tmp_path: Path) -> None:
    view = build(load(write(tmp_path, small())), "reading", Options("en"), NOW)
    found = lines(view)

    assert solid(found[0].text) == solid(f"{view.label} · estimate") or not view.estimate
    assert view.label in found[0].text
    assert len(found) == len([line for line in found if inked(image(png(view)), line.box)])
    assert str(template("drawing.html").module.__dict__["CAT"]) not in png(view).svg


def hostile(folder: Path, text: str) -> View:
    campaign = births(folder, "en", hashtag="#x")
    reading = campaign.widgets["reading"].model_copy(update={"sentence": {"en": text}, "label": {"en": text}})
    return build(campaign.model_copy(update={"widgets": {"reading": reading}}), "reading", Options("en"), NOW)


def test_what_xml_forbids_is_a_picture_too(tmp_path: Path) -> None:
    view = hostile(tmp_path, "</text>&\x01\ufffe " + "x" * 300)

    assert image(png(view)).size == (1200, 630)


def test_what_no_font_has_is_no_picture(tmp_path: Path) -> None:
    with pytest.raises(MissingLettersError) as refused:
        png(hostile(tmp_path, "Ꮳ and \ua980"))

    assert set(refused.value.characters) >= {"Ꮳ", "\ua980"}


def test_the_cat_is_drawn_the_same_everywhere() -> None:
    path = str(template("drawing.html").module.__dict__["CAT"])

    assert path in (ROOT / "static" / "cat.svg").read_text(encoding="utf-8")
    assert path in str(template("drawing.html").module.__dict__["cat"]())


def test_a_picture_is_the_same_bytes_every_time() -> None:
    view = build(CATSFORKIDS, "versus", Options("fr"), NOW)

    assert isinstance(image(png(view)), Image.Image)
    assert image(png(view)).tobytes() == image(png(view)).tobytes()
