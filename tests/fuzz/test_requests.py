"""Odd requests: two servers, of which one keeps what it makes, say the same, and never that they failed."""

import random

import pytest

from tests.fuzz import sides
from tests.fuzz.openapi import description
from tests.fuzz.requests import honest
from tests.support.examples import CAMPAIGNS
from tests.support.responses import ask
from widget.server.app import create_app
from widget.view.addresses import PATHS

PARTS, REQUESTS = 2, 400


@pytest.mark.parametrize("part", range(PARTS))
def test_odd_requests_change_no_answer_and_fail_none(part: int) -> None:
    asked = sides.run(REQUESTS, part)

    assert asked.statuses[200] > REQUESTS / 4
    assert asked.statuses[404] > REQUESTS / 20
    assert asked.memo.size <= sides.CAPACITY


def test_the_description_has_every_address_and_what_it_allows_is_there() -> None:
    found, draw = description(CAMPAIGNS), random.Random(0)
    server = create_app(CAMPAIGNS, clock=lambda: sides.START, draw=sides.undrawn)
    drawn = [honest(found, draw) for _ in range(60)]

    assert set(found["paths"]) == set(PATHS.values())
    statuses = {request.target: ask(server, request.target).status for request in drawn}
    # A widget without a reading time, or an accent that is too pale for a theme, is refused with a reason.
    assert set(statuses.values()) <= {200, 400, 404, 501}, statuses
    assert list(statuses.values()).count(200) > 30
