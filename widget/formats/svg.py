"""A view as an svg picture that ticks by its own style sheet, inside `<img>` too.

Lengths are in the picture's own units, 600 by 200, and places are counted from where lines begin, which is on
the right in languages that run from right to left. Without its style sheet it is the whole picture at the
moment of loading, for renderers that know no animation. Reasons: docs/decisions/0005-svg.md.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from math import floor

from markupsafe import Markup

from widget.formats import typeset
from widget.formats.svg_number import EM, HEIGHT, SvgNumber, svg_number
from widget.formats.templating import Document, style_hash, template
from widget.language.characters import in_xml
from widget.view.colour import ground
from widget.view.view import View

WIDTH, MARGIN, TOP, BOTTOM = 600, 20, 10, 191
ROOM = WIDTH - 2 * MARGIN
# How much wider than Noto Sans a reader's own font may be: DejaVu Sans is up to 1.11 and 1.18 times as wide.
WIDER, WIDER_BOLD = 1.12, 1.19
LEADING = 1.28
# Sizes to try of the label, the sentence, the sentence without a number, the act, and the rest.
LABEL, SAY, BIG, ACT, SMALL = (
    range(15, 8, -1),
    range(18, 8, -1),
    range(30, 8, -1),
    range(16, 8, -1),
    range(12, 9, -1),
)
GAP = 5
# Of one number and of each of two: how high it is. The second one of two has the longer caption.
ALONE, PAIR, FIRST = 48, 40, 0.42
CAT = 40


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of text: their size, the baseline of each, their beginning, and where they end at the bottom."""

    size: int
    lines: tuple[tuple[float, str], ...]
    x: float
    bottom: float

    @property
    def top(self) -> float:
        return self.bottom - len(self.lines) * self.size * LEADING


@dataclass(frozen=True, slots=True)
class Counter:
    """A number at its place: the left and upper edge, and how much larger than its own size it is drawn.

    last: what stands there in the end. caption: what it is of, without lines if the label says so.
    """

    number: SvgNumber
    x: float
    y: float
    scale: float
    last: Block
    caption: Block


@dataclass(frozen=True, slots=True)
class Table:
    """The still table: the size of its text, where the amounts end, and the baseline of each row."""

    size: float
    end: float
    rows: tuple[tuple[float, str, str], ...]


def svg(view: View) -> Document:
    """The picture."""
    prefix = _prefix(view)
    colours = view.colours
    counters = tuple(_counters(view, prefix))
    style = template("picture.css").render(
        p=prefix,
        view=view,
        night=view.dark if ground(view.options.theme) == "auto" else None,
        latin=view.language.numbering == "latn",
        rules=Markup("".join(counter.number.rules for counter in counters)),
    )
    body = template("picture.svg").render(
        p=prefix,
        view=view,
        words=view.language.words,
        style=Markup(style),
        colours=colours,
        em=EM,
        height=HEIGHT,
        counters=counters,
        **_blocks(view, counters),
    )
    return Document(in_xml(body).encode(), "image/svg+xml", view.options.lang, style_hash(style))


def _prefix(view: View) -> str:
    """The beginning of every id, class and name in this picture: in one page no two pictures share any."""
    moment = view.moment.isoformat() if view.moment else ""
    told = [view.campaign.name, view.name, view.options.lang, view.options.canonical(), moment]
    return f"m{sha256('|'.join(told).encode()).hexdigest()[:7]}"


def _blocks(view: View, counters: tuple[Counter, ...]) -> dict[str, object]:
    """All texts from the top and from the bottom; what is between is for the sentence."""
    label = _label(view, view.label)
    caveat = _up(view.caveat, SMALL, BOTTOM, 16)
    # Half a unit, so that the hairline fills whole pixels.
    line = floor(caveat.top - GAP) + 0.5
    safety = _up(view.act.safety if view.act else "", SMALL, line - GAP / 2, 16)
    act = _act(view, safety.top)
    above = max((each.caption.bottom for each in counters), default=label.bottom)
    room = _room(view)
    return {
        "label": label,
        "over": _label(view, view.over),
        "caveat": caveat,
        "line": line,
        "safety": safety,
        "act": act,
        "table": _table(view, label.bottom, act.top),
        "say": _down("" if view.rows else view.sentence, SAY, above, act.top - above - GAP),
        "big": _down(view.sentence, BIG, label.bottom, act.top - label.bottom - GAP, room=room, bold=True),
    }


def _label(view: View, text: str) -> Block:
    noted = f"{text} · {view.language.words['estimate']}" if text and view.estimate else text
    return _down(noted, LABEL, TOP, 20, room=_room(view))


def _room(view: View) -> float:
    return ROOM - CAT - MARGIN if _cat(view) else ROOM


def _cat(view: View) -> bool:
    return view.campaign.drawing == "cat" and len(view.numbers) > 1


def _mirrored(view: View) -> bool:
    return view.language.direction == "rtl"


def _act(view: View, bottom: float) -> Block:
    """On one line, or if that would be too small the address and telephone on a second one."""
    if view.act is None:
        return Block(ACT[0], (), MARGIN, bottom)
    whole, halves = view.act.text, (view.act.before.strip(), f"{view.act.link.text}{view.act.after}")
    sizes = [size for size in ACT[:4] if _width(whole, size, bold=True) <= ROOM]
    lines = (whole,) if sizes else halves
    return _block(sizes[0] if sizes else ACT[3], lines, MARGIN, bottom)


def _counters(view: View, prefix: str) -> Iterator[Counter]:
    bottom = _label(view, view.label).bottom
    pair = len(view.numbers) > 1
    begin = float(MARGIN)
    for i, number in enumerate(view.numbers):
        shown = svg_number(number, view.language, prefix, f"{prefix}{'ab'[i]}")
        room = (_room(view) * (FIRST, 1 - FIRST)[i] - MARGIN) if pair else ROOM
        scale = min((PAIR if pair else ALONE) / HEIGHT, room / shown.width)
        caption = _down(number.caption, SMALL, bottom + HEIGHT * scale, 16, begin, room)
        last = _last(number.last, round(EM * scale), begin, bottom + HEIGHT * scale, room)
        left = WIDTH - begin - shown.width * scale if _mirrored(view) else begin
        yield Counter(shown, left, bottom, scale, last, caption)
        begin += room + MARGIN


def _last(text: str, size: int, x: float, bottom: float, room: float) -> Block:
    """A number's last word, on one line."""
    while size > SMALL[-1] and _width(text, size, bold=True) > room:
        size -= 1
    return _block(size, (text,), x, bottom)


def _table(view: View, top: float, bottom: float) -> Table | None:
    if not view.rows:
        return None
    height = (bottom - top - GAP) / len(view.rows)
    size = min(16, height / LEADING)
    first = max(_width(per, size) for per, _ in view.rows)
    second = max(_width(amount, size, bold=True) for _, amount in view.rows)
    rows = tuple((top + height * i + size, *row) for i, row in enumerate(view.rows))
    return Table(size, MARGIN + first + 2 * MARGIN + second, rows)


def _down(
    text: str,
    sizes: range,
    top: float,
    height: float,
    x: float = MARGIN,
    room: float = ROOM,
    bold: bool = False,
) -> Block:
    """A block below `top`, as large as there is room for."""
    if not text:
        return Block(sizes[0], (), x, top)
    size, lines = typeset.fit(text, sizes, room / (WIDER_BOLD if bold else WIDER), height, LEADING, bold)
    return _block(size, lines, x, top + len(lines) * size * LEADING)


def _up(text: str, sizes: range, bottom: float, height: float) -> Block:
    """A block that ends at `bottom`."""
    size, lines = typeset.fit(text, sizes, ROOM / WIDER, height, LEADING) if text else (sizes[0], ())
    return _block(size, lines, MARGIN, bottom)


def _block(size: int, lines: tuple[str, ...], x: float, bottom: float) -> Block:
    """Baselines leave room for what hangs below them in the last line."""
    top = bottom - len(lines) * size * LEADING
    placed = tuple((round(top + size * (1 + i * LEADING), 1), line) for i, line in enumerate(lines))
    return Block(size, placed, x, bottom)


def _width(text: str, size: float, bold: bool = False) -> float:
    return typeset.width(text, size, bold) * (WIDER_BOLD if bold else WIDER)
