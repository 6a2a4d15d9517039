"""The state without animation, and the state after it, are true: no number, the sentence in its place."""

from typing import Unpack

import pytest

from tests.support.browsers.chromium import Chromium
from tests.support.browsers.engines import Engine, Media
from tests.support.browsers.states import ALL, FINISH, STOPS, begin_anew, restyle, state
from widget.campaign.library import load_all

MEANS = (*STOPS, "finished")
WIDGETS = load_all([])["catsforkids"].widgets
TICKING = [name for name, widget in WIDGETS.items() if widget.ticks]
LAYOUTS = ["card", "banner", "line"]


def open_embed(engine: Engine, server: str, name: str, layout: str = "card", **media: Unpack[Media]) -> None:
    least, start, slope = WIDGETS[name].heights[layout]
    height = round(max(least, start - slope * 6.4) + 0.5)
    engine.open(
        f"{server}/catsforkids/{name}.html?lang=en&layout={layout}", width=640, height=height, **media
    )


def stop(engine: Engine, means: str) -> None:
    if means == "finished":
        engine.evaluate(FINISH)
    else:
        restyle(engine, f"{ALL} {{ {STOPS[means]} }}")


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", TICKING)
def test_what_is_true_only_for_a_time_goes_with_its_animation(
    engine: Engine, server: str, name: str, layout: str
) -> None:
    open_embed(engine, server, name, layout)
    for means in MEANS:
        begin_anew(engine)
        running = state(engine)
        stop(engine, means)
        stopped = state(engine)

        assert running["numbers"] == len(WIDGETS[name].figure_names), means
        assert (running["control"], running["outside"], running["covered"]) == (1, [], []), means
        assert (stopped["numbers"], stopped["captions"], stopped["control"]) == (0, 0, 0), means
        assert (stopped["outside"], stopped["covered"]) == ([], []), means
        assert {"say", "act", "src small"} <= set(stopped["texts"]), means
        assert layout == "line" or stopped["size"] > running["size"], means


@pytest.mark.parametrize("layout", LAYOUTS)
def test_under_reduced_motion_there_is_a_control_only_where_animations_work(
    engine: Engine, server: str, layout: str
) -> None:
    if "reduced_motion" not in engine.capabilities:
        pytest.skip("it cannot be asked for reduced motion")
    for name in TICKING:
        open_embed(engine, server, name, layout, reduced_motion=True)
        waiting = state(engine)
        assert (waiting["numbers"], waiting["control"], waiting["outside"]) == (0, 1, []), name
        stop(engine, "none")
        assert state(engine)["control"] == 0, name


def test_the_control_says_what_it_does_next(engine: Engine, server: str) -> None:
    open_embed(engine, server, "while-reading")
    word = (
        "() => getComputedStyle(document.querySelector('.stop'), '::after').content.replaceAll('\"', '')"
        " + (getComputedStyle(document.querySelector('.stop span')).display == 'none'"
        " ? '' : document.querySelector('.stop span').textContent)"
    )
    assert engine.evaluate(word) == "nonePause"
    engine.click(".stop")
    assert engine.evaluate(word) == "Continue"


def test_a_frame_that_is_resized_has_the_sizes_of_its_width(chromium: Chromium, server: str) -> None:
    chromium.open(f"{server}/catsforkids/today.html?lang=de", width=260, height=240)
    loaded = state(chromium)["size"]
    chromium.open(f"{server}/catsforkids/today.html?lang=de", width=640, height=240)
    chromium.resize(260, 240)

    assert state(chromium)["size"] == loaded
