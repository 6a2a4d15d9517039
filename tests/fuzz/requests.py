"""Requests drawn at random: honest ones as the description has them, and odd ones that began as such."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any
from urllib.parse import quote, urlencode

# What breaks parsers, names, encodings, numbers, dates and markup.
PIECES: tuple[str, ...] = (
    *("", " ", "+", "%", "%00", "%0d%0aset-cookie:x", "%c0%ae", "%ff", "%25", "%2f", "%5c", "&amp;", "&#38;"),
    *("..", "../", "//", "/./", ";", "#", "?", "\\", "\x00", "\x7f", "\u202e", "\ud800", "\ufeff", "日本"),
    *("<script>alert(1)</script>", '"><img src=x onerror=y>', "{{7*7}}", "${x}", "' or 1=1--", "{n}", "%s%n"),
    *("0", "-1", "00", "1e9", "0x10", "٣", "999999999999999999999999", "NaN", "null", "true", "[]", "a[b]=c"),
    *("0001-01-01", "9999-12-31T23:59:59.999999+23:59", "2024-02-30", "2024-W01-1", "1900-01-01T00:00:00Z"),
    *("a" * 300, "%41" * 500, "a-" * 2_000, "=&" * 3_000, "x" * 9_000, "nl-", "NL_be", "sr-Latn-RS", "i-x"),
)  # fmt: skip
# Characters of a query: as many as uvicorn lets a head have.
LONGEST = 1 << 16
METHODS = ("GET", "GET", "GET", "HEAD", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "get", "X" * 300)
CODINGS = ("", "gzip", "br;q=0, *", "identity;q=0", "zstd", "gzip;q=1.000, br;q=0.0001", "*;q=0", ",,;q=")
LANGUAGES = (
    "nl",
    "fr-BE, nl;q=0.9",
    "*",
    "ar,en;q=0.5",
    "x;q=2",
    "a-" * 500,
    "nl," * 300,
    ";q=1",
    "de;q=nan",
)
TAGS = ("*", 'W/"x"', '"', '"a",' * 400, '"\xff"', "x" * 2_000)
OTHERS = (
    *("host", "range", "cookie", "referer", "expect", "x-forwarded-host", "x-forwarded-proto", "forwarded"),
    *("x-http-method-override", "if-modified-since", "accept", "origin", "user-agent"),
)
# How often each row of the table is asked for, if not as others: a press kit takes a third of a second.
OFTEN = {"embed": 8.0, "oembed": 4.0, "builder": 2.0, "static": 0.5, "press": 0.01}


@dataclass(frozen=True, slots=True)
class Request:
    """A method, a path and parameters as they stand in a request line, and headers."""

    method: str
    path: str
    query: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def target(self) -> str:
        """Path and query."""
        return f"{self.path}?{self.query}" if self.query else self.path


def honest(description: Mapping[str, Any], draw: Random) -> Request:
    """A request that the description allows."""
    paths = list(description["paths"])
    operations = [description["paths"][path]["get"] for path in paths]
    often = [OFTEN.get(operation["operationId"], 1.0) for operation in operations]
    path, operation = draw.choices(list(zip(paths, operations, strict=True)), often)[0]
    parts: dict[str, str] = {}
    query: dict[str, str] = {}
    for parameter in operation["parameters"]:
        if parameter["required"]:
            parts[parameter["name"]] = _value(parameter["schema"], draw)
        elif draw.random() < 0.3:
            query[parameter["name"]] = _value(parameter["schema"], draw)
    return Request("GET", path.format(**parts), urlencode(query))


def odd(description: Mapping[str, Any], draw: Random) -> Request:
    """An honest one after a few changes."""
    request = honest(description, draw)
    for _ in range(draw.choice((1, 1, 2, 3, 8))):
        request = draw.choice(CHANGES)(request, draw)
    return request


def _value(schema: Mapping[str, Any], draw: Random) -> str:
    if "enum" in schema:
        return str(draw.choice(schema["enum"]))
    return str(draw.randint(schema["minimum"], schema["maximum"]))


def _in_path(request: Request, draw: Random) -> Request:
    at = draw.randrange(len(request.path) + 1)
    return replace(request, path="/" + (request.path[:at] + draw.choice(PIECES) + request.path[at:])[1:])


def _out_of_path(request: Request, draw: Random) -> Request:
    at = draw.randrange(len(request.path))
    return replace(request, path="/" + (request.path[:at] + request.path[at + 1 :]).lstrip("/"))


def _of_path(request: Request, draw: Random) -> Request:
    changes: list[Callable[[str], str]] = [
        str.upper, str.title, lambda path: quote(path, errors="replace"), lambda path: f"{path}/",
        lambda path: path.replace("/", "//"), lambda path: f"/nl{path}", lambda path: f"{path}/index.html",
        lambda path: path.replace(".", "%2e"),
    ]  # fmt: skip
    return replace(request, path=draw.choice(changes)(request.path))


def _in_query(request: Request, draw: Random) -> Request:
    at = draw.randrange(len(request.query) + 1)
    return replace(request, query=request.query[:at] + draw.choice(PIECES) + request.query[at:])


def _parameter(request: Request, draw: Random) -> Request:
    names = (
        "lang",
        "theme",
        "layout",
        "accent",
        "minutes",
        "from",
        "size",
        "for",
        "widget",
        "as",
        "url",
        "format",
    )
    name, equals = (
        draw.choice((*names, "fbclid", "", "LANG", "lang[]")),
        draw.choice(("=", "=", "=", "", "==")),
    )
    return replace(request, query=f"{request.query}&{name}{equals}{draw.choice(PIECES)}")


def _many(request: Request, draw: Random) -> Request:
    separator = draw.choice(("&", ";", "&amp;", "&&"))
    return replace(request, query=separator.join([request.query] * draw.choice((2, 20, 200)))[:LONGEST])


def _header(request: Request, draw: Random) -> Request:
    pool = draw.choice((LANGUAGES, LANGUAGES, CODINGS, TAGS, PIECES))
    names = {id(LANGUAGES): "accept-language", id(CODINGS): "accept-encoding", id(TAGS): "if-none-match"}
    value = draw.choice(pool).encode("latin-1", "replace").decode("latin-1")
    return replace(request, headers={**request.headers, names.get(id(pool), draw.choice(OTHERS)): value})


def _method(request: Request, draw: Random) -> Request:
    return replace(request, method=draw.choice(METHODS))


CHANGES = (
    _in_path, _out_of_path, _of_path, _in_query, _in_query, _parameter, _parameter, _many, _header, _header,
    _method,
)  # fmt: skip
