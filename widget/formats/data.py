"""A view as txt, for people, and as json, for programs."""

import json
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from widget.formats.templating import Document
from widget.view.view import View, sentences


def txt(view: View) -> Document:
    """The sentence, and on a line of its own the caveat with source, year and address."""
    urls = " ".join(source.url for source in view.sources)
    text = "\n".join([view.sentence, *view.listed, f"{view.caveat} {urls}\n"])
    return Document(text.encode(), "text/plain; charset=utf-8", view.options.lang)


def json_(view: View) -> Document:
    """Value, moment, rate, unit, source, date, formula and sentences, for programs."""
    content = json.dumps(_content(view), ensure_ascii=False, indent=1)
    return Document(f"{content}\n".encode(), "application/json", view.options.lang)


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
        **_more(view),
        **({"figures": figures, "ratio": _plain(view.ratio)} if len(figures) > 1 else {}),
        "label": view.label,
        "sentence": view.sentence,
        "sentences": dict(sentences(view)),
        "caveat": view.caveat,
        "act": _act(view),
    }


def _more(view: View) -> dict[str, Any]:
    """What a chart is made of, and what was said."""
    if view.chart:
        (figure,) = view.figures
        amounts = [
            {"amount": f"{each.amount:f}", "year": each.year, "at": each.at.isoformat() if each.at else None}
            for each in figure.published
        ]
        breaks = [{"year": each.year, "why": each.why[view.options.lang]} for each in figure.breaks]
        return {"amounts": amounts, "breaks": breaks}
    return {"statements": [asdict(each) for each in view.quotations]} if view.quotations else {}


def _plain(number: Decimal) -> int | float:
    return int(number) if number % 1 == 0 else float(number)


def _figure(view: View, index: int) -> dict[str, Any]:
    figure = view.figures[index]
    source = figure.source
    newest = figure.published[-1] if figure.published else None
    return {
        "rate": {
            **({"amount": f"{newest.amount:f}", "per": str(newest.year or newest.per)} if newest else {}),
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
