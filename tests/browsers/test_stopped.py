"""A number whose animations something stops, ends or does not know stands there right or not at all."""

from itertools import product
from urllib.request import urlopen

import pytest

from tests.browsers.test_exactness import HORIZON, RATES, check, digits
from tests.support.browsers.engines import Engine
from tests.support.browsers.page import call
from tests.support.browsers.reading import read_styles
from tests.support.browsers.states import ALL, FINISH, STOPS, begin_anew, restyle, state
from tests.support.browsers.timeline import run_from, seek

NUMBERS = ["three-elapsed", "three-today", "cats-today", "images-elapsed", "images-today", "fastest-elapsed"]
# What is newer than 2017; the last only a number that moves has.
FEATURES = ["round(", "overflow:clip", "contain:", "@supports", "clamp(", "-webkit-nbsp-mode"]


def assert_gone(engine: Engine) -> None:
    """Nothing of the number is left in a page, nor its control, and the page stands without it afterwards."""
    seen = state(engine)
    assert (seen["numbers"], seen["control"]) == (0, 0)
    assert read_styles(engine, ".n0") == ""
    box = tuple(call(engine, "boxOf", ".u"))
    left = engine.screenshot().crop(box)
    restyle(engine, ".n0 * { display: none !important }")
    call(engine, "painted")
    assert left == engine.screenshot().crop(box), "something is left in the number's place"


@pytest.mark.parametrize("name", NUMBERS)
def test_a_number_is_gone_where_a_style_stops_its_animations(engine: Engine, server: str, name: str) -> None:
    engine.open(f"{server}/rates/{name}.html?lang=en", width=640, height=240)
    for style, selector in product(STOPS.values(), ("*", ALL)):
        begin_anew(engine)
        assert read_styles(engine, ".n0") != ""
        restyle(engine, f"{selector} {{ {style} }}")
        call(engine, "restartAnimations")
        assert_gone(engine)


@pytest.mark.parametrize("name", NUMBERS)
def test_a_number_is_gone_after_its_animations_were_finished(engine: Engine, server: str, name: str) -> None:
    engine.open(f"{server}/rates/{name}.html?lang=en", width=640, height=240)
    for after in (0, 60_000, 10_000_000):
        begin_anew(engine)
        assert read_styles(engine, ".n0") != ""
        run_from(engine, after)
        engine.evaluate(FINISH)
        assert_gone(engine)


@pytest.mark.parametrize("name", NUMBERS)
def test_a_number_is_gone_at_its_end(engine: Engine, server: str, name: str) -> None:
    engine.open(f"{server}/rates/{name}.html?lang=en", width=640, height=240)
    delays = engine.evaluate("() => getComputedStyle(document.querySelector('main')).animationDelay")
    ends = float(delays.split(",")[1].removesuffix("s")) * 1000
    assert 0 < ends <= HORIZON
    seek(engine, ends - 500)
    assert read_styles(engine, ".n0") != ""
    seek(engine, ends + 500)
    assert_gone(engine)


@pytest.mark.parametrize("feature", FEATURES)
@pytest.mark.parametrize("name", RATES)
def test_a_number_holds_in_a_browser_that_does_not_know_a_feature(
    engine: Engine, server: str, pages: dict[str, str], other_origin: str, name: str, feature: str
) -> None:
    with urlopen(f"{server}/rates/{name}-elapsed.html?lang=en") as answer:
        html = answer.read().decode()
    assert feature in html or (name, feature) == ("three", "-webkit-nbsp-mode")
    pages["/"] = html.replace(feature, f"x{feature}")
    engine.open(f"{other_origin}/", width=640, height=480)
    for milliseconds in (60_000, 7_200_000, 250_000_000):
        seek(engine, milliseconds)
        check(engine, digits(read_styles(engine, ".n0")), RATES[name], milliseconds)
    assert engine.evaluate("() => document.querySelector('.n0').scrollHeight") < 100


def test_nothing_runs_between_the_changes_of_a_slow_number(engine: Engine, server: str) -> None:
    engine.open(f"{server}/rates/three-elapsed.html?lang=en", width=640, height=240)
    running = engine.evaluate(
        """() => document.getAnimations().filter(animation => animation.playState == "running"
        && animation.effect.getTiming().duration > 0).length"""
    )
    assert running == 0
