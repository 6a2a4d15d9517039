"""A chart as a picture: the newest amount and the sentence on one side, bars or a line on the other."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import inf

from widget.campaign.charts import Chart, Point
from widget.formats.pictures.layout import BASELINE, LEADING, Line, Measures, Run, block, ending, line, moved
from widget.formats.typeset import BOLD, SERIF
from widget.view.view import View

# What the words beside a chart take of the width, and a bar of its column.
BESIDE, FULL = 0.36, 0.86
# What the newest amount, each note and all notes may take of the height.
LEAD, NOTES, ALL_NOTES = 0.4, 0.3, 0.55
# The size of the word behind the newest amount, as a share of its size.
AFTER = 0.5


@dataclass(frozen=True, slots=True)
class Bar:
    """A rectangle: its left and upper edge, its width and height; whether it is the newest."""

    x: float
    y: float
    width: float
    height: float
    newest: bool


@dataclass(frozen=True, slots=True)
class Plot:
    """What is drawn: bars or joined points, the ground that they stand on, lines across it, breaks."""

    bars: tuple[Bar, ...]
    runs: tuple[tuple[tuple[float, float], ...], ...]
    ground: tuple[float, float, float]
    decades: tuple[float, ...]
    breaks: tuple[tuple[float, float, float], ...]
    # How thick a line is.
    thick: float


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where columns stand: from the side where reading begins, how wide each is, from where to where."""

    left: float
    column: float
    top: float
    bottom: float

    def middle(self, column: float) -> float:
        return self.left + (column + 0.5) * self.column

    def y(self, height: float) -> float:
        return self.bottom - height * (self.bottom - self.top)


def plotted(
    view: View, chart: Chart, measures: Measures, between: tuple[float, float]
) -> tuple[tuple[Line, ...], Plot]:
    """The texts of a chart, and what is drawn, between two heights."""
    top, bottom = between
    height, most = NOTES * (bottom - top), ALL_NOTES * (bottom - top)
    quiet = Run("", "quiet")
    said = [block(note, measures, measures.small, 0, height, quiet, most=most) for note in chart.notes]
    ceiling = bottom - most
    notes: tuple[Line, ...] = ()
    for lines in reversed(said):
        found = ending(lines, notes[0].y - notes[0].size * BASELINE if notes else bottom)
        if notes and found[0].y - found[0].size < ceiling:
            break
        notes = (*found, *notes)
    if notes:
        bottom = notes[0].y - notes[0].size * BASELINE - measures.gap / 2
    beside = BESIDE * measures.room
    left = measures.margin + beside + measures.gap
    small = measures.small[0]
    frame = _Frame(
        left,
        (measures.margin + measures.room - left) / chart.columns,
        top + small * LEADING,
        bottom - small * LEADING,
    )
    texts = (*_words(view, chart, measures, (top, bottom), beside), *_labels(chart, measures, frame))
    return (*texts, *notes), _plot(chart, measures, frame)


def _words(
    view: View, chart: Chart, measures: Measures, between: tuple[float, float], room: float
) -> Iterator[Line]:
    top, bottom = between
    runs: tuple[Run, ...] = (Run(chart.lead, face=BOLD),)
    if chart.size:
        runs = (*runs, Run(f"\u2002{chart.size}", "quiet", scale=AFTER))
    least = measures.small[-1]
    high = max(round(LEAD * (bottom - top)), least)
    hero = line(runs, measures, range(high, least - 1, -1), top, room)
    caption = block(
        chart.caption,
        measures,
        measures.small,
        hero.bottom,
        2 * LEADING * measures.small[0],
        Run("", face=BOLD),
        room,
        most=bottom - hero.bottom,
    )
    below = caption[-1].bottom + measures.gap / 2
    sizes = range(measures.say[0], least - 1, -1)
    like = Run("", face=SERIF)
    said = block(view.sentence, measures, sizes, below, bottom - below, like, room, most=inf)
    # Where there is no room for the sentence, what the drawing says has to do.
    lines = (hero, *caption, *said) if said[-1].bottom <= bottom else (hero, *caption)
    yield from moved(lines, max(0.0, bottom - lines[-1].bottom) / 2)


def _labels(chart: Chart, measures: Measures, frame: _Frame) -> Iterator[Line]:
    """Each amount and its year where there is room for all, else the first and the last."""
    size = measures.small[0]
    wide = max(
        measures.wide((Run(text, face=BOLD),), size)
        for point in chart.points
        for text in (point.short, point.label)
    )
    few = wide > 0.96 * frame.column
    for point in (chart.points[0], chart.points[-1]) if few else chart.points:
        for text, y, run in (
            (point.short, frame.top - size * 0.35, Run(point.short, face=BOLD)),
            (point.label, frame.bottom + size * BASELINE * 1.1, Run(point.label, "quiet")),
        ):
            width = measures.wide((replace(run, text=text),), size)
            left = frame.middle(point.column) - width / 2
            least, most = frame.left, frame.left + chart.columns * frame.column - width
            yield Line(measures.x(min(max(left, least), most)), y, size, (run,))
    if chart.beyond and not few:
        run = Run(chart.beyond, "quiet")
        left = frame.middle(chart.columns - 1) - measures.wide((run,), size) / 2
        yield Line(measures.x(left), frame.bottom + size * BASELINE * 1.1, size, (run,))


def _plot(chart: Chart, measures: Measures, frame: _Frame) -> Plot:
    end = frame.left + chart.columns * frame.column
    return Plot(
        bars=() if chart.lines else tuple(_bars(chart, measures, frame)),
        runs=tuple(
            tuple((measures.x(frame.middle(point.column)), frame.y(point.height)) for point in run)
            for run in chart.runs
        )
        if chart.lines
        else (),
        ground=(measures.x(frame.left), measures.x(end), frame.bottom),
        decades=tuple(frame.y(height) for height in chart.decades),
        breaks=tuple(
            (measures.x(frame.middle(column - 0.5)), frame.top, frame.bottom) for column in chart.breaks
        ),
        thick=max(1.0, measures.width / 600),
    )


def _bars(chart: Chart, measures: Measures, frame: _Frame) -> Iterator[Bar]:
    width = FULL * frame.column
    for point in chart.points:
        x = measures.x(frame.middle(point.column) - width / 2, width)
        yield Bar(
            x, frame.y(point.height), width, frame.bottom - frame.y(point.height), _newest(chart, point)
        )


def _newest(chart: Chart, point: Point) -> bool:
    return point == chart.points[-1]
