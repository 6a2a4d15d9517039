"""What stands in the braces of a campaign's texts, such as `{day}` or `{source}`."""

from collections.abc import Callable, Sequence
from datetime import datetime
from decimal import ROUND_CEILING, ROUND_FLOOR
from fractions import Fraction
from functools import partial
from math import floor

from widget.campaign.kinds.base import EVENTS, Makers, Span, Widget
from widget.campaign.languages import spoken
from widget.campaign.models import Campaign, Figure
from widget.language.cldr import Language
from widget.language.messages import Message, Quantity, message
from widget.language.rounding import events, ratio, significant
from widget.numbers.rates import SECONDS
from widget.view.options import Options


def fill(template: str, makers: Makers, words: Language) -> str:
    """`template` with its placeholders filled in; only those that it has are worked out."""
    read = message(template)
    return read.fill({name: makers[name]() for name in set(read.names)}, words.plural_form)


def sentence(template: str, makers: Makers, words: Language, *, clock: bool) -> str:
    """`template` filled in; or if it would say less than one event, ours about how long one takes.

    clock: whether its number is of the time that has passed until now.
    """
    read = message(template)
    if any(not _number(makers[name]()) for name in EVENTS.intersection(read.names) - _foreseen(read)):
        template = words.words["none_yet" if clock else "rare"]
    return fill(template, makers, words)


def makers(
    campaign: Campaign,
    widget: Widget,
    options: Options,
    figures: Sequence[Figure],
    span: Span,
    moment: datetime | None,
) -> Makers:
    """What makes the text of each placeholder. moment: None where no clock is needed."""
    words, zone = spoken(campaign, options.lang, options.numbering), campaign.timezone
    figure = max(figures, key=lambda figure: figure.rate)
    minutes = options.minutes or 1
    amount = span.start if moment else figure.rate * 60 * minutes
    local = moment.astimezone(zone) if moment else None
    common: dict[str, Callable[[], str | Quantity]] = {
        "yearly": partial(_per, figure, SECONDS["year"], words),
        # So far only whole events have been, as the number that ticks shows.
        "n": lambda: words.quantity(significant(Fraction(floor(amount))) if moment else events(amount)),
        "about": lambda: words.whole(amount),
        "floor": lambda: words.whole(amount, ROUND_FLOOR),
        "ceil": lambda: words.whole(amount, ROUND_CEILING),
        "every": lambda: words.say("every", interval=words.duration(1 / figure.rate)),
        "interval": lambda: words.duration(1 / figure.rate),
        "minutes": lambda: Quantity(words.minutes(minutes), minutes),
        # The year of the figure; events a year are "yearly".
        "year": lambda: Quantity(words.year(figure.as_of.year), figure.as_of.year),
        "source": lambda: figure.source.publisher,
        "unit": lambda: figure.unit[options.lang],
        "ratio": lambda: words.quantity(ratio(figures[-1].rate / figures[0].rate)),
        "date": lambda: words.date(local) if local else "",
        "time": lambda: words.time(local) if local else "",
        "zone": lambda: words.say("zone", city=words.city(zone)),
        "since": lambda: "",
    }
    pers = {per: partial(_per, figure, seconds, words) for per, seconds in SECONDS.items()}
    return {**pers, **common, **widget.makers(words, zone, options)}


def _per(figure: Figure, seconds: int, words: Language) -> Quantity:
    """Events in so many seconds; none where there is not even one."""
    rounded = significant(figure.rate * seconds)
    return words.quantity(rounded, words.compact(rounded)) if rounded >= 1 else words.quantity(0)


def _number(value: str | Quantity) -> bool:
    return not isinstance(value, Quantity) or value.number >= 1


def _foreseen(read: Message) -> set[str]:
    """The numbers for which a text says itself what stands there if there are none."""
    return {choice.name for choice in read.choices if "=0" in choice.branches}
