"""Where to report in each country: helplines.toml, read and checked once."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from widget.campaign.fields import Country, Flag, Telephone, Text, Url

WORLD = "001"


class Helpline(BaseModel):
    """One service. Its pages are by language, or one for all of them under the empty tag."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    region: Country
    service: Text
    url: Url | Annotated[Mapping[Text, Url], Field(min_length=1)]
    telephone: Telephone | None = None
    anonymous: Flag = False

    def address(self, lang: str) -> str:
        """Its page in `lang`, or else the first that it has."""
        if isinstance(self.url, str):
            return self.url
        return self.url.get(lang) or next(iter(self.url.values()))


class Helplines(BaseModel):
    """The whole file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    helpline: tuple[Helpline, ...]


@cache
def helplines() -> tuple[Helpline, ...]:
    """Every service, in the order of the file. Raises pydantic's ValidationError if the file is amiss."""
    file = resources.files(__package__).joinpath("helplines.toml")
    return Helplines.model_validate(tomllib.loads(file.read_text(encoding="utf-8"))).helpline
