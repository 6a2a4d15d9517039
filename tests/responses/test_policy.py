"""The policy: the headers of each kind of response, taken apart."""

from datetime import UTC, datetime

import pytest

from tests.support.responses import cache_control, combined, permissions, security_policy
from widget.responses.policy import POLICIES, headers, moment, span

FRAMED = [kind for kind, policy in POLICIES.items() if policy.framed]
OTHERS = [kind for kind in POLICIES if kind not in FRAMED]
PAGES = ("page", "builder", "builder error")
HASH = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"


def fields(kind: str, style_hash: str | None = None, vary: str | None = None) -> dict[str, str]:
    return combined(headers(kind, style_hash, vary))


def lifetimes(kind: str) -> dict[str, str | None]:
    return cache_control(fields(kind)["cache-control"])


def test_embeds_and_their_errors_may_be_framed_and_nothing_else() -> None:
    assert sorted(FRAMED) == ["embed busy", "embed error", "moving", "redirect", "steady"]


@pytest.mark.parametrize("kind", FRAMED)
def test_what_may_be_framed_says_nothing_against_it(kind: str) -> None:
    found = fields(kind, HASH)

    assert "x-frame-options" not in found
    assert "frame-ancestors" not in security_policy(found["content-security-policy"])
    assert found["cross-origin-resource-policy"] == "cross-origin"


@pytest.mark.parametrize("kind", OTHERS)
def test_nothing_else_may_be_framed(kind: str) -> None:
    found = combined(headers(kind, ancestors=["https://example.org"]))

    assert security_policy(found["content-security-policy"])["frame-ancestors"] == ["'none'"]
    assert found["x-frame-options"] == "DENY"
    assert found["cross-origin-opener-policy"] == "same-origin"


@pytest.mark.parametrize("kind", FRAMED)
def test_the_sites_that_may_frame_can_be_named(kind: str) -> None:
    sites = ["https://example.org", "https://*.example.net"]
    found = combined(headers(kind, ancestors=sites))

    assert security_policy(found["content-security-policy"])["frame-ancestors"] == sites
    assert "x-frame-options" not in found


@pytest.mark.parametrize("kind", POLICIES)
def test_no_script_can_be_made_of_a_text(kind: str) -> None:
    found = security_policy(fields(kind)["content-security-policy"])

    assert found["require-trusted-types-for"] == ["'script'"]
    assert found["trusted-types"] == ["'none'"]


@pytest.mark.parametrize("kind", OTHERS)
def test_the_observatory_gives_what_may_not_be_framed_an_a_plus(kind: str) -> None:
    """By the table of scores of the MDN HTTP Observatory, over https and with the HSTS of the proxy."""
    found = fields(kind)
    policy = security_policy(found["content-security-policy"])

    assert policy["default-src"] == ["'none'"]
    assert policy["form-action"] in (["'none'"], ["'self'"])
    assert not [source for sources in policy.values() for source in sources if source.startswith("http:")]
    assert found["referrer-policy"] == "no-referrer"
    assert found["x-content-type-options"] == "nosniff"
    assert found["cross-origin-resource-policy"] in ("same-origin", "cross-origin")
    assert found.get("access-control-allow-origin", "*") == "*"


@pytest.mark.parametrize("now", [0.0, 59.999, 1_795_350_000.5])
@pytest.mark.parametrize("kind", POLICIES)
def test_an_answer_is_kept_for_the_moments_for_which_it_is_the_same(kind: str, now: float) -> None:
    begins, ends = span(kind, datetime.fromtimestamp(now, UTC))

    assert begins <= now < ends
    if POLICIES[kind].every:
        assert begins == moment(kind, datetime.fromtimestamp(now, UTC)).timestamp()
        assert ends - begins == POLICIES[kind].every


@pytest.mark.parametrize("kind", POLICIES)
def test_nothing_may_be_loaded_or_sent(kind: str) -> None:
    found = security_policy(fields(kind, None if kind in PAGES else HASH)["content-security-policy"])

    assert found["default-src"] == ["'none'"]
    assert found["form-action"] == (["'self'"] if kind in PAGES else ["'none'"])
    assert found["base-uri"] == ["'none'"]
    assert "script-src" not in found
    for directive, sources in found.items():
        assert not {"*", "'unsafe-inline'", "'unsafe-eval'", "data:", "https:", "http:"} & set(sources), (
            directive
        )


@pytest.mark.parametrize("kind", FRAMED)
def test_styles_are_allowed_by_their_hash_alone(kind: str) -> None:
    assert security_policy(fields(kind, HASH)["content-security-policy"])["style-src"] == [HASH]
    assert "style-src" not in security_policy(fields(kind)["content-security-policy"])


@pytest.mark.parametrize("kind", [*FRAMED, *PAGES])
def test_what_checks_a_document_from_within_may_read_robots_txt_of_its_site(kind: str) -> None:
    assert security_policy(fields(kind, HASH)["content-security-policy"])["connect-src"] == ["'self'"]


def test_a_page_may_frame_and_style_itself_from_here_alone() -> None:
    found = security_policy(fields("page")["content-security-policy"])

    assert {name: found[name] for name in ("style-src", "img-src", "frame-src")} == {
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "frame-src": ["'self'"],
    }


def test_a_page_may_have_a_style_of_its_own_beside_those() -> None:
    found = security_policy(fields("page", HASH)["content-security-policy"])

    assert found["style-src"] == ["'self'", HASH]


def test_no_directive_stands_twice() -> None:
    for kind in POLICIES:
        assert security_policy(fields(kind, None if kind in PAGES else HASH)["content-security-policy"])


@pytest.mark.parametrize("kind", POLICIES)
def test_a_response_is_what_it_says_and_tells_nobody(kind: str) -> None:
    found = fields(kind)

    assert found["x-content-type-options"] == "nosniff"
    assert found["referrer-policy"] == "no-referrer"
    assert "set-cookie" not in found


@pytest.mark.parametrize("kind", POLICIES)
def test_no_feature_of_the_browser_is_asked_for(kind: str) -> None:
    found = permissions(fields(kind)["permissions-policy"])

    assert {"camera", "geolocation", "microphone"} <= found.keys()
    assert set(found.values()) == {"()"}


def test_what_needs_no_clock_lives_a_day_in_shared_caches_and_a_week_stale() -> None:
    found = lifetimes("steady")

    assert "public" in found
    assert found["s-maxage"] == "86400"
    assert found["stale-while-revalidate"] == found["stale-if-error"] == "604800"
    assert 0 < int(found["max-age"] or 0) <= 3600


MOVING = [kind for kind, policy in POLICIES.items() if policy.every and not policy.form]


@pytest.mark.parametrize("kind", MOVING)
def test_what_needs_the_clock_is_stored_by_no_browser(kind: str) -> None:
    assert "no-store" in lifetimes(kind)
    assert not {"public", "max-age", "s-maxage"} & lifetimes(kind).keys()


@pytest.mark.parametrize("kind", MOVING)
def test_what_needs_the_clock_lives_in_shared_caches_by_headers_of_their_own(kind: str) -> None:
    found = cache_control(fields(kind)["cdn-cache-control"])

    assert found["max-age"] == fields(kind)["x-accel-expires"] == str(POLICIES[kind].shared)
    assert {"stale-while-revalidate", "stale-if-error"} <= lifetimes(kind).keys() & found.keys()


def test_nginx_learns_how_stale_an_answer_may_be_and_how_fresh_before_it_meets_no_store() -> None:
    order = [(name, value.partition("=")[0]) for name, value in headers("moving")]

    assert order.index(("cache-control", "stale-while-revalidate")) < order.index(("x-accel-expires", "1"))
    assert order.index(("x-accel-expires", "1")) < order.index(("cache-control", "no-store"))


def test_what_moves_is_at_most_five_seconds_late_and_a_minute_on_an_error() -> None:
    found = {
        name: int(value or 0) for name, value in cache_control(fields("moving")["cdn-cache-control"]).items()
    }

    assert found["max-age"] == 1
    assert found["max-age"] + found["stale-while-revalidate"] <= 5
    assert found["max-age"] + found["stale-if-error"] <= 60


def test_a_static_file_is_never_asked_for_again() -> None:
    found = lifetimes("static")

    assert found["max-age"] == "31536000"
    assert "immutable" in found


@pytest.mark.parametrize("kind", ["health", "busy", "embed busy"])
def test_what_a_moment_later_may_be_otherwise_is_never_kept(kind: str) -> None:
    assert lifetimes(kind) == {"no-store": None}


@pytest.mark.parametrize("kind", ["error", "embed error"])
def test_an_error_is_forgotten_soon(kind: str) -> None:
    assert int(lifetimes(kind)["s-maxage"] or 0) <= 60


@pytest.mark.parametrize("kind", POLICIES)
def test_what_scripts_elsewhere_may_read_has_no_credentials(kind: str) -> None:
    found = fields(kind)

    assert found.get("access-control-allow-origin", "*") == "*"
    readable = (*FRAMED, "static", "outdated", "still", "document")
    assert ("access-control-allow-origin" in found) == (kind in readable)
    assert "access-control-allow-credentials" not in found


def test_vary_is_there_when_it_is_asked_for() -> None:
    assert fields("page", vary="accept-language")["vary"] == "accept-language"
    assert "vary" not in fields("page")


@pytest.mark.parametrize(
    "value", ["max-age=300 s-maxage=300", "max-age=1, max-age=2", "max-age=", "public,,", "max-age=x"]
)
def test_a_header_that_lacks_its_comma_would_be_seen(value: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        cache_control(value)
