"""Numbers, words for sizes, plural forms and dates against Node's Intl, in every language that both know."""

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from babel.localedata import locale_identifiers

from tests.clients.conftest import Run
from widget.language.cldr import MILLION, Language, language
from widget.language.icu import has_data

AMOUNTS = [
    *(
        0,
        1,
        2,
        5,
        11,
        12,
        21,
        100,
        999,
        1_000,
        1_234,
        9_999,
        10_000,
        12_345,
        99_999,
        100_000,
        999_499,
        999_500,
    ),
    *(10**6, 1_004_999, 1_005_000, 1_500_000, 2 * 10**6, 9_995_000, 19 * 10**6, 123_456_789, 999_499_999),
    *(
        10**9,
        1_234_567_890,
        41_700_000_000,
        10**11,
        999_500_000_000,
        10**12,
        12_345_678_901_234,
        10**14,
        10**15,
    ),
]
WORDS = [amount for amount in AMOUNTS if amount >= MILLION]
# What is right here and another there, by the version of Node's CLDR.
DIFFERENCES: Mapping[str, Mapping[str, str]] = {
    "48.0": {
        # A number written with ten millions for a million; here CLDR's short form.
        **dict.fromkeys(["ne", "ne-IN", "ne-NP"], "words"),
        # Its separator changed with CLDR 48.1.
        "fr-CH": "full",
    }
}
Given = dict[str, dict[str, Any]]


def languages() -> Iterator[Language]:
    """Every language and country of CLDR that ICU has data of."""
    for name in sorted(locale_identifiers()):
        if name != "root":
            known = language(name)
            if has_data(known.tag):
                yield known


def ours(known: Language, amounts: list[int]) -> dict[str, Any]:
    return {
        "full": [known.number(amount) for amount in amounts],
        "words": [known.about(Fraction(amount)) for amount in amounts if amount >= MILLION],
        "forms": [known.plural_form(amount) for amount in amounts],
        "date": known.date(date(2020, 11, 18)),
    }


def test_every_language_writes_as_intl_does(node: Run) -> None:
    known = {each.tag: each for each in languages()}
    amounts = [str(amount) for amount in AMOUNTS]
    found = node("intl.mjs", {tag: {"tag": each.icu, "amounts": amounts} for tag, each in known.items()})
    theirs = {tag: each for tag, each in found.items() if each}
    (cldr,) = {each.pop("cldr") for each in theirs.values()}
    if cldr not in DIFFERENCES:
        pytest.skip(f"left out: Intl of CLDR {cldr}, for which no differences are listed")

    different = dict(_different(theirs, known))

    assert len(theirs) > 700
    assert different == DIFFERENCES[cldr]


def _different(theirs: Given, known: Mapping[str, Language]) -> Iterator[tuple[str, str]]:
    for tag, each in theirs.items():
        own = ours(known[tag], AMOUNTS)
        each["words"] = each["words"][-len(WORDS) :]
        # V8 writes an ordinary space in dates since pages were found to parse them.
        own["date"] = own["date"].replace("\u202f", " ")
        names = [name for name, said in each.items() if said is not None and own[name] != said]
        if names:
            yield tag, ", ".join(names)
