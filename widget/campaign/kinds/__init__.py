"""The kinds of widget: one module for each, found by itself, and one template of its name."""

from collections.abc import Iterator, Mapping
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType
from typing import Annotated, Literal, Union, get_args, get_origin

from pydantic import Discriminator, GetPydanticSchema

from widget.campaign.kinds.base import Widget


def _kinds() -> Iterator[tuple[str, type[Widget]]]:
    for module in iter_modules(__path__):
        for value in vars(import_module(f"{__name__}.{module.name}")).values():
            if isinstance(value, type) and issubclass(value, Widget):
                kind = value.model_fields["kind"].annotation
                if get_origin(kind) is Literal:
                    yield get_args(kind)[0], value


KINDS: Mapping[str, type[Widget]] = MappingProxyType(dict(_kinds()))
# A widget of one of these kinds, by its key `kind`.
AnyWidget = Annotated[
    Widget,
    GetPydanticSchema(
        lambda _, handler: handler.generate_schema(
            Annotated[Union[tuple(KINDS.values())], Discriminator("kind")]  # noqa: UP007
        )
    ),
]
