"""`meanwhile check`: every fault of campaign files."""

import sys
from itertools import filterfalse
from pathlib import Path

import click

from widget.campaign.faults import CampaignError, printable
from widget.campaign.load import load
from widget.campaign.models import Campaign
from widget.command.proof import failures
from widget.language.icu import has_data

WITHOUT_DATA = "ICU has no data of this language, so numbers and dates in it are written as in English"


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path(path_type=Path))
def check(files: tuple[Path, ...]) -> None:
    """Check campaign files and list every fault, also of what would be made of them."""
    refused = False
    for file in files:
        try:
            campaign = _checked(file)
        except CampaignError as error:
            refused = True
            click.echo(str(error), err=True)
        else:
            widgets = len(campaign.widgets)
            click.echo(f"{printable(str(file))}: {campaign.name} is in order: {widgets} widget(s)")
            for tag in filterfalse(has_data, campaign.languages):
                click.echo(f"{printable(str(file))}: note: {tag}: {WITHOUT_DATA}")
    sys.exit(refused)


def _checked(file: Path) -> Campaign:
    campaign = load(file)
    if faults := failures(campaign, str(file)):
        raise CampaignError(faults)
    return campaign
