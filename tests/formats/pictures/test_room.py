"""Texts at the limits of what a campaign may hold: every picture is drawn, and all of it is on the paper."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from tests.support.drawings import image, texts
from tests.support.toml import small, write
from widget.campaign.load import load
from widget.campaign.models import Campaign
from widget.formats import typeset
from widget.formats.pictures.gif import gif
from widget.formats.pictures.png import png
from widget.formats.pictures.sign import sign_png
from widget.formats.svg import svg
from widget.view.options import PICTURE, SIZES, Options
from widget.view.view import build

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
WORD, CHINESE = ("en", "W"), ("ja", "日本語の文章はとても長い。")
# A language, and what all texts are made of.
TEXTS = {
    "words": ("en", "long words of a text "),
    "one word": WORD,
    "right to left": ("ar", "مواليد العالم كلها "),
    "no spaces": CHINESE,
    "emoji": ("ar", "👩‍👩‍👧‍👦🎉"),
    "marks alone": ("en", "\u0301"),
    "nothing to see": ("en", "\u200b"),
}
SERIES = [{"year": 1900 + i, "amount": 1 + i * 10**9} for i in range(200)]
ADDRESS = "https://example.org/"


def figures(unit: dict[str, str], name: str) -> dict[str, Any]:
    source = {"publisher": name, "title": name, "url": ADDRESS, "date": date(2024, 7, 11)}
    told = {"unit": unit, "source": source, "estimate": True}
    plain = {**told, "year": 2024, "as_of": date(2024, 12, 31)}
    return {
        "few": {**plain, "amount": 3_000_000},
        "many": {**plain, "amount": 60_000_000},
        "people": {
            **told,
            "stock": [{"at": date(2026, 1, 1), "amount": 10**15}],
            "changes": ["few", "-many"],
        },
        "years": {**told, "series": SERIES},
        "falls": {"unit": unit, "net": ["few", "-many"]},
    }


def widgets(words: dict[str, Any], said: dict[str, str]) -> dict[str, Any]:
    statement = {
        "who": said,
        "date": date(2024, 1, 1),
        "quote": said,
        "source": {"title": "T", "url": ADDRESS},
    }
    kinds: dict[str, dict[str, Any]] = {
        "year": {"figure": "many"},
        "versus": {"figures": ["few", "many"]},
        "falling": {"kind": "versus", "figures": ["few", "falls"]},
        "every": {"figure": "few"},
        "rate": {"figure": "many"},
        "stock": {"figure": "people"},
        "left": {"figure": "people"},
        "history": {"figure": "years", "scale": "log", "chart": "line"},
        "statements": {"figure": "few", "statement": [statement]},
    }
    return {name: {"kind": name, **words, **more} for name, more in kinds.items()}


@cache
def campaign(lang: str, piece: str) -> Campaign:
    """With every text as long as it may be."""

    def long(most: int) -> dict[str, str]:
        return {lang: f"x{piece * most}"[:most].strip()}

    act = {"region": "BE", "service": "S", "url": ADDRESS, "label": long(400), "safety": long(1000)}
    data = small(
        languages=[lang],
        title=long(400),
        slogan=long(400),
        hashtag="#" + "W" * 60,
        drawing="cat",
        figures=figures(long(200), long(200)[lang]),
        widgets=widgets({"label": long(400), "sentence": long(400)}, long(200)),
        act=[{**act, "telephone": "1" * 30}],
    )
    with TemporaryDirectory() as folder:
        return load(write(Path(folder), data))


def drawings(lang: str, piece: str, name: str) -> Iterator[tuple[str, int, int]]:
    """Each picture of a widget, and its width and height; of a film the first frame."""
    for size in SIZES[::2]:
        yield png(build(campaign(lang, piece), name, Options(lang, size=size), NOON)).svg, *size
    shown = build(campaign(lang, piece), name, Options(lang), NOON)
    yield svg(shown).body.decode(), *PICTURE
    yield gif(shown).svg.partition("</g>")[0] + "</g></svg>", *PICTURE


@pytest.mark.parametrize(("lang", "piece"), TEXTS.values(), ids=TEXTS)
def test_the_longest_texts_stay_on_the_paper_of_every_picture(lang: str, piece: str) -> None:
    for name in campaign(lang, piece).widgets:
        for drawn, width, height in drawings(lang, piece, name):
            for text in texts(drawn):
                assert -1 <= text.left <= text.right <= width + 1, (name, width, text)
                assert 0 < text.baseline <= height, (name, width, text)


@pytest.mark.parametrize(("lang", "piece"), [WORD, CHINESE])
def test_a_sign_of_the_longest_texts_stays_on_its_paper(lang: str, piece: str) -> None:
    for text in texts(sign_png(campaign(lang, piece), lang).svg):
        assert 0 <= text.left <= text.right <= 2100
        assert 0 < text.baseline <= 2970


@pytest.mark.parametrize("name", ["versus", "year", "stock"])
def test_a_film_of_the_longest_texts_has_a_number_that_can_be_read(name: str) -> None:
    film = gif(build(campaign(*WORD), name, Options("en"), NOON))

    assert film.frames
    assert all(bottom - top >= 9 for glyphs in film.frames.glyphs for _, (_, top, _, bottom) in glyphs)
    assert image(film).size == PICTURE


def test_what_is_shortened_fits_and_ends_in_an_ellipsis() -> None:
    _, lines = typeset.fit("many words that have no room", range(12, 9, -1), 70, 25, 1.2)

    assert len(lines) == 2
    assert lines[-1].endswith("…")
    assert typeset.width(lines[-1], 10) <= 70


def test_a_text_that_fits_is_not_shortened() -> None:
    assert typeset.fit("few words", range(12, 9, -1), 200, 15, 1.2) == (12, ("few words",))
