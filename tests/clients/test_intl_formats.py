"""What readers are shown in each format, in many languages, against what Node's Intl writes."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from tests.clients.conftest import Run
from tests.support.toml import SMALL, small, write
from widget.campaign.load import load
from widget.campaign.models import Campaign
from widget.formats.pictures.sign import sign_svg
from widget.formats.table import DOCUMENTS
from widget.language.cldr import language
from widget.language.rounding import significant
from widget.view import view
from widget.view.options import Options

TAGS = str.split("""
am ar ar-EG ar-MA bg bn ca cs cy da de de-AT de-CH el en en-IN es es-MX et fa ff-Adlm fi fr fr-CA ga he hi hr
hu hy id is it ja ka ko lo lt lv mr mt my nb ne nl pl pt-BR pt-PT ro ru sk sl sq sr-Latn sv sw ta th tr uk ur
vi zh zh-TW
""")
# More languages would not go into one file.
HALVES = (TAGS[::2], TAGS[1::2])
# What is right here and another there, by the version of Node's CLDR: the kinds of number.
DIFFERENCES: Mapping[str, Mapping[str, str]] = {
    "48.0": {
        # A word that is worth another number.
        "ne": "words",
        # Money is grouped as the number that ticks, which has one separator.
        **dict.fromkeys(["de-AT", "mr"], "money"),
        # No space stands within 52秒, as none does in our sentences.
        **dict.fromkeys(["ja", "zh-TW"], "seconds"),
        # The name of the afternoon changed with CLDR 48.1.
        "ko": "moment",
    }
}

MOMENT = datetime(2026, 11, 22, 12, 5, tzinfo=UTC)
ZONE = "Europe/Brussels"
# So many a second; what they make in longer times are six numbers each.
RATES = [1, 2, 3, 5, 7, 9, 11, 12, 21, 22, 100, 101, 111, 999, 1_000, 1_234, 9_999, 11_111, 99_999, 123_456]
RATES += [
    999_499,
    999_500,
    10**6,
    1_004_999,
    1_500_000,
    2 * 10**6,
    9_995_000,
    19 * 10**6,
    10**9,
    1_100_000_000,
]
TIMES = {"second": 1, "minute": 60, "hour": 3_600, "day": 86_400, "week": 604_800, "yearly": 31_556_952}
FULL = [*range(1, 13), 21, 22, 100, 999, 1_000, 1_001, 1_234, 9_999, 10_000, 12_345, 99_999, 100_000, 999_999]
FULL += [*(10**size + 1 for size in range(6, 16)), *(12_345_678_901_234 // 10**cut for cut in range(8))]
MONEY = [Decimal("1"), Decimal("1234.5"), Decimal("19000000"), Decimal("0.5"), Decimal("12345.25")]
SHARES = [0, 1, 8, 25, 50, 80]
RATIOS = [(100, 47, "0.47"), (100, 213, "2.1"), (10, 783, "78"), (1, 1_234, "1234"), (1, 12_345, "12345")]
SECONDS = [2, 3, 5, 11, 21, 52]
FALLING = [19, 1_234, 19_000_000]
APART = " ¦ "
# Formats that have to say what txt says. A json has the sentence in all languages, and takes long.
FORMATS = {
    "rate-3": ("html", "svg", "json"),
    **dict.fromkeys(["money-1", "share-1", "falling-1", "ratio-1", "history", "moment"], ("html", "svg")),
}
# Languages whose words for units and dates V8 spaces in another way than CLDR does.
SPACES = str.maketrans(dict.fromkeys("\u202f\u2009", " "))


def campaign(folder: Path, tags: Sequence[str]) -> Campaign:
    source = SMALL["figures"]["births"]["source"]
    like = {"source": source, "as_of": date(2024, 12, 31), "unit": dict.fromkeys(tags, "—")}
    day = {**like, "per": "day"}
    figures: dict[str, Any] = {
        **{f"rate-{i}": {**like, "amount": rate, "per": "second"} for i, rate in enumerate(RATES)},
    }
    widgets: dict[str, Any] = {
        f"rate-{i}": ("rate", f"rate-{i}", APART.join(f"{{{name}}}" for name in TIMES), {})
        for i in range(len(RATES))
    }
    for i, seconds in enumerate(SECONDS):
        figures[f"slow-{i}"] = {"of": "rate-0", "each": seconds, "unit": like["unit"], "source": source}
        widgets[f"every-{i}"] = ("every", f"slow-{i}", "{interval}", {})
    for i, amount in enumerate(MONEY):
        figures[f"money-{i}"] = {**day, "amount": 1, "currency": "EUR", "decimals": 2}
        later: dict[str, Any] = {"since": datetime(2026, 12, 1), "goal": amount}
        widgets[f"money-{i}"] = ("goal", f"money-{i}", "{goal}", later)
    figures["hundred"] = {**day, "amount": 100}
    for i, share in enumerate(SHARES):
        yesterday: dict[str, Any] = {
            "since": datetime(2026, 11, 21, 13, 5),
            "goal": 10_000 // share if share else 10**9,
        }
        widgets[f"share-{i}"] = ("goal", "hundred", "{share}", yesterday)
    for i, (one, other, _) in enumerate(RATIOS):
        figures |= {f"one-{i}": {**day, "amount": one}, f"other-{i}": {**day, "amount": other}}
        widgets[f"ratio-{i}"] = ("versus", [f"one-{i}", f"other-{i}"], "{ratio}", {})
    for i, less in enumerate(FALLING):
        figures[f"less-{i}"] = {**day, "amount": less}
        figures[f"falling-{i}"] = {"net": [f"-less-{i}"], "unit": like["unit"]}
        widgets[f"falling-{i}"] = ("elapsed", f"falling-{i}", "{day}", {})
    years = [{"year": 1901 + i, "amount": amount} for i, amount in enumerate(FULL)]
    figures["series"] = {"series": years, "unit": like["unit"], "source": source}
    widgets["history"] = ("history", "series", "—", {})
    widgets["moment"] = ("since", "hundred", f"{{date}}{APART}{{time}}", {"since": datetime(2026, 11, 1)})
    texts = {
        name: {
            "kind": kind,
            "figures" if isinstance(figure, list) else "figure": figure,
            "label": dict.fromkeys(tags, "—"),
            "sentence": dict.fromkeys(tags, sentence),
            **more,
        }
        for name, (kind, figure, sentence, more) in widgets.items()
    }
    return load(write(folder, small(languages=list(tags), timezone=ZONE, figures=figures, widgets=texts)))


def body(shown: view.View, ending: str) -> str:
    return unescape(DOCUMENTS[ending](shown).body.decode())


def said(shown: view.View) -> list[str]:
    """The numbers of a widget's text, and that every format has them."""
    sentence, *listed = body(shown, "txt").split("\n")[: 1 + len(shown.listed)]
    texts = [line.partition(shown.language.words["colon"])[2] for line in listed] or sentence.split(APART)
    for ending in FORMATS.get(shown.name, ()):
        found = re.sub(r"<style.*?</style>", "", body(shown, ending), flags=re.DOTALL)
        assert [text for text in texts if text not in found] == [], (shown.options.lang, ending)
    return texts


def ours(chosen: Campaign, tag: str) -> dict[str, list[str]]:
    views = {name: view.build(chosen, name, Options(tag), MOMENT) for name in chosen.widgets}
    assert views["rate-0"].sentence in unescape(sign_svg(chosen, tag))
    found: dict[str, list[str]] = {}
    for name, shown in views.items():
        found.setdefault(name.partition("-")[0], []).extend(said(shown))
    return found


def expected(rates: Sequence[int]) -> Iterator[str]:
    for rate in rates:
        for seconds in TIMES.values():
            yield f"{significant(Fraction(rate * seconds)):f}"


def asked(tag: str) -> dict[str, Any]:
    return {
        "tag": language(tag).icu,
        "full": [*map(str, FULL), *(ratio for *_, ratio in RATIOS)],
        "words": [*expected(RATES), *(f"-{significant(Fraction(less)):f}" for less in FALLING)],
        "money": list(map(str, MONEY)),
        "shares": [share / 100 for share in SHARES],
        "seconds": SECONDS,
        "moment": MOMENT.isoformat(),
        "zone": ZONE,
    }


@pytest.mark.parametrize("tags", HALVES, ids=["one half", "the other"])
def test_every_format_says_what_intl_writes(node: Run, tmp_path: Path, tags: Sequence[str]) -> None:
    theirs = node("intl_formats.mjs", {tag: asked(tag) for tag in tags})
    (cldr,) = {each.pop("cldr") for each in theirs.values()}
    if cldr not in DIFFERENCES:
        pytest.skip(f"left out: Intl of CLDR {cldr}, for which no differences are listed")
    chosen = campaign(tmp_path, tags)

    different: dict[str, str] = {}
    for tag in tags:
        found = ours(chosen, tag)
        own = {
            "full": found["history"] + found["ratio"],
            "words": found["rate"] + found["falling"],
            "money": found["money"],
            "shares": found["share"],
            "seconds": found["every"],
            "moment": found["moment"],
        }
        spaced = {kind: [text.translate(SPACES) for text in texts] for kind, texts in own.items()}
        names = [
            kind
            for kind, texts in theirs[tag].items()
            if spaced[kind] != [t.translate(SPACES) for t in texts]
        ]
        if names:
            different[tag] = ", ".join(names)

    assert different == {tag: each for tag, each in DIFFERENCES[cldr].items() if tag in tags}
