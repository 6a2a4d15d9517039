"""Campaign files that change while they are served: checked every few seconds, outdated answers dropped."""

import asyncio
import logging
import time
from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING

from widget.campaign.faults import Fault
from widget.campaign.library import Library
from widget.responses.memo import Memo

if TYPE_CHECKING:
    from widget.server.metrics import Metrics

# Seconds between two looks at the campaign files, and how many files may be looked at in a second.
PATIENCE = 2
LOOKS = 200
log = logging.getLogger(__name__)


async def watch(library: Library, memo: Memo, metrics: "Metrics | None") -> None:
    """Look at the files of `library` for as long as the server runs, whatever happens.

    How long ago it last did is in `library.status`, by time.monotonic.
    """
    _say(library.status.faults)
    while True:
        try:
            await look(library, memo, metrics)
        except Exception:
            # Also if nobody can be told, since standard error is closed.
            with suppress(Exception):
                log.exception("The campaign files could not be looked at; they will be again")
        await asyncio.sleep(max(PATIENCE, len(library.campaigns) / LOOKS))


async def look(library: Library, memo: Memo, metrics: "Metrics | None") -> None:
    """Look at the files once, in a thread, and serve what has changed."""
    change = library.apply(await asyncio.to_thread(library.look), time.monotonic())
    for name in change.names:
        memo.drop(name)
    if metrics:
        metrics.failed(len(change.faults))
        if change.names or not metrics.revised:
            await asyncio.to_thread(metrics.serving, dict(library.campaigns))
    _say(change.faults)


def _say(faults: Iterable[Fault]) -> None:
    with suppress(Exception):
        for fault in faults:
            log.warning("%s", fault)
