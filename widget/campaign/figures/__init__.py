"""The forms of figures: one module for each, found by itself. Which one it is shows by the keys."""

from collections.abc import Iterator, Mapping
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType
from typing import Annotated, Union

from pydantic import Discriminator, GetPydanticSchema, Tag

from widget.campaign.figures.base import Figure

PLAIN = "rate"


def _forms() -> Iterator[tuple[str, type[Figure]]]:
    for module in iter_modules(__path__):
        for value in vars(import_module(f"{__name__}.{module.name}")).values():
            if (
                isinstance(value, type)
                and issubclass(value, Figure)
                and value.__name__.lower() == f"{module.name}figure"
            ):
                yield module.name, value


FORMS: Mapping[str, type[Figure]] = MappingProxyType(dict(_forms()))


def form(section: object) -> str:
    """The form of a section of a campaign file, by the key that no other form has."""
    keys = section if isinstance(section, Mapping) else {}
    return next((name for name, model in FORMS.items() if model.mark in keys), PLAIN)


AnyFigure = Annotated[
    Figure,
    GetPydanticSchema(
        lambda _, handler: handler.generate_schema(
            Annotated[
                Union[tuple(Annotated[model, Tag(name)] for name, model in FORMS.items())],  # noqa: UP007
                Discriminator(form),
            ]
        )
    ),
]
