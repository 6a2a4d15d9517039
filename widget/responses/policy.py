"""What each kind of response may do: one table of lifetimes, framing and sharing, as headers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from math import floor, inf

MINUTE, HOUR, DAY, WEEK, YEAR = 60, 3_600, 86_400, 604_800, 31_536_000


@dataclass(frozen=True, slots=True)
class Policy:
    """Lifetimes in seconds: in the browser, in shared caches, stale while fetching, stale on an error.

    A browser that may keep it for 0 seconds stores nothing, while shared caches still may.
    framed: whether other sites may frame it. form: whether it sends a form to its own site.
    readable: whether scripts of other sites may read it (CORS).
    page: whether it may load styles, pictures and frames from here, besides the style whose hash it names.
    immutable: never asked for again.
    every: for how many seconds, from a multiple of them on, an answer is the same; 0 is for ever.
    """

    browser: int
    shared: int
    stale: int
    stale_on_error: int
    framed: bool = False
    form: bool = False
    readable: bool = False
    page: bool = False
    immutable: bool = False
    every: int = 0


# Should markup ever get through, nothing can make a script of it (Trusted Types).
NO_SCRIPT = "require-trusted-types-for 'script'; trusted-types 'none'"
NOBODY = ("'none'",)
Headers = tuple[tuple[str, str], ...]
PAGE = ("img-src 'self'", "frame-src 'self'")
# No script runs, so no document connects; what checks one from within, as Lighthouse does, reads robots.txt.
DOCUMENT = "connect-src 'self'"
POLICIES: Mapping[str, Policy] = {
    # The same bytes for every reader, until the campaign file changes.
    "steady": Policy(5 * MINUTE, DAY, WEEK, WEEK, framed=True, readable=True),
    # Since midnight or since a date, made for a whole second. 1 + 2 s and one for the way are within the lag
    # that the page of the method states. On an error 60 s: 50, and what a cache waits before it gives up.
    # Browsers bring back what they stored when a tab is restored or revisited, whatever its max-age
    # (RFC 9111, 6), so they may not store it.
    "moving": Policy(0, 1, 2, 50, framed=True, readable=True, every=1),
    # Pictures, snippets and descriptions that may name the minute they were made in, and stay true.
    "still": Policy(0, MINUTE, HOUR, DAY, readable=True, every=MINUTE),
    # Signs and archives: for people, and not for frames.
    "document": Policy(5 * MINUTE, DAY, WEEK, WEEK, readable=True),
    # The home page has a form, to find a number by.
    "page": Policy(5 * MINUTE, DAY, WEEK, WEEK, form=True, page=True),
    # The snippet that is the sentence alone may name the minute.
    "builder": Policy(MINUTE, MINUTE, HOUR, DAY, form=True, page=True, every=MINUTE),
    "builder error": Policy(10, 10, 0, 0, form=True, page=True),
    "redirect": Policy(5 * MINUTE, HOUR, 0, 0, framed=True, readable=True),
    "static": Policy(YEAR, YEAR, 0, 0, readable=True, immutable=True),
    # A static file in place of the one that an older or a newer page names.
    "outdated": Policy(5 * MINUTE, 5 * MINUTE, 0, 0, readable=True),
    "error": Policy(10, 10, 0, 0),
    "embed error": Policy(10, 10, 0, 0, framed=True, readable=True),
    # What a moment later may well be there: nobody keeps that it was not.
    "busy": Policy(0, 0, 0, 0),
    "embed busy": Policy(0, 0, 0, 0, framed=True, readable=True),
    "health": Policy(0, 0, 0, 0),
}
# Seconds after which somebody who was told to come again may do so.
RETRY = 10
# Features that a page gets by default, so that each is known to browsers and none complains.
FEATURES = ("camera", "display-capture", "fullscreen", "geolocation", "microphone", "payment", "usb")


def moment(kind: str, now: datetime) -> datetime:
    """What an answer of `kind` takes for the present, so that every machine makes the same bytes."""
    every = POLICIES[kind].every or 1
    return datetime.fromtimestamp(floor(now.timestamp()) // every * every, UTC)


def span(kind: str, now: datetime) -> tuple[float, float]:
    """The moments (Unix time) between which an answer of `kind`, asked for at `now`, is the same."""
    every = POLICIES[kind].every
    begins = moment(kind, now).timestamp()
    return (begins, begins + every) if every else (-inf, inf)


def headers(
    kind: str, style_hash: str | None = None, vary: str | None = None, ancestors: Sequence[str] = ()
) -> Headers:
    """The headers of a response of `kind`, a key of POLICIES: in small letters, and a name may come twice.

    style_hash: the CSP source expression of its style element. vary: the request header that it depends on.
    ancestors: the sites that may frame what may be framed, as CSP source expressions; none are all.
    """
    policy = POLICIES[kind]
    fields = {
        "content-security-policy": _content_security_policy(policy, style_hash, ancestors),
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "permissions-policy": ", ".join(f"{feature}=()" for feature in FEATURES),
        "cross-origin-resource-policy": "cross-origin" if policy.framed or policy.readable else "same-origin",
    }
    if policy.framed:
        # Without it, a page that is itself under require-corp could not frame the embed (HTML, 7.1.4).
        fields["cross-origin-embedder-policy"] = "require-corp"
    else:
        # For browsers that do not know frame-ancestors; and no window that opened this one gets hold of it.
        fields["x-frame-options"] = "DENY"
        fields["cross-origin-opener-policy"] = "same-origin"
    if policy.readable:
        fields["access-control-allow-origin"] = "*"
    if vary:
        fields["vary"] = vary
    return (*_lifetimes(policy), *fields.items())


def tag(campaign: str) -> str:
    """What shared caches know the answers by that were made from a campaign, or, if it is empty, from all."""
    return f"meanwhile-{campaign or 'all'}"


def tags(campaign: str) -> Headers:
    """The headers that say so: for Cloudflare and nginx, for Fastly and Varnish, for Bunny."""
    return tuple((name, tag(campaign)) for name in ("cache-tag", "surrogate-key", "cdn-tag"))


def _lifetimes(policy: Policy) -> Iterator[tuple[str, str]]:
    # RFC 5861.
    stale = f"stale-while-revalidate={policy.stale}, stale-if-error={policy.stale_on_error}"
    if not policy.shared:
        yield "cache-control", "no-store"
    elif policy.immutable:
        yield "cache-control", f"public, max-age={policy.browser}, immutable"
    elif policy.browser:
        lifetimes = f"public, max-age={policy.browser}, s-maxage={policy.shared}"
        yield "cache-control", f"{lifetimes}, {stale}" if policy.stale else lifetimes
    else:
        # For shared caches alone: RFC 9213, and what nginx reads, which does not know that one. It takes its
        # lines one by one: how stale an answer may be, for how long it is fresh, and then, since that is
        # settled, not the no-store that browsers read. So the order matters.
        yield "cdn-cache-control", f"public, max-age={policy.shared}, {stale}"
        yield "cache-control", stale
        yield "x-accel-expires", str(policy.shared)
        yield "cache-control", "no-store"


def _content_security_policy(policy: Policy, style_hash: str | None, ancestors: Sequence[str]) -> str:
    directives = ["default-src 'none'"]
    if styles := [source for source in ("'self'" if policy.page else "", style_hash) if source]:
        directives += [f"style-src {' '.join(styles)}", DOCUMENT]
    directives += PAGE if policy.page else ()
    directives += ["base-uri 'none'", f"form-action '{'self' if policy.form else 'none'}'", NO_SCRIPT]
    # Without it everybody may: `*` would shut out sandboxed parents, data: and file: (CSP 3, 6.7.2.7).
    if allowed := ancestors if policy.framed else NOBODY:
        directives.append(f"frame-ancestors {' '.join(allowed)}")
    return "; ".join(directives)
