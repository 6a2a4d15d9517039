"""What went wrong, as a page, a text or a problem for programs."""

import json
from collections.abc import Sequence
from http import HTTPStatus

from markupsafe import Markup

from widget.formats.templating import Document, finished, palette, style_hash, template
from widget.language.cldr import Language
from widget.pages.page import HTML
from widget.view.colour import DARK, LIGHT


def error(status: int, format: str, language: Language, details: Sequence[str], home: str = "") -> Document:
    """What went wrong, as a page, a text or problem+json (RFC 9457), according to `format`.

    home: the address of the home page, if the page is to link it.
    """
    heading = language.words["error.title"]
    if format == "json":
        problem = {
            "title": heading,
            "status": status,
            "detail": language.run_on(details),
            "errors": list(details),
        }
        body = json.dumps(problem, ensure_ascii=False, indent=1)
        return finished(f"{body}\n", "application/problem+json", language.tag)
    if format not in ("html", ""):
        return finished("\n".join([*details, ""]), "text/plain; charset=utf-8", language.tag)
    style = template("error.css").render(palette=palette(LIGHT, DARK, "auto"))
    body = template("error.html").render(
        language=language,
        heading=heading,
        details=details,
        home=home,
        framed=bool(format),
        style=Markup(style),
        status=f"{status} {HTTPStatus(status).phrase}",
    )
    return finished(body, HTML, language.tag, style_hash(style))
