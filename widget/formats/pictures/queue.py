"""The queue of pictures: one is drawn at a time, in a process of its own, and campaigns take turns.

The library that draws holds Python's one lock while it does (about 75 ms for the largest), so drawing inside
the server would hold up every other reader. Whoever asks takes a place first: what is refused costs nothing.
"""

import asyncio
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock

from widget.formats.pictures.drawing import Drawing
from widget.settings import PACKAGE

# How many may wait, of all campaigns and of one.
MOST_WAITING, MOST_OF_ONE = 32, 16
# How many pictures of a job are drawn before it is another campaign's turn.
SLICE = 8
# Seconds after which a drawing process is ended; the longest slice takes about three.
PATIENCE = 30
CHILD = "from widget.formats.pictures import drawing; drawing.main()"
LayOut = Callable[[], Sequence[Drawing]]


class BusyError(Exception):
    """There is no picture now, but there may well be one soon."""


@dataclass(slots=True)
class Job:
    """Pictures that somebody waits for. left: those to be drawn, once they are laid out."""

    lay_out: LayOut
    future: "Future[tuple[bytes, ...]]" = field(default_factory=Future)
    left: deque[Drawing] | None = None
    drawn: list[bytes] = field(default_factory=list)

    def go_on(self) -> bool:
        """Draw a slice; whether there is more to do."""
        if self.left is None:
            if not self.future.set_running_or_notify_cancel():
                return False
            self.left = deque(self.lay_out())
        self.drawn += _elsewhere([self.left.popleft() for _ in range(min(SLICE, len(self.left)))])
        return bool(self.left)

    def run(self) -> bool:
        """Draw a slice, and tell whoever waits when that was the last; whether there is more to do."""
        try:
            if self.go_on():
                return True
            if not self.future.cancelled():
                self.future.set_result(tuple(self.drawn))
        except BaseException as error:
            self.future.set_exception(error)
        return False


class Queue:
    """Jobs that wait, in a line for each campaign; the lines take turns.

    drawing: how many are being drawn, refused: how many found no place so far.
    """

    def __init__(self) -> None:
        self.drawing = self.refused = 0
        self._lines: dict[str, deque[Job]] = {}
        self._lock = Lock()
        self._drawer = ThreadPoolExecutor(1, "drawing")

    def add(self, campaign: str, job: Job) -> None:
        """Let a job of `campaign` wait. Raises BusyError if there is no place for it."""
        with self._lock, self._counting():
            self._forget_cancelled()
            line = self._lines.get(campaign, deque())
            if len(line) >= MOST_OF_ONE:
                raise BusyError(f"{MOST_OF_ONE} pictures of this campaign are waiting")
            if sum(map(len, self._lines.values())) >= MOST_WAITING:
                self._make_room(len(line))
            line.append(job)
            self._lines[campaign] = line
        self._drawer.submit(self._draw_next)

    @property
    def waiting(self) -> int:
        """How many wait."""
        with self._lock:
            return sum(map(len, self._lines.values()))

    def _forget_cancelled(self) -> None:
        for campaign, line in list(self._lines.items()):
            self._lines[campaign] = deque(job for job in line if not job.future.cancelled())
            if not self._lines[campaign]:
                del self._lines[campaign]

    def _make_room(self, own: int) -> None:
        """Who has most waiting gives a place to whoever has fewer, so that no few can fill it."""
        longest = max(self._lines.values(), key=len)
        if len(longest) <= own + 1:
            raise BusyError(f"{MOST_WAITING} pictures are waiting")
        longest.pop().future.set_exception(BusyError("another campaign had none waiting"))
        self.refused += 1

    @contextmanager
    def _counting(self) -> Iterator[None]:
        try:
            yield
        except BusyError:
            self.refused += 1
            raise

    def _draw_next(self) -> None:
        with self._lock:
            if not self._lines:
                return
            campaign = next(iter(self._lines))
            line = self._lines.pop(campaign)
            job = line.popleft()
            if line:
                self._lines[campaign] = line
            self.drawing = 1
        unfinished = job.run()
        self.drawing = 0
        if unfinished:
            with self._lock:
                self._lines.setdefault(campaign, deque()).appendleft(job)
            self._drawer.submit(self._draw_next)


QUEUE = Queue()


async def drawn_all(campaign: str, lay_out: LayOut) -> tuple[bytes, ...]:
    """The pictures that `lay_out` makes in a thread when it is their turn, in its order.

    Raises BusyError if too many are waiting or the drawing process was ended, ChildProcessError if they could
    not be drawn, and what `lay_out` raises.
    """
    job = Job(lay_out)
    QUEUE.add(campaign, job)
    return await asyncio.wrap_future(job.future)


def _elsewhere(drawings: Sequence[Drawing]) -> tuple[bytes, ...]:
    # In this folder the process finds this very package, installed or not.
    command, pickled = [sys.executable, "-c", CHILD], pickle.dumps(tuple(drawings))
    try:
        done = subprocess.run(
            command, input=pickled, capture_output=True, cwd=PACKAGE.parent, timeout=PATIENCE
        )
    except subprocess.TimeoutExpired:
        raise BusyError(f"it was not drawn within {PATIENCE} seconds") from None
    except OSError as error:
        raise BusyError(f"no process could be started: {error.strerror}") from None
    if done.returncode < 0:
        raise BusyError(f"the drawing process was ended by signal {-done.returncode}")
    if done.returncode:
        reason = done.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        raise ChildProcessError(f"the picture could not be drawn: exit status {done.returncode}: {reason}")
    bodies: tuple[bytes, ...] = pickle.loads(done.stdout)
    return bodies
