"""Numbers of any kind on one page, as no campaign has them yet: an embed with other numbers in it."""

from collections.abc import Sequence
from dataclasses import replace

from tests.support.examples import CAMPAIGNS, NOW
from widget.formats.html import html
from widget.formats.svg import svg
from widget.numbers.odometer import Odometer
from widget.view.options import Options
from widget.view.view import Ticking, View, build

# One below the other, wherever the layout would have them.
APART = (
    "main.main{display:block;height:auto}"
    ".main .num{display:block;container:none;height:36px;margin:0 8px}"
    ".main .n{font-size:24px}"
)


def page(made: Sequence[Odometer]) -> str:
    """An embed with numbers of one language, which match `.n0`, `.n1` and so on, and nothing else."""
    body = html(_view(made)).body.decode()
    rest = ".what,.say,.foot{display:none!important}"
    return body.replace("<main", '<main class="main"').replace("</style>", f"{APART}{rest}</style>", 1)


def picture(made: Odometer) -> str:
    """A picture with one number, on a page."""
    body = svg(_view([made])).body.decode()
    return f'<!doctype html><html lang="en"><title>A number</title><body style="margin:0">{body}'


def _view(made: Sequence[Odometer]) -> View:
    view = build(CAMPAIGNS["catsforkids"], "while-reading", Options("en"), NOW)
    numbers = tuple(Ticking("", each) for each in made)
    return replace(view, numbers=numbers, language=made[0].notation.language)
