"""A view as txt, for people, and as json, for programs."""

import json
from dataclasses import asdict
from decimal import Decimal
from fractions import Fraction
from typing import Any

from widget.campaign.figures.base import Break, ResolvedFigure, Source
from widget.campaign.kinds.scene import EPOCH, Span
from widget.formats.templating import Document, finished
from widget.numbers.course import Level
from widget.view.view import View, sentences


def txt(view: View) -> Document:
    """The sentence, and on a line of its own the caveat with source, year and address."""
    urls = " ".join(source.url for source in view.sources)
    text = "\n".join([view.sentence, *view.listed, f"{view.caveat} {urls}\n"])
    return finished(text, "text/plain; charset=utf-8", view.options.lang)


def json_(view: View) -> Document:
    """Value, moment, rate, unit, source, date, formula and sentences, for programs."""
    content = json.dumps(_content(view), ensure_ascii=False, indent=1)
    return finished(f"{content}\n", "application/json", view.options.lang)


def _content(view: View) -> dict[str, Any]:
    figures = [_figure(figure, view) for figure in view.figures]
    return {
        "campaign": view.campaign.name,
        "widget": view.name,
        "kind": view.widget.kind,
        "language": view.options.lang,
        "value": _one([_value(view, span) for span in view.spans[: len(view.figures[0].courses)]]),
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
        return {"amounts": amounts, "breaks": [_break(each, view.options.lang) for each in figure.breaks]}
    return {"statements": [asdict(each) for each in view.quotations]} if view.quotations else {}


def _plain(number: Decimal) -> int | float:
    return int(number) if number % 1 == 0 else float(number)


def _value(view: View, span: Span) -> int | float:
    """What is shown at the moment."""
    decimals = view.figures[0].figure.decimals
    return _plain(Decimal(span.whole(span.start * 10**decimals)).scaleb(-decimals))


def _figure(figure: ResolvedFigure, view: View) -> dict[str, Any]:
    """Of a range, what has two values has them in a list."""
    lang = view.options.lang
    rates = figure.rates(view.moment)
    return {
        "rate": {**_published(figure), "per_second": _one([_fraction(rate) for rate in rates])},
        "unit": figure.unit[lang],
        **({"currency": figure.figure.currency} if figure.figure.currency else {}),
        "estimate": figure.estimate,
        "as_of": figure.as_of.isoformat(),
        "year": figure.year(view.moment),
        **_source(figure.source, lang),
        "formula": _one([_formula(rate) for rate in rates]),
        **({"level": _one([_level(level, view) for level in figure.levels])} if figure.levels else {}),
        **({"series": _series(figure)} if len(figure.courses[0].pieces) > 1 else {}),
        **({"breaks": [_break(each, lang) for each in figure.breaks]} if figure.breaks else {}),
        **({"parts": [_figure(part, view) for part in figure.parts]} if figure.parts else {}),
    }


def _one(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values


def _fraction(value: Fraction) -> str:
    return f"{value.numerator}/{value.denominator}"


def _formula(rate: Fraction) -> str:
    """Whole events after so many seconds: never more than there are, or where they get fewer, never less."""
    rounding = "floor" if rate >= 0 else "ceil"
    return f"{rounding}({rate.numerator} * seconds / {rate.denominator})"


def _published(figure: ResolvedFigure) -> dict[str, Any]:
    if not figure.newest or (last := figure.newest[-1]).at:
        return {}
    return {"amount": _one([f"{each.amount:f}" for each in figure.newest]), "per": str(last.year or last.per)}


def _level(level: Level, view: View) -> dict[str, str]:
    """The amount that is known last, and its exact value at the moment."""
    moment = view.moment or EPOCH
    (when, amount) = level.known[-1]
    return {"at": when.isoformat(), "amount": _fraction(amount), "now": _fraction(level.at(moment))}


def _series(figure: ResolvedFigure) -> list[dict[str, Any]]:
    """The rates one after the other, each until the next one begins."""
    return [
        {"from": piece.start.isoformat(), "year": piece.year, "per_second": _fraction(piece.rate)}
        for piece in figure.courses[0].pieces
    ]


def _break(each: Break, lang: str) -> dict[str, Any]:
    return {"year": each.year, "why": each.why[lang]}


def _source(source: Source, lang: str) -> dict[str, Any]:
    return {
        "source": {
            "publisher": source.publisher,
            "title": source.title,
            "url": source.url,
            "date": source.date.isoformat(),
            "note": source.note[lang] if source.note else None,
        }
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
