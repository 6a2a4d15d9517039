"""`meanwhile export`: the site as static files."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from widget.command.shared import loaded, with_settings
from widget.export import site
from widget.export.folder import StagingError
from widget.settings import Settings
from widget.view.options import THEMES


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@with_settings("public_url", "campaigns", "operator")
@click.option("--theme", "themes", multiple=True, type=click.Choice(THEMES), help="A theme besides auto.")
@click.option("--lang", "langs", multiple=True, help="A language; without this, all.")
def export(settings: Settings, folder: Path, themes: tuple[str, ...], langs: tuple[str, ...]) -> None:
    """Write the site into DIR as static files, all but what needs the clock."""
    if not settings.public:
        raise SystemExit("--public-url: is missing; expected an address such as https://meanwhile.example")
    campaigns = loaded(settings)
    try:
        exported = site.still(campaigns, langs)
        files = site.files(exported, themes, settings.base, settings.public, settings.operator)
        outcome = site.write(folder, files, settings.public, settings.base, _watched)
    except (site.ExportError, StagingError) as error:
        raise SystemExit(str(error)) from None
    for sentence in site.left_out(campaigns, exported):
        click.echo(sentence, err=True)
    written, removed = len(outcome.written), len(outcome.removed)
    click.echo(f"{folder}: {len(outcome.entries)} files, {written} written, {removed} removed")


def _watched(files: Sequence[site.File]) -> Iterable[site.File]:
    if not sys.stderr.isatty():
        yield from files
        return
    with click.progressbar(files, label="Exporting", file=sys.stderr) as bar:
        yield from bar
