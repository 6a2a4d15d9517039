"""Campaign files that change while they are served: checked every few seconds, outdated answers dropped."""

import asyncio
import logging

from widget.campaign.library import Change, Library
from widget.responses.memo import Memo
from widget.server.metrics import Metrics

# Seconds between two looks at the campaign files, and how many files may be looked at in a second.
PATIENCE = 2
LOOKS = 200
log = logging.getLogger(__name__)


async def watch(library: Library, memo: Memo, metrics: Metrics | None) -> None:
    """Look at the files of `library` for as long as the server runs."""
    faults = 0
    while True:
        if metrics:
            metrics.loaded(len(library.campaigns), faults)
        await asyncio.sleep(max(PATIENCE, len(library.campaigns) / LOOKS))
        change = library.refresh(await asyncio.to_thread(library.stamps))
        faults = len(change.faults)
        _apply(change, memo)


def _apply(change: Change, memo: Memo) -> None:
    for fault in change.faults:
        log.warning("%s", fault)
    for name in change.names:
        memo.drop(name)
