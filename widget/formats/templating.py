"""A view as html, txt or json."""

import json
import re
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, select_autoescape
from markupsafe import Markup

from widget.formats import html_number as ticking
from widget.settings import TEMPLATES
from widget.view import linkcard as card
from widget.view.links import linked
from widget.view.view import View, sentences

# Templates that have to escape what they write by themselves, since it is no html.
UNESCAPED = ("txt", "md")


@dataclass(frozen=True, slots=True)
class Document:
    """A finished body, its media type, its language, and the hash of its one style element, if it has one."""

    body: bytes
    media_type: str
    lang: str
    style_hash: str | None = None


class _Loader(FileSystemLoader):
    """Style sheets are written for people and sent without comments and line breaks."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        source, filename, fresh = super().get_source(environment, template)
        return (compact(source) if template.endswith(".css") else source), filename, fresh


def compact(css: str) -> str:
    """A style sheet without comments and indents."""
    without_comments = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return "\n".join(line.strip() for line in without_comments.splitlines() if line.strip())


@cache
def environment() -> Environment:
    """The one template environment: everything escaped but plain text and Markdown, nothing undefined."""
    environment = Environment(
        loader=_Loader(TEMPLATES),
        autoescape=select_autoescape(disabled_extensions=UNESCAPED, default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters["css"] = lambda value: Markup(ticking.text(value))
    environment.filters["lines"] = lambda value: Markup(ticking.text("\n".join(value)))
    return environment


@cache
def template(name: str) -> Template:
    return environment().get_template(name)


def warm() -> None:
    """Compile every template now, so that no reader waits for it."""
    for name in environment().list_templates():
        template(name)


def html(view: View) -> Document:
    """The embed page."""
    style = _style(view)
    body = template("embed.html").render(
        view=view,
        words=view.language.words,
        style=Markup(style),
        card=card.of_view(view),
        average=linked(view.average, view.sources, view.language.words["and"]),
    )
    return Document(body.encode(), "text/html; charset=utf-8", view.options.lang, style_hash(style))


def txt(view: View) -> Document:
    """The sentence, and a line break."""
    return Document(f"{view.sentence}\n".encode(), "text/plain; charset=utf-8", view.options.lang)


def json_(view: View) -> Document:
    """Value, moment, rate, unit, source, date, formula and sentences, for programs."""
    content = json.dumps(_content(view), ensure_ascii=False, indent=1)
    return Document(f"{content}\n".encode(), "application/json", view.options.lang)


def style_hash(style: str) -> str:
    """The CSP source expression of a style element's content (CSP 3, 2.3.1)."""
    return f"'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'"


def palette(light: Mapping[str, str], dark: Mapping[str, str], theme: str) -> Markup:
    """The rules that set the colour tokens of a theme.

    `color-scheme` is declared only for a theme that was asked for: a document whose scheme differs from its
    frame's gets an opaque canvas (CSS Color Adjustment 1, 2.4).
    """
    by_day, by_night = _declarations(light), _declarations(dark)
    if theme in ("light", "dark"):
        return Markup(f":root{{{by_day if theme == 'light' else by_night}color-scheme:{theme}}}")
    return Markup(f":root{{{by_day}}}\n@media (prefers-color-scheme:dark){{:root{{{by_night}}}}}")


def _declarations(tokens: Mapping[str, str]) -> str:
    return "".join(f"--{name}:#{value};" for name, value in tokens.items())


def _style(view: View) -> str:
    return template("embed.css").render(
        view=view,
        words=view.language.words,
        digits=view.language.digits,
        places=max((len(number.odometer.last) for number in view.numbers), default=0),
        ends=ticking.seconds(view.numbers[0].odometer.ends) if view.numbers else "",
        palette=palette(view.light, view.dark, view.options.theme),
        ticking=Markup("".join(ticking.rules(number, f".n{i}") for i, number in enumerate(view.numbers))),
    )


def _content(view: View) -> dict[str, Any]:
    figures = [_figure(view, i) for i in range(len(view.figures))]
    return {
        "campaign": view.campaign.name,
        "widget": view.name,
        "kind": view.widget.kind,
        "language": view.options.lang,
        "value": view.value,
        "moment": view.moment.isoformat() if view.moment else None,
        **figures[-1],
        **({"figures": figures, "ratio": view.ratio} if len(figures) > 1 else {}),
        "label": view.label,
        "sentence": view.sentence,
        "sentences": dict(sentences(view)),
        "caveat": view.average.replace(
            "{source}", view.language.words["and"].join(s.text for s in view.sources)
        ),
        "act": _act(view),
    }


def _figure(view: View, index: int) -> dict[str, Any]:
    figure = view.figures[index]
    source = figure.source
    return {
        "rate": {
            "amount": str(figure.amount),
            "per": str(figure.year or figure.per),
            "per_second": f"{figure.rate.numerator}/{figure.rate.denominator}",
        },
        "unit": figure.unit[view.options.lang],
        "estimate": figure.estimate,
        "as_of": figure.as_of.isoformat(),
        "source": {
            "publisher": source.publisher,
            "title": source.title,
            "url": source.url,
            "date": source.date.isoformat(),
            "note": source.note[view.options.lang] if source.note else None,
        },
        "formula": f"floor({figure.rate.numerator} * seconds / {figure.rate.denominator})",
    }


def _act(view: View) -> dict[str, Any] | None:
    act = view.act
    if act is None:
        return None
    return {
        "label": act.label,
        "url": act.link.url,
        "telephone": act.telephone,
        "safety": act.safety or None,
    }
