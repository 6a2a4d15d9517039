"""`meanwhile check`: every fault of campaign files."""

import sys
from pathlib import Path

import click

from widget.campaign.faults import CampaignError
from widget.campaign.load import load


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path(path_type=Path))
def check(files: tuple[Path, ...]) -> None:
    """Check campaign files and list every fault."""
    refused = False
    for file in files:
        try:
            campaign = load(file)
        except CampaignError as error:
            refused = True
            click.echo(str(error), err=True)
        else:
            click.echo(f"{file}: {campaign.name} is in order: {len(campaign.widgets)} widget(s)")
    sys.exit(refused)
