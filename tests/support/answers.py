"""Save what honest requests get, and compare it with what they got before: `scripts/answers FILE [BEFORE]`.

A change of the house may change no answer. The clock stands still, so that two runs differ only by the code.
"""

import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from itertools import product
from pathlib import Path
from typing import Any

from tests.support.responses import ask
from widget.campaign.library import load_all
from widget.server.app import create_app

NOW = datetime(2026, 11, 22, 12, 34, 56, 789012, tzinfo=UTC)
ROOT = Path(__file__).parents[2]
FOLDERS = [ROOT / "tests" / "support" / "browsers" / "campaigns"]
Request = tuple[str, str, dict[str, str]]

CAT = "/catsforkids"
WIDGETS = ["while-reading", "today", "since-the-campaign", "versus", "every-second"]
LANGUAGES = ["fr", "nl", "de", "en"]
RATES = "/rates"


def requests() -> Iterator[Request]:
    """Every route, widget, format, language, option, destination, error, method and coding."""
    for target in (*_pages(), *_embeds(), *_pictures(), *_builder(), *_oembed(), *_errors()):
        yield "GET", target, {}
    yield from _negotiated()


def _pages() -> Iterator[str]:
    yield from ("/", "/healthz", "/readyz", "/favicon.ico", CAT, f"{CAT}/sign", f"{CAT}/sign.svg")
    for lang in LANGUAGES:
        yield from (f"{path}?lang={lang}" for path in ("/", CAT, f"{CAT}/sign", f"{CAT}/sign.svg"))
    yield from (f"{RATES}?lang={lang}" for lang in ("en", "fr", "de", "hi", "ar"))
    yield from ("/privacy", "/privacy?lang=ar", "/privacy.txt", "/privacy.txt?lang=nl")
    yield from (f"{RATES}/sign?lang=ar", f"{RATES}/sign.svg?lang=hi", f"{CAT}?lang=xx", f"{CAT}?utm_source=x")


def _embeds() -> Iterator[str]:
    for widget, ending, lang in product(WIDGETS, ("html", "svg", "txt", "json"), LANGUAGES):
        yield f"{CAT}/{widget}.{ending}?lang={lang}"
    for widget, option in product(WIDGETS, ("theme=light", "theme=dark", "layout=banner", "layout=line")):
        yield f"{CAT}/{widget}.html?{option}"
    for widget, option in product(
        WIDGETS[:3], ("accent=aa0000", "minutes=4", "from=2024-01-01", "lang=&theme=")
    ):
        yield f"{CAT}/{widget}.html?{option}"
    yield f"{CAT}/while-reading.html?theme=dark&layout=line&accent=7cc7d8&minutes=12&lang=nl"
    yield f"{CAT}/since-the-campaign.html?from=2024-01-01T09:30%2B02:00&lang=de"
    for widget, ending, lang in product(
        ("three-elapsed", "fastest-elapsed", "images-today", "cats-today"),
        ("html", "svg", "json"),
        ("ar", "hi"),
    ):
        yield f"{RATES}/{widget}.{ending}?lang={lang}"


def _pictures() -> Iterator[str]:
    yield from (f"{CAT}/{widget}.{ending}?lang=de" for widget, ending in product(WIDGETS, ("png", "gif")))
    yield from (f"{CAT}/while-reading.png?size={size}" for size in ("600x315", "320x180"))
    yield from (f"{CAT}/versus.png?theme=dark&lang=nl", f"{CAT}/sign.png?lang=en", f"{CAT}/press.zip?lang=fr")


def _builder() -> Iterator[str]:
    destinations = "site wordpress wordpress-address ghost drupal amp markdown readme email picture sentence "
    for destination in (destinations + "zero-request self-hosted").split():
        for widget in ("while-reading", "today", "versus"):
            yield f"{CAT}/embed?for={destination}&widget={widget}&lang=fr&as=text"
        yield f"{CAT}/embed?for={destination}&lang=en"
    yield from (f"{CAT}/embed", f"{CAT}/embed?lang=nl&theme=dark&layout=banner", f"{RATES}/embed?lang=ar")
    yield from (f"{CAT}/embed?accent=fdfcf8&lang=en", f"{CAT}/embed?for=moon&widget=none&minutes=x")


def _oembed() -> Iterator[str]:
    here = "http%3A%2F%2F127.0.0.1%3A8000"
    for path, more in product(
        (
            f"{CAT}",
            f"{CAT}/versus.html",
            f"{CAT}/today.html%3Flang%3Dnl",
            f"{CAT}/while-reading.png",
            f"{CAT}/x.html",
        ),
        ("", "&format=xml", "&maxwidth=300", "&maxheight=120", "&maxwidth=x", "&format=yaml"),
    ):
        yield f"/oembed?url={here}{path}{more}"
    yield from ("/oembed", "/oembed?url=https://elsewhere.example/a", f"/oembed?url={here}/nothing")


def _errors() -> Iterator[str]:
    yield from (
        "/nothing",
        "/nothing/here.html",
        f"{CAT}/nothing.html",
        f"{CAT}/today.pdf",
        f"{CAT}/sign.gif",
    )
    for ending, wrong in product(
        ("html", "json", "txt", "svg"),
        ("theme=pink", "lang=xx", "accent=fdfcf8", "minutes=0", "layout=tall&theme=9"),
    ):
        yield f"{CAT}/while-reading.{ending}?{wrong}"
    yield from (f"{CAT}/since-the-campaign.html?from=2099-01-01", "/static/nothing.css", f"{CAT}/embed/x")


def _negotiated() -> Iterator[Request]:
    targets = [
        "/",
        CAT,
        f"{CAT}/sign",
        f"{CAT}/while-reading.html",
        f"{CAT}/today.json",
        f"{CAT}/embed",
        "/nothing",
    ]
    for target, accepted in product(targets, ("nl", "de;q=0.5, en;q=0.8", "ar, *;q=0.1", "xx")):
        yield "GET", target, {"accept-language": accepted}
    for target, coding in product(targets[:5], ("gzip", "br", "zstd", "br;q=0, gzip", "identity", "*")):
        yield "GET", target, {"accept-encoding": coding}
    for target in (*targets, f"{CAT}/versus.svg", "/healthz"):
        yield "HEAD", target, {}
        yield "POST", target, {}
        yield "GET", target, {"if-none-match": "*"}


def answers() -> dict[str, Any]:
    """What each request gets: status, headers, and the body as text or as a hash."""
    app = create_app(load_all(FOLDERS), clock=lambda: NOW)
    found: dict[str, Any] = {}
    for method, target, headers in requests():
        answer = ask(app, target, method, headers)
        body: object = sha256(answer.body).hexdigest()
        if answer.headers.get("content-type", "").startswith(("text", "application/j", "image/svg")):
            body = body if "content-encoding" in answer.headers else answer.body.decode().splitlines()
        named = " ".join(f"{name}={value}" for name, value in headers.items())
        found[f"{method} {target} {named}".strip()] = [
            answer.status,
            dict(sorted(answer.headers.items())),
            body,
        ]
        etag = answer.headers.get("etag")
        if etag and method == "GET" and not headers:
            again = ask(app, target, "GET", {"if-none-match": etag})
            found[f"AGAIN {target}"] = [again.status, dict(sorted(again.headers.items())), len(again.body)]
    return found


def main(file: Path, before: Path | None = None) -> int:
    """Save to `file`; with `before`, name what differs from it and return 1 if anything does."""
    found = answers()
    file.write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")
    print(f"{len(found)} answers")
    if before is None:
        return 0
    old = json.loads(before.read_text(encoding="utf-8"))
    different = [name for name in old.keys() | found.keys() if old.get(name) != found.get(name)]
    for name in sorted(different):
        print(f"differs: {name}")
    return int(bool(different))


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:3])))
