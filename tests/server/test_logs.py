"""The log: a line for each event, as text or JSON, with nothing of a reader in it."""

import json
import logging

import pytest
from starlette.testclient import TestClient

from tests.support.examples import CAMPAIGNS
from widget.formats.pictures.queue import LayOut
from widget.server.app import create_app
from widget.server.logs import Json, Line, Seldom

FORMATTERS = pytest.mark.parametrize("formatter", [Line(), Json()], ids=["text", "json"])


def record(message: str, error: BaseException | None = None) -> logging.LogRecord:
    exc_info = (type(error), error, error.__traceback__) if error else None
    return logging.LogRecord("widget.server", logging.ERROR, __file__, 1, message, (), exc_info)


def raised() -> ValueError:
    try:
        int("lang=secret")
    except ValueError as error:
        return error
    raise AssertionError


@FORMATTERS
def test_of_an_exception_the_type_and_the_place_are_said_and_not_the_message(formatter: Line) -> None:
    line = formatter.format(record("It failed", raised()))

    assert "ValueError" in line
    assert "test_logs.py:" in line
    assert "secret" not in line


@FORMATTERS
def test_an_event_is_one_line(formatter: Line) -> None:
    assert "\n" not in formatter.format(record("a campaign file\nwith a strange name", raised()))


def test_json_has_the_parts_by_name() -> None:
    found = json.loads(Json().format(record("It failed")))

    assert found.pop("time").endswith("+00:00")
    assert found == {"level": "error", "logger": "widget.server", "message": "It failed"}


def test_what_strangers_can_cause_is_said_once() -> None:
    seldom = Seldom()

    assert [seldom.filter(record(text)) for text in ("a", "a", "b", "a")] == [True, False, True, False]


def test_a_failure_is_said_without_what_the_reader_sent(caplog: pytest.LogCaptureFixture) -> None:
    async def broken(campaign: str, lay_out: LayOut) -> list[bytes]:
        raise ValueError("it cannot be drawn")

    with caplog.at_level(logging.INFO):
        client = TestClient(create_app(CAMPAIGNS, draw=broken))
        headers = {"accept-language": "rm", "user-agent": "secret", "referer": "https://secret.example"}
        answer = client.get("/catsforkids/every-second.png?accent=0b5c6e&fbclid=secret", headers=headers)

    lines = [Line().format(each) for each in caplog.records if each.name.startswith("widget")]
    assert answer.status_code == 500
    assert len(lines) == 1
    assert "embed" in lines[0]
    for part in ("secret", "0b5c6e", "every-second", "rm,"):
        assert part not in lines[0]
