"""What `meanwhile doctor` asks of the public address: over real HTTP(S), and only if one is given."""

import asyncio
import ssl
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit

from widget.campaign.models import Campaign
from widget.command.finding import Finding, fail, ok, warn
from widget.formats.table import response_kind
from widget.responses.call import call, scope
from widget.server.app import create_app
from widget.settings import Settings, flag, variable
from widget.view import addresses

# Seconds for each step of a connection, and bytes of an answer that are read.
PATIENCE, MOST = 5, 1 << 20
# How far the clocks of two machines may be apart: the stated lag of a number since midnight.
APART = 5
CODINGS = "br, gzip"
# What a proxy sends in its own way.
ITS_OWN = frozenset({"content-length", "content-encoding", "etag", "vary", "content-security-policy"})


class Answer(NamedTuple):
    """What came over the network; names of headers are in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def findings(settings: Settings, campaigns: Mapping[str, Campaign]) -> Iterator[Finding]:
    """Everything about the public address and who stands behind it."""
    if not settings.operator:
        yield warn("operator", "is not named on /privacy", f"say who runs this with {flag('operator')}")
    public = settings.public
    if not public:
        mend = f"set {flag('public_url')}, so that snippets and link cards name it"
        yield warn("public address", "not given, so nothing was asked of it", mend)
        return
    about = f"public address {public}"
    try:
        answer = fetch(f"{public}/healthz")
        if (answer.status, answer.body) != (200, b"ok\n"):
            yield fail(about, f"/healthz answers {answer.status}", "see what the proxy in front does with it")
            return
        yield ok(about, "/healthz answers")
        yield from _embed(settings, campaigns)
        yield from _transport(urlsplit(public))
    except (OSError, HTTPException, ValueError) as error:
        yield fail(about, _reason(error), "see that its name, its certificate and the proxy are there")


def fetch(url: str, headers: Mapping[str, str] | None = None) -> Answer:
    """The answer to GET `url`, whatever it is; no redirect is followed. Raises OSError, HTTPException."""
    parts = urlsplit(url)
    secure = parts.scheme == "https"
    connection = (HTTPSConnection if secure else HTTPConnection)(parts.netloc, timeout=PATIENCE)
    try:
        target = parts._replace(scheme="", netloc="").geturl() or "/"
        connection.request("GET", target, headers={"accept-encoding": "identity", **(headers or {})})
        response = connection.getresponse()
        found: dict[str, str] = {}
        for name, value in response.getheaders():
            known = found.get(name.lower())
            found[name.lower()] = f"{known}, {value}" if known else value
        return Answer(response.status, found, response.read(MOST))
    finally:
        connection.close()


def _reason(error: Exception) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is refused: {error.verify_message}"
    if isinstance(error, TimeoutError):
        return f"no answer within {PATIENCE} seconds"
    return getattr(error, "strerror", None) or str(error) or type(error).__name__


def _embed(settings: Settings, campaigns: Mapping[str, Campaign]) -> Iterator[Finding]:
    """An embed that is the same for every reader, as it comes through whatever stands in front."""
    found = (
        (campaign, name)
        for campaign in campaigns.values()
        for name, widget in campaign.widgets.items()
        if response_kind(widget) == "steady"
    )
    campaign, name = next(found, (None, ""))
    if campaign is None:
        return
    path = addresses.path("embed", campaign=campaign.name, widget=name, ending="html")
    target = f"{path}?lang={campaign.languages[0]}"
    plain = fetch(f"{settings.public}{target}")
    coded = fetch(f"{settings.public}{target}", {"accept-encoding": CODINGS})
    again = fetch(f"{settings.public}{target}", {"accept-encoding": CODINGS})
    if plain.status != 200:
        mend = "is it a server of these campaigns?"
        yield fail("embed", f"{target} answers {plain.status}", mend)
        return
    yield _headers(settings, campaigns, target, plain)
    yield _host(settings, campaign, plain)
    yield _compression(coded)
    yield _cached(again)
    yield _clocks(coded)


def _headers(settings: Settings, campaigns: Mapping[str, Campaign], target: str, answer: Answer) -> Finding:
    app = create_app(campaigns, settings.base, settings.public)
    sent = asyncio.run(call(app, scope(f"{settings.base}{target}"))).headers
    wanted = {name.decode(): value.decode("latin-1") for name, value in sent}
    # The server's own second line of it is there for caches alone.
    wanted = {name: value for name, value in wanted.items() if name not in ITS_OWN | {"cache-control"}}
    changed = [name for name, value in wanted.items() if answer.headers.get(name) != value]
    added = [name for name in ("set-cookie", "x-frame-options") if name in answer.headers]
    changed += [name for name in ("content-security-policy", "cache-control") if name not in answer.headers]
    if added:
        return fail("headers", f"somebody in front adds {', '.join(added)} to embeds", "take it out there")
    if changed:
        return fail("headers", f"{', '.join(changed)}: lost or changed in front", "pass them on as they are")
    return ok("headers", "as the server sends them")


def _host(settings: Settings, campaign: Campaign, answer: Answer) -> Finding:
    own = addresses.path("campaign", campaign=campaign.name)
    if f'"{settings.public}{own}'.encode() in answer.body:
        return ok("own address", "links in embeds lead to the public address")
    mend = f"start the server with {flag('public_url')} or {variable('public_url')}={settings.public}"
    return fail("own address", "links in embeds lead to another one", mend)


def _compression(answer: Answer) -> Finding:
    coding = answer.headers.get("content-encoding", "")
    if coding in CODINGS.split(", "):
        return ok("compression", f"{coding}, {len(answer.body)} bytes for an embed")
    return warn("compression", "embeds come uncompressed", "let the proxy pass Accept-Encoding on")


def _cached(answer: Answer) -> Finding:
    """Asked for the third time, it should come from a cache (RFC 9211; RFC 9111, 5.1; X-Cache is older)."""
    said = " ".join(answer.headers.get(name, "") for name in ("cache-status", "x-cache", "cf-cache-status"))
    age = answer.headers.get("age", "0")
    if "hit" in said.lower() or (age.isdecimal() and int(age) > 0):
        return ok("cache", "an embed came from a cache in front")
    return warn("cache", "no sign of one in front", "docs/deploying.md has two")


def _clocks(answer: Answer) -> Finding:
    try:
        apart = abs((parsedate_to_datetime(answer.headers["date"]) - datetime.now(UTC)).total_seconds())
    except (KeyError, TypeError, ValueError):
        return warn("clocks", "the answer has no date", "let the proxy send one")
    if apart > APART + PATIENCE:
        return fail("clocks", f"this machine's and the proxy's are {apart:.0f} s apart", "run NTP on both")
    return ok("clocks", "this machine's and the proxy's agree")


def _transport(public: SplitResult) -> Iterator[Finding]:
    if public.scheme != "https":
        yield warn("https", "the public address is http", "sites with https cannot show its embeds; get TLS")
        return
    answer = fetch(f"{public.geturl()}/healthz")
    if "max-age" in answer.headers.get("strict-transport-security", ""):
        yield ok("HSTS", answer.headers["strict-transport-security"])
    else:
        yield warn("HSTS", "is missing", "Strict-Transport-Security: max-age=63072000, in the proxy")
    if public.port in (None, 443):
        yield _redirect(f"http://{public.hostname}{public.path}/healthz")


def _redirect(url: str) -> Finding:
    try:
        answer = fetch(url)
    except (OSError, HTTPException) as error:
        return warn("http", _reason(error), "let port 80 lead to https")
    if answer.status in (301, 302, 307, 308) and answer.headers.get("location", "").startswith("https://"):
        return ok("http", "leads to https")
    return warn("http", f"answers {answer.status} itself", "let it lead to https")
