"""Campaign files changed at random: bytes, structure as TOML, values; and all that is made of one."""

import random
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

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
LENGTHS: tuple[int, ...] = (1, 1, 2, 10, 100)
WORDS = {"label": {"en": "{unit}", "ar": "{year}"}, "sentence": {"en": "About {n}.", "ar": "{n} {source}"}}
DATA = small(
    languages=["en", "ar"],
    title="Births",
    slogan={"en": "Births", "ar": "مواليد"},
    hashtag="#births",
    drawing="cat",
    embed_on=["https://news.example"],
    figures__births__unit={"en": "births", "ar": "مواليد"},
    widgets={
        "reading": {"kind": "elapsed", "figure": "births", "reading": {"en": "{n}", "ar": "{n}"}, **WORDS},
        "today": {"kind": "today", "figure": "births", **WORDS},
        "since": {"kind": "since", "figure": "births", "since": datetime(2020, 11, 18), **WORDS},
        "versus": {"kind": "versus", "figures": ["births", "births"], **WORDS},
        "rate": {"kind": "rate", "figure": "births", **WORDS},
    },
    act=[{"region": "BE", "service": "One", "url": {"en": "https://b.org"}, "telephone": "116 000"}],
)
SEED = dumps(DATA)
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
# What may stand in the place of any value.
VALUES: list[Any] = [
    *(0, -1, 1, 10**15, 2**63, 1e-300, 1e300, float("nan"), float("inf"), True, Decimal("0.1"), "", "\x7f"),
    *([], {}, [[]], [{}], {"": {}}, ["en"] * 50, {"en": {"en": "en"}}, {str(n): n for n in range(60)}),
    *(date(1, 1, 1), date(9999, 12, 31), datetime(1900, 1, 1), datetime.max.replace(tzinfo=UTC), time(1, 2)),
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
    number = draw.randrange(max(len(lines) - 1, 1))
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


def restructured(draw: random.Random) -> str:
    """The seed with sections and values taken out, moved, doubled, or replaced by hostile ones."""
    data = deepcopy(DATA)
    for _ in range(draw.choice((1, 1, 2, 4))):
        sections = list(_sections(data))
        one, other = draw.choice(sections), draw.choice(sections)
        if not one or not other:
            continue
        key, from_ = draw.choice(list(one)), draw.choice(list(other))
        match draw.randrange(5):
            case 0:
                del one[key]
            case 1:
                one[key] = deepcopy(other[from_])
            case 2:
                one[draw.choice([from_, "x", "", "a.b", "é", "X" * 70])] = deepcopy(one[key])
            case 3:
                one[key] = draw.choice(TEXTS)
            case _:
                one[key] = draw.choice(VALUES)
    return dumps(data)


def _sections(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for each in value.values():
            yield from _sections(each)
    elif isinstance(value, list):
        for each in value:
            yield from _sections(each)


def damaged(body: bytes, draw: random.Random) -> bytes:
    """Bytes turned around, cut off, or put in at random, whatever characters they are part of."""
    place, length = draw.randrange(len(body)), draw.choice(LENGTHS)
    match draw.randrange(4):
        case 0:
            return body[:place]
        case 1:
            return body[:place] + draw.randbytes(length) + body[place:]
        case 2:
            return body[:place] + bytes([body[place] ^ 1 << draw.randrange(8)]) + body[place + 1 :]
        case _:
            return body + body[place:]


CHANGES: list[Callable[[str, random.Random], str]] = [
    insert, remove, swap, replace_value, replace_word, replace_word, replace_word
]  # fmt: skip


def mutants(number: int, seed: int) -> Iterator[bytes]:
    """So many files; two runs with one seed have the same."""
    draw = random.Random(seed)
    for _ in range(number):
        if draw.random() < 0.3:
            yield restructured(draw).encode("utf-8", "surrogatepass")
            continue
        text = SEED
        for _ in range(draw.choice([1, 1, 1, 2, 5])):
            text = draw.choice(CHANGES)(text, draw)
        body = text.encode("utf-8", "surrogatepass")
        yield damaged(body, draw) if draw.random() < 0.2 else body


def make_everything(campaign: Campaign) -> None:
    """All that readers may ask of a campaign, in each of its languages."""
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


def run(folder: Path, number: int, seed: int, most: int) -> int:
    """Load so many files, and make everything of at most so many that differ; how many were served.

    Raises whatever `load` must not, and AssertionError for a fault that cannot be printed.
    """
    file, served, refused = folder / "campaign.toml", set[str](), set[str]()
    for body in mutants(number, seed):
        file.write_bytes(body)
        try:
            campaign = load(file)
        except CampaignError as error:
            refused |= {str(fault) for fault in error.faults}
            continue
        # Whatever differs is made once, and of so many as there is time for.
        if len(served) < most and repr(campaign) not in served:
            served.add(repr(campaign))
            make_everything(campaign)
    assert all(line.isprintable() and len(line) < 2_000 for line in refused)
    return len(served)
