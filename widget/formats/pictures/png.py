"""A view as a still picture."""

from widget.formats import typeset
from widget.formats.pictures.card import card, heading
from widget.formats.pictures.drawing import Drawing
from widget.formats.pictures.layout import Line, Measures, Run, down, in_direction, line
from widget.formats.templating import template, written
from widget.view.options import SIZES
from widget.view.view import View

LARGE, MEDIUM, SMALL = SIZES
MEASURES = {
    LARGE: Measures(
        *LARGE,
        margin=72,
        edge=52,
        gap=22,
        label=down(32, 24),
        hero=down(92, 40),
        say=down(92, 40),
        act=down(36, 26),
        small=down(26, 20),
        drawing=96,
        cat=216,
    ),
    MEDIUM: Measures(
        *MEDIUM,
        margin=36,
        edge=26,
        gap=11,
        label=down(18, 14),
        hero=down(46, 20),
        say=down(46, 20),
        act=down(18, 14),
        small=down(14, 11),
        drawing=48,
        cat=108,
    ),
    SMALL: Measures(
        *SMALL,
        margin=16,
        edge=13,
        gap=6,
        label=down(13, 11),
        hero=down(27, 12),
        say=down(27, 12),
        act=down(14, 12),
        small=down(12, 11),
        drawing=26,
        cat=54,
        brief=True,
    ),
}


def png(view: View) -> Drawing:
    """The sentence, where to act, and the source; two figures as dots beside one cat."""
    measures = in_direction(MEASURES[view.options.size], view)
    svg = template("png.svg").render(
        measures=measures,
        painted=view.painted,
        colours=view.colours,
        families=typeset.FAMILIES,
        serif=", ".join(typeset.SERIF_FAMILIES),
        card=card(view, measures, _head(view, measures)),
    )
    return Drawing("image/png", written(svg, "image/png", view.options.lang))


def _head(view: View, measures: Measures) -> Line:
    tag = view.campaign.hashtag
    if not tag:
        return heading(view, measures)
    run = Run(tag, "accent", typeset.BOLD, isolated=True)
    return line((run,), measures, measures.label, measures.edge, measures.room)
