"""What all our pages have in common: a template, addresses, and the other languages."""

from collections.abc import Callable, Sequence
from typing import Protocol

from widget.campaign.models import Campaign
from widget.formats.assets import assets
from widget.formats.templating import Document, finished, template
from widget.language import cldr
from widget.language.cldr import Language

HTML = "text/html; charset=utf-8"


class Addressing(Protocol):
    """Where the links of a page lead."""

    def __call__(self, base: str, path: str, lang: str = "") -> str:
        """The address of `path` below `base`; without `lang` the reader's own language decides."""


class Address(Protocol):
    """The same, for one `base`."""

    def __call__(self, path: str, lang: str = "") -> str:
        """The address of `path`."""


def in_query(base: str, path: str, lang: str = "") -> str:
    """The address of `path` on the server, mounted under `base`; without `lang` the reader's decides."""
    return f"{base}{path}?lang={lang}" if lang else f"{base}{path}"


def absolute(public: str, base: str, address: Address, lang: str) -> Callable[[str], str] | None:
    """What makes the absolute address of a path in `lang`, or None without `public`."""
    # The public address ends with the path of the mount, with which every address begins.
    origin = public.removesuffix(base)
    return (lambda path: f"{origin}{address(path, lang)}") if public else None


def alternates(
    tags: Sequence[str], public: str, base: str, address: Address, path: str
) -> list[tuple[str, str]]:
    """The page at `path` in each language for search engines: hreflang and absolute address.

    The first language is that of readers who have none of them (HTML, 4.6.7.1; x-default). Nothing without
    `public`.
    """
    if not public:
        return []
    origin = public.removesuffix(base)
    found = [(tag, f"{origin}{address(path, tag)}") for tag in tags]
    return [*found, ("x-default", found[0][1])]


def translations(campaign: Campaign, address: Address, path: str) -> list[tuple[Language, str]]:
    """The languages of a campaign, each with the address of `path` in it."""
    return [(cldr.language(tag), address(path, tag)) for tag in campaign.languages]


def render(name: str, language: Language, address: Address, **values: object) -> Document:
    """The page that the template `name` makes."""
    body = template(name).render(
        language=language, words=language.words, address=address, assets=assets(), **values
    )
    return finished(body, HTML, language.tag)
