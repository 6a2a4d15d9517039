"""What stands in the braces of a campaign's texts, such as `{day}` or `{source}`."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from widget.campaign.figures.base import ResolvedFigure
from widget.campaign.kinds.base import Makers, Span, Widget
from widget.campaign.models import Campaign
from widget.language.cldr import Language, language
from widget.language.messages import message
from widget.language.rounding import significant
from widget.numbers.rates import SECONDS
from widget.view.options import Options


def fill(template: str, makers: Makers, words: Language) -> str:
    """`template` with its placeholders filled in; only those that it has are worked out."""
    read = message(template)
    return read.fill({name: makers[name]() for name in set(read.names)}, words.plural_form)


def makers(
    campaign: Campaign,
    widget: Widget,
    options: Options,
    figures: Sequence[ResolvedFigure],
    span: Span,
    moment: datetime | None,
) -> Makers:
    """What makes the text of each placeholder. moment: None where no clock is needed."""
    words, zone = language(options.lang), campaign.timezone
    figure = max(figures, key=lambda figure: figure.rate)
    minutes = options.minutes or 1
    amount = span.start if moment else figure.rate * 60 * minutes
    local = moment.astimezone(zone) if moment else None
    common: dict[str, Callable[[], str]] = {
        "yearly": partial(_per, figure, SECONDS["year"], words),
        "n": lambda: words.number(significant(amount)),
        "about": lambda: words.about(amount),
        "minutes": lambda: words.minutes(minutes),
        # The year of the figure; events a year are "yearly".
        "year": lambda: words.year(figure.as_of.year),
        "source": lambda: figure.source.publisher,
        "unit": lambda: figure.unit[options.lang],
        "ratio": lambda: words.number(round(figures[-1].rate / figures[0].rate)),
        "date": lambda: words.date(local) if local else "",
        "time": lambda: words.time(local) if local else "",
        "since": lambda: "",
    }
    pers = {per: partial(_per, figure, seconds, words) for per, seconds in SECONDS.items()}
    return {**pers, **common, **widget.makers(words, zone, options)}


def _per(figure: ResolvedFigure, seconds: int, words: Language) -> str:
    return words.about(figure.rate * seconds)
