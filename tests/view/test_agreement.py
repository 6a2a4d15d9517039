"""Our own sentences agree with their numbers, and say less where a number falls."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.support.toml import SMALL, small, write
from widget.campaign.load import load
from widget.formats.table import DOCUMENTS
from widget.language.catalogue import product_languages
from widget.view import linkcard, view
from widget.view.options import Options

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
SOURCE = SMALL["figures"]["births"]["source"]
AMOUNTS = ["0.3", "0.99", "1", "1.5", "2", "5", "11", "21", "22", "1e6", "1.5e6", "19e6", "1e9", "1e12"]
NUMBER = re.compile(r"\d")


def built(
    folder: Path, tag: str, amount: str, per: str = "minute", kind: str = "today", **more: Any
) -> view.View:
    unit = {tag: {"fr": "images", "en": "images"}.get(tag, "—")}
    figure = {
        "amount": Decimal(amount),
        "per": per,
        "as_of": date(2024, 12, 31),
        "unit": unit,
        "source": SOURCE,
    }
    figures = {"one": figure, "three": {**figure, "amount": Decimal(amount) * 3}}
    figures["falls"] = {"net": ["one", "-three"], "unit": unit}
    figures["range"] = {
        **{key: value for key, value in figure.items() if key != "amount"},
        "from": Decimal(amount),
        "to": Decimal(amount) * 2,
    }
    widget = {"kind": kind, "figure": "one", "label": {tag: "—"}, "sentence": {tag: "—"}, **more}
    campaign = load(write(folder, small(languages=[tag], figures=figures, widgets={"one": widget})))
    return view.build(campaign, "one", Options(tag), NOON, "https://a.org")


@pytest.mark.parametrize(
    ("tag", "amount", "said"),
    [
        ("fr", "1.9e6", "Environ 1,9 million par minute, 2,74 milliards par jour\u00a0: images."),
        ("fr", "13200", "Environ 13\u202f200 images par minute, 19 millions par jour."),
        ("fr", "1", "Environ 1 par minute, 1\u202f440 par jour\u00a0: images."),
        ("en", "1", "About 1 a minute, 1,440 a day: images."),
        ("en", "2", "About 2 images a minute, 2,880 a day."),
        ("en", "1.5", "On average one every 40 seconds: images."),
        ("ar", "19000000", "نحو ١٩ مليون في الدقيقة، و٢٧٫٤ مليار في اليوم: —."),
    ],
)
def test_a_unit_stands_beside_its_number_only_where_it_agrees_with_it(
    tmp_path: Path, tag: str, amount: str, said: str
) -> None:
    assert built(tmp_path, tag, amount).lasting == said


@pytest.mark.parametrize("amount", AMOUNTS)
@pytest.mark.parametrize("figure", ["one", "falls", "range"])
def test_nothing_that_is_shown_has_a_fraction_or_nothing_of_what_is_counted(
    tmp_path: Path, amount: str, figure: str
) -> None:
    sentence = "{minute} ¦ {n} ¦ {about} ¦ {floor} ¦ {ceil}"
    per = "day" if amount == "1e12" else "minute"
    for kind, text in (("today", sentence), ("elapsed", sentence), ("rate", "{day}"), ("today", "—")):
        shown = built(tmp_path, "en", amount, per, kind, figure=figure, sentence={"en": text})
        card = linkcard.of_view(shown)
        texts = [shown.sentence, shown.lasting, card.description, card.alt]
        texts += [DOCUMENTS["txt"](shown).body.decode(), *(amount for _, amount in shown.rows[:-1])]
        for each in texts:
            counted = re.sub(
                r"[\d.]+ ((milli|micro|nano)?seconds?|minutes?|hours?|days?)|[\d.]+ [bmtr]+illion|https?:\S+",
                "",
                each.replace("2024", ""),
            )
            assert not re.search(r"\d\.\d|(?<![\d,.])0(?![\d,.])", counted), each


@pytest.mark.parametrize("tag", product_languages())
def test_a_sum_that_falls_says_how_much_less_and_has_no_minus(tmp_path: Path, tag: str) -> None:
    shown = built(tmp_path, tag, "1000", kind="elapsed", figure="falls")
    rises = built(tmp_path, tag, "1000", kind="elapsed", figure="one")

    assert NUMBER.search(shown.sentence)
    assert not re.search(r"(?<!\w)[-−]\W*\d", shown.sentence)
    assert shown.sentence != rises.sentence


@pytest.mark.parametrize("tag", ["es", "it", "pt", "ro", "pl", "ru", "uk", "ar", "tr"])
def test_a_range_stands_behind_a_preposition(tmp_path: Path, tag: str) -> None:
    """ "Alrededor de de 19 a 28" had two of them."""
    sentence = built(tmp_path, tag, "1000", figure="range").sentence

    assert not re.search(r"\b(\w+) \1\b", sentence.replace("—", ""))


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("fr", "2 millions de t"),
        ("it", "2 milioni di t"),
        ("ro", "2 milioane de t"),
        ("de", "2 Millionen t"),
    ],
)
def test_a_unit_has_a_preposition_behind_a_word_for_a_size(tmp_path: Path, tag: str, said: str) -> None:
    figure = {
        "amount": 2_000_000,
        "per": "day",
        "as_of": date(2024, 12, 31),
        "unit": {tag: "—"},
        "after": "t",
    }
    widget = {"kind": "elapsed", "figure": "one", "label": {tag: "—"}, "sentence": {tag: "{day}"}}
    data = small(languages=[tag], figures={"one": {**figure, "source": SOURCE}}, widgets={"one": widget})
    shown = view.build(load(write(tmp_path, data)), "one", Options(tag), NOON)

    assert shown.sentence.replace("\u00a0", " ") == said


@pytest.mark.parametrize(("year", "amount"), [(2024, 1_000_000), (2023, 1_000_000), (2020, 366), (2000, 7)])
def test_the_total_of_a_year_reads_back_as_it_was_published(tmp_path: Path, year: int, amount: int) -> None:
    births = {
        "figures__births__amount": amount,
        "figures__births__year": year,
        "figures__births__as_of": None,
    }
    widget = {"kind": "rate", "figure": "births", "label": {"en": "B"}, "sentence": {"en": "{yearly}"}}
    unit = {"en": "b"}
    figures = {
        "net": {"net": ["births"], "unit": unit},
        "twice": {"of": "births", "each": 2, "unit": unit, "source": SOURCE},
    }
    data = small(**births)
    data["figures"] |= figures
    data["widgets"] = {
        "one": widget,
        "net": {**widget, "figure": "net"},
        "twice": {**widget, "figure": "twice"},
    }
    campaign = load(write(tmp_path, data))
    said = {name: view.build(campaign, name, Options("en"), NOON) for name in campaign.widgets}
    whole = {1_000_000: "1 million", 366: "366", 7: "7"}[amount]

    assert said["one"].sentence == said["net"].sentence == whole
    assert ("every year", whole) in said["one"].rows
    assert said["twice"].sentence == {1_000_000: "500,000", 366: "183"}.get(amount, said["twice"].sentence)


def test_the_first_of_a_month_is_an_ordinal_in_french(tmp_path: Path) -> None:
    shown = built(tmp_path, "fr", "1000", kind="year", sentence={"fr": "{since}"})

    assert shown.sentence == "1er janvier"
