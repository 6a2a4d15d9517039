"""Figures through time and what was said of them, for tests: series with a break, stocks with dates."""

from datetime import date
from typing import Any

from tests.support.toml import SMALL, small

SERIES: dict[str, Any] = {
    "series": [
        {"year": 2019, "amount": 16_987_361},
        {"year": 2020, "amount": 21_751_085},
        {"year": 2022, "amount": 32_059_029},
        {"year": 2023, "amount": 36_210_368},
        {"year": 2024, "amount": 20_513_228},
    ],
    "break": [{"year": 2024, "why": {"en": "reports of one event are bundled."}}],
    "estimate": False,
    "unit": {"en": "reports"},
    "source": SMALL["figures"]["births"]["source"],
}
STOCK: dict[str, Any] = {
    "stock": [
        {"at": date(2025, 1, 1), "amount": 36_218_000_000_000},
        {"at": date(2026, 1, 7), "amount": 38_430_000_000_000},
    ],
    "currency": "USD",
    "estimate": False,
    "unit": {"en": "public debt"},
    "source": SMALL["figures"]["births"]["source"],
}
SAID: dict[str, Any] = {
    "who": "A minister",
    "date": date(2024, 2, 6),
    "quote": "The number doubles <every> year.",
    "lang": "en",
    "source": {"title": "A speech", "url": "https://example.org/speech?a=1&b=2"},
}


def history(figure: dict[str, Any] = SERIES, **more: Any) -> dict[str, Any]:
    """A campaign with a history of `figure`; `more` are keys of the widget."""
    widget = {
        "kind": "history",
        "figure": "reports",
        "label": {"en": "Reports"},
        "sentence": {"en": "More than twice as many in 2023 as in 2019."},
        **more,
    }
    return small(figures={"reports": figure}, widgets={"history": widget})


def statements(*said: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A campaign with statements; `more` are keys of the widget."""
    widget = {
        "kind": "statements",
        "figure": "births",
        "label": {"en": "What was said"},
        "sentence": {"en": "It grew by a tenth."},
        "statement": list(said or [SAID]),
        **more,
    }
    return small(widgets={"said": widget})
