"""A request in this process is the one that a server would pass on."""

import asyncio

from starlette.types import Receive, Scope, Send

from widget.responses.call import call, scope


async def echo(asked: Scope, receive: Receive, send: Send) -> None:
    message = await receive()
    assert (message["body"], message["more_body"]) == (b"", False)
    headers = [(b"x-path", asked["path"].encode()), (b"x-query", asked["query_string"]), *asked["headers"]]
    await send({"type": "http.response.start", "status": 201, "headers": headers})
    for part in (asked["method"].encode(), b" twice"):
        await send({"type": "http.response.body", "body": part, "more_body": True})
    await send({"type": "http.response.body"})


def test_an_app_gets_the_target_taken_apart_and_gives_its_whole_answer() -> None:
    answer = asyncio.run(call(echo, scope("/a%20b?c=%20&d", "HEAD", {"Accept-Language": "nl"})))

    assert answer.status == 201
    assert answer.headers == [(b"x-path", b"/a b"), (b"x-query", b"c=%20&d"), (b"accept-language", b"nl")]
    assert answer.body == b"HEAD twice"
