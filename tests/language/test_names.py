"""Names of languages, countries and cities: those that Babel tells, without what else it would keep."""

import pytest
from babel import Locale, localedata
from babel.dates import get_timezone_location

from widget.language import names
from widget.language.catalogue import product_languages

TAGS = (*product_languages(), "pt-PT", "zh-TW", "sr-Latn", "en-GB", "es-MX", "ca-ES-valencia")
ZONES = ("UTC", "Europe/Brussels", "Asia/Kolkata", "Asia/Calcutta", "America/Argentina/Buenos_Aires")


def forget() -> None:
    for name in (names.language, names.countries, names.city):
        name.cache_clear()


@pytest.mark.parametrize("tag", TAGS)
def test_names_are_those_that_babel_tells(tag: str) -> None:
    forget()
    locale = Locale.parse(tag, sep="-")

    assert names.language(locale) == locale.get_display_name()
    assert names.countries(locale) == dict(locale.territories)
    for zone in ZONES:
        told = str(get_timezone_location(zone, locale=locale, return_city=True))
        assert names.city(locale, zone) == told.rpartition("/")[2]


def test_nothing_but_the_names_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: dict[str, object] = {"known": {}}
    monkeypatch.setattr(localedata, "_cache", kept)
    forget()

    for tag in TAGS:
        names.language(Locale.parse(tag, sep="-"))
    assert list(kept) == ["known"]
