"""Snippets: what to paste for a widget, in the form that survives at its destination."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from math import ceil
from typing import Any
from urllib.parse import quote

from widget.formats.html import html
from widget.formats.templating import template
from widget.view import addresses as urls
from widget.view.links import Link
from widget.view.options import LAYOUTS, SIZES
from widget.view.view import View

TEXTS = frozenset({"lang", "minutes", "from"})
PICTURES = TEXTS | {"theme", "accent"}
EMBEDS = PICTURES | {"layout"}
# An svg and a gif, in pixels.
PICTURE = (600, 200)
WIDTH = 600
NARROWEST = 320
BREAKS = re.compile(r"[ \t-\r\x1c-\x1f\x85\u2028\u2029]+")
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a snippet is pasted.

    pastes: in which language it is written: html, markdown or text. endings: the formats that each of its
    readers asks the server for. options: those that change anything there. still: it is made once, so that
    only a widget without a clock can tick in it. saved: the formats that the embedder saves beside the page.
    """

    pastes: str
    endings: tuple[str, ...]
    options: frozenset[str]
    write: Callable[[View], str]
    still: bool = False
    saved: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Floor:
    """How high a frame is at least: `start` px less `slope` px for each 100 px of width, but `least` px."""

    least: int
    start: int
    slope: float

    def at(self, width: int) -> int:
        """The height at a width, both in px."""
        return max(self.least, ceil(self.start - self.slope * width / 100))


HIGHEST = 340


def snippet(destination: str, view: View) -> str:
    """What to paste at a destination, without a line break at the end. Raises KeyError for an unknown one.

    Where a number that needs the clock could not be right, the snippet is the sentence, without a frame.
    """
    return DESTINATIONS[destination].write(_cleaned(view))


def notes(destination: str, view: View) -> tuple[str, ...]:
    """What an embedder must know about a snippet, in the words of the view. Raises KeyError as above."""
    chosen, words = DESTINATIONS[destination], view.language
    found = []
    if destination == "amp" and not view.public.startswith("https://"):
        found.append(words.words["snippet.insecure"])
    if chosen.still and view.moment:
        found.append(words.words["snippet.clock"])
    elif chosen.saved:
        found.append(words.say("snippet.save", file=f"{view.name}.html"))
    return tuple(found)


def address(view: View, ending: str, **changes: Any) -> str:
    """Where the widget is in a format, with those options that the format has."""
    options = replace(view.options, **changes)
    if ending == "html":
        options = replace(options, size=SIZES[0])
    else:
        options = replace(options, layout=LAYOUTS[0], size=options.size if ending == "png" else SIZES[0])
    return urls.widget(view.public, view.campaign, view.name, ending, options)


def page(view: View) -> str:
    """Where the page of the widget's campaign is."""
    return urls.page(view.public, view.campaign, view.options.lang)


def title(view: View) -> str:
    """The name of a frame with the widget: its label, and that it is an estimate."""
    return view.language.say("snippet.titled", label=view.label) if view.estimate else view.label


def floor(view: View) -> Floor:
    """How high a frame with the widget has to be."""
    return Floor(*view.widget.heights[view.options.layout])


def oembed_html(view: View, height: int) -> str:
    """The html of an oEmbed answer: the one form that WordPress keeps, on one line."""
    source = address(view, "html")
    return _render("oembed.html", _cleaned(view), height=height, source=source).replace("\n", "")


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
        average=_line(view.average),
        sources=tuple(Link(_line(source.text), source.url) for source in view.sources),
        act=act,
    )


def _line(text: str) -> str:
    return BREAKS.sub(" ", CONTROLS.sub("", text)).strip(" ")


def _render(name: str, view: View, **more: Any) -> str:
    height = floor(view).at(NARROWEST)
    given: dict[str, Any] = {
        "view": view,
        "words": view.language.words,
        "page": page(view),
        "title": title(view),
        "width": WIDTH,
        "height": height,
        "style": _style(view),
    }
    return template(f"snippets/{name}").render(given | more).strip("\n")


def _style(view: View) -> Mapping[str, str]:
    """The styles of figure and frame.

    A card takes the height of its content by frame-sizing, which a px height would defeat, and its floor
    elsewhere. What is lower than the 150 px that every frame begins with would shift the page when it is
    sized: its height falls with the width of the figure instead, where container units are known.
    """
    least, figure = floor(view), "margin:0"
    heights = f"height:auto;min-height:{least.least}px;max-height:{HIGHEST}px;frame-sizing:content-height"
    if least.slope:
        figure += ";container-type:inline-size"
        falling = f"max({least.least}px,{least.start}px - {least.slope:g}cqi)"
        heights = f"height:{least.at(NARROWEST)}px;height:{falling};max-height:{HIGHEST}px"
    # What paints no paper needs the color-scheme of its frame, or it gets an opaque canvas
    # (CSS Color Adjustment 1, 2.4).
    scheme = ";color-scheme:normal" if view.options.theme == "transparent" else ""
    return {"figure": figure, "frame": f"display:block;width:100%;border:0;{heights}{scheme}"}


def _figure(view: View) -> str:
    return _render("figure.html", view, source={"src": address(view, "html")})


def _wordpress(view: View) -> str:
    return f"<!-- wp:html -->\n{_figure(view)}\n<!-- /wp:html -->"


def _amp(view: View) -> str:
    source, placeholder = address(view, "html"), address(view, "png", size="600x315")
    return _render("amp.html", view, source=source, placeholder=placeholder)


def _email(view: View) -> str:
    width, height = PICTURE
    return _render("email.html", view, picture=address(view, "gif"), width=width, height=height)


def _picture(view: View) -> str:
    width, height = view.options.size.split("x")
    return _render("picture.html", view, picture=address(view, "png"), width=width, height=height)


def _zero_request(view: View) -> str:
    """The whole embed inside the snippet; made without an address of ours, it links to nothing of ours."""
    if view.moment:
        return _render("figure.html", view, source={})
    document = html(replace(view, public="")).body.decode()
    return _render("figure.html", view, source={"srcdoc": re.sub(r"\n\s*\n+", "\n", document.strip())})


def _self_hosted(view: View) -> str:
    return _render("figure.html", view, source={} if view.moment else {"src": f"{view.name}.html"})


def _markdown(view: View) -> str:
    alt, picture = _marked(view.sentence), _target(address(view, "png"))
    return f"[![{alt}]({picture})]({_target(page(view))})\n\n{_marked_caption(view)}"


def _readme(view: View) -> str:
    dark, light = (address(view, "svg", theme=theme) for theme in ("dark", "light"))
    width, height = PICTURE
    picture = _render("readme.html", view, dark=dark, light=light, width=width, height=height)
    return f"{picture}\n\n{_marked_caption(view)}"


def _marked_caption(view: View) -> str:
    """Sentence, caveat with source, where to act, and the campaign's page, as Markdown."""
    words = view.language.words
    sources = _marked(words["and"]).join(_link(source.text, source.url) for source in view.sources)
    said = [_marked(view.sentence), _marked(view.average).replace("{source}", sources)]
    if act := view.act:
        where = _link(act.link.text, act.link.url)
        said.append(f"{_marked(act.before)}{where}{_marked(act.after)}.")
    return " ".join([*said, _link(words["snippet.about"], page(view))])


def _link(text: str, url: str) -> str:
    return f"[{_marked(text)}]({_target(url)})"


def _marked(text: str) -> str:
    """A text for CommonMark: what would be markup, in the line or at its beginning, is escaped."""
    escaped = re.sub(r"([\\`*_\[\]<>&|~$])", r"\\\1", text)
    return re.sub(r"^([#=+-]|[0-9]+(?=[.)]))", _unlisted, escaped)


def _unlisted(found: re.Match[str]) -> str:
    return f"{found[1]}\\" if found[1].isdigit() else f"\\{found[1]}"


def _target(url: str) -> str:
    """An address for CommonMark: no bracket in it can end it, and no part of it is a character reference."""
    quoted = re.sub(r"[\s()<>\\]", lambda found: quote(found[0]), url)
    return re.sub(r"&(?=#?\w+;)", r"\\&", quoted)


def _sentence(view: View) -> str:
    words = view.language.words
    lines = [f"{view.sentence} {view.caveat}"]
    lines += [f"{words['source']}{words['colon']}{source.url}" for source in view.sources]
    if view.act:
        lines.append(view.act.text_with_url)
    return "\n".join([*lines, f"{words['snippet.about']}{words['colon']}{page(view)}"])


def _wordpress_address(view: View) -> str:
    return address(view, "html")


# In the order of a menu.
DESTINATIONS: Mapping[str, Destination] = {
    "site": Destination("html", ("html",), EMBEDS, _figure),
    "wordpress": Destination("html", ("html",), EMBEDS, _wordpress),
    "wordpress-address": Destination("text", ("html",), EMBEDS, _wordpress_address),
    "ghost": Destination("html", ("html",), EMBEDS, _figure),
    "drupal": Destination("html", ("html",), EMBEDS, _figure),
    "amp": Destination("html", ("html", "png"), EMBEDS, _amp),
    "markdown": Destination("markdown", ("png",), PICTURES | {"size"}, _markdown),
    "readme": Destination("markdown", ("svg",), PICTURES - {"theme"}, _readme),
    "email": Destination("html", ("gif",), PICTURES, _email),
    "picture": Destination("html", ("png",), PICTURES | {"size"}, _picture),
    "sentence": Destination("text", (), TEXTS, _sentence),
    "zero-request": Destination("html", (), EMBEDS, _zero_request, still=True),
    "self-hosted": Destination("html", (), EMBEDS, _self_hosted, still=True, saved=("html",)),
}
