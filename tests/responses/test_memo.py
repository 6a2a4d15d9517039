"""Finished responses are kept: made once, compressed once, and bounded."""

import asyncio
import gzip
from collections.abc import Callable, Mapping

import brotli
import pytest
import zstandard
from starlette.types import Scope

from widget.responses.call import call
from widget.responses.memo import MEBIBYTE, OVERHEAD, SPELLING, VARIANT, Memo
from widget.responses.resource import Answer, Resource

pytestmark = pytest.mark.anyio

DECODED: Mapping[str, Callable[[bytes], bytes]] = {
    "identity": bytes,
    "br": brotli.decompress,
    "gzip": gzip.decompress,
    "zstd": lambda body: zstandard.ZstdDecompressor().decompress(body),
}
ALWAYS = (float("-inf"), float("inf"))


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


class Origin:
    """What makes answers, and says how often it was asked; an answer takes as long as the test lets it."""

    def __init__(self, body: bytes = b"x" * 1000, status: int = 200) -> None:
        self.asked, self.clock = 0, Clock()
        self.body, self.status = body, status
        self.more: tuple[tuple[bytes, bytes], ...] = ()
        self.free = asyncio.Event()
        self.free.set()

    async def make(self) -> Answer:
        self.asked += 1
        await self.free.wait()
        headers = ((b"cache-control", b"public"), (b"content-type", b"text/plain"))
        return Answer(self.status, headers + self.more, self.body)

    def resolve(self, asked: Scope) -> Resource:
        path = asked["path"]
        key = "" if path == "/none" else path
        span = (float(int(self.clock.now)), int(self.clock.now) + 1.0) if path == "/moving" else ALWAYS
        return Resource(key, path.strip("/")[:6], "html", path.strip("/"), False, self.make, span)


def scope(path: str = "/a", query: str = "", method: str = "GET", **headers: str) -> Scope:
    found = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return {"type": "http", "method": method, "path": path, "query_string": query.encode(), "headers": found}


def memo(origin: Origin, capacity: int = MEBIBYTE) -> Memo:
    return Memo(origin.resolve, origin.clock, Clock(), capacity)


async def ask(app: Memo, asked: Scope) -> tuple[int, dict[str, str], bytes]:
    answer = await call(app, asked)
    headers = {name.decode(): value.decode() for name, value in answer.headers}
    return answer.status, headers, answer.body


async def test_a_response_is_made_once_and_the_same_ever_after() -> None:
    origin = Origin()
    app = memo(origin)

    answers = [await ask(app, scope()) for _ in range(5)]

    assert origin.asked == 1
    assert all(answer == answers[0] for answer in answers)


async def test_a_herd_on_a_cold_address_causes_one_response() -> None:
    origin = Origin()
    origin.free.clear()
    app = memo(origin)

    herd = [asyncio.ensure_future(ask(app, scope(accept_encoding="br"))) for _ in range(1000)]
    await asyncio.sleep(0)
    origin.free.set()
    answers = await asyncio.gather(*herd)

    assert origin.asked == 1
    assert {brotli.decompress(body) for _, _, body in answers} == {origin.body}


async def test_a_reader_who_leaves_takes_nothing_from_those_who_wait() -> None:
    origin = Origin()
    origin.free.clear()
    app = memo(origin)
    leaving, staying = (asyncio.ensure_future(ask(app, scope())) for _ in range(2))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    leaving.cancel()
    origin.free.set()

    assert (await staying)[2] == origin.body
    assert origin.asked == 1


async def test_a_header_of_more_than_one_line_is_sent_to_nobody() -> None:
    origin = Origin()
    origin.more = ((b"content-language", b"en\r\nset-cookie: a=b"),)

    with pytest.raises(ValueError, match="more than one line"):
        await ask(memo(origin), scope())


async def test_what_moves_is_made_again_after_its_second() -> None:
    origin = Origin()
    app = memo(origin)

    for origin.clock.now in (0, 0.5, 0.999, 1, 1.5, 2.1):
        await ask(app, scope("/moving"))

    assert origin.asked == 3


@pytest.mark.parametrize("step", [-3600, -1, 1, 3600])
async def test_what_moves_is_made_again_when_the_clock_steps(step: float) -> None:
    origin = Origin()
    app = memo(origin)

    for origin.clock.now in (10_000.5, 10_000.5 + step, 10_000.6 + step):
        await ask(app, scope("/moving"))

    assert origin.asked == 2


async def test_what_is_changed_while_it_is_made_is_not_kept() -> None:
    origin = Origin()
    app = memo(origin)
    origin.free.clear()
    asked = asyncio.ensure_future(ask(app, scope("/one")))
    while not origin.asked:
        await asyncio.sleep(0)
    app.drop("one")
    origin.free.set()
    await asked
    await ask(app, scope("/one"))

    assert origin.asked == 2


async def test_errors_and_what_has_no_address_are_not_kept() -> None:
    failing, plain = Origin(status=404), Origin()

    assert [(await ask(memo_of, scope()))[0] for memo_of in [memo(failing)] * 2] == [404, 404]
    app = memo(plain)
    for _ in range(3):
        await ask(app, scope("/none"))

    assert failing.asked > 1
    assert plain.asked == 3


async def test_a_herd_on_what_fails_causes_one_failure() -> None:
    origin = Origin(status=503)
    origin.free.clear()
    app = memo(origin)

    herd = [asyncio.ensure_future(ask(app, scope())) for _ in range(50)]
    await asyncio.sleep(0)
    origin.free.set()
    answers = await asyncio.gather(*herd)

    assert origin.asked == 1
    assert {status for status, _, _ in answers} == {503}


async def test_a_changed_campaign_drops_its_own_and_no_other() -> None:
    origin = Origin()
    app = memo(origin)
    for path in ("/one", "/two"):
        await ask(app, scope(path))

    app.drop("one")
    for path in ("/one", "/two"):
        await ask(app, scope(path))

    assert origin.asked == 3


async def test_memory_is_bounded_and_what_is_used_stays() -> None:
    origin = Origin(b"y" * 1000)
    app = memo(origin, capacity=10 * (1000 + OVERHEAD + VARIANT + SPELLING + 20))
    for i in range(200):
        await ask(app, scope(f"/{i}"))
        await ask(app, scope("/hot"))

    assert app.size <= 10 * (1000 + OVERHEAD + VARIANT + SPELLING + 20)
    asked = origin.asked
    await ask(app, scope("/hot"))
    assert origin.asked == asked


async def test_the_size_is_that_of_the_bodies_and_returns_to_nothing() -> None:
    app = memo(Origin())
    for encoding in ("br", "gzip", "zstd", "identity", ""):
        await ask(app, scope("/one", accept_encoding=encoding))
    assert app.size > OVERHEAD + 1000

    app.drop("one")

    assert app.size == 0


@pytest.mark.parametrize("first", DECODED)
async def test_whichever_coding_comes_first_each_holds_the_whole(first: str) -> None:
    origin = Origin(bytes(range(256)) * 40)
    app = memo(origin)
    for encoding in (first, *DECODED):
        _, _, body = await ask(app, scope("/one", accept_encoding=encoding))
        assert DECODED[encoding](body) == origin.body

    assert origin.asked == 1


async def test_what_is_kept_in_a_coding_is_not_kept_plain_as_well() -> None:
    app = memo(Origin(b"x" * 100_000))
    await ask(app, scope("/one", accept_encoding="br"))
    assert app.size < 50_000

    await ask(app, scope("/one", accept_encoding="identity"))
    assert 100_000 < app.size < 150_000


async def test_head_has_the_headers_of_get_and_no_body() -> None:
    app = memo(Origin())

    got, head = await ask(app, scope()), await ask(app, scope(method="HEAD"))

    assert head[1] == got[1]
    assert head[2] == b""
