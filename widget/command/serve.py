"""`meanwhile serve`: the server."""

import logging
import os
import resource
import time
from contextlib import suppress
from dataclasses import replace

import click

from widget.campaign.faults import CampaignError
from widget.campaign.library import Library
from widget.command.shared import with_settings
from widget.language import letters
from widget.server import heap, logs
from widget.server.listening import address, inherited, is_private, listen
from widget.server.processes import planned, serve_alone, supervise
from widget.settings import TABLE, Settings

# Open files below which readers would soon be refused: a connection is one, and a picture takes some.
FEW_FILES = 256
log = logging.getLogger(__name__)


@click.command()
@with_settings(*TABLE)
def serve(settings: Settings) -> None:
    """Serve the bundled campaigns and those in every DIR."""
    heap.restrain()
    _open_standard_streams()
    logs.begin(settings.log_format, settings.log_level)
    _check_fonts()
    _raise_limit_of_files()
    library = Library(settings.campaigns, time.monotonic())
    if settings.strict and library.status.faults:
        raise SystemExit(str(CampaignError(library.status.faults)))
    opened = inherited(settings.fd) if settings.fd else listen(settings.host, settings.port)
    here = address(settings.host, opened, settings.base)
    log.info("%d campaign(s) on %s/ (Ctrl+C stops)", len(library.campaigns), here)
    if not settings.public and not is_private(opened):
        log.warning(
            "Readers come from other machines, but snippets and link cards name %s; set --public-url,"
            " such as https://meanwhile.example",
            here,
        )
    plan = planned(replace(settings, root_path=settings.base, public_url=settings.public or here))
    if plan.workers == 1:
        serve_alone(opened, plan, library)
    else:
        # Only the processes that serve need the campaigns, and each reads them itself.
        del library
        supervise(opened, plan)


def _open_standard_streams() -> None:
    """Whoever starts a server may have closed them, and what is opened next would take their place."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)


def _check_fonts() -> None:
    try:
        letters.check()
    except OSError as error:
        raise SystemExit(
            f"The fonts for pictures are not installed: {error}; install the package again"
        ) from None


def _raise_limit_of_files() -> None:
    limit, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
        limit = most
    if 0 <= limit < FEW_FILES:
        log.warning(
            "This process may open %d files only, so few readers at once; raise it: ulimit -n 65536", limit
        )
