"""Every embed that a bundled campaign can give, as views and as addresses."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from itertools import product

from tests.support.markup import Page
from widget.campaign.library import load_all
from widget.campaign.models import Campaign
from widget.formats.html import html
from widget.view.options import LAYOUTS, THEMES, Options
from widget.view.view import View, build

NOW = datetime(2026, 11, 22, 12, 34, 56, 789012, tzinfo=UTC)
# One of them stands for all: it has every option, and each test would take minutes with twelve languages.
CAMPAIGNS: Mapping[str, Campaign] = {"catsforkids": load_all([])["catsforkids"]}
WIDGETS = [
    (campaign.name, name, lang)
    for campaign in CAMPAIGNS.values()
    for name in campaign.widgets
    for lang in campaign.languages
]
ADDRESSES = [f"/{campaign}/{name}.html?lang={lang}" for campaign, name, lang in WIDGETS]
PAGES = ["/", *(f"/{name}" for name in CAMPAIGNS)]
# Moments at which a number since midnight looks different: few digits, many, the last instant.
MOMENTS = [
    NOW,
    datetime(2026, 11, 21, 23, 0, 0, 1, tzinfo=UTC),
    datetime(2026, 11, 22, 22, 59, 59, tzinfo=UTC),
]


def _views(campaign: str, name: str, lang: str) -> Iterator[View]:
    """A widget in a language in every theme and layout, and with and without what else may be chosen."""
    chosen = CAMPAIGNS[campaign]
    kind = chosen.widgets[name].kind
    for theme, layout in product(THEMES, LAYOUTS):
        for accent, minutes in ((None, None), ("767676", 120 if kind == "elapsed" else None)):
            since = datetime(1901, 1, 1, tzinfo=UTC) if accent and kind == "since" else None
            yield build(chosen, name, Options(lang, theme, layout, accent, minutes, since), NOW)


@dataclass(frozen=True)
class Example:
    """A view and the page that it becomes."""

    view: View
    body: bytes
    style_hash: str | None
    page: Page


@cache
def examples(campaign: str, name: str, lang: str) -> tuple[Example, ...]:
    """A widget in a language in every theme and layout, rendered once for all tests; not to be changed."""
    return tuple(example(view) for view in _views(campaign, name, lang))


def example(view: View) -> Example:
    """A view, rendered."""
    document = html(view)
    return Example(view, document.body, document.style_hash, Page(document.body.decode()))
