"""An embed in a browser that does not know one of its newer features still says all that it has to."""

import re
from fractions import Fraction
from urllib.request import urlopen

import pytest

from tests.browsers.test_exactness import check, digits
from tests.support import stylesheets
from tests.support.browsers.chromium import Chromium
from tests.support.browsers.reading import read_styles
from tests.support.browsers.states import state
from tests.support.browsers.timeline import seek
from tests.support.examples import CAMPAIGNS, WIDGETS, examples

# What every browser has known since 2017; whatever else a style sheet holds counts as newer.
OLD = """
align-content align-items align-self animation animation-delay animation-duration animation-name
animation-iteration-count animation-play-state animation-timing-function background
background-position background-size border border-radius border-width bottom box-sizing color
content cursor direction display flex flex-direction flex-wrap float font font-family font-size
font-variant-numeric font-weight grid grid-area grid-column grid-template-columns height
justify-content justify-items left line-height margin margin-bottom margin-left margin-right
margin-top max-width min-height min-width opacity order outline outline-offset overflow
overflow-wrap padding padding-bottom padding-top position right text-align top transform
vertical-align visibility white-space width -webkit-text-size-adjust
"""
PROPERTIES = set(OLD.split())
FUNCTIONS = {"calc", "linear-gradient", "minmax", "polygon", "repeat", "steps", "var", "translateY", "attr"}
FUNCTIONS |= {"translateX", "not", "translate"}
CONDITIONS = {"@media", "@keyframes", "@supports"}
UNITS = {"em", "rem", "px", "s", "fr", "vw", "vh", "ch", "%"}
# Values of properties that are older than they.
VALUES = {"clip", "jump-none", "balance"}
STRINGS = re.compile(stylesheets.STRING)


def newer(css: str) -> set[str]:
    """The features of a style sheet that not every browser knows, each as a pattern of what to rename."""
    bare = STRINGS.sub('""', css)
    names = set(re.findall(r"(?<![\w-])(-?[a-z][a-z-]*)(?=\s*:\s*[^{}]*?[;}])", bare)) - PROPERTIES
    properties = {name for name in names if re.search(rf"[{{;\s]{name}\s*:", bare)}
    found = {rf"(?<![\w-]){name}(?=\s*:)" for name in properties}
    functions = set(re.findall(r"(?<![\w-])([a-zA-Z]+)(?=\()", bare)) - FUNCTIONS
    found |= {rf"(?<![\w-]){name}(?=\()" for name in functions}
    found |= set(re.findall(r"@[a-z-]+", bare)) - CONDITIONS
    found |= {rf"(?<=\d){unit}\b" for unit in set(re.findall(r"\d([a-z]+)\b", bare)) - UNITS}
    return found | {rf"(?<![\w-]){value}(?![\w-])" for value in VALUES if re.search(rf"\b{value}\b", bare)}


KINDS = {widget.kind: name for name, widget in CAMPAIGNS["catsforkids"].widgets.items()}
FEATURES = sorted(
    set().union(
        *(
            newer("".join(each.page.one("style").texts))
            for campaign, name, lang in WIDGETS
            if lang == "en"
            for each in examples(campaign, name, lang)
        )
    )
)


def test_the_features_that_are_known_to_be_new_are_among_them() -> None:
    text = " ".join(FEATURES)
    for feature in (
        "has",
        "min",
        "clamp",
        "container-type",
        "font-size-adjust",
        "gap",
        "margin-inline",
        "cqh",
    ):
        assert feature in text


@pytest.mark.parametrize("feature", FEATURES)
def test_an_embed_reads_without_a_newer_feature(
    chromium: Chromium, server: str, pages: dict[str, str], other_origin: str, feature: str
) -> None:
    for kind, name in KINDS.items():
        with urlopen(f"{server}/catsforkids/{name}.html?lang=en&theme=light") as answer:
            html = answer.read().decode()
        head, css, rest = re.split(r"</?style>", html)
        if not re.search(feature, css):
            continue
        pages["/"] = f"{head}<style>{re.sub(feature, 'xyz', css)}</style>{rest}"
        chromium.open(f"{other_origin}/", width=640, height=240)
        seen = state(chromium)

        assert seen["outside"] == [], kind
        assert seen["covered"] == [], kind
        assert {"what", "act", "src small"} <= set(seen["texts"]), kind
        assert {"say", "ul"} & set(seen["texts"]), kind
        assert bool(seen["control"]) == bool(seen["numbers"]), kind
        if kind == "elapsed" and seen["numbers"]:
            seek(chromium, 20_000)
            check(chromium, digits(read_styles(chromium, ".n0")), Fraction(19_000_000, 86_400_000), 20_000)
