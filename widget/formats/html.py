"""A view as a page: the embed.

Page and style sheet are skeletons whose blocks the template of the widget's kind fills.
"""

from jinja2 import Template
from markupsafe import Markup

from widget.formats import html_number
from widget.formats.templating import KINDS, Document, palette, style_hash, template
from widget.view import linkcard
from widget.view.view import View


def html(view: View) -> Document:
    """The embed page."""
    style = _style(view)
    body = _kind(view).render(
        skeleton="embed.html",
        view=view,
        words=view.language.words,
        style=Markup(style),
        card=linkcard.of_view(view),
    )
    return Document(body.encode(), "text/html; charset=utf-8", view.options.lang, style_hash(style))


def _style(view: View) -> str:
    return _kind(view).render(
        skeleton="embed.css",
        view=view,
        words=view.language.words,
        digits=view.language.digits,
        places=max((len(number.odometer.last) for number in view.numbers), default=0),
        ends=html_number.seconds(view.numbers[0].odometer.ends) if view.numbers else "",
        palette=palette(view.light, view.dark, view.options.theme),
        timelines=Markup(
            "".join(html_number.rules(number, f".n{i}") for i, number in enumerate(view.numbers))
        ),
    )


def _kind(view: View) -> Template:
    return template(f"{KINDS}/{view.widget.kind}.html")
