"""What the server says about itself: lines on standard error, and never a word about a reader."""

import json
import logging
import select
import sys
import time
from contextlib import suppress
from datetime import UTC, datetime
from traceback import extract_tb
from typing import TextIO

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


class Impatient(logging.StreamHandler[TextIO]):
    """Leaves out a line that nobody takes: a full pipe would hold up the server for as long as it is full."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write the line, if that can be done at once."""
        waiting = select.poll()
        # Whoever closed standard error wants no lines.
        with suppress(TypeError, ValueError, OSError):
            waiting.register(self.stream, select.POLLOUT)
            if waiting.poll(0):
                super().emit(record)


class Seldom(logging.Filter):
    """Lets each message through once a minute."""

    def __init__(self) -> None:
        super().__init__()
        self._said: dict[str, float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether it was not said for a minute."""
        now, message = time.monotonic(), record.getMessage()
        if now - self._said.get(message, -SELDOM) < SELDOM:
            return False
        # Those of a minute ago are forgotten, so that no number of different ones fills the memory.
        self._said = {said: at for said, at in self._said.items() if now - at < SELDOM} | {message: now}
        return True


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
    handler = Impatient(sys.stderr)
    handler.setFormatter(Json() if form == "json" else Line())
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    # Should standard error be gone, nobody can be told so either.
    logging.raiseExceptions = False
    # uvicorn's lines of every start and stop say nothing.
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
    # Malformed requests come in thousands, and so do answers that cannot be made.
    for name in ("uvicorn.error", "widget.server.requests"):
        logging.getLogger(name).addFilter(Seldom())
