"""The svg picture ticks right and stays within its frame, alone, in `<img>` and pasted into a page."""

import random
import re
from fractions import Fraction
from itertools import product
from urllib.request import urlopen

import pytest
from PIL import ImageChops
from PIL.Image import Image

from tests.browsers.test_exactness import FIREFOX, HORIZON, MILLIONTH, RATES, digits
from tests.support.browsers.engines import Engine
from tests.support.browsers.processes import wait_until
from tests.support.examples import CAMPAIGNS, NOW
from widget.formats.svg import svg
from widget.language.cldr import language
from widget.view.colour import DARK, LIGHT
from widget.view.options import Options
from widget.view.view import build

WIDGETS = ["while-reading", "today", "since-the-campaign", "versus", "every-second"]
LATEST = Fraction(1000, 3)
"""Milliseconds that a fast number may be late by its updates alone."""
NOISE = 32
"""Levels by which WebKit draws the edges of what stands still differently from frame to frame."""
# What never happens can only be watched for a while.
WATCH = "() => new Promise(resolve => setTimeout(resolve, 2000))"
SEEK = """milliseconds => { for (const animation of document.getAnimations()) {
  animation.pause(); animation.currentTime = milliseconds } }"""
WAIT_A_LITTLE = "() => new Promise(resolve => setTimeout(resolve, 300))"
SHOWN = """() => { const [still, ticking] = ["l", "u"].map(
    name => getComputedStyle(document.querySelector(`svg[role] > g[class$=${name}]`)))
  const seen = style => style.display !== "none" && style.opacity === "1"
  return [seen(ticking), seen(still)] }"""
STOPPED = [
    "*{animation:none!important}",
    "*{animation-duration:.01ms!important;animation-iteration-count:1!important}",
    "*{animation-delay:0s!important;animation-duration:0s!important}",
    "*{animation-duration:0s!important}",
]
"""What extensions and other people's style sheets do to animations."""
# Every character that no ancestor hides and no window cuts off, from left to right, of each number.
READ = """() => [...document.querySelectorAll("svg svg")].map(frame => {
  const edge = frame.parentNode.getScreenCTM(), scale = edge.a
  const right = edge.e + frame.width.baseVal.value * scale
  const bottom = edge.f + frame.height.baseVal.value * scale
  const seen = []
  for (const text of frame.querySelectorAll("text")) {
    if (getComputedStyle(text).visibility === "hidden") continue
    const matrix = text.getScreenCTM()
    ;[...text.textContent].forEach((character, i) => {
      const box = text.getExtentOfChar(i)
      const x = matrix.e + (box.x + box.width / 2) * matrix.a
      const y = matrix.f + (box.y + box.height / 2) * matrix.d
      if (x > edge.e && x < right && y > edge.f && y < bottom) seen.push([x, character])
    })
  }
  return seen.sort((one, other) => one[0] - other[0]).map(each => each[1]).join("")
})"""
# The number once it is another, the milliseconds that it shows, and those since the page began.
NEXT = f"""async before => {{ const read = {READ}
  while (read()[0] === before) await new Promise(requestAnimationFrame)
  const begun = document.getAnimations().map(each => each.startTime).filter(each => each !== null)
  return [read()[0], document.timeline.currentTime - Math.min(...begun), performance.now()] }}"""
OUTSIDE = """() => { const root = document.querySelector("svg").getBoundingClientRect(), found = []
  for (const text of document.querySelectorAll("text")) {
    if (text.closest("svg svg")) continue
    const box = text.getBoundingClientRect()
    if (!box.width) continue
    if (box.left < root.left + 8 || box.right > root.right - 8 || box.bottom > root.bottom - 2)
      found.push(text.textContent)
  }
  return found }"""


def open_svg(engine: Engine, address: str, **wanted: bool) -> None:
    engine.open(address, width=600, height=200, **wanted)


def read(engine: Engine, milliseconds: float) -> list[str]:
    engine.evaluate(SEEK, milliseconds)
    shown: list[str] = engine.evaluate(READ)
    return shown


def check(engine: Engine, shown: int, rate: Fraction, milliseconds: float) -> None:
    slack = FIREFOX if engine.name == "firefox" else 0
    late = LATEST if rate > Fraction(3, 1000) else 1
    earliest = Fraction(milliseconds) * (1 - MILLIONTH) - late - slack
    least, most = int(rate * max(Fraction(0), earliest)), int(rate * (Fraction(milliseconds) + slack))
    assert least <= shown <= most, f"{engine.name} shows {shown} at {milliseconds} ms: {least} to {most}"


@pytest.mark.parametrize("name", RATES)
def test_the_picture_is_right_at_random_moments_over_72_hours(engine: Engine, server: str, name: str) -> None:
    open_svg(engine, f"{server}/rates/{name}-elapsed.svg?lang=en")
    moments = random.Random(name)
    for milliseconds in [0, *(moments.randrange(HORIZON) for _ in range(25)), HORIZON - 1]:
        check(engine, digits(read(engine, milliseconds)[0]), RATES[name], milliseconds)


@pytest.mark.parametrize("lang", ["en", "hi", "ar"])
def test_no_zero_leads_and_separators_stand_where_the_language_puts_them(
    engine: Engine, server: str, lang: str
) -> None:
    open_svg(engine, f"{server}/rates/images-elapsed.svg?lang={lang}")
    for milliseconds in (0, 300, 1000, 5000, 60_000, 600_000, 7_200_000, 90_000_000, 250_000_000):
        text = read(engine, milliseconds)[0]
        assert text == language(lang).number(digits(text, lang))
        check(engine, digits(text, lang), RATES["images"], milliseconds)


@pytest.mark.parametrize("name", ["today", "since-the-campaign"])
def test_a_number_that_has_begun_goes_on_from_its_value(
    engine: Engine, pages: dict[str, str], other_origin: str, name: str
) -> None:
    shown = build(CAMPAIGNS["catsforkids"], name, Options("en"), NOW)
    pages["/"] = f'<!doctype html><html lang="en"><title>Pasted</title>{svg(shown).body.decode()}'
    open_svg(engine, f"{other_origin}/")
    moments = random.Random(name)
    for milliseconds in [0, *(moments.randrange(36_000_000) for _ in range(10))]:
        text = read(engine, milliseconds)[0]
        slack = 10 if engine.name == "firefox" else 0
        least = shown.value + RATES["images"] * Fraction(milliseconds * (1 - MILLIONTH) - LATEST - slack) - 1
        assert least <= digits(text) <= shown.value + 1 + RATES["images"] * Fraction(milliseconds + slack)
        assert text == language("en").number(digits(text))


def shown(engine: Engine) -> list[bool]:
    """Whether what ticks is to be seen, and whether the sentence that stands by itself is."""
    found: list[bool] = engine.evaluate(SHOWN)
    return found


@pytest.mark.parametrize("name", RATES)
def test_after_72_hours_the_number_is_gone_and_the_sentence_stands(
    engine: Engine, server: str, name: str
) -> None:
    open_svg(engine, f"{server}/rates/{name}-elapsed.svg?lang=en")
    seen = []
    for milliseconds in (0, 2, 1000, HORIZON - 2, HORIZON + 1, 2 * HORIZON):
        engine.evaluate(SEEK, milliseconds)
        seen.append(shown(engine))

    # An image whose clock never runs stands at 0.
    assert seen == [[False, True], [True, False], [True, False], [True, False], [False, True], [False, True]]


@pytest.mark.parametrize("name", RATES)
@pytest.mark.parametrize("rules", STOPPED)
def test_where_animations_are_stopped_or_finished_the_sentence_stands(
    engine: Engine, server: str, pages: dict[str, str], other_origin: str, rules: str, name: str
) -> None:
    body = urlopen(f"{server}/rates/{name}-elapsed.svg?lang=en").read().decode()
    pages["/"] = f'<!doctype html><html lang="en"><title>Pasted</title><style>{rules}</style>{body}'
    open_svg(engine, f"{other_origin}/")
    engine.evaluate(WAIT_A_LITTLE)

    # A number that changes by delays alone stays right whatever the durations are.
    by_delays = name == "three" and re.fullmatch(r"\*\{animation-duration.*", rules)
    assert shown(engine) == ([True, False] if by_delays else [False, True])
    if by_delays:
        assert engine.evaluate(READ) == ["0"]


@pytest.mark.parametrize("name", RATES)
def test_where_animations_are_finished_by_a_tool_the_sentence_stands(
    engine: Engine, server: str, name: str
) -> None:
    open_svg(engine, f"{server}/rates/{name}-elapsed.svg?lang=en")
    engine.evaluate("() => document.getAnimations().forEach(animation => animation.finish())")

    assert shown(engine) == [False, True]


def test_while_it_runs_the_number_stands(engine: Engine, server: str) -> None:
    open_svg(engine, f"{server}/rates/images-elapsed.svg?lang=en")
    engine.evaluate(WAIT_A_LITTLE)

    assert shown(engine) == [True, False]


def test_less_motion_and_print_have_the_sentence(engine: Engine, server: str) -> None:
    if "reduced_motion" not in engine.capabilities:
        pytest.skip(f"{engine.name} cannot be asked for less motion")
    open_svg(engine, f"{server}/rates/images-elapsed.svg?lang=en", reduced_motion=True)

    assert shown(engine) == [False, True]


@pytest.mark.parametrize("reduced", [False, True])
def test_no_text_sticks_out(engine: Engine, server: str, reduced: bool) -> None:
    if reduced and "reduced_motion" not in engine.capabilities:
        pytest.skip(f"{engine.name} cannot be asked for less motion")
    for widget, lang in product(WIDGETS, ["fr", "nl", "de", "en"]):
        open_svg(engine, f"{server}/catsforkids/{widget}.svg?lang={lang}", reduced_motion=reduced)
        assert engine.evaluate(OUTSIDE) == [], (widget, lang)


def framed(*addresses: str) -> str:
    """A page with these pictures in it."""
    images = "".join(f'<img src="{each.replace("&", "&amp;")}" alt="A number">' for each in addresses)
    return f'<!doctype html><html lang="en"><title>An article</title><body style="margin:0">{images}'


def drawn(engine: Engine, address: str, **wanted: bool) -> Image:
    """A page with a picture, once all of it is drawn."""
    engine.open(address, width=640, height=240, **wanted)
    return wait_until(lambda: at_rest(engine), "the picture")


def at_rest(engine: Engine) -> Image | None:
    """A page, if there is something on it that stays for a moment."""
    screen = engine.screenshot()
    return None if screen.getcolors(1) or changed(engine, screen) else screen


def changed(engine: Engine, first: Image) -> tuple[int, int, int, int] | None:
    """The part of a page that has changed by more than noise."""
    difference = ImageChops.difference(first, engine.screenshot())
    return difference.point(lambda value: value if value > NOISE else 0).getbbox()


def number_alone(engine: Engine) -> bool | None:
    first = engine.screenshot()
    _, top, _, bottom = wait_until(lambda: changed(engine, first), "any change")
    return (top > 25 and bottom < 100) or None


def test_it_ticks_in_an_image(engine: Engine, server: str, pages: dict[str, str], other_origin: str) -> None:
    pages["/"] = framed(f"{server}/catsforkids/while-reading.svg?lang=en")
    drawn(engine, f"{other_origin}/")

    # On a busy machine more than the number may change at first in WebKit.
    assert wait_until(lambda: number_alone(engine), "a change of the number alone")


def test_it_stands_still_in_an_image_for_readers_who_want_less_motion(
    engine: Engine, server: str, pages: dict[str, str], other_origin: str
) -> None:
    if "reduced_motion" not in engine.capabilities:
        pytest.skip(f"{engine.name} cannot be asked for less motion")
    open_svg(engine, f"{server}/catsforkids/while-reading.svg?lang=en", reduced_motion=True)
    assert engine.evaluate("() => document.getAnimations().length") == 0
    # Chromium hands the reader's own wish on to images, but not the one that a test emulates.
    if engine.name != "chromium":
        pages["/"] = framed(f"{server}/catsforkids/while-reading.svg?lang=en")
        first = drawn(engine, f"{other_origin}/", reduced_motion=True)
        engine.evaluate(WATCH)
        assert changed(engine, first) is None


def test_an_image_follows_the_readers_light_or_dark(
    engine: Engine, server: str, pages: dict[str, str], other_origin: str
) -> None:
    if engine.name == "webkit":
        pytest.skip("WebKitGTK draws images as by day, whatever the reader asks for")
    pages["/"] = framed(f"{server}/catsforkids/every-second.svg?lang=en")
    for dark, paper in ((False, LIGHT["paper"]), (True, DARK["paper"])):
        assert drawn(engine, f"{other_origin}/", dark=dark).getpixel((300, 5)) == tuple(bytes.fromhex(paper))


def test_pictures_pasted_into_one_page_do_not_disturb_each_other(
    engine: Engine, server: str, pages: dict[str, str], other_origin: str
) -> None:
    addresses = ["while-reading.svg?lang=en", "while-reading.svg?lang=en", "while-reading.svg?lang=fr",
                 "versus.svg?lang=de", "today.svg?lang=en"]  # fmt: skip
    texts = [urlopen(f"{server}/catsforkids/{each}").read().decode() for each in addresses]
    pages["/"] = f'<!doctype html><html lang="en"><title>Pasted</title><body><p>Before</p>{"".join(texts)}'
    engine.open(f"{other_origin}/", width=640, height=1100)
    alone = engine.evaluate("() => getComputedStyle(document.querySelector('p')).color")
    shown = read(engine, 600_000)

    assert alone == "rgb(0, 0, 0)"
    assert shown[0] == shown[1] == shown[2].replace("\u202f", ",")[:3] + shown[0][3:]
    for number, rate in zip(shown[:5], ["images", "images", "images", "cats", "images"], strict=True):
        check(engine, digits(number), RATES[rate], 600_000)
    assert digits(shown[5]) > digits(shown[4]), "today began at midnight"


def test_a_running_number_is_never_ahead(engine: Engine, server: str) -> None:
    open_svg(engine, f"{server}/catsforkids/while-reading.svg?lang=en")
    text = ""
    for _ in range(5):
        text, elapsed, now = engine.evaluate(NEXT, text)
        check(engine, digits(text), RATES["images"], elapsed)
        assert digits(text) <= RATES["images"] * Fraction(now)


def test_an_arabic_picture_is_mirrored(engine: Engine, server: str) -> None:
    open_svg(engine, f"{server}/rates/images-elapsed.svg?lang=ar")
    engine.evaluate(SEEK, 600_000)
    edges = engine.evaluate(
        """() => [...document.querySelectorAll("text")].filter(text => !text.closest("svg svg") &&
        text.getBoundingClientRect().width).map(text => text.getBoundingClientRect().right)"""
    )
    assert edges
    assert all(570 <= right <= 582 for right in edges)
