"""`meanwhile snippet`: what to paste for a widget."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

import click

from widget.campaign.models import Campaign
from widget.command.shared import loaded, with_settings
from widget.language.cldr import language
from widget.language.isolates import bare
from widget.pages import builder
from widget.paste import snippets
from widget.paste.destinations import DESTINATIONS, notes
from widget.settings import LOCAL, Settings
from widget.view import view
from widget.view.options import NAMES, OptionError, Options, parse
from widget.view.refusals import explain


def with_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of an embed, as flags of the command."""
    for name in reversed(NAMES):
        command = click.option(f"--{name}", name, default="", help=f"As {name}= in an address.")(command)
    return command


@click.command()
@click.argument("name", metavar="CAMPAIGN/WIDGET")
@click.option(
    "--for",
    "destination",
    type=click.Choice(list(DESTINATIONS)),
    default=next(iter(DESTINATIONS)),
    show_default=True,
    help="Where it will be pasted.",
)
@with_options
@with_settings("campaigns", "public_url", "root_path")
def snippet(settings: Settings, name: str, destination: str, **chosen: str) -> None:
    """Print what to paste for CAMPAIGN/WIDGET, such as catsforkids/while-reading."""
    campaign, widget = _widget(loaded(settings), name)
    moment = datetime.now(UTC)
    options = _options(chosen, campaign, widget, moment, builder.ending(destination))
    if not settings.public:
        click.echo(f"--public-url is not set; these addresses are for this machine: {LOCAL}", err=True)
    shown = view.build(campaign, widget, options, moment, settings.public or LOCAL)
    click.echo(snippets.snippet(destination, shown))
    for note in notes(destination, shown):
        click.echo(bare(note), err=True)


def _widget(campaigns: Mapping[str, Campaign], name: str) -> tuple[Campaign, str]:
    known = [f"{campaign.name}/{widget}" for campaign in campaigns.values() for widget in campaign.widgets]
    if name not in known:
        raise SystemExit(f"{name!r} is not known; expected one of {', '.join(known)}")
    campaign_name, _, widget = name.partition("/")
    return campaigns[campaign_name], widget


def _options(
    chosen: Mapping[str, str], campaign: Campaign, widget: str, moment: datetime, ending: str
) -> Options:
    english = language("en")
    try:
        return parse(chosen, campaign, campaign.widgets[widget], moment, english, ending)
    except OptionError as error:
        raise SystemExit("\n".join(f"--{explain(wrong, english)}" for wrong in error.wrong)) from None
