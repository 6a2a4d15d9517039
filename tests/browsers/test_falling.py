"""Numbers that fall, with decimals, sign and unit, are right in three engines, as those are that rise."""

import random
from collections.abc import Mapping
from fractions import Fraction
from math import ceil, floor

import pytest

from tests.browsers.test_exactness import FIREFOX, HORIZON, LATEST, MILLIONTH
from tests.browsers.test_vector import SEEK
from tests.support.browsers import numbers
from tests.support.browsers.engines import Engine
from tests.support.browsers.reading import learn, read_picture, read_still, read_styles
from tests.support.browsers.timeline import photograph, run_from, seek
from tests.support.simulation import count
from widget.language.cldr import Language, language
from widget.numbers.notation import Affixes
from widget.numbers.odometer import Odometer, odometer
from widget.numbers.rates import rate_per

IMAGES = rate_per(19_000_000, "day")
OFFSETS = {"chromium": (-20, -1, 1, 70), "firefox": (-70, 70), "webkit": (-20, 1)}
# Every character of a number that is neither hidden nor outside of its window, from left to right.
READ_ALL = """() => { const seen = []
  for (const text of document.querySelectorAll("g[font-weight] text")) {
    const style = getComputedStyle(text), frame = text.closest("svg")
    let shows = style.visibility !== "hidden"
    for (let at = text; at; at = at.parentElement) shows &&= getComputedStyle(at).opacity !== "0"
    const window = frame.parentNode.closest("svg") && {edge: frame.parentNode.getScreenCTM(), frame}
    if (shows) [...text.textContent].forEach((character, i) => {
      const matrix = text.getScreenCTM(), box = text.getExtentOfChar(i)
      const x = matrix.e + (box.x + box.width / 2) * matrix.a
      const y = matrix.f + (box.y + box.height / 2) * matrix.d
      if (window) {
        const {edge} = window, left = edge.e + frame.x.baseVal.value * edge.a
        const right = left + frame.width.baseVal.value * edge.a
        const bottom = edge.f + frame.height.baseVal.value * edge.d
        if (x < left || x > right || y < edge.f || y > bottom) return
      }
      if (character.trim()) seen.push([x, character])
    })
  }
  return seen.sort((one, other) => one[0] - other[0]).map(each => each[1]).join("") }"""


def made(words: Language) -> Mapping[str, Odometer]:
    """What is left; through zero, with decimals and currency; up from a debt; slow; as fast as it goes."""
    return {
        "left": odometer(-IMAGES, Fraction(20_000_500), words),
        "through": odometer(
            -IMAGES / 50, Fraction(123_456), words, decimals=2, affixes=Affixes("€"), below_zero=True
        ),
        "net": odometer(rate_per(243_000, "day"), Fraction(-120_000), words, affixes=Affixes("", " t")),
        "slow": odometer(rate_per(-3, "day"), Fraction(1, 2), words, decimals=1, below_zero=True),
        "fastest": odometer(-rate_per(10**15, "day"), Fraction(10**15), words, affixes=Affixes("", " kWh")),
    }


ENGLISH = made(language("en"))
EVERY = pytest.mark.parametrize("name", ENGLISH)


def truth(number: Odometer, milliseconds: Fraction) -> int:
    """The exact count, rounded to the side from which it comes."""
    exact = number.count.start + number.count.rate * milliseconds / 1000
    exact = max(exact, Fraction(0)) if number.count.stops else exact
    return ceil(exact) if number.count.falls else floor(exact)


def check(number: Odometer, text: str, earliest: Fraction, latest: Fraction) -> None:
    """Whether a text is written right, and what was true at some time between two milliseconds."""
    shown = count(text, number.notation)
    bounds = sorted((truth(number, earliest), truth(number, latest)))
    assert bounds[0] <= shown <= bounds[1], f"{text} is not between {bounds}"


def late(engine: Engine, number: Odometer, milliseconds: float) -> Fraction:
    """The earliest time of which the number may still speak."""
    fast = abs(number.count.rate) > 8
    delays = max(abs(run.delay) for run in number.runs) / 1000
    update = LATEST[engine.name] if fast else Fraction(1)
    return Fraction(milliseconds) - (Fraction(milliseconds) + Fraction(delays)) * MILLIONTH - update


def right(engine: Engine, number: Odometer, text: str, milliseconds: float) -> None:
    """Whether a text is right; Firefox, which keeps times as 32-bit floats, may be off a little."""
    slack = FIREFOX if engine.name == "firefox" else 0
    check(number, text, late(engine, number, milliseconds) - slack, Fraction(milliseconds) + slack)


def looked_at(engine: Engine, number: Odometer) -> list[float]:
    """Milliseconds around what comes, goes and begins.

    After days Firefox has columns turn up to 40 ms apart: a 32-bit float is off by one part in 16 million.
    """
    places = [place for run in number.runs for place in run.places]
    changes = {run.begins for run in number.runs[1:]} | {
        place.appears or place.vanishes for place in places[:4]
    }
    changes |= {head.start for run in number.runs for head in run.heads[1:2]}
    found = [change / 1000 + offset for change in sorted(changes)[:6] for offset in OFFSETS[engine.name]]
    return sorted(each for each in found if 0 <= each < HORIZON)


@pytest.fixture
def page(engine: Engine, pages: dict[str, str], other_origin: str) -> Engine:
    """All numbers below each other."""
    pages["/"] = numbers.page(list(ENGLISH.values()))
    engine.open(f"{other_origin}/", width=640, height=320)
    return engine


def test_at_every_change_and_at_random_moments_the_numbers_are_right(page: Engine) -> None:
    spread = [0, *random.Random(1).sample(range(HORIZON), 6), HORIZON - 1]
    around = [(each, [i]) for i, number in enumerate(ENGLISH.values()) for each in looked_at(page, number)]
    for milliseconds, which in [*((each, list(range(len(ENGLISH)))) for each in spread), *around]:
        seek(page, milliseconds)
        for i in which:
            right(page, list(ENGLISH.values())[i], read_styles(page, f".n{i}"), milliseconds)


def test_screenshots_show_what_the_styles_say(page: Engine) -> None:
    glyphs = learn(page, ".n0", "0123456789,.-€tkWh")
    for milliseconds in (1000, 40_000_000, 100_000_000, 250_000_000):
        seek(page, milliseconds)
        for i in range(len(ENGLISH)):
            seen = read_still(page, f".n{i}", glyphs)
            assert seen.replace(" ", "") == read_styles(page, f".n{i}").replace("\xa0", "")


def test_running_numbers_are_drawn_right(page: Engine) -> None:
    glyphs = learn(page, ".n0", "0123456789,.-€tkWh")
    number = ENGLISH["left"]
    for hours in (0.01, 12.6, 25):
        run_from(page, hours * 3_600_000)
        photo = photograph(page)
        text = read_picture(page, ".n0", glyphs, photo.image)
        earliest = late(page, number, photo.earliest) - FIREFOX - 50
        check(number, text, earliest, Fraction(photo.latest) + FIREFOX)


@pytest.mark.parametrize("lang", ["de", "ar", "he"])
def test_sign_unit_and_decimals_stand_where_the_language_has_them(
    engine: Engine, pages: dict[str, str], other_origin: str, lang: str
) -> None:
    theirs = list(made(language(lang)).values())
    pages["/"] = numbers.page(theirs)
    engine.open(f"{other_origin}/", width=640, height=320)
    for milliseconds in (1000, 40_000_000, 250_000_000):
        seek(engine, milliseconds)
        for i, number in enumerate(theirs):
            run = next(run for run in number.runs if run.begins <= milliseconds * 1000 < run.ends)
            text = read_styles(engine, f".n{i}")
            if number.notation.language.direction == "rtl" and not run.whole:
                assert text.startswith(run.left)
                assert text.endswith(run.right)
                text = text.removeprefix(run.left).removesuffix(run.right)
                negative = number.notation.beside(True) == (run.left, run.right)
                before, behind = number.notation.around(negative)
                text = before + text + behind
            right(engine, number, text, milliseconds)


@EVERY
def test_pictures_show_the_same(engine: Engine, pages: dict[str, str], other_origin: str, name: str) -> None:
    number = ENGLISH[name]
    pages["/"] = numbers.picture(number)
    engine.open(f"{other_origin}/", width=600, height=200)
    for milliseconds in [*looked_at(engine, number)[::3], HORIZON - 1]:
        engine.evaluate(SEEK, milliseconds)
        text = engine.evaluate(READ_ALL).replace("kWh", "\xa0kWh").replace("t", "\xa0t")
        slack = FIREFOX if engine.name == "firefox" else 0
        earliest = late(engine, number, milliseconds) - slack - Fraction(1000, 3)
        check(number, text, earliest, Fraction(milliseconds) + slack)
