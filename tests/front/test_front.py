"""What both caches must do, whichever is chosen."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.support.fronts.origins import lag
from tests.support.fronts.programs import Front, answers_until
from tests.support.processes import until
from tests.support.responses import security_policy

# Short enough to see its end: nginx keeps it up to two seconds, and up to four on an error.
STALE, LESS = ("stale-while-revalidate=2, stale-if-error=50", "stale-while-revalidate=0, stale-if-error=2")
SHORT = {STALE: LESS, f"public, max-age=1, {STALE}": f"public, max-age=1, {LESS}"}


def test_order_of_options_and_strange_parameters_share_one_entry(front: Front) -> None:
    asked = [
        "lang=fr&theme=dark",
        "theme=dark&lang=fr",
        "utm_source=mail&theme=dark&utm_lang=x&lang=fr&fbclid=1",
        "lang=nl&theme=dark&lang=fr",
        "theme=dark&lang=fr&accent=&minutes=",
        "theme=dark&amp;lang=fr",
        "lang=nl&amp;theme=dark&amp;amp;lang=fr",
    ]
    assert len({front.get(front.path("steady", query)).body for query in asked}) == 1
    assert [path for path, _ in front.asked()] == [front.path("steady", asked[0])]
    # The last of a name counts, and empty is the default.
    front.get(front.path("steady", "theme=dark&lang=fr&lang=&utm_source=x"))
    assert front.asked()[1][0] == front.path("steady", "theme=dark")


def test_every_option_is_part_of_the_entry(front: Front) -> None:
    options = ["accent=135", "from=2020-01-01", "lang=nl", "layout=line", "minutes=4", "numbering=latn"]
    options += ["size=320x180", "theme=dark"]
    for option in ["", *options]:
        front.get(front.path("steady", option))
    assert len(front.asked()) == 9
    front.get(front.path("steady", "&".join(reversed(options))))
    assert front.asked()[-1][0] == front.path("steady", "&".join(options))


def test_of_the_builder_of_oembed_and_of_a_search_the_fields_alone_are_part_of_the_entry(
    front: Front,
) -> None:
    built = f"/{front.word}/embed?as=text&for=site&widget=today&lang=fr"
    described = f"/oembed?format=xml&maxwidth=400&url=http%3A%2F%2Fa%2F{front.word}.html%3Flang%3Dfr"
    found = f"/?q={front.word}&topic=food&lang=fr"
    for path in (built, described, found):
        for more in ("", "&fbclid=secret&utm_source=mail", "&gclid=1"):
            assert front.get(f"{path}{more}").status == 200

    assert {path for path, _ in front.asked()} == {built, described, found}


def test_codings_are_few_and_nothing_of_the_reader_goes_through(front: Front) -> None:
    brotli = ["br", "gzip, deflate, br, zstd", "gzip;q=0.8, BR ; q=0.5", "gzip, deflate, br"]
    gzip = ["gzip", "gzip, deflate, br;q=0", "zstd, x-gzip, br;q=0.000"]
    neither = ["identity", "zstd", "brotli", "gzip;q=0"]
    reader = {"Cookie": "a=1", "User_Agent": "me", "Referer": "https://x", "X_Forwarded_For": "9.9.9.9"}
    for accepted in brotli + gzip + neither:
        answer = front.get(front.path("steady"), Accept_Encoding=accepted, **reader)
        assert answer.status == 200
        assert not {"set-cookie", "via", "x-varnish", "x-stale"} & set(answer.headers)
    assert [headers.get("Accept-Encoding") for _, headers in front.asked()] == ["br", "gzip", None]
    # X-Varnish is a number of Varnish's own.
    sent = {name.lower() for _, headers in front.asked() for name in headers}
    assert sent <= {"host", "accept-encoding", "connection", "x-varnish"}


def test_a_page_is_in_the_languages_of_its_reader_and_an_embed_for_all(front: Front) -> None:
    page = front.path("page", ending="")
    for accepted in ("fr-BE,fr;q=0.9,en;q=0.8,nl;q=0.7", "fr;q=0.9, en, nl", "fr, fr-CA, en-GB, en, nl"):
        front.get(page, Accept_Language=accepted)
    assert [headers["Accept-Language"] for _, headers in front.asked()] == ["fr, en, nl"]
    front.get(page, Accept_Language="nl")
    assert len(front.asked(page)) == 2
    for accepted in ("fr", "nl"):
        front.get(front.path("steady"), Accept_Language=accepted)
    assert len(front.asked("/steady")) == 1


def test_a_language_that_says_much_about_a_reader_goes_no_further_than_the_cache(front: Front) -> None:
    page = front.path("page", ending="")
    for accepted in ("nl", "rm-CH, nl;q=0.8, gsw;q=0.5", "yi,nl,rm"):
        front.get(page, Accept_Language=accepted)
    front.get(page, Accept_Language="rm, gsw")

    sent = [headers.get("Accept-Language", "") for _, headers in front.asked()]
    assert [value.strip(", ") for value in sent] == ["nl", ""]


def test_what_the_cache_says_by_itself_is_as_safe_as_what_the_server_says(front: Front) -> None:
    front.origin.stop()
    for answer in (front.get(front.path("steady")), front.get("/metrics"), front.get("/", method="POST")):
        assert answer.status >= 400
        assert security_policy(answer.headers["content-security-policy"])["default-src"] == ["'none'"]
        assert answer.headers["x-frame-options"] == "DENY"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
    # For the next test: a cache may not ask again at once.
    front.origin.renew()
    until(lambda: front.get(front.path("steady", "lang=nl")).status == 200)


def test_what_the_server_says_of_itself_is_said_once(front: Front) -> None:
    found = front.get(front.path("steady")).headers

    assert found["x-content-type-options"] == "nosniff"
    assert "x-frame-options" not in found


def test_an_error_in_the_language_of_one_reader_is_not_given_to_another(front: Front) -> None:
    for accepted in ("fr", "nl"):
        front.get(front.path("steady", ending=".404"), Accept_Language=accepted)
    assert len(front.asked()) == 2


@pytest.mark.parametrize("kind", ["steady", "moving"])
def test_a_herd_of_200_causes_one_request(front: Front, kind: str) -> None:
    front.origin.delay = 0.2
    begun = time.monotonic()
    answers = front.herd(front.path(kind), 200)
    assert {answer.status for answer in answers} == {200}
    # On a slow machine the herd may take longer than what lives a second.
    assert len(front.asked()) <= (1 if kind == "steady" else 1 + int(time.monotonic() - begun))


def test_today_is_never_further_behind_than_stated(front: Front) -> None:
    waits = [0.5, 1.4, 2.2, 3.0, 3.5, 4.1, 4.6, 4.95, 5.3]

    def after(wait: float) -> float:
        path = front.path("moving", f"minutes={int(wait * 100)}")
        front.get(path)
        time.sleep(wait)
        return front.get(path).age

    with ThreadPoolExecutor(len(waits)) as pool:
        ages = list(pool.map(after, waits))
    # nginx counts in whole seconds: one more.
    assert max(ages) < lag("moving") + 1 <= 5
    # Asked for again at once, it comes from the cache.
    assert ages[0] > 0.4


def test_hot_today_asks_the_origin_at_most_once_a_second(front: Front) -> None:
    begun, ages = time.monotonic(), []
    while time.monotonic() < begun + 3:
        ages.append(front.get(front.path("moving")).age)
        front.get(front.path("steady"))
        time.sleep(0.005)
    assert 2 <= len(front.asked("moving")) <= 1 + (time.monotonic() - begun)
    assert len(front.asked("steady")) == 1
    assert max(ages) < lag("moving") + 1


@pytest.mark.parametrize("failure", ["away", "500"])
def test_without_the_origin_answers_go_on_as_long_as_their_headers_say(front: Front, failure: str) -> None:
    front.origin.changes = SHORT
    steady, moving = front.path("steady"), front.path("moving")
    first, kept = front.get(moving), front.get(steady)
    if failure == "away":
        front.origin.stop()
    else:
        front.origin.status = 500
    *late, _ = answers_until(front, moving, lambda answer: answer.status >= 500)
    assert late[-1].at > first.at + 2
    assert {(answer.status, answer.body) for answer in late} == {(200, first.body)}
    assert front.get(steady).body == kept.body
    # Back again, as soon as the error is no longer kept.
    front.origin.renew()
    assert answers_until(front, moving, lambda answer: answer.status == 200)[-1].age < 1


def test_only_get_and_head_reach_the_origin_and_nothing_is_written_about_a_reader(front: Front) -> None:
    refused = front.get(front.path("steady"), method="POST")
    assert (refused.status, refused.headers["allow"]) == (405, "GET, HEAD")
    assert front.get("/metrics").status == 404
    assert not front.asked()
    assert front.get(front.path("steady"), method="HEAD").body == b""
    front.origin.stop()
    assert front.get(front.path("steady", "lang=secret"), User_Agent="secret").status >= 500
    written = (front.folder / "said").read_bytes()
    assert b"secret" not in written
    assert front.word.encode() + b".html" not in written
