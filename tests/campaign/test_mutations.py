"""Thousands of damaged campaign files: each is a campaign that can be served, or one CampaignError."""

import os
import random
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.support.toml import dumps, small
from widget.campaign.faults import CampaignError
from widget.campaign.load import load
from widget.campaign.models import Campaign
from widget.formats import table
from widget.language.cldr import language
from widget.pages import press, sign
from widget.pages.campaign import campaign_page
from widget.view import view
from widget.view.options import Options

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
# How many files, and in each part how many different ones of them everything is made of at most.
PARTS, SERVED = 4, 25
FILES = int(os.environ.get("MUTANTS", "2000")) // PARTS
LENGTHS: tuple[int, ...] = (1, 1, 2, 10, 100)
WORDS = {"label": {"en": "{unit}", "ar": "{year}"}, "sentence": {"en": "About {n}.", "ar": "{n} {source}"}}
SEED = dumps(
    small(
        languages=["en", "ar"],
        title="Births",
        slogan={"en": "Births", "ar": "مواليد"},
        hashtag="#births",
        drawing="cat",
        embed_on=["https://news.example"],
        figures__births__unit={"en": "births", "ar": "مواليد"},
        widgets={
            "reading": {
                "kind": "elapsed",
                "figure": "births",
                "reading": {"en": "{n}", "ar": "{n}"},
                **WORDS,
            },
            "today": {"kind": "today", "figure": "births", **WORDS},
            "since": {"kind": "since", "figure": "births", "since": datetime(2020, 11, 18), **WORDS},
            "versus": {"kind": "versus", "figures": ["births", "births"], **WORDS},
            "rate": {"kind": "rate", "figure": "births", **WORDS},
        },
        act=[{"region": "BE", "service": "One", "url": {"en": "https://b.org"}, "telephone": "116 000"}],
    )
)
PIECES: list[str] = [
    *"\"'[]{}=,.#\n\\\t \x00\x7f\u202e\ufeff\u2028\ud7ff",
    *("{n}", "{{", "}}", "{n!r}", "{source}", '"""', "'''", "[[", "]]", "\\u0000", "<b>", "&amp;"),
    *("9" * 5_000, "1e999999999999", "0x" + "f" * 400, "-1", "0", "nan", "inf", "1900", "2100", "0.000001"),
    *("0001-01-01", "9999-12-31T23:59:59.999999-23:59", "1900-01-01T00:00:00+23:59", "true", "[" * 1_500),
    *("x" * 300, " " * 5_000, "a." * 300, "م" * 150, "W" * 190, "\n[figures.x]\n", "\nname = 1\n", "https://"),
]  # fmt: skip
# What may well stand in a text, and is no easy one to set.
TEXTS = [
    *("W" * 190, "م" * 150, "i" * 199, "W " * 99, "a\u00adb" * 30, "日本語" * 60, "👩" * 60, "e\u0301" * 90),
    *("{n} {source}", "{{x}}", "{unit}" * 19, "<b>&amp;</b>", "]]>", "&", "'", "%s", "$1", "\u202eab", "."),
    *("\\\\", "\\n", "\\t", "\\u0007", "#births", "#", "1900", "births", "en", "001", "BE", "116 000"),
    *("https://b.org/?a=b&c=d#e", "https://ü.example"),
]  # fmt: skip


def insert(text: str, draw: random.Random) -> str:
    place = draw.randrange(len(text))
    return text[:place] + draw.choice(PIECES) + text[place:]


def remove(text: str, draw: random.Random) -> str:
    place = draw.randrange(len(text))
    return text[:place] + text[place + draw.choice(LENGTHS) :]


def replace_value(text: str, draw: random.Random) -> str:
    """Another value for a key, so that what is made of a good file is tried too."""
    lines = text.split("\n")
    number = draw.randrange(len(lines) - 1)
    lines[number] = f"{lines[number].partition(' = ')[0]} = {draw.choice(PIECES)}"
    return "\n".join(lines)


def replace_word(text: str, draw: random.Random) -> str:
    """Another text in place of one, which is not a key."""
    places = [match.span(1) for match in re.finditer(r'[=\[] ?"([^"]*)"', text)]
    if not places:
        return text
    start, end = draw.choice(places)
    return text[:start] + draw.choice(TEXTS) + text[end:]


def swap(text: str, draw: random.Random) -> str:
    one, other = sorted(draw.randrange(len(text)) for _ in range(2))
    return text[:one] + text[other : other + 30] + text[one:]


CHANGES: list[Callable[[str, random.Random], str]] = [
    insert, remove, swap, replace_value, replace_word, replace_word, replace_word
]  # fmt: skip


def mutants(part: int) -> Iterator[str]:
    draw = random.Random(part)
    for _ in range(FILES):
        text = SEED
        for _ in range(draw.choice([1, 1, 1, 2, 5])):
            text = draw.choice(CHANGES)(text, draw)
        yield text


def make_everything(campaign: Campaign) -> None:
    for lang in campaign.languages:
        for name in campaign.widgets:
            shown = view.build(campaign, name, Options(lang, minutes=4), NOW)
            for make in table.DOCUMENTS.values():
                assert make(shown).body
            for lay_out in table.DRAWINGS.values():
                assert lay_out(shown).svg
        assert campaign_page(campaign, language(lang), "").body
        assert sign.page(campaign, language(lang), "").body
        assert sign.svg(campaign, lang).body
        assert press.readme(campaign, lang)


@pytest.mark.parametrize("part", range(PARTS))
def test_a_damaged_file_is_a_campaign_that_can_be_served_or_an_error(tmp_path: Path, part: int) -> None:
    file, served, refused = tmp_path / "campaign.toml", set[str](), set[str]()
    for text in mutants(part):
        file.write_bytes(text.encode("utf-8", "surrogatepass"))
        try:
            campaign = load(file)
        except CampaignError as error:
            refused |= {str(fault) for fault in error.faults}
            continue
        # Whatever differs is made once, and of so many as there is time for.
        if len(served) < SERVED and repr(campaign) not in served:
            served.add(repr(campaign))
            make_everything(campaign)
    assert len(served) == SERVED
    assert all(line.isprintable() and len(line) < 2_000 for line in refused)
