"""`check` names English words of ours that would stand within an author's sentence."""

from datetime import date
from pathlib import Path

import pytest

from tests.support.figures import campaign, sourced
from widget.campaign.advice import hints

SLOW = {"things": sourced(amount=7, per="day", as_of=date(2024, 5, 1))}


@pytest.mark.parametrize(
    ("lang", "sentence", "hinted"),
    [
        ("eo", "Unu {every}.", True),
        ("eo", "Unu ĉiun {interval}.", False),
        ("nn", "Eitt {every}.", False),
        ("fr", "Une {every}.", False),
    ],
)
def test_a_word_of_ours_that_is_english_is_told(
    tmp_path: Path, lang: str, sentence: str, hinted: bool
) -> None:
    texts = {"label": {lang: "A", "en": "B"}, "sentence": {lang: sentence, "en": "One {every}."}}
    widget = {"seldom": {"kind": "every", "figure": "things", **texts}}
    made = campaign(tmp_path, SLOW, widget, languages=("en", lang))

    found = [hint.key for hint in hints(made, "file", date(2024, 6, 1)) if "{every}" in hint.text]

    assert found == [f"widgets.seldom.sentence.{lang}"] * hinted
