"""A view as a still picture, and a campaign as a sign to print and hold beside one's cat."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from math import ceil, sqrt

from widget.campaign.models import Campaign
from widget.formats.pictures import gif as film
from widget.formats.pictures.drawing import Drawing
from widget.formats.pictures.layout import (
    CHIN,
    CONTROLS,
    DESCENT,
    Cat,
    Line,
    Run,
    Sheet,
    below,
    beside,
    block,
    cat,
    colours,
    down,
    foot,
    line,
    on,
)
from widget.formats.templating import template
from widget.formats.typeset import FAMILIES
from widget.view.colour import LIGHT
from widget.view.options import Options
from widget.view.view import View, build

Dots = tuple[tuple[float, float, float], ...]
SIZES = {
    "1200x630": Sheet(
        1200, 630, 72, 56, 26, 216, 108, down(32, 24), down(92, 40), down(34, 26), down(26, 20)
    ),
    "600x315": Sheet(600, 315, 34, 26, 13, 104, 54, down(18, 14), down(48, 20), down(19, 15), down(14, 12)),
    "320x180": Sheet(
        320, 180, 16, 13, 7, 54, 28, down(13, 11), down(27, 12), down(14, 12), down(12, 11), brief=True
    ),
}
SIGN = Sheet(2100, 2970, 180, 160, 60, 1000, 0, down(260, 80), down(300, 80), down(80, 40), down(44, 32))
# A reader's own font may be wider than the one that is measured.
SPARE = 0.93

gif = film.gif


def png(view: View) -> Drawing:
    """The sentence, where to act, and the source; two figures as dots beside one cat."""
    sheet = on(SIZES[view.options.size], view)
    room = sheet.room if view.dots else beside(view, sheet)
    end = foot(view, sheet, room)
    head = _kicker(view, sheet)
    bottom = end.top - sheet.gap / 2 - sheet.dots - sheet.gap / 2 if view.dots else end.top
    hero = block(view.sentence, sheet, sheet.hero, (below(head, sheet), bottom), room, bold=True)
    sitting, dots = _dots(view, sheet, end.top - sheet.gap / 2)
    svg = template("poster.svg").render(
        sheet=sheet,
        painted=view.options.theme != "transparent",
        colours=colours(view),
        families=FAMILIES,
        lines=(head, *hero, *end.lines),
        rule=end.rule,
        cat=sitting if dots else cat(view, sheet, end.rule),
        dots=dots,
    )
    return Drawing("image/png", svg)


def sign(campaign: Campaign, lang: str) -> str:
    """The campaign's message on A4, as svg. Raises KeyError if the campaign does not speak `lang`."""
    return _sign(campaign, lang, ("210mm", "297mm"), ("system-ui", *FAMILIES, "sans-serif"))


def sign_png(campaign: Campaign, lang: str) -> Drawing:
    """The same sign, at 150 dots an inch."""
    return Drawing("image/png", _sign(campaign, lang, ("1240", "1754"), FAMILIES))


def _kicker(view: View, sheet: Sheet) -> Line:
    tag = view.campaign.hashtag
    run = Run(tag, "accent", bold=True, isolated=True) if tag else Run(view.label, "quiet")
    return line((run,), sheet, sheet.kicker, sheet.edge, sheet.room)


def _dots(view: View, sheet: Sheet, bottom: float) -> tuple[Cat | None, Dots]:
    """One cat and beside it the dots, row by row: the middle and the radius of each."""
    top, wide = bottom - sheet.dots, sheet.dots / CHIN
    one = Cat(sheet.x(sheet.margin, wide), top, wide) if view.campaign.drawing == "cat" else None
    left = sheet.margin + (wide + sheet.gap if one else 0)
    rows = max(2, round(sqrt(view.dots) / 3))
    columns = max(1, ceil(view.dots / rows))
    pitch = min(sheet.dots / rows, (sheet.width - sheet.margin - left) / columns)
    above = bottom - rows * pitch
    places = (divmod(dot, columns) for dot in range(view.dots))
    return one, tuple(
        (sheet.x(left + (i + 0.5) * pitch), above + (row + 0.5) * pitch, 0.37 * pitch) for row, i in places
    )


def _sign(campaign: Campaign, lang: str, size: tuple[str, str], families: Sequence[str]) -> str:
    view, message = _message(campaign, lang)
    sheet = on(SIGN, view)
    end = foot(view, sheet, sheet.room)
    tags = _hashtag(campaign.hashtag, sheet, end.top) if campaign.hashtag else ()
    ground = tags[0].y - tags[0].size * 0.8 - sheet.gap / 2 if tags else end.top
    sitting = cat(view, sheet, ground)
    bottom = sitting.top if sitting else ground
    hero = block(message, sheet, sheet.hero, (sheet.edge, bottom), sheet.room * SPARE, bold=True)
    return template("sign.svg").render(
        sheet=sheet,
        size=size,
        lang=lang,
        message=message.translate(CONTROLS),
        colours=dict.fromkeys(LIGHT, "000000"),
        families=families,
        lines=(*hero, *tags, *end.lines),
        rule=end.rule,
        cat=sitting,
    )


def _hashtag(hashtag: str, sheet: Sheet, bottom: float) -> tuple[Line]:
    found = line((Run(hashtag, bold=True, isolated=True),), sheet, sheet.kicker, 0, sheet.room * SPARE)
    return (replace(found, y=bottom - found.size * DESCENT),)


def _message(campaign: Campaign, lang: str) -> tuple[View, str]:
    """The slogan and the widget that says it too, else a sentence that needs no clock, else a label."""
    beginning = datetime.fromtimestamp(0, UTC)
    views = [build(campaign, name, Options(lang), beginning) for name in campaign.widgets]
    still = [view for view in views if view.moment is None]
    slogan = campaign.slogan[lang] if campaign.slogan else ""
    view = next((each for each in still if each.sentence == slogan), [*still, *views][0])
    return view, slogan or (view.sentence if still else view.label)
