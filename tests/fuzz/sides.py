"""One request to two servers, one that keeps what it makes and one that is new: both say the same."""

import asyncio
import hashlib
import pickle
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from random import Random

from starlette.types import ASGIApp

from tests.fuzz.openapi import description
from tests.fuzz.requests import Request, honest, odd
from widget.campaign.library import load_all
from widget.formats.pictures.drawing import Drawing
from widget.responses.call import Answer, call, scope
from widget.responses.memo import Memo
from widget.server import app
from widget.server.requests import Site
from widget.settings import LOCAL

START = datetime(2026, 11, 22, 12, 34, 56, 789012, tzinfo=UTC)
# Bytes that a server keeps, so few that it must forget; honest requests, and after how many odd ones they are
# asked again.
CAPACITY, HONEST, AGAIN = 1 << 20, 40, 500
STEPS = (0, 0, 0, 0.001, 1, 59, 3600, -3600, -0.5)
STATUSES = frozenset({200, 301, 304, 400, 404, 405, 501})


class Sides:
    """The two servers, by one clock; statuses: how often each was answered."""

    def __init__(self, seed: int) -> None:
        self._draw, self._now = Random(seed), START
        campaigns = {"catsforkids": load_all([])["catsforkids"]}
        self.description = description(campaigns)
        self._site = Site(campaigns, "", LOCAL, lambda: self._now, draw=undrawn)
        self.memo = self._new()
        self.statuses: Counter[int] = Counter()

    async def run(self, number: int, each: Callable[[int], None] = lambda _: None) -> None:
        """So many odd requests. Raises AssertionError with the request that something is wrong with."""
        asked = [honest(self.description, self._draw) for _ in range(HONEST)]
        before = [await self._compared(request) for request in asked]
        for count in range(number):
            self._now = START + timedelta(seconds=self._draw.choice(STEPS))
            await self._compared(odd(self.description, self._draw))
            if count % AGAIN == 0 or count == number - 1:
                self._now = START
                assert [await self._compared(request) for request in asked] == before
                each(count)

    async def _compared(self, request: Request) -> Answer:
        kept, made = [await _ask(server, request) for server in (self.memo, self._new())]
        self.statuses[kept.status] += 1
        assert kept == made, f"{request}: {kept}, and anew {made}"
        assert not (wrong := list(_amiss(request, kept))), f"{request}: {wrong}: {kept}"
        return kept

    def _new(self) -> Memo:
        return Memo(partial(app._resolve, self._site), lambda: self._now.timestamp(), lambda: 0.0, CAPACITY)


async def _ask(server: ASGIApp, request: Request) -> Answer:
    return await call(server, scope(request.target, request.method, request.headers))


def _amiss(request: Request, answer: Answer) -> Sequence[str]:
    """What no answer may be."""
    headers = dict(answer.headers)
    length = int(headers.get(b"content-length", b"0"))
    is_markup = any(name in headers.get(b"content-type", b"") for name in (b"html", b"svg", b"xml"))
    found = {
        "status": answer.status not in STATUSES,
        "length": request.method != "HEAD" and answer.status != 304 and length != len(answer.body),
        "a body": bool(answer.body) and (request.method == "HEAD" or answer.status == 304),
        "a line in a header": any(b"\n" in value or b"\r" in value for _, value in answer.headers),
        "no policy": answer.status != 304 and b"content-security-policy" not in headers,
        "markup": is_markup and (b"<script" in answer.body or b"onerror=y>" in answer.body),
        "a traceback": b"Traceback" in answer.body,
    }
    return [name for name, wrong in found.items() if wrong]


async def undrawn(campaign: str, lay_out: Callable[[], Sequence[Drawing]]) -> Sequence[bytes]:
    """What a picture is made of, in place of its pixels, which take a tenth of a second."""
    return [hashlib.sha256(pickle.dumps(drawing)).digest() for drawing in lay_out()]


def run(number: int, seed: int, each: Callable[[int], None] = lambda _: None) -> Sides:
    """Ask both servers so many odd requests; `each` is told now and then how many there were."""
    sides = Sides(seed)
    asyncio.run(sides.run(number, each))
    return sides
