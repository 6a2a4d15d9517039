"""A campaign as frozen models; docs/campaigns.md has each key of its file.

Figures keep their amounts exact: no float is ever made of them.
"""

from collections.abc import Mapping
from functools import cached_property
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, ValidationInfo, field_validator

from widget.campaign.fields import (
    Addresses,
    Country,
    Day,
    Flag,
    Hashtag,
    LongWords,
    Model,
    Name,
    Sites,
    Steps,
    Tags,
    Telephone,
    Text,
    Topic,
    Words,
    WordsOrText,
    Zone,
    refusal,
)
from widget.campaign.figures import AnyFigure
from widget.campaign.figures.base import Figure, ResolvedFigure
from widget.campaign.kinds import AnyWidget
from widget.campaign.kinds.base import Widget
from widget.language.negotiate import nearest

# What one campaign may ask of the others' readers.
MOST_FIGURES, MOST_WIDGETS, MOST_ACTS = 200, 100, 50


class Service(Model):
    """Where to report or to act in a country: its pages by language, and perhaps a telephone."""

    region: Country
    service: Text
    url: Mapping[str, str]
    telephone: Telephone | None = None
    anonymous: Flag = False

    def address(self, lang: str) -> str:
        """Its page in `lang` or the nearest language, or else the first that it has."""
        return self.url[nearest(lang, tuple(self.url)) or next(iter(self.url))]


class Act(Service):
    """What a campaign asks for. `url` may differ by language; `safety` stands beside it, `safety_short` where
    there is little room."""

    url: Addresses
    label: Words | None = None
    safety: LongWords | None = None
    safety_short: Words | None = None


class Campaign(Model):
    """One campaign file. `languages[0]` is the default; `widgets` and `figures` keep the file's order.

    numbering: Latin digits, or those of a language's own script; none are the usual ones of each language.
    helplines: whether its page lists where to report in other countries. step: how to take part.
    embed_on: the sites that may frame its embeds, as sources of a content security policy; none are all.
    """

    name: Name
    revision: Day
    languages: Tags
    timezone: Zone
    numbering: Literal["latn", "native"] | None = None
    title: WordsOrText | None = None
    summary: LongWords | None = None
    slogan: Words | None = None
    danger: LongWords | None = None
    safety: LongWords | None = None
    safety_short: Words | None = None
    endorsement: LongWords | None = None
    hashtag: Hashtag | None = None
    drawing: Literal["cat"] | None = None
    topic: Topic = "protection"
    figures: Annotated[
        Mapping[Name, AnyFigure],
        Field(min_length=1, max_length=MOST_FIGURES),
        AfterValidator(MappingProxyType),
    ]
    widgets: Annotated[
        Mapping[Name, AnyWidget],
        Field(min_length=1, max_length=MOST_WIDGETS),
        AfterValidator(MappingProxyType),
    ]
    act: Annotated[tuple[Act, ...], Field(max_length=MOST_ACTS)] = ()
    helplines: Flag = False
    step: Steps = ()
    embed_on: Sites = ()

    @cached_property
    def resolved(self) -> Mapping[str, ResolvedFigure]:
        """Its figures worked out, by their names."""
        made: dict[str, ResolvedFigure] = {}

        def resolved(name: str) -> ResolvedFigure:
            if name not in made:
                made[name] = self.figures[name].resolve(self.timezone, resolved)
            return made[name]

        return MappingProxyType({name: resolved(name) for name in self.figures})

    @field_validator("figures")
    @classmethod
    def _founded(cls, figures: Mapping[str, Figure]) -> Mapping[str, Figure]:
        for name in figures:
            _refuse_circles(name, figures, ())
        return figures

    @field_validator("widgets")
    @classmethod
    def _suited(cls, widgets: Mapping[str, Widget], info: ValidationInfo) -> Mapping[str, Widget]:
        figures: Mapping[str, Figure] = info.data.get("figures", {})
        for name, widget in widgets.items():
            if figures:
                widget.fits(figures)
            for figure in widget.stock_names:
                if figure in figures and not figures[figure].has_level(figures):
                    raise refusal(
                        f'a stock for kind = "{widget.kind}"',
                        "name a figure with stock = […]",
                        value=f"{figure} in {name}",
                    )
        return widgets


def _refuse_circles(name: str, figures: Mapping[str, Figure], above: tuple[str, ...]) -> None:
    if name in above:
        circle = ", ".join([*above[above.index(name) :], name])
        raise refusal("figures that are not made of themselves", "take one of them out", value=circle)
    if name in figures:
        for part in figures[name].references:
            _refuse_circles(part, figures, (*above, name))
