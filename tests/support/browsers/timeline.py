"""Show a page as it looks a given time after it was loaded."""

from dataclasses import dataclass

from PIL.Image import Image

from tests.support.browsers.engines import Engine
from tests.support.browsers.page import call


def seek(engine: Engine, milliseconds: float) -> None:
    """Stop every animation at that long after the load, and wait until this is painted.

    One current time fits them all: it counts from the start of an animation, its delay included.
    """
    call(engine, "seek", milliseconds, False)


def run_from(engine: Engine, milliseconds: float) -> None:
    """Let every animation run on from that long after the load, in the compositor where it runs there."""
    call(engine, "seek", milliseconds, True)


@dataclass(frozen=True)
class Photograph:
    """A picture of a running page, taken between two times in milliseconds after the load."""

    image: Image
    earliest: float
    latest: float


def photograph(engine: Engine) -> Photograph:
    """Take a picture of a running page together with the time that it shows."""
    earliest = call(engine, "elapsed")
    call(engine, "painted")  # what was drawn before has left the screen
    image = engine.screenshot()
    return Photograph(image, earliest, call(engine, "elapsed"))
