"""How high a frame with a widget has to be, before and after it is laid out."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

from widget.formats.room import held, layout
from widget.view.view import View

# In px: how wide oEmbed says that a frame is, and the width of a phone.
WIDTH, PHONE = 600, 320
# How many letters fewer have room than in a card, and what each one adds for which there is no room: to the
# least height, to the start and to the slope.
GROWTH: Mapping[str, tuple[int, float, float, float]] = {
    "card": (0, 0.4, 0.75, 0.03),
    "banner": (45, 0.25, 0.9, 0.04),
    "line": (45, 0.15, 0.75, 0.045),
}

# CSS declarations in their order, in which a property may come twice.
Style = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Floor:
    """The least height of a frame: Height = max(least, start − slope × width / 100), all in px."""

    least: int
    start: int
    slope: float

    def at(self, width: int) -> int:
        """The height at a width, both in px."""
        return max(self.least, ceil(self.start - self.slope * width / 100))


def floor(view: View) -> Floor:
    """How high a frame with the widget has to be: as its kind says, and higher where letters have no room."""
    name, widget = layout(view), view.widget
    fewer, *growth = GROWTH[name]
    more = max(0, held(view) - widget.letters + fewer)
    least, start, slope = (has + each * more for has, each in zip(widget.heights[name], growth, strict=True))
    return Floor(ceil(least), ceil(start), int(slope * 10) / 10)


def style(view: View) -> Style:
    """The style of a frame: a height that falls with the width of the container around it.

    Where container units are not known, it has the height that it needs on a phone.
    """
    least = floor(view)
    return (
        ("display", "block"),
        ("width", "100%"),
        ("border", "0"),
        ("height", f"{least.at(PHONE)}px"),
        ("height", f"max({least.least}px,{least.start}px - {least.slope:g}cqi)"),
        # What paints no paper needs the color-scheme of its frame, or it gets an opaque canvas
        # (CSS Color Adjustment 1, 2.4).
        *([] if view.painted else [("color-scheme", "normal")]),
    )
