"""Every drawing and every answer in XML is well-formed and understood by xmllint."""

import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import product
from pathlib import Path

import pytest

from tests.formats.test_html import HOSTILE
from tests.support.examples import CAMPAIGNS, NOW, WIDGETS
from tests.support.snippets import PUBLIC, hostile
from widget.formats.assets import assets
from widget.formats.pictures.sign import sign_svg
from widget.formats.svg import svg
from widget.paste import oembed
from widget.view.options import THEMES, Options
from widget.view.view import build

PATIENCE = 60


def check(xmllint: str, folder: Path) -> str:
    """What xmllint says about all files in a folder."""
    done = subprocess.run(
        [xmllint, "--noout", "--nonet", *sorted(folder.iterdir())],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    # A wrong namespace is an error that is not in the status.
    assert done.stderr or not done.returncode
    return done.stdout + done.stderr


def drawings() -> Iterator[tuple[str, bytes]]:
    """Every widget as a drawing, in every language and theme, and with somebody's texts."""
    for (campaign, name, lang), theme in product(WIDGETS, THEMES):
        view = build(CAMPAIGNS[campaign], name, Options(lang, theme), NOW, PUBLIC)
        yield f"{campaign} {name} {lang} {theme}.svg", svg(view).body
    accented = Options("en", accent="767676", since=datetime(1901, 1, 1, tzinfo=UTC))
    accented_view = build(CAMPAIGNS["catsforkids"], "since-the-campaign", accented, NOW, PUBLIC)
    yield "accented.svg", svg(accented_view).body
    yield "hostile.svg", svg(hostile(HOSTILE, HOSTILE)).body


def signs() -> Iterator[tuple[str, bytes]]:
    """Every sign in every language."""
    for name, campaign in CAMPAIGNS.items():
        for lang in campaign.languages:
            yield f"{name} {lang}.svg", sign_svg(campaign, lang).encode()


def files() -> Iterator[tuple[str, bytes]]:
    """The drawings that are served as they are."""
    for name, asset in assets().items():
        if name.endswith(".svg"):
            yield name, asset.body


def answers() -> Iterator[tuple[str, bytes]]:
    """What oEmbed says of every embed, picture and page, in XML."""
    paths = [
        f"{campaign}/{name}.{ending}?theme=dark&lang={lang}"
        for campaign, name, lang in WIDGETS
        for ending in ("html", "png")
    ]
    for number, path in enumerate([*paths, *CAMPAIGNS]):
        query = {"url": f"{PUBLIC}/{path}", "format": "xml"}
        yield f"{number}.xml", oembed.describe(PUBLIC, CAMPAIGNS, query, NOW).body


@pytest.mark.parametrize("made", [drawings, signs, files, answers])
def test_it_is_well_formed(
    xmllint: str, tmp_path: Path, made: Callable[[], Iterator[tuple[str, bytes]]]
) -> None:
    for name, body in made():
        (tmp_path / name).write_bytes(body)

    assert list(tmp_path.iterdir())
    assert check(xmllint, tmp_path) == ""


@pytest.mark.parametrize(
    "wrong", [b"<svg>", b"<svg>&nbsp;</svg>", b"<svg>\x01</svg>", b'<svg xlink:href=""/>', b"\n"]
)
def test_what_is_not_well_formed_is_found(xmllint: str, tmp_path: Path, wrong: bytes) -> None:
    (tmp_path / "right.svg").write_bytes(b"<svg/>")
    (tmp_path / "wrong.svg").write_bytes(wrong)

    assert "wrong.svg" in check(xmllint, tmp_path)
