"""Figures of every form, in small campaigns."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from tests.support.toml import small, write
from widget.campaign.figures.base import ResolvedFigure
from widget.campaign.load import load
from widget.campaign.models import Campaign

UNIT = {"en": "things"}
SOURCE = {
    "publisher": "A publisher",
    "title": "A report",
    "url": "https://example.org/report",
    "date": date(2024, 7, 11),
}
WORDS = {"label": {"en": "Things"}, "sentence": {"en": "About {minute} a minute."}}


def sourced(**more: Any) -> dict[str, Any]:
    """A figure of things with a source."""
    return {"unit": UNIT, "source": SOURCE, **more}


def summed(**more: Any) -> dict[str, Any]:
    """A figure of things that is made of others."""
    return {"unit": UNIT, **more}


def campaign(
    folder: Path,
    figures: Mapping[str, Any],
    widgets: Mapping[str, Any] | None = None,
    zone: str = "Europe/Brussels",
    languages: tuple[str, ...] = ("en",),
) -> Campaign:
    """A campaign with these figures and widgets; without widgets, with one that shows the first figure."""
    first = {"first": {"kind": "elapsed", "figure": next(iter(figures)), **WORDS}}
    data = small(figures=figures, widgets=widgets or first, timezone=zone)
    return load(write(folder, worded({**data, "languages": list(languages)}, languages)))


def worded(data: Any, languages: tuple[str, ...]) -> Any:
    """Data whose texts stand in each language as they do in English."""
    if isinstance(data, Mapping):
        if set(data) == {"en"}:
            return dict.fromkeys(languages, data["en"])
        return {key: worded(value, languages) for key, value in data.items()}
    return data


def resolved(folder: Path, figures: Mapping[str, Any], zone: str = "Europe/Brussels") -> ResolvedFigure:
    """The last of these figures, worked out."""
    return list(campaign(folder, figures, zone=zone).resolved.values())[-1]
