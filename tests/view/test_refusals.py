"""Options that are not possible, in sentences."""

import pytest

from widget.language.catalogue import product_languages
from widget.language.cldr import language
from widget.view.options import Wrong
from widget.view.refusals import complain, explain

THEME = Wrong("theme", "pink", "auto, light, dark")
ACCENT = Wrong("accent", "fdfcf8", "#RRGGBB", near="767676")


@pytest.mark.parametrize("lang", product_languages())
@pytest.mark.parametrize("wrong", [THEME, ACCENT])
def test_the_value_and_what_is_allowed_are_named_in_every_language(lang: str, wrong: Wrong) -> None:
    sentence = complain(wrong, language(lang))

    for part in (wrong.value, wrong.allowed, wrong.near):
        assert part in sentence


@pytest.mark.parametrize("lang", product_languages())
def test_an_explanation_begins_with_the_name_of_the_option(lang: str) -> None:
    explanation = explain(ACCENT, language(lang))

    assert explanation.startswith("accent")
    assert explanation.endswith(complain(ACCENT, language(lang)))
