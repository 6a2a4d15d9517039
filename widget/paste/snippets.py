"""Snippets: what to paste for a widget, as its destination's template writes it."""

import re
from dataclasses import replace
from functools import partial
from typing import Any

from widget.formats.html import html
from widget.formats.templating import template, written
from widget.language.characters import on_one_line
from widget.paste import heights, markdown, markup
from widget.paste.destinations import DESTINATIONS
from widget.view import addresses
from widget.view.links import Link
from widget.view.options import LAYOUTS, SIZES, picture_size
from widget.view.view import View


def snippet(destination: str, view: View) -> str:
    """What to paste at a destination, without a line break at the end. Raises KeyError for an unknown one.

    Where a number that needs the clock could not be right, the snippet is the sentence, without a frame.
    """
    row = DESTINATIONS[destination]
    return _render(row.template, view, ticks=row.ticks(view), files=row.files(view))


def oembed_html(view: View, height: int) -> str:
    """The html of an oEmbed answer, which is all that WordPress keeps, on one line."""
    return _render("oembed.html", view, height=height).replace("\n", "")


def address(view: View, ending: str, **changes: Any) -> str:
    """Where the widget is in a format, with those options that the format has."""
    options = replace(view.options, **changes)
    if ending == "html":
        options = replace(options, size=SIZES[0])
    else:
        options = replace(options, layout=LAYOUTS[0], size=options.size if ending == "png" else SIZES[0])
    return addresses.widget(view.public, view.campaign, view.name, ending, options)


def page(view: View) -> str:
    """Where the page of the widget's campaign is."""
    return addresses.page(view.public, view.campaign, view.options.lang)


def title(view: View) -> str:
    """The name of a frame with the widget: its label, and that it is an estimate."""
    return view.language.say("snippet.titled", label=view.label) if view.estimate else view.label


def _media_type(name: str) -> str:
    """What a template of templates/snippets writes, JSX and Hugo's code being html with more in it."""
    return "text/plain" if name.endswith((".txt", ".md")) else "text/html"


def _render(name: str, view: View, **more: Any) -> str:
    """A template of templates/snippets; those in html and JSX are escaped by themselves."""
    view = _cleaned(view)
    marked = partial(written, media_type=_media_type(name), lang=view.options.lang)
    variables: dict[str, Any] = {
        "view": view,
        "words": view.language.words,
        "page": page(view),
        "title": title(view),
        "height": heights.floor(view).at(heights.PHONE),
        "style": heights.style(view),
        "address": partial(address, view),
        "document": partial(_document, view),
        "sizes": SIZES,
        "size_of": partial(picture_size, view.options),
        "escaped": markdown.escaped,
        "target": markdown.target,
        "link": markdown.link,
        "css": markup.css,
        "jsx_style": markup.jsx_style,
        "jsx_text": markup.jsx_text,
        "folded": lambda html: markup.folded(marked(html)),
        "without_braces": markup.without_braces,
    }
    text = marked(template(f"snippets/{name}").render(variables | more).strip("\n"))
    return markup.without_braces(text) if name.endswith(".html") else text


def _document(view: View) -> str:
    """The whole embed without a blank line; made without an address of ours, it links to nothing of ours."""
    return re.sub(r"\n\s*\n+", "\n", html(replace(view, public="")).body.decode().strip())


def _cleaned(view: View) -> View:
    """The view with every text on one line: a blank line would end a block of Markdown, WordPress or html."""
    act = view.act and replace(
        view.act,
        label=_line(view.act.label),
        link=Link(_line(view.act.link.text), view.act.link.url),
        telephone=view.act.telephone and _line(view.act.telephone),
        safety=_line(view.act.safety),
    )
    return replace(
        view,
        label=_line(view.label),
        sentence=_line(view.sentence),
        lasting=_line(view.lasting),
        average=_line(view.average),
        sources=tuple(replace(each, text=_line(each.text), title=_line(each.title)) for each in view.sources),
        act=act,
    )


def _line(text: str) -> str:
    return on_one_line(text).strip(" ")
