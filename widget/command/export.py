"""`meanwhile export`: the site as static files."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from widget.command.shared import loaded, with_settings
from widget.export import site
from widget.export.folder import StagingError
from widget.export.hosts import HOSTS, excesses
from widget.export.store import StoreError, send
from widget.settings import Settings
from widget.view.options import THEMES


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@with_settings("public_url", "campaigns", "operator")
@click.option("--theme", "themes", multiple=True, type=click.Choice(THEMES), help="A theme besides auto.")
@click.option("--lang", "langs", multiple=True, help="A language; without this, all.")
@click.option(
    "--host", "hosts", multiple=True, type=click.Choice(list(HOSTS)), help="Write files for this host."
)
@click.option("--to", "store", default="", metavar="URL", help="Also an object store: s3://bucket/prefix.")
def export(
    settings: Settings,
    folder: Path,
    themes: tuple[str, ...],
    langs: tuple[str, ...],
    hosts: tuple[str, ...],
    store: str,
) -> None:
    """Write the site into DIR as static files, all but what needs the clock."""
    if not settings.public:
        raise SystemExit("--public-url: is missing; expected an address such as https://meanwhile.example")
    if {"cloudflare", "netlify"} <= set(hosts):
        raise SystemExit("--host: cloudflare and netlify read the same _headers; export into two folders")
    campaigns = loaded(settings)
    try:
        exported = site.still(campaigns, langs)
        files = site.files(exported, themes, settings.base, settings.public, settings.operator)
        outcome = site.write(folder, files, settings.public, settings.base, hosts or ("nginx",), _watched)
    except (site.ExportError, StagingError) as error:
        raise SystemExit(str(error)) from None
    for sentence in [*site.left_out(campaigns, exported), *excesses(hosts, folder)]:
        click.echo(sentence, err=True)
    written, removed = len(outcome.written), len(outcome.removed)
    click.echo(f"{folder}: {len(outcome.entries)} files, {written} written, {removed} removed")
    if store:
        _sent(folder, store)


def _sent(folder: Path, url: str) -> None:
    try:
        done = send(folder, url)
    except StoreError as error:
        raise SystemExit(str(error)) from None
    click.echo(f"{url}: {done.whole} files, {done.sent} sent, {done.deleted} deleted")


def _watched(files: Sequence[site.File]) -> Iterable[site.File]:
    if not sys.stderr.isatty():
        yield from files
        return
    with click.progressbar(files, label="Exporting", file=sys.stderr) as bar:
        yield from bar
