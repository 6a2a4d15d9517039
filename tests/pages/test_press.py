"""The press kit: complete, the same every time, and readable by whoever opens it."""

import asyncio
import re
import struct
import zipfile
from functools import cache
from io import BytesIO

import pytest

from tests.support.drawings import here
from tests.support.examples import CAMPAIGNS
from widget.language.cldr import language
from widget.pages import press

CATS = CAMPAIGNS["catsforkids"]
STILL = ("while-reading", "versus", "every-second")
SIZES = ("1200x630", "600x315", "320x180")
LANGS = ["fr", "nl", "de", "en"]
START = {"png": b"\x89PNG\r\n\x1a\n", "gif": b"GIF89a", "svg": b"<"}


def made(lang: str) -> bytes:
    return asyncio.run(press.kit(CATS, lang, here)).body


@cache
def kit(lang: str) -> dict[str, bytes]:
    """The files of a kit without their folder."""
    with zipfile.ZipFile(BytesIO(made(lang))) as archive:
        assert archive.testzip() is None
        return {name.removeprefix(f"catsforkids-{lang}/"): archive.read(name) for name in archive.namelist()}


def test_a_kit_has_every_widget_that_needs_no_clock_in_every_size_and_the_sign() -> None:
    pictures = {f"{name}-{size}.png" for name in STILL for size in SIZES}
    others = {f"{name}.{ending}" for name in STILL for ending in ("svg", "gif")}

    assert set(kit("fr")) == pictures | others | {"sign.svg", "sign.png", "README.txt"}


def test_every_picture_is_what_its_name_says() -> None:
    for name, content in kit("fr").items():
        if name != "README.txt":
            assert content.startswith(START[name.rpartition(".")[2]]), name
    for name in STILL:
        for size in SIZES:
            assert struct.unpack(">II", kit("fr")[f"{name}-{size}.png"][16:24]) == tuple(
                int(each) for each in size.split("x")
            )


def test_a_kit_is_the_same_whenever_it_is_made() -> None:
    first = made("nl")

    assert first == made("nl")
    with zipfile.ZipFile(BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_names_of_files_are_plain_and_in_one_folder() -> None:
    with zipfile.ZipFile(BytesIO(made("fr"))) as archive:
        for name in archive.namelist():
            assert re.fullmatch(r"catsforkids-fr/[A-Za-z0-9-]+\.[a-z]+", name)


@pytest.mark.parametrize("lang", LANGS)
def test_the_readme_has_sentences_sources_credit_licence_and_where_to_report(lang: str) -> None:
    text, spoken = press.readme(CATS, lang), language(lang)

    assert CATS.slogan is not None
    assert CATS.slogan[lang] in text
    for name in STILL:
        assert f"- {name}: " in text
    assert "since-the-campaign" not in text
    for figure in CATS.resolved.values():
        assert figure.unit[lang] in text
        assert spoken.number(figure.published[0].amount) in text
        assert figure.source.url in text
    for part in ("Interpol", "MIT", "Meanwhile", "Child Focus, 2020", "116 000", "112", "URL"):
        assert part in text
    for address in ("internet-beschwerdestelle.de", "inhope.org", "pointdecontact.net"):
        assert address in text
    assert "{" not in text
