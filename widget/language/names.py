"""The names of languages, countries and cities, which CLDR has and ICU's package does not offer.

For one name Babel reads all that CLDR says in a language, and would keep it: a megabyte each. What is kept
here are the names.
"""

from collections.abc import Mapping
from functools import cache, lru_cache
from sys import intern
from typing import Any

from babel import Locale, localedata
from babel.core import get_global


def forget_unasked() -> None:
    """Let go of the tables that Babel has read and nothing of ours asks for: 0.9 MB.

    For a process in which nobody else uses Babel.
    """
    for table in (
        get_global("meta_zones"),
        get_global("territory_currencies"),
        get_global("territory_languages"),
        get_global("territory_zones"),
        get_global("windows_zone_mapping"),
        get_global("zone_territories"),
    ):
        if isinstance(table, dict):
            table.clear()


@cache
def language(locale: Locale) -> str | None:
    """A language's name in itself, with its script, country and variant; None if CLDR has none."""
    data = _data(locale)
    name: str | None = data["languages"].get(locale.language)
    parts = {"scripts": locale.script, "territories": locale.territory, "variants": locale.variant}
    details = ", ".join(filter(None, (data[kind].get(part) for kind, part in parts.items())))
    return f"{name} ({details})" if name and details else name


@cache
def countries(locale: Locale) -> Mapping[str, str]:
    """Names of countries and larger regions by their codes (ISO 3166-1, UN M.49)."""
    return {intern(code): name for code, name in _data(locale)["territories"].items()}


@lru_cache(maxsize=1024)
def city(locale: Locale, zone: str) -> str:
    """The city that an IANA time zone is named after; in its own name, if CLDR has no other."""
    data, known = _data(locale), get_global("zone_aliases").get(zone, zone)
    name: str = data["time_zones"].get(known, {}).get("city", known.replace("_", " "))
    return name.rpartition("/")[2]


def _data(locale: Locale) -> Mapping[str, Any]:
    """All that CLDR says in a language, which Babel's cache then has no more of than before."""
    kept = getattr(localedata, "_cache", {})
    known = set(kept)
    data = localedata.load(str(locale))
    for name in kept.keys() - known:
        kept.pop(name, None)
    return data
