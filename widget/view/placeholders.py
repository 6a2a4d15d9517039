"""What stands in the braces of a campaign's texts, such as `{day}` or `{source}`."""

from decimal import ROUND_CEILING, ROUND_FLOOR
from fractions import Fraction
from functools import partial

from widget.campaign.amounts import between, in_time, intervals, pace, quantity
from widget.campaign.figures.base import ResolvedFigure
from widget.campaign.kinds.base import EVENTS, Widget
from widget.campaign.kinds.scene import Makers, Scene
from widget.language.cldr import Language
from widget.language.messages import Message, Quantity, Values, message
from widget.language.rounding import ratio
from widget.numbers.rates import SECONDS, Rate

# How many, also how many more or less: a change has no sign, our words for it say which way it goes.
COUNTED = EVENTS | {"by_minute", "by_day"}


def fill(template: str, makers: Makers, words: Language) -> str:
    """`template` with its placeholders filled in; only those that it has are worked out."""
    read = message(template)
    return read.fill(_values(read, makers), words.plural_form)


def sentence(template: str, makers: Makers, words: Language, *, rare: str) -> str:
    """`template` filled in; or if it would say less than one event, our words `rare`: how long one takes."""
    read = message(template)
    values = _values(read, makers)
    if any(not _number(values[name]) for name in COUNTED.intersection(values) - read.foreseen):
        return fill(words.words[rare], makers, words)
    return read.fill(values, words.plural_form)


def makers(widget: Widget, scene: Scene) -> Makers:
    """What makes the text of each placeholder."""
    return {**_amounts(scene), **_times(scene), **_names(scene), **widget.makers(scene)}


def ratios(figures: tuple[ResolvedFigure, ...]) -> tuple[Rate, ...]:
    """How many times the first figure the last one is: one, or of ranges the least and the most."""
    first, last = figures[0].rates(), figures[-1].rates()
    if not all(first):
        return (Rate(0),)
    found = (last[0] / first[-1], last[-1] / first[0])
    return found[:1] if len(first) == len(last) == 1 else found


def _amounts(scene: Scene) -> Makers:
    """How many, in some time or until now."""
    figure, words = scene.figure, scene.words
    rates = _spoken(figure, scene)
    minutes = scene.choices.minutes or 1
    # Of several figures, those of the one that there is most of.
    now = [span.start for span in scene.spans] if scene.moment else [rate * 60 * minutes for rate in rates]
    pers = {per: partial(in_time, rates, per, figure, words) for per in SECONDS if per != "year"}
    changes = sorted(map(abs, figure.rates(scene.moment)))
    scale = 10**figure.figure.decimals
    # So far only what is whole has been, as the number that ticks shows.
    shown = [Fraction(span.whole(span.start * scale), scale) for span in scene.spans] if scene.moment else now
    return {
        **pers,
        # "year" is the year of the figure.
        "yearly": lambda: in_time(rates, "year", figure, words),
        "by_minute": lambda: in_time(changes, "minute", figure, words),
        "by_day": lambda: in_time(changes, "day", figure, words),
        "n": lambda: quantity(shown, figure.figure, words, full=True),
        "about": lambda: quantity(now, figure.figure, words),
        "floor": lambda: quantity(now, figure.figure, words, ROUND_FLOOR),
        "ceil": lambda: quantity(now, figure.figure, words, ROUND_CEILING),
        "every": lambda: words.say("every", **pace(rates, words)),
        "interval": lambda: intervals(rates, words),
        # For our own words alone.
        **{name: partial(_paced, name, rates, words) for name in ("size", "more", "least")},
        "minutes": lambda: Quantity(words.minutes(minutes), minutes),
        "ratio": lambda: _ratio(scene),
        "way": lambda: "less" if scene.spans[-1].rate < 0 else "more",
    }


def _times(scene: Scene) -> Makers:
    """When: the year of the figure, or the one whose rate it uses, and now."""
    words = scene.words
    year = scene.figure.year(scene.moment)
    return {
        "year": lambda: Quantity(words.year(year), year),
        "date": lambda: words.date(scene.local) if scene.moment else "",
        "time": lambda: words.time(scene.local) if scene.moment else "",
        "zone": lambda: words.say("zone", city=words.city(scene.zone)),
        "since": lambda: "",
    }


def _names(scene: Scene) -> Makers:
    return {
        "source": lambda: scene.figure.source.publisher,
        "unit": lambda: scene.figure.unit[scene.words.tag],
    }


def _paced(name: str, rates: tuple[Rate, ...], words: Language) -> str | Quantity:
    return pace(rates, words)[name]


def _spoken(figure: ResolvedFigure, scene: Scene) -> tuple[Rate, ...]:
    """The rates that a text speaks of: of a stock that falls, how much less it gets."""
    rates = figure.rates(scene.moment)
    return tuple(-rate for rate in reversed(rates)) if figure.levels and max(rates) < 0 else rates


def _ratio(scene: Scene) -> Quantity:
    found = [scene.words.quantity(ratio(each)) for each in ratios(scene.figures)]
    return Quantity(between([each.text for each in found], scene.words), found[-1].number)


def _values(read: Message, makers: Makers) -> Values:
    return {name: makers[name]() for name in set(read.names)}


def _number(value: str | Quantity) -> bool:
    return not isinstance(value, Quantity) or value.number != 0
