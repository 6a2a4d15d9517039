"""The templates and what is made of them: documents, and the hash and the colours of their style."""

import re
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, select_autoescape
from markupsafe import Markup

from widget.formats import html_number
from widget.language import isolates
from widget.language.catalogue import borrowed
from widget.language.cldr import language
from widget.settings import TEMPLATES
from widget.view import linkcard
from widget.view.colour import TOPICS, ground, painted

# The folder of the templates of kinds of widget, each with markup and style rules.
KINDS = "kinds"

# A space and a hyphen at which no line ends.
UNBROKEN = str.maketrans(" -", "\u00a0\u2011")

# What a list of results, a tab or a bookmark shows of a title before it cuts that itself.
HEADLINE = 70

# Templates that have to escape what they write by themselves, since it is no html. A style element knows no
# entities (HTML 13.1.2.6): texts go through the filter `css`.
UNESCAPED = ("txt", "md", "css")


@dataclass(frozen=True, slots=True)
class Document:
    """A finished body, its media type, its language, and the hash of its one style element, if it has one."""

    body: bytes
    media_type: str
    lang: str
    style_hash: str | None = None


def finished(text: str, media_type: str, lang: str, style_hash: str | None = None) -> Document:
    """A text in the language `lang` as a document, words of another marked as its media type can."""
    return Document(written(text, media_type, lang).encode(), media_type, lang, style_hash)


def written(text: str, media_type: str, lang: str) -> str:
    """`text` with its words of another language marked as the media type can."""
    rtl = language(lang).direction == "rtl"
    if media_type.startswith("text/html"):
        return isolates.in_html(text, lang, rtl=rtl, borrowed=borrowed(lang))
    if media_type == "image/svg+xml":
        return isolates.in_svg(text, lang, rtl=rtl, borrowed=borrowed(lang))
    return isolates.plain(text, rtl=rtl)


# Texts and what Jinja fills in; braces; what a blank after it means nothing to. A brace before one of Jinja's
# keeps its blank.
TIGHT = re.compile(
    r'("(?:[^"\\]|\\.)*"|\{\{.*?\}\}|\{%.*?%\})|\s*(\{(?![{%])|\})\s*(?!\{)|([:,;])\s+(?![;}])',
    flags=re.DOTALL,
)


# A template that another one includes, or takes macros from.
PART = re.compile(r'\{% (?:include|from) "([^"]+)"(?: import \w+(?:, \w+)*)? %\}\n?')


class _Loader(FileSystemLoader):
    """Style sheets are written for people and sent without comments and blanks. Parts are put in their place
    here, once: Jinja would look each one up, and make it a context, whenever something is rendered."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        source, filename, fresh = super().get_source(environment, template)
        if template.endswith(".css"):
            source = tight(compact(source))
        elif template.startswith(f"{KINDS}/"):
            source = compact(source)

        def placed(part: re.Match[str]) -> str:
            return self.get_source(environment, part[1])[0].rstrip("\n")

        return PART.sub(placed, source), filename, fresh


def tight(css: str) -> str:
    """A style sheet, a template or not, without the blanks that mean nothing.

    >>> tight('.a , .b { color : red; content: ": " }')
    '.a ,.b{color :red;content:": "}'
    """
    return TIGHT.sub(lambda match: "".join(filter(None, match.groups())), css)


def compact(css: str) -> str:
    """A style sheet without comments and indents."""
    without_comments = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return "\n".join(line.strip() for line in without_comments.splitlines() if line.strip())


@cache
def environment() -> Environment:
    """The one template environment: everything in html escaped, nothing undefined."""
    environment = Environment(
        loader=_Loader(TEMPLATES),
        autoescape=select_autoescape(disabled_extensions=UNESCAPED, default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters["tel"] = lambda telephone: f"tel:{telephone.replace(' ', '')}"
    environment.filters["unbroken"] = lambda telephone: telephone.translate(UNBROKEN)
    environment.filters["headline"] = lambda title: linkcard.clipped(title, HEADLINE)
    environment.filters["css"] = lambda value: Markup(html_number.text(value))
    environment.filters["lines"] = lambda value: Markup(html_number.text("\n".join(value)))
    return environment


@cache
def template(name: str) -> Template:
    """The template `name`, by its path from TEMPLATES. Raises TemplateNotFound."""
    return environment().get_template(name)


def warm() -> None:
    """Compile every template now, so that no reader waits for it."""
    for name in environment().list_templates():
        template(name)


def style_hash(style: str) -> str:
    """The CSP source expression of a style element's content (CSP 3, 2.3.1)."""
    return f"'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'"


def palette(light: Mapping[str, str], dark: Mapping[str, str], theme: str) -> Markup:
    """The rules that set the colour tokens of a theme.

    `color-scheme` is declared only for paper of our own that was asked for: a document whose scheme differs
    from its frame's gets an opaque canvas (CSS Color Adjustment 1, 2.4).
    """
    by_day, by_night = _declarations(light), _declarations(dark)
    if ground(theme) != "auto":
        scheme = f"color-scheme:{theme}" if painted(theme) else ""
        return Markup(f":root{{{by_day if ground(theme) == 'light' else by_night}{scheme}}}")
    return Markup(f":root{{{by_day}}}\n@media (prefers-color-scheme:dark){{:root{{{by_night}}}}}")


def accents() -> str:
    """The rules that give an element with a data-topic the accent of that topic, by day and by night."""
    by_day, by_night = (
        "".join(f'[data-topic="{topic}"]{{--accent:#{pair[night]}}}' for topic, pair in TOPICS.items())
        for night in (False, True)
    )
    return f"{by_day}\n@media (prefers-color-scheme:dark){{{by_night}}}"


def _declarations(tokens: Mapping[str, str]) -> str:
    return "".join(f"--{name}:#{value};" for name, value in tokens.items())
