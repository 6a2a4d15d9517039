"""A view as txt, for people, and as json, for programs."""

import json
from decimal import Decimal
from typing import Any

from widget.formats.templating import Document, finished
from widget.view.view import View, sentences


def txt(view: View) -> Document:
    """The sentence, and on a line of its own the caveat with source, year and address."""
    urls = " ".join(source.url for source in view.sources)
    text = f"{view.sentence}\n{view.caveat} {urls}\n"
    return finished(text, "text/plain; charset=utf-8", view.options.lang)


def json_(view: View) -> Document:
    """Value, moment, rate, unit, source, date, formula and sentences, for programs."""
    content = json.dumps(_content(view), ensure_ascii=False, indent=1)
    return finished(f"{content}\n", "application/json", view.options.lang)


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
        **({"figures": figures, "ratio": _plain(view.ratio)} if len(figures) > 1 else {}),
        "label": view.label,
        "sentence": view.sentence,
        "sentences": dict(sentences(view)),
        "caveat": view.caveat,
        "act": _act(view),
    }


def _plain(number: Decimal) -> int | float:
    return int(number) if number % 1 == 0 else float(number)


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
