"""The harness itself: what it reads is what a reader sees, and it leaves nothing behind."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from tests.support.browsers import samples
from tests.support.browsers import webkit as webkit_module
from tests.support.browsers.chromium import Chromium
from tests.support.browsers.engines import Engine, ScriptError, UnsupportedError
from tests.support.browsers.glyphs import UNREADABLE
from tests.support.browsers.reading import learn, read_picture, read_pixels, read_styles
from tests.support.browsers.timeline import photograph, run_from, seek
from tests.support.browsers.webkit import WebKit

NUMBER = ".number"
ALPHABET = "0123456789,"
HOURS = 3_600_000

Show = Callable[..., None]


@pytest.fixture
def show(engine: Engine, tmp_path: Path) -> Show:
    """Open a page that is given as HTML."""

    def opened(html: str, *, width: int = 400, height: int = 240, **settings: bool) -> None:
        path = tmp_path / "page.html"
        path.write_text(html, encoding="utf-8")
        engine.open(path.as_uri(), width=width, height=height, **settings)

    return opened


def middle_of_a_step(milliseconds: float) -> float:
    """Return a time near by at which no strip is about to move: Firefox keeps delays as 32-bit floats."""
    step = samples.PERIOD / 1_000 / samples.LINES
    return (milliseconds // step + 0.5) * step


def test_both_readers_see_the_right_number_at_every_moment(engine: Engine, show: Show) -> None:
    start = 998_000
    show(samples.strips(start, 9))
    glyphs = learn(engine, NUMBER, ALPHABET)
    carry = 2 * samples.PERIOD / 1_000
    for moment in (0, carry - 40, carry + 40, 72 * HOURS, 500):
        milliseconds = middle_of_a_step(moment)
        seek(engine, milliseconds)
        expected = f"{samples.shown_by_strips(start, milliseconds):,}"
        assert read_styles(engine, NUMBER) == expected
        assert read_pixels(engine, NUMBER, glyphs) == expected


def test_both_readers_see_the_right_value_in_a_row_of_reveals(engine: Engine, show: Show) -> None:
    values = ["7", "8", "9", "10", "11"]
    show(samples.reveals(values, 3_600))
    glyphs = learn(engine, NUMBER, ALPHABET)
    for index in (4, 0, 3):
        seek(engine, (index + 0.5) * HOURS)
        assert read_styles(engine, NUMBER) == values[index]
        assert read_pixels(engine, NUMBER, glyphs) == values[index]


def test_seek_winds_back_animations_that_have_ended(engine: Engine, show: Show) -> None:
    show(samples.page("<b>1</b><b class=late>2</b>", ".late { animation: reveal 0s 20ms backwards }"))
    engine.evaluate("Promise.all(document.getAnimations().map(animation => animation.finished))")
    assert engine.evaluate("document.getAnimations().length") == 0
    assert read_styles(engine, NUMBER) == "12"
    seek(engine, 10)
    assert read_styles(engine, NUMBER) == "1"


def test_a_photograph_of_a_running_number_shows_a_time_within_its_bounds(engine: Engine, show: Show) -> None:
    show(samples.strips(0, 9))
    glyphs = learn(engine, NUMBER, ALPHABET)
    for begin in (0, 72 * HOURS):
        run_from(engine, begin)
        taken = photograph(engine)
        number = int(read_picture(engine, NUMBER, glyphs, taken.image).replace(",", ""))
        earliest, latest = (samples.shown_by_strips(0, at) for at in (taken.earliest, taken.latest))
        assert begin < taken.earliest < taken.latest < begin + 30_000
        assert earliest <= number <= latest


def test_a_strip_between_two_lines_is_unreadable_to_both_readers(engine: Engine, show: Show) -> None:
    strip = r'.d::before { content: "1\a 2\a 3"; transform: translateY(-0.6em) }'
    show(samples.page('<b class="d"></b>', strip))
    assert UNREADABLE in read_styles(engine, NUMBER)
    assert UNREADABLE in read_pixels(engine, NUMBER, ALPHABET)


def test_what_is_hidden_is_not_read(engine: Engine, show: Show) -> None:
    ways = (
        "visibility: hidden",
        "width: 0",
        "height: 0",
        "clip-path: inset(50%)",
        "opacity: 0",
        "display: none",
    )
    style = "".join(f".h{way} {{ {rule} }}" for way, rule in enumerate(ways)) + ".g::before { content: '4' }"
    hidden = "".join(f'<b class="h{way}">2</b><b class="g h{way}"></b>' for way in range(len(ways)))
    show(samples.page(f"<b>1</b>{hidden}<b>3</b>", style))
    assert read_styles(engine, NUMBER) == "13"
    assert read_pixels(engine, NUMBER, ALPHABET) == "13"


def test_separators_and_spaces_are_told_apart_or_dropped(engine: Engine, show: Show) -> None:
    text = "1.234,567\u202f890 1"
    show(samples.page("".join(f"<b>{character}</b>" for character in text[:5]) + f"<b>{text[5:]}</b>"))
    assert read_styles(engine, NUMBER) == text
    glyphs = learn(engine, NUMBER, ALPHABET + ".\u202f ")
    assert read_pixels(engine, NUMBER, glyphs) == text
    assert read_pixels(engine, NUMBER, glyphs, drop=".,\u202f ") == "12345678901"


def test_small_digits_that_touch_are_read(engine: Engine, show: Show) -> None:
    show(samples.page("<b>1,234,567</b>", ".number { font: 15px serif; letter-spacing: -0.04em }"))
    assert read_pixels(engine, NUMBER, ALPHABET) == "1,234,567"


@pytest.mark.parametrize("size", [(200, 100), (1200, 900)])
def test_the_viewport_and_its_picture_have_the_size_that_was_asked_for(
    engine: Engine, show: Show, size: tuple[int, int]
) -> None:
    show(samples.page("<b>1</b>"), width=size[0], height=size[1])
    assert engine.evaluate("[innerWidth, innerHeight]") == list(size)
    assert engine.screenshot().size == size


def test_a_picture_can_be_taken_of_an_svg(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "picture.svg"
    path.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg"><rect width="99" height="99" fill="#12ab56"/></svg>'
    )
    engine.open(path.as_uri(), width=300, height=200)
    assert engine.screenshot().getpixel((50, 50)) == (0x12, 0xAB, 0x56)


def test_a_readers_settings_reach_the_page(engine: Engine, show: Show) -> None:
    queries = ["(prefers-color-scheme: dark)", "(prefers-reduced-motion: reduce)"]
    matches = "(...queries) => queries.map(query => matchMedia(query).matches)"
    show(samples.page("<b>12</b>"), dark=True, reduced_motion=True)
    assert engine.evaluate(matches, *queries) == [True, True]
    assert read_pixels(engine, NUMBER, ALPHABET) == "12"
    show(samples.page("<b>12</b>"))
    assert engine.evaluate(matches, *queries) == [False, False]


def test_forced_colours_reach_the_page_or_are_refused(engine: Engine, show: Show) -> None:
    if "forced_colors" not in engine.capabilities:
        with pytest.raises(UnsupportedError, match="forced_colors"):
            show(samples.page("<b>12</b>"), forced_colors=True)
        return
    show(samples.page("<b>12</b>"), forced_colors=True)
    assert engine.evaluate("matchMedia('(forced-colors: active)').matches") is True
    assert read_pixels(engine, NUMBER, ALPHABET) == "12"


def test_keyboard_and_mouse_reach_the_page(engine: Engine, show: Show) -> None:
    show(samples.strips(0, 4))
    checked = "document.querySelector('input').checked"
    engine.press("Tab")
    engine.press("Space")
    assert engine.evaluate(checked) is True
    assert "paused" in engine.evaluate("document.getAnimations().map(animation => animation.playState)")
    engine.click("label")
    assert engine.evaluate(checked) is False


def test_a_click_on_what_is_covered_is_refused(engine: Engine, show: Show) -> None:
    show(samples.page("<b>1</b>", "body::after { content: ''; position: fixed; inset: 0 }"))
    with pytest.raises(ScriptError, match="covered"):
        engine.click("input")


def test_values_errors_and_promises_come_back_from_the_page(engine: Engine) -> None:
    assert engine.evaluate("(one, other) => ({sum: one + other, none: null})", "é", "\u2028") == {
        "sum": "é\u2028",
        "none": None,
    }
    assert engine.evaluate("Promise.resolve([1.5, true])") == [1.5, True]
    assert engine.evaluate("undefined") is None
    with pytest.raises(ScriptError, match="wrong"):
        engine.evaluate("() => { throw new Error('wrong'); }")


# Firefox takes seconds to start, and is ended in the same way as all that belongs to WebKit.
@pytest.mark.parametrize("kind", [Chromium, WebKit])
def test_closing_a_browser_ends_every_process(kind: type[Chromium] | type[WebKit]) -> None:
    before = children()
    browser = kind()
    started = families(children() - before)
    browser.close()
    browser.close()
    assert started
    assert not alive(started)


def test_a_browser_that_fails_to_start_leaves_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    before = children()
    started: set[psutil.Process] = set()

    def fail(**_: object) -> None:
        started.update(families(children() - before))
        raise RuntimeError("no session")

    monkeypatch.setattr(webkit_module, "Remote", fail)
    with pytest.raises(RuntimeError, match="no session"):
        WebKit()
    assert started
    assert not alive(started)


def children() -> set[psutil.Process]:
    return set(psutil.Process().children())


def families(processes: set[psutil.Process]) -> set[psutil.Process]:
    return processes.union(*(process.children(recursive=True) for process in processes))


def alive(processes: set[psutil.Process]) -> list[psutil.Process]:
    _, left = psutil.wait_procs(processes, timeout=10)
    return [process for process in left if process.is_running() and process.status() != psutil.STATUS_ZOMBIE]


def test_a_missing_browser_is_left_out_by_name() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "pytest", __file__, "-k", "values_errors", "-p", "no:cacheprovider"],
        env={**os.environ, "PATH": ""},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "3 skipped" in run.stdout
    assert "left out: chromium, because chromium is missing; install chromium\n" in run.stdout
    assert "left out: firefox, because firefox-esr is missing; install firefox-esr\n" in run.stdout
    assert "left out: webkit, because WebKitWebDriver is missing; install webkit2gtk-driver\n" in run.stdout
