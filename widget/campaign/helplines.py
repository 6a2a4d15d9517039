"""Where to report in each country: helplines.toml, read and checked once."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Annotated

from pydantic import BeforeValidator, Field

from widget.campaign.fields import Model, Url
from widget.campaign.models import Service

WORLD = "001"


def _pages(value: object) -> object:
    return {"": value} if isinstance(value, str) else value


class Helpline(Service):
    """One service. Its pages are by language, or one for all of them under the empty tag."""

    url: Annotated[Mapping[str, Url], Field(min_length=1), BeforeValidator(_pages)]


class Helplines(Model):
    """The whole file."""

    helpline: tuple[Helpline, ...]


@cache
def helplines() -> tuple[Helpline, ...]:
    """Every service, in the order of the file. Raises pydantic's ValidationError if the file is amiss."""
    file = resources.files(__package__).joinpath("helplines.toml")
    return Helplines.model_validate(tomllib.loads(file.read_text(encoding="utf-8"))).helpline
