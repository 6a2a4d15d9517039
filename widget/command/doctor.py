"""`meanwhile doctor`: whether this machine and what stands in front are ready, in a line each."""

import sys
from itertools import chain

import click

from widget.campaign.library import Library
from widget.command.shared import with_settings
from widget.settings import TABLE, Settings


@click.command()
@with_settings(*TABLE)
def doctor(settings: Settings) -> None:
    """Look at what a server with these settings needs; exit status 1 if anything fails.

    The network is asked only if there is a --public-url, and then only that address.
    """
    # Imported here, since a server has no need of what they need: drawing, TLS.
    from widget.command import front, machine

    library = Library(settings.campaigns)
    failed = False
    for finding in chain(machine.findings(settings, library), front.findings(settings, library.campaigns)):
        click.echo(str(finding))
        failed = failed or finding.state == "fail"
    sys.exit(failed)
