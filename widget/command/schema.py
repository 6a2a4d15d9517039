"""`meanwhile schema`: the JSON schema of a campaign file, for editors."""

import json

import click

from widget.campaign import schema as campaign


@click.command()
def schema() -> None:
    """Print the JSON schema of a campaign file.

    An editor that knows TOML completes and checks a file by it when the first line of the file is
    `#:schema ./campaign.schema.json`.
    """
    click.echo(json.dumps(campaign.schema(), ensure_ascii=False, indent=1))
