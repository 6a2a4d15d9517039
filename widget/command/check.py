"""`meanwhile check`: every fault of campaign files."""

import sys
from collections.abc import Iterator
from datetime import datetime
from itertools import filterfalse
from pathlib import Path

import click

from widget.campaign.advice import hints
from widget.campaign.faults import CampaignError, printable
from widget.campaign.load import load
from widget.campaign.models import Campaign
from widget.command.proof import failures
from widget.language.catalogue import borrowed, own_language, page_languages, review
from widget.language.icu import has_data
from widget.language.letters import EAST_ASIAN_EXTRA, needs_extra

INSTALL = f"pip install 'meanwhile-widget[{EAST_ASIAN_EXTRA}]'"
WITHOUT_DATA = "ICU has no data of this language, so numbers and dates in it are written as in English"


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path(path_type=Path))
def check(files: tuple[Path, ...]) -> None:
    """Check campaign files and list every fault, also of what would be made of them.

    Hints are not faults: what may be meant, and may be a slip.
    """
    refused = False
    for file in files:
        try:
            campaign = _checked(file)
        except CampaignError as error:
            refused = True
            click.echo(str(error), err=True)
        else:
            for hint in hints(campaign, str(file), datetime.now(campaign.timezone).date()):
                click.echo(str(hint), err=True)
            widgets = len(campaign.widgets)
            click.echo(f"{printable(str(file))}: {campaign.name} is in order: {widgets} widget(s)")
            for tag in filterfalse(has_data, campaign.languages):
                click.echo(f"{printable(str(file))}: note: {tag}: {WITHOUT_DATA}")
            for note in _notes(campaign):
                click.echo(f"{printable(str(file))}: note: {note}")
    sys.exit(refused)


def _checked(file: Path) -> Campaign:
    campaign = load(file)
    if faults := failures(campaign, str(file)):
        raise CampaignError(faults)
    return campaign


def _notes(campaign: Campaign) -> Iterator[str]:
    """What readers will find of our own words in each language, and what a server has to have for it."""
    for tag in campaign.languages:
        if needs_extra("".join(_pictured(campaign, tag)), tag):
            yield f"{tag}: pictures need a server with the extra {EAST_ASIAN_EXTRA}: {INSTALL}"
        found = review(tag)
        if found is None:
            yield f"{tag}: the product's own words stand in English"
        elif found.status == "draft":
            yield f"{tag}: the product's own words are a draft that no native reader has reviewed"
        if other := borrowed(tag):
            yield f"{tag}: the product's own words are those of {other}"
        if found and own_language(tag) not in page_languages():
            yield f"{tag}: pages such as that of the campaign have words in English"


def _pictured(campaign: Campaign, tag: str) -> Iterator[str]:
    for widget in campaign.widgets.values():
        yield from (widget.label[tag], widget.sentence[tag])
