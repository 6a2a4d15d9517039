"""`meanwhile serve`: the server."""

from dataclasses import replace

import click

from widget.command.shared import loaded, with_settings
from widget.server import metrics, processes
from widget.settings import TABLE, Settings


@click.command()
@with_settings(*TABLE)
def serve(settings: Settings) -> None:
    """Serve the bundled campaigns and those in every DIR."""
    campaigns = loaded(settings)
    listening = processes.listen(settings.host, settings.port)
    here = processes.address(settings.host, listening, settings.base)
    # Workers are started afresh and read the environment, as they would without this command.
    replace(settings, root_path=settings.base, public_url=settings.public or here).to_environment()
    if settings.metrics_port:
        _measure(settings.host, settings.metrics_port)
    click.echo(f"{len(campaigns)} campaign(s) on {here}/ (Ctrl+C stops)", err=True)
    processes.run(listening, settings.workers)


def _measure(host: str, port: int) -> None:
    try:
        metrics.serve(host, port)
    except OSError as error:
        raise SystemExit(f"{host}:{port}: {error.strerror}; choose another with --metrics-port") from None
