"""A view as a page: the embed.

Page and style sheet are skeletons whose blocks the template of the widget's kind fills.
"""

from jinja2 import Template
from markupsafe import Markup

from widget.formats import html_number
from widget.formats.room import layout, sizes
from widget.formats.templating import KINDS, Document, finished, palette, style_hash, template
from widget.language.isolates import bare
from widget.view import linkcard
from widget.view.view import View

# A letter behind a number, which is small.
BEHIND = 0.24


def html(view: View) -> Document:
    """The embed page."""
    style = bare(_style(view))
    body = _kind(view).render(
        skeleton=template("embed.html"),
        view=view,
        words=view.language.words,
        style=Markup(style),
        layout=layout(view),
        shortened=_shortened(view),
        card=linkcard.of_view(view) if view.public else None,
    )
    return finished(body, "text/html; charset=utf-8", view.options.lang, style_hash(style))


def _style(view: View) -> str:
    high = _high(view)
    return _kind(view).render(
        skeleton=template("embed.css"),
        view=view,
        words=view.language.words,
        layout=layout(view),
        shortened=_shortened(view),
        edge="100%" if view.language.direction == "rtl" else "0",
        ems=_ems(view, high) or [1],
        # So much of a height, for numbers in rows that are higher.
        share=lambda whole: f"{whole / high:.3g}",
        palette=palette(view.light, view.dark, view.options.theme),
        **sizes(view),
        **html_number.style(view.numbers, view.language, high),
    )


def _shortened(view: View) -> bool:
    return view.act is not None and view.act.safety_short != view.act.safety


def _high(view: View) -> float:
    """How much higher than usual the rows of numbers are; a line has no room for that."""
    return 1 if layout(view) == "line" else html_number.high(view.language)


def _ems(view: View, high: float) -> list[float]:
    """How wide each number may become, the last one with what stands behind it."""
    ems = [html_number.ems(number, high) for number in view.numbers]
    behind = [0.0] * (len(ems) - 1) + [BEHIND * (len(view.behind) + 2) * bool(view.behind)]
    return [round(wide + more, 2) for wide, more in zip(ems, behind, strict=False)]


def _kind(view: View) -> Template:
    return template(f"{KINDS}/{view.widget.kind}.html")
