"""The command `meanwhile`: serve, check, get, snippet, export, purge, languages, doctor."""

import click

from widget import __version__
from widget.command.check import check
from widget.command.doctor import doctor
from widget.command.export import export
from widget.command.get import get
from widget.command.languages import languages
from widget.command.purge import purge
from widget.command.serve import serve
from widget.command.snippet import snippet


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="meanwhile")
def main() -> None:
    """Embeds that need no JavaScript: numbers from published rates that tick in pure CSS."""


for command in (serve, check, get, snippet, export, purge, languages, doctor):
    main.add_command(command)
