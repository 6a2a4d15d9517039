"""A connection: uvicorn's, with limits that it does not have, and an end that loses no request."""

import asyncio
from collections.abc import Awaitable
from functools import partial
from typing import Any

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol, RequestResponseCycle

from widget.responses import policy
from widget.responses.entry import Head

# Bytes of a request before its answer: of its line and headers, or of a body that nobody reads.
LONGEST_HEAD = 1 << 16
# Seconds for a request to arrive, for a reader to take what is sent, and in which a stopping server still
# answers on a connection that is kept.
ARRIVING, TAKING, LINGERING = 10.0, 20.0, 1.0
REFUSED = b"The request cannot be read.\n"


def _refusal() -> bytes:
    more = (
        ("content-type", "text/plain; charset=utf-8"),
        ("content-length", str(len(REFUSED))),
        ("connection", "close"),
    )
    lines = [f"{name}: {value}\r\n".encode() for name, value in (*policy.headers("error"), *more)]
    return b"".join([STATUS_LINE[400], *lines, b"\r\n", REFUSED])


def _send(cycle: RequestResponseCycle, message: Any) -> Awaitable[None]:
    """Send a message of ASGI as uvicorn does, but the head of a kept answer as it was joined and checked."""
    head = message.get("headers")
    ready = isinstance(head, Head) and cycle.keep_alive
    if ready and not (cycle.response_started or cycle.disconnected or cycle.flow.write_paused):
        return _begin(cycle, message["status"], head)
    return cycle.send(message)


async def _begin(cycle: RequestResponseCycle, status: int, head: Head) -> None:
    cycle.response_started = True
    cycle.expected_content_length = head.length
    more = [b"%b: %b\r\n" % pair for pair in cycle.default_headers]
    cycle.transport.write(b"".join([STATUS_LINE[status], *more, head.lines]))


class Connection(HttpToolsProtocol):
    """Refuses what is too long or too slow, and closes only after an answer that says so."""

    _received = 0
    _stopping = False
    _arriving: asyncio.TimerHandle | None = None
    _taking: asyncio.TimerHandle | None = None

    @property
    def _idle(self) -> bool:
        return self.cycle is None or self.cycle.response_complete

    def connection_made(self, transport: Any) -> None:
        """A reader is there."""
        super().connection_made(transport)
        self._expect()

    def connection_lost(self, exc: Exception | None) -> None:
        """The reader is gone."""
        self._expect_nothing()
        self.resume_writing()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Something came."""
        self._received += len(data)
        if self._received > LONGEST_HEAD:
            self.send_400_response("")
            return
        super().data_received(data)
        # Most requests come whole, and need no timer.
        if self._received and self._arriving is None:
            self._expect()

    def on_headers_complete(self) -> None:
        """A request is there."""
        self._expect_nothing()
        self._received = 0
        super().on_headers_complete()
        if self._stopping and self.cycle:
            self.cycle.keep_alive = False

    def send_400_response(self, msg: str) -> None:
        """Refuse what is no request, or too long for one."""
        if not self.transport.is_closing():
            if self._idle:
                self.transport.write(_refusal())
            self._close()

    def shutdown(self) -> None:
        """The server stops: what is running is answered, and what may be on its way too."""
        self._stopping = True
        if self._idle:
            self.loop.call_later(LINGERING, self._close_if_idle)
        else:
            super().shutdown()

    def pause_writing(self) -> None:
        """The reader does not take what was sent."""
        super().pause_writing()
        self._taking = self.loop.call_later(TAKING, self.transport.abort)

    def resume_writing(self) -> None:
        """The reader has taken it."""
        if self._taking:
            self._taking.cancel()
        self._taking = None
        if self.flow:
            super().resume_writing()

    def on_response_complete(self) -> None:
        """An answer was given."""
        super().on_response_complete()
        if self.transport.is_closing():
            self._close()

    def timeout_keep_alive_handler(self) -> None:
        """A connection was kept for nothing."""
        self._close()

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: Any) -> None:
        def answer(scope: Any, receive: Any, _: Any) -> Awaitable[None]:
            answered: Awaitable[None] = app(scope, receive, partial(_send, cycle))
            return answered

        super()._start_asgi_task(cycle, answer)

    def _expect(self) -> None:
        self._arriving = self.loop.call_later(ARRIVING, self._close_if_idle)

    def _expect_nothing(self) -> None:
        if self._arriving:
            self._arriving.cancel()
        self._arriving = None

    def _close_if_idle(self) -> None:
        if self._idle:
            self._close()

    def _close(self) -> None:
        self.transport.close()
        # What nobody takes would hold a closed connection open for ever.
        if self.transport.get_write_buffer_size():
            self.loop.call_later(TAKING, self.transport.abort)
