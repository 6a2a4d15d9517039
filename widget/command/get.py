"""`meanwhile get`: a response without a server."""

import asyncio
import sys
from urllib.parse import urlsplit

import click

from widget.command.shared import loaded, with_settings
from widget.responses.call import call, scope
from widget.server.app import create_app
from widget.settings import Settings


@click.command()
@click.argument("path")
@click.option("--headers", is_flag=True, help="Print the status and the headers too.")
@with_settings("campaigns", "public_url", "root_path")
def get(settings: Settings, path: str, headers: bool) -> None:
    """Print the response to PATH, such as /catsforkids/while-reading.txt?lang=nl, without a server."""
    app = create_app(loaded(settings), settings.base, settings.public)
    answer = asyncio.run(call(app, scope(_target(path))))
    if headers:
        click.echo(f"HTTP/1.1 {answer.status}")
        for name, value in answer.headers:
            click.echo(f"{name.decode('latin-1')}: {value.decode('latin-1')}")
        click.echo()
    sys.stdout.buffer.write(answer.body)
    sys.exit(answer.status >= 400)


def _target(path: str) -> str:
    """What a browser would ask a server for, if `path` were in its address bar."""
    parts = urlsplit(path)
    return f"{parts.path or '/'}?{parts.query}"
