"""What one subject costs while it is in sight: rounds of A B C … A B C, never A A A … B B B.

A machine's mood (its clock, its neighbours) changes within minutes. In rounds every subject meets
the same moods, and a ratio within one round means something where two runs do not.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tests.benchmarks import report
from tests.benchmarks.browser import Event
from tests.benchmarks.engines import Measurable

# The names of Chromium 156; `count` looks for them on any thread of any process.
MAIN_FRAME = "ProxyMain::BeginMainFrame"
TICK = "Scheduler::BeginImplFrame"
DRAW = "Display::DrawAndSwap"

SETTLE = 8.0  # seconds until a browser that has just started has nothing more to do


class Subject(NamedTuple):
    """Something measured: its key, what a table calls it, the article that holds it.

    window: the size in which all its frames are in sight, and no larger: WebKitGTK draws all of it.
    beside: the key of what it is held against, as many frames of requestAnimationFrame.
    """

    key: str
    label: str
    url: str
    window: tuple[int, int]
    beside: str


@dataclass(frozen=True)
class Plan:
    """How long to look, in seconds, and how often."""

    rounds: int = 3
    warm_up: float = 5.0  # past the first turn, with which the thousands appear
    window: float = 10.0
    trace: float = 6.0  # longer than a turn of our strips: what happens once a turn must not slip through


class Sample(NamedTuple):
    """One look at one subject: CPU in ms per second of wall time, frames per second where they can be traced.

    `main` is the main threads of all renderers together: the article's own, idle, is among them.
    """

    total: float
    main: float
    frames: "Frames | None"


class Frames(NamedTuple):
    """Frames per second. A tick is the compositor waking up, whether or not anything is then drawn."""

    main: float
    ticks: float
    draws: float


Samples = dict[str, list[Sample]]


def measure(browser: Measurable, subjects: Sequence[Subject], plan: Plan) -> Samples:
    """Every subject once in every round, each on a fresh page."""
    samples: Samples = {subject.key: [] for subject in subjects}
    time.sleep(SETTLE)
    for number in range(1, plan.rounds + 1):
        for subject in subjects:
            report.progress(f"{browser.name}, round {number} of {plan.rounds}: {subject.label}")
            samples[subject.key].append(look(browser, subject, plan))
    report.progress()
    return samples


def look(browser: Measurable, subject: Subject, plan: Plan) -> Sample:
    """Open, wait for the steady state, read the CPU over the window, then trace: tracing costs CPU too."""
    target = browser.open(subject.url, subject.window)
    time.sleep(plan.warm_up)
    started, before = time.monotonic(), browser.cpu()
    time.sleep(plan.window)
    used, seconds = browser.cpu().since(before), time.monotonic() - started
    events = browser.trace(plan.trace)
    browser.close(target)
    time.sleep(1)  # its processes end
    frames = events and Frames(*(count(events, name) / plan.trace for name in (MAIN_FRAME, TICK, DRAW)))
    return Sample(used.total / seconds * 1000, used.main / seconds * 1000, frames or None)


def count(events: Sequence[Event], name: str) -> int:
    """How often an event of this name began."""
    return sum(event["name"] == name and event["ph"] in "XB" for event in events)
