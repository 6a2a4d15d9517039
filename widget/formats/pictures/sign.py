"""A campaign as a sign to print and hold beside one's cat."""

from dataclasses import replace

from widget.campaign.kinds.scene import EPOCH
from widget.campaign.models import Campaign
from widget.formats.pictures.drawing import Drawing
from widget.formats.pictures.layout import (
    BASELINE,
    DESCENT,
    LEADING,
    Foot,
    Line,
    Measures,
    Run,
    act_lines,
    block,
    cat,
    down,
    ending,
    in_direction,
    line,
)
from widget.formats.pictures.lettering import Lettered, fonts, lettered
from widget.formats.templating import template, written
from widget.formats.typeset import BOLD
from widget.language.characters import on_one_line
from widget.language.letters import SANS, MissingLettersError
from widget.view.colour import LIGHT
from widget.view.options import Options
from widget.view.view import View, build

# Of A4, in tenths of a millimetre.
MEASURES = Measures(
    2100,
    2970,
    margin=180,
    edge=160,
    gap=60,
    label=down(260, 40),
    hero=down(300, 80),
    say=down(300, 80),
    act=down(80, 40),
    small=down(44, 32),
    cat=1000,
)
# A reader's own font may be wider than the one that is measured.
SPARE = 0.93
# What the source may take of the height.
SOURCE = 0.15


def sign_svg(campaign: Campaign, lang: str) -> str:
    """The campaign's message on A4, as svg. Raises KeyError if the campaign does not speak `lang`."""
    svg = _sign(campaign, lang, ("210mm", "297mm"), "system-ui, sans-serif")[0]
    return written(svg, "image/svg+xml", lang)


def sign_png(campaign: Campaign, lang: str) -> Drawing:
    """The same sign, at 150 dots an inch."""
    svg, lines = _sign(campaign, lang, ("1240", "1754"))
    return Drawing("image/png", svg, fonts(lines))


def lacking(campaign: Campaign, lang: str) -> str:
    """The characters of the sign that no installed font has."""
    try:
        sign_png(campaign, lang)
    except MissingLettersError as missing:
        return missing.characters
    return ""


def _sign(
    campaign: Campaign, lang: str, size: tuple[str, str], foreign: str = ""
) -> tuple[str, tuple[Lettered, ...]]:
    """The sign and what it says in our fonts. foreign: the reader's own, where those are to be taken."""
    view, message = _message(campaign, lang)
    measures = in_direction(MEASURES, view)
    end = _foot(view, measures)
    top = end.lines[0].y - end.lines[0].size * BASELINE - measures.gap / 2
    tags = _hashtag(campaign.hashtag, measures, top) if campaign.hashtag else ()
    ground = tags[0].y - tags[0].size * 0.8 - measures.gap / 2 if tags else top
    sitting = cat(view, measures, ground, measures.cat)
    room = measures.room * SPARE
    height = (sitting.top if sitting else ground) - measures.edge
    hero = block(message, measures, measures.hero, measures.edge, height, Run("", face=BOLD), room)
    lines = (*hero, *tags, *end.lines)
    ours = () if foreign else lettered(lines, measures)
    svg = template("sign.svg").render(
        measures=measures,
        size=size,
        lang=lang,
        message=on_one_line(message),
        colours=dict.fromkeys(LIGHT, "000000"),
        family=foreign or SANS,
        lines=lines,
        lettered=ours,
        rule=end.rule,
        cat=sitting,
    )
    return svg, ours


def _foot(view: View, measures: Measures) -> Foot:
    """Where to act, a hairline, and the source."""
    most = 2 * LEADING * measures.small[-1]
    quiet = Run("", "quiet")
    source = block(view.caveat, measures, measures.small, 0, most, quiet, most=SOURCE * measures.height)
    source = ending(source, measures.height - measures.edge)
    rule = source[0].y - source[0].size * BASELINE - measures.gap / 2
    acts = act_lines(view.act, measures, measures.room) if view.act else ()
    return Foot((*ending(acts, rule - measures.gap / 2), *source), rule)


def _hashtag(hashtag: str, measures: Measures, bottom: float) -> tuple[Line]:
    run = Run(hashtag, face=BOLD, isolated=True)
    tag = line((run,), measures, measures.label, 0, measures.room * SPARE)
    return (replace(tag, y=bottom - tag.size * DESCENT),)


def _message(campaign: Campaign, lang: str) -> tuple[View, str]:
    """The slogan and the widget that says it too, else a sentence that needs no clock, else a label."""
    views = [build(campaign, name, Options(lang), EPOCH) for name in campaign.widgets]
    still = [view for view in views if view.moment is None]
    slogan = campaign.slogan[lang] if campaign.slogan else ""
    view = next((view for view in still if view.sentence == slogan), [*still, *views][0])
    return view, slogan or (view.sentence if still else view.label)
