"""The command `meanwhile`: serve, check, get, snippet, export, purge, languages, schema, doctor."""

import gc
from importlib import import_module

import click

from widget import __version__

COMMANDS = ("check", "doctor", "export", "get", "languages", "purge", "schema", "serve", "snippet")


class Commands(click.Group):
    """Each in a module of its name, loaded when it is wanted: a server needs nothing of an export."""

    def list_commands(self, context: click.Context) -> list[str]:
        """Their names."""
        return list(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """The one of that name, or None."""
        if name not in COMMANDS:
            return None
        # Modules stay: looking for garbage among them would be a tenth of a start.
        gc.disable()
        command: click.Command = getattr(import_module(f"widget.command.{name}"), name)
        gc.freeze()
        gc.enable()
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="meanwhile")
def main() -> None:
    """Embeds that need no JavaScript: numbers from published rates that tick in pure CSS."""
