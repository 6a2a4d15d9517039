"""How high a frame with a widget has to be, before and after it is laid out."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

from widget.view.view import View

# In px: how wide a frame is written, the width of a phone, and the most that a frame grows to.
WIDTH, PHONE, HIGHEST = 600, 320, 340


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
    """How high a frame with the widget has to be."""
    return Floor(*view.widget.heights[view.options.layout])


def styles(view: View) -> Mapping[str, str]:
    """The style attributes of `figure` and `frame`.

    A card takes the height of its content by frame-sizing, which a px height would defeat, and its floor
    elsewhere. What is lower than the 150 px that every frame begins with would shift the page when it is
    sized: its height falls with the width of the figure instead, where container units are known.
    """
    least, figure = floor(view), "margin:0"
    heights = f"height:auto;min-height:{least.least}px;max-height:{HIGHEST}px;frame-sizing:content-height"
    if least.slope:
        figure += ";container-type:inline-size"
        falling = f"max({least.least}px,{least.start}px - {least.slope:g}cqi)"
        heights = f"height:{least.at(PHONE)}px;height:{falling};max-height:{HIGHEST}px"
    # What paints no paper needs the color-scheme of its frame, or it gets an opaque canvas
    # (CSS Color Adjustment 1, 2.4).
    scheme = ";color-scheme:normal" if not view.painted else ""
    return {"figure": figure, "frame": f"display:block;width:100%;border:0;{heights}{scheme}"}
