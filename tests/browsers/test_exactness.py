"""The number that readers see is the right one: at every update, for 72 hours, in three engines."""

import random
from fractions import Fraction

import pytest

from tests.support.browsers.chromium import Chromium
from tests.support.browsers.engines import Engine
from tests.support.browsers.firefox import Firefox
from tests.support.browsers.page import call
from tests.support.browsers.reading import learn, read_picture, read_still, read_styles
from tests.support.browsers.timeline import photograph, run_from, seek
from tests.support.browsers.webkit import WebKit
from widget.language.cldr import language
from widget.numbers.pace import UPDATES_PER_SECOND

HORIZON = 72 * 3_600_000
RATES = {name: Fraction(amount, 86_400_000) for name, amount in
         {"three": 3, "cats": 243_000, "images": 19_000_000, "fastest": 10**12}.items()}  # fmt: skip
LATEST = {"chromium": Fraction(1000, UPDATES_PER_SECOND), "firefox": Fraction(1000, UPDATES_PER_SECOND),
          "webkit": Fraction(2000, UPDATES_PER_SECOND)}  # fmt: skip
"""Milliseconds that a number may be late by its updates alone."""
MILLIONTH = Fraction(1, 1_000_000)
FIREFOX = 6
"""Milliseconds that Firefox may be off, since it keeps times as 32-bit floats of seconds."""


def digits(text: str, tag: str = "en") -> int:
    """The number that a text shows, in a language's digits; what is no digit is left out."""
    own = language(tag).digits
    return int("".join(str(own.index(character)) for character in text if character in own))


def bounds(engine: Engine, rate: Fraction, milliseconds: float, slack: float = 0) -> tuple[int, int]:
    """The least and the most that may be shown."""
    time = Fraction(milliseconds)
    late = LATEST[engine.name] if rate > Fraction(UPDATES_PER_SECOND, 1000) else Fraction(1)
    earliest = time * (1 - MILLIONTH) - late - Fraction(slack)
    return max(0, int(rate * max(Fraction(0), earliest))), int(rate * (time + Fraction(slack)))


def check(engine: Engine, shown: int, rate: Fraction, milliseconds: float) -> None:
    """Whether what is shown is late by no more than it may be, and never early."""
    least, most = bounds(engine, rate, milliseconds, FIREFOX if engine.name == "firefox" else 0)
    assert least <= shown <= most, f"{engine.name} shows {shown} at {milliseconds} ms: {least} to {most}"


def open_rate(engine: Engine, server: str, name: str, lang: str = "en") -> None:
    engine.open(f"{server}/rates/{name}-elapsed.html?lang={lang}", width=640, height=240)


@pytest.mark.parametrize("name", RATES)
def test_the_number_is_right_at_random_moments_over_72_hours(engine: Engine, server: str, name: str) -> None:
    open_rate(engine, server, name)
    moments = random.Random(name)
    for milliseconds in [*(moments.randrange(HORIZON) for _ in range(25)), HORIZON - 1]:
        seek(engine, milliseconds)
        check(engine, digits(read_styles(engine, ".n0")), RATES[name], milliseconds)


@pytest.mark.parametrize("name", RATES)
def test_every_carry_from_nine_to_ten_millions_is_right(engine: Engine, server: str, name: str) -> None:
    open_rate(engine, server, name)
    for power in range(1, 8):
        carry = Fraction(10**power) / RATES[name]
        for offset in (-200, -20, -1, 1, 20, 70, 200):
            milliseconds = float(carry * (1 + MILLIONTH / 2) + offset)
            if 0 < milliseconds < HORIZON:
                seek(engine, milliseconds)
                text = read_styles(engine, ".n0")
                check(engine, digits(text), RATES[name], milliseconds)
                assert text[:1] != "0" or digits(text) == 0, f"a leading zero in {text!r}"


@pytest.mark.parametrize("name", ["cats", "images"])
def test_at_every_update_the_number_is_the_rate_times_the_time(
    engine: Engine, server: str, name: str
) -> None:
    open_rate(engine, server, name)
    period, lines = engine.evaluate(
        """() => { const strip = getComputedStyle(document.querySelector(".r"), "::before");
        return [strip.animationDuration, strip.content.split(/\\n|\\\\a /).length] }"""
    )
    step = Fraction(period.removesuffix("s")) * 1000 / lines
    for update in [*range(1, 20), *random.Random(7).sample(range(20, 20_000), 30)]:
        milliseconds = float(update * step) + (FIREFOX if engine.name == "firefox" else 0.01)
        seek(engine, milliseconds)
        expected = int(RATES[name] * update * step)
        shown = digits(read_styles(engine, ".n0"))
        drift = RATES[name] * update * step * MILLIONTH
        assert expected - drift - (drift > Fraction(1, 1000)) <= shown <= expected


@pytest.mark.parametrize("lang", ["fr", "de", "hi", "ar", "pl"])
def test_digits_and_separators_are_those_of_the_language(engine: Engine, server: str, lang: str) -> None:
    open_rate(engine, server, "images", lang)
    for milliseconds in (60_000, 600_000, 7_200_000, 90_000_000, 250_000_000):
        seek(engine, milliseconds)
        text = read_styles(engine, ".n0")
        assert text == language(lang).number(digits(text, lang))
        check(engine, digits(text, lang), RATES["images"], milliseconds)


@pytest.mark.parametrize("name", ["three", "cats", "images", "fastest"])
def test_four_digits_stand_without_a_separator_and_five_with_one(
    engine: Engine, server: str, name: str
) -> None:
    open_rate(engine, server, name, "es")
    (left, *_), least = call(engine, "boxOf", ".n0"), 0
    for value in (999, 1_001, 1_234, 9_990, 10_010, 12_345):
        milliseconds = float(value / RATES[name])
        if milliseconds < HORIZON:
            seek(engine, milliseconds)
            text = read_styles(engine, ".n0")
            shown = digits(text, "es")
            assert text == language("es").number(shown)
            assert least <= shown <= value
            assert call(engine, "boxOf", ".n0")[0] == left
            least = shown


@pytest.mark.parametrize("name", RATES)
def test_screenshots_show_what_the_styles_say(engine: Engine, server: str, name: str) -> None:
    open_rate(engine, server, name)
    glyphs = learn(engine, ".n0", "0123456789,")
    moments = random.Random(name)
    for milliseconds in [moments.randrange(1000, HORIZON) for _ in range(8)]:
        seek(engine, milliseconds)
        assert digits(read_still(engine, ".n0", glyphs)) == digits(read_styles(engine, ".n0"))


@pytest.mark.parametrize("hours", [0.01, 1, 12.6, 71])
def test_the_compositor_itself_keeps_the_number_right(chromium: Chromium, server: str, hours: float) -> None:
    compositor(chromium, server, hours)


@pytest.mark.parametrize("hours", [0.01, 1, 12.6, 71])
def test_webkit_draws_the_running_number_right(webkit: WebKit, server: str, hours: float) -> None:
    compositor(webkit, server, hours)


@pytest.mark.parametrize("hours", [0.01, 1, 12.6, 71])
def test_firefox_draws_the_running_number_right(firefox: Firefox, server: str, hours: float) -> None:
    compositor(firefox, server, hours)


def compositor(engine: Engine, server: str, hours: float) -> None:
    """Photograph the running number, which getComputedStyle does not see as the compositor draws it."""
    open_rate(engine, server, "images")
    glyphs = learn(engine, ".n0", "0123456789,")
    run_from(engine, hours * 3_600_000)
    for _ in range(5):
        photo = photograph(engine)
        shown = digits(read_picture(engine, ".n0", glyphs, photo.image))
        least, _ = bounds(engine, RATES["images"], photo.earliest, FIREFOX + 50)
        _, most = bounds(engine, RATES["images"], photo.latest, FIREFOX)
        assert least <= shown <= most
