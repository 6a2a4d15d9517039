"""A view as an svg picture that ticks by its own style sheet, inside `<img>` too.

By its attributes alone it is the sentence that stands by itself, for whatever knows no animation; a number
stands there only while an animation runs. Lengths are in the picture's own units, 600 by 200.
Reasons: docs/decisions/0005-svg.md.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from string import ascii_lowercase

from markupsafe import Markup

from widget.formats.html_number import seconds
from widget.formats.pictures.card import Place, card, heading
from widget.formats.pictures.layout import Measures, down, in_direction
from widget.formats.pictures.table import table
from widget.formats.svg_number import BASELINE, EM, HEIGHT, SvgNumber, svg_number
from widget.formats.templating import Document, finished, style_hash, template
from widget.language.characters import in_xml
from widget.view.colour import ground
from widget.view.options import PICTURE
from widget.view.view import View

MEASURES = Measures(
    *PICTURE,
    margin=20,
    edge=10,
    gap=6,
    label=down(15, 9),
    hero=down(34, 10),
    say=down(17, 10),
    act=down(14, 10),
    small=down(12, 10),
    drawing=22,
    number=72,
    foreign=True,
)
SERIF = "ui-serif,Georgia,Noto Serif,serif"
# When a number appears, in microseconds: an image whose clock never runs stands at the moment before.
APPEARS = 1000


@dataclass(frozen=True, slots=True)
class Counter:
    """A number at its place: the left and upper edge, and how much larger than its own size it is drawn."""

    number: SvgNumber
    x: float
    y: float
    scale: float


def svg(view: View) -> Document:
    """The picture."""
    prefix = _prefix(view)
    measures = in_direction(MEASURES, view)
    numbers = [
        svg_number(number, prefix, f"{prefix}{name}")
        for name, number in zip(ascii_lowercase, view.numbers, strict=False)
    ]
    placed = card(view, measures, heading(view, measures), [number.width / EM for number in numbers])
    counters = [_counter(*each, measures) for each in zip(numbers, placed.places, strict=True)]
    style = template("picture.css").render(p=prefix, view=view, **_style(view, numbers))
    body = template("picture.svg").render(
        p=prefix,
        view=view,
        measures=measures,
        style=Markup(style),
        colours=view.colours,
        serif=SERIF,
        em=EM,
        height=HEIGHT,
        card=placed,
        counters=counters,
        table=table(view, measures, placed) if view.rows and not view.numbers else None,
    )
    return finished(in_xml(body), "image/svg+xml", view.options.lang, style_hash(style))


def _prefix(view: View) -> str:
    """The beginning of every id, class and name in this picture: in one page no two pictures share any."""
    moment = view.moment.isoformat() if view.moment else ""
    told = [view.campaign.name, view.name, view.options.lang, view.options.canonical(), moment]
    return f"m{sha256('|'.join(told).encode()).hexdigest()[:7]}"


def _style(view: View, numbers: Sequence[SvgNumber]) -> Mapping[str, object]:
    """What its style sheet is made of.

    live: for how long a number with strips stands, which ends with the animation whatever stops it. Where
    nothing runs the number appears and ends by delays.
    """
    ends = view.numbers[0].odometer.ends if view.numbers else 0
    return {
        "night": view.dark if ground(view.options.theme) == "auto" else None,
        "latin": view.language.latin,
        "strips": any(number.strips for number in numbers),
        "appears": seconds(APPEARS),
        "live": seconds(max(0, ends - APPEARS)),
        "ends": seconds(ends),
        "rules": Markup("".join(number.rules for number in numbers)),
    }


def _counter(number: SvgNumber, place: Place, measures: Measures) -> Counter:
    scale = place.size / EM
    return Counter(
        number, measures.x(place.left, number.width * scale), place.baseline - BASELINE * scale, scale
    )
