"""What the server says about itself: lines on standard error, and never a word about a reader."""

import json
import logging
import sys
import time
from datetime import UTC, datetime
from traceback import extract_tb

# Seconds in which what strangers can cause is said once.
SELDOM = 60


class Line(logging.Formatter):
    """A record as one line: time, level, logger, message.

    Of an exception there are its type and its place in the code. What it says may repeat what a reader sent.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        return " ".join(str(value) for value in fields(record).values()).replace("\n", " ")


class Json(Line):
    """A record as one JSON object."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        return json.dumps(fields(record), ensure_ascii=False)


class Seldom(logging.Filter):
    """Lets each message through once a minute."""

    def __init__(self) -> None:
        super().__init__()
        self._said: dict[str, float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether it was not said for a minute."""
        now = time.monotonic()
        said = self._said.setdefault(record.msg, now)
        self._said[record.msg] = now if now - said >= SELDOM else said
        return self._said[record.msg] == now


def fields(record: logging.LogRecord) -> dict[str, str]:
    """The parts of a line."""
    time_ = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
    message = record.getMessage()
    about = {"time": time_, "level": record.levelname.lower(), "logger": record.name, "message": message}
    if record.exc_info and record.exc_info[0]:
        kind, _, traceback = record.exc_info
        frames = [f"{frame.filename}:{frame.lineno}" for frame in extract_tb(traceback)]
        about["exception"] = " < ".join([kind.__name__, *reversed(frames)])
    return about


def begin(form: str, level: str) -> None:
    """Let this process write lines of the form text or json, from a level on."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Json() if form == "json" else Line())
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    # Should standard error be gone, nobody can be told so either.
    logging.raiseExceptions = False
    # uvicorn's lines of every start and stop say nothing, and malformed requests come in thousands.
    server = logging.getLogger("uvicorn.error")
    server.setLevel(logging.WARNING)
    server.addFilter(Seldom())
    logging.getLogger("uvicorn.access").disabled = True
