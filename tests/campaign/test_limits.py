"""How much a campaign file may hold: what is too long or too many is a fault that says the limit."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.support.toml import SMALL, small, write
from widget.campaign.faults import CampaignError, Fault
from widget.campaign.load import load

READING = SMALL["widgets"]["reading"]
BIRTHS = SMALL["figures"]["births"]
ACT = {"region": "BE", "service": "Child Focus", "url": "https://www.imagesdabus.be"}
TAGS = "af am ar az be bg bn bs ca cs cy da de el en es et eu fa fi fil fr ga gl gu he hi hr hu hy id is it"
MANY = [*TAGS.split(), "ja", "ka", "kk", "km", "kn", "ko", "ky", "lo"]


def faults(file: Path) -> tuple[Fault, ...]:
    with pytest.raises(CampaignError) as caught:
        load(file)
    return caught.value.faults


@pytest.mark.parametrize(
    ("changes", "key", "says"),
    [
        ({"name": "n" * 65}, "name", "64"),
        ({"figures": {"f" * 65: BIRTHS}, "widgets__reading__figure": "f" * 65}, f"figures.{'f' * 65}", "64"),
        ({"title": "t" * 401}, "title.en", "400"),
        ({"summary": {"en": "t" * 1_001}}, "summary.en", "1,000"),
        ({"step": [{"en": "Go."}, {"en": "s" * 1_001}]}, "step.1.en", "1,000"),
        ({"widgets__reading__label__en": "t" * 401}, "widgets.reading.label.en", "400"),
        ({"widgets__reading__sentence__en": "t" * 401}, "widgets.reading.sentence.en", "400"),
        ({"widgets__reading__sentence__en": "{source}" * 21}, "widgets.reading.sentence", "20"),
        ({"figures__births__unit__en": "u" * 201}, "figures.births.unit.en", "200"),
        ({"figures__births__source__publisher": "p" * 201}, "figures.births.source.publisher", "200"),
        ({"figures__births__source__url": f"https://e/{'u' * 2_000}"}, "figures.births.source.url", "2,000"),
        ({"hashtag": f"#{'h' * 61}"}, "hashtag", "60"),
        ({"act": [ACT | {"telephone": "1" * 33}]}, "act.0.telephone", "32"),
        ({"act": [ACT] * 51}, "act", "50"),
        ({"figures": {**{f"b{n}": BIRTHS for n in range(200)}, "births": BIRTHS}}, "figures", "200"),
        ({"widgets": {f"reading-{n}": READING for n in range(101)}}, "widgets", "100"),
        ({"figures__births__as_of": date(1, 1, 1)}, "figures.births.as_of", "1900"),
        ({"revision": date(9999, 12, 31)}, "revision", "2100"),
    ],
)  # fmt: skip
def test_what_is_too_long_or_too_many_is_one_fault_that_says_the_limit(
    tmp_path: Path, changes: dict[str, Any], key: str, says: str
) -> None:
    (fault,) = faults(write(tmp_path, small(**changes)))

    assert fault.key == key
    assert says in fault.expected
    assert len(str(fault)) < 600


def test_more_languages_than_forty_are_too_many(tmp_path: Path) -> None:
    words = {"label": dict.fromkeys(MANY, "Births"), "sentence": dict.fromkeys(MANY, "Births.")}
    changes = {"languages": MANY, "figures__births__unit": dict.fromkeys(MANY, "births")}

    (fault,) = faults(write(tmp_path, small(**changes, widgets__reading={**READING, **words})))

    assert fault.key == "languages"
    assert "40" in fault.expected


def test_the_largest_campaign_is_served(tmp_path: Path) -> None:
    tags = MANY[:40]
    words = {"label": dict.fromkeys(tags, "b" * 40), "sentence": dict.fromkeys(tags, "b" * 60)}
    figures = {f"births-{n}": {**BIRTHS, "unit": dict.fromkeys(tags, "births")} for n in range(50)}
    widgets = {f"reading-{n}": {**READING, "figure": "births-1", **words} for n in range(100)}

    campaign = load(write(tmp_path, small(languages=tags, figures=figures, widgets=widgets)))

    assert len(campaign.widgets) == 100
