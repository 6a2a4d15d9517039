"""The command `meanwhile`: serve, check, get, snippet, export."""

import asyncio
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import click
from starlette.types import ASGIApp, Message

from widget import __version__
from widget.campaign.faults import CampaignError
from widget.campaign.library import load_all
from widget.campaign.models import Campaign, load
from widget.export import site as exporting
from widget.export.folder import StagingError
from widget.language.cldr import language
from widget.pages import builder
from widget.pages.campaign import explain
from widget.paste import snippets
from widget.paste.destinations import DESTINATIONS, notes
from widget.server import metrics
from widget.server import processes as server
from widget.server.app import LOCAL, create_app
from widget.settings import TABLE, variable
from widget.view import view
from widget.view.options import NAMES, THEMES, OptionError, Options, parse


def setting(name: str, **more: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """A click option made from the table of settings."""
    known = TABLE[name]
    return click.option(
        f"--{name.replace('_', '-')}",
        envvar=variable(name),
        default=known.default,
        show_default=bool(known.default),
        show_envvar=True,
        help=known.help,
        **more,
    )


folders = setting("campaigns", multiple=True, type=click.Path(path_type=Path), metavar="DIR")


def chosen(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of an embed, as flags of the command."""
    for name in reversed(NAMES):
        command = click.option(f"--{name}", name, default="", help=f"As {name}= in an address.")(command)
    return command


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="meanwhile")
def main() -> None:
    """Embeds that need no JavaScript: numbers from published rates that tick in pure CSS."""


@main.command()
@setting("host")
@setting("port", type=click.IntRange(0, 65535))
@folders
@setting("public_url")
@setting("root_path")
@setting("workers", type=click.IntRange(0, 256))
@setting("memo_bytes", type=click.IntRange(1 << 16))
@setting("metrics_port", type=click.IntRange(0, 65535))
def serve(
    host: str,
    port: int,
    campaigns: tuple[Path, ...],
    public_url: str,
    root_path: str,
    workers: int,
    memo_bytes: int,
    metrics_port: int,
) -> None:
    """Serve the bundled campaigns and those in every DIR."""
    found = _loaded(campaigns)
    base = _base(public_url, root_path)
    listening = server.listen(host, port)
    # Workers are started afresh and read the environment, as they would without this command.
    os.environ[variable("campaigns")] = os.pathsep.join(map(str, campaigns))
    os.environ[variable("root_path")] = base
    os.environ[variable("public_url")] = _public(public_url, base) or server.address(host, listening, base)
    os.environ[variable("memo_bytes")] = str(memo_bytes)
    if metrics_port:
        _measured(host, metrics_port)
    click.echo(
        f"{len(found)} campaign(s) on {server.address(host, listening, base)}/ (Ctrl+C stops)", err=True
    )
    server.run(listening, workers)


@main.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path(path_type=Path))
def check(files: tuple[Path, ...]) -> None:
    """Check campaign files and list every fault."""
    refused = False
    for file in files:
        try:
            campaign = load(file)
        except CampaignError as error:
            refused = True
            click.echo(str(error), err=True)
        else:
            click.echo(f"{file}: {campaign.name} is in order: {len(campaign.widgets)} widget(s)")
    sys.exit(refused)


@main.command()
@click.argument("path")
@click.option("--headers", is_flag=True, help="Print the status and the headers too.")
@folders
@setting("public_url")
@setting("root_path")
def get(path: str, headers: bool, campaigns: tuple[Path, ...], public_url: str, root_path: str) -> None:
    """Print the response to PATH, such as /catsforkids/while-reading.txt?lang=nl, without a server."""
    base = _base(public_url, root_path)
    app = create_app(_loaded(campaigns), base, _public(public_url, base))
    status, found, body = asyncio.run(_request(app, path))
    if headers:
        click.echo(f"HTTP/1.1 {status}")
        for name, value in found:
            click.echo(f"{name.decode('latin-1')}: {value.decode('latin-1')}")
        click.echo()
    sys.stdout.buffer.write(body)
    sys.exit(status >= 400)


@main.command()
@click.argument("name", metavar="CAMPAIGN/WIDGET")
@click.option(
    "--for",
    "destination",
    type=click.Choice(list(DESTINATIONS)),
    default=next(iter(DESTINATIONS)),
    show_default=True,
    help="Where it will be pasted.",
)
@chosen
@folders
@setting("public_url")
@setting("root_path")
def snippet(
    name: str, destination: str, campaigns: tuple[Path, ...], public_url: str, root_path: str, **chosen: str
) -> None:
    """Print what to paste for CAMPAIGN/WIDGET, such as catsforkids/while-reading."""
    campaign, widget = _widget(_loaded(campaigns), name)
    moment = datetime.now(UTC)
    options = _options(chosen, campaign, widget, moment, builder.ending(destination))
    public = _public(public_url, _base(public_url, root_path))
    if not public:
        click.echo(f"--public-url is not set; these addresses are for this machine: {LOCAL}", err=True)
    shown = view.build(campaign, widget, options, moment, public or LOCAL)
    click.echo(snippets.snippet(destination, shown))
    for note in notes(destination, shown):
        click.echo(note, err=True)


@main.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@setting("public_url")
@folders
@click.option("--theme", "themes", multiple=True, type=click.Choice(THEMES), help="A theme besides auto.")
@click.option("--lang", "langs", multiple=True, help="A language; without this, all.")
def export(
    folder: Path,
    public_url: str,
    campaigns: tuple[Path, ...],
    themes: tuple[str, ...],
    langs: tuple[str, ...],
) -> None:
    """Write the site into DIR as static files, all but what needs the clock."""
    if not public_url:
        raise SystemExit("--public-url: is missing; expected an address such as https://meanwhile.example")
    found, base = _loaded(campaigns), _base(public_url, "")
    public = _public(public_url, base)
    try:
        chosen = exporting.still(found, langs)
        files = exporting.files(chosen, themes, base, public)
        outcome = exporting.write(folder, files, public, base, _watched)
    except (exporting.ExportError, StagingError) as error:
        raise SystemExit(str(error)) from None
    for sentence in exporting.left_out(found, chosen):
        click.echo(sentence, err=True)
    written, removed = len(outcome.written), len(outcome.removed)
    click.echo(f"{folder}: {len(outcome.entries)} files, {written} written, {removed} removed")


def _watched(files: Sequence[exporting.File]) -> Iterable[exporting.File]:
    # Imported here, since no other command needs it.
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    hidden = not console.is_terminal
    return track(files, "Exporting", console=console, transient=True, disable=hidden)


async def _request(app: ASGIApp, target: str) -> tuple[int, list[tuple[bytes, bytes]], bytes]:
    parts = urlsplit(target)
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": unquote(parts.path) or "/",
        "raw_path": parts.path.encode(),
        "query_string": parts.query.encode(),
        "root_path": "",
        "headers": [],
    }
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    await app(scope, receive, send)
    return sent[0]["status"], sent[0]["headers"], b"".join(message.get("body", b"") for message in sent[1:])


def _loaded(campaigns: tuple[Path, ...]) -> Any:
    try:
        return load_all(campaigns)
    except CampaignError as error:
        raise SystemExit(str(error)) from None


def _widget(campaigns: Mapping[str, Campaign], name: str) -> tuple[Campaign, str]:
    known = [f"{each.name}/{widget}" for each in campaigns.values() for widget in each.widgets]
    if name not in known:
        raise SystemExit(f"{name!r} is not known; expected one of {', '.join(known)}")
    campaign, _, widget = name.partition("/")
    return campaigns[campaign], widget


def _options(
    chosen: Mapping[str, str], campaign: Campaign, widget: str, moment: datetime, ending: str
) -> Options:
    words = language("en")
    try:
        return parse(chosen, campaign, campaign.widgets[widget], moment, words, ending)
    except OptionError as error:
        raise SystemExit("\n".join(f"--{explain(each, words)}" for each in error.wrong)) from None


def _base(public_url: str, root_path: str) -> str:
    if public_url and (
        urlsplit(public_url).scheme not in ("http", "https") or not urlsplit(public_url).netloc
    ):
        raise SystemExit(
            f"--public-url: {public_url!r}; expected an address such as https://meanwhile.example"
        )
    path = (root_path or urlsplit(public_url).path).strip("/")
    return f"/{path}" if path else ""


def _public(public_url: str, base: str) -> str:
    """The address that readers use, with the path of the mount, or empty if it is not set."""
    address = public_url.rstrip("/")
    return address if urlsplit(address).path or not address else f"{address}{base}"


def _measured(host: str, port: int) -> None:
    try:
        metrics.serve(host, port)
    except OSError as error:
        raise SystemExit(f"{host}:{port}: {error.strerror}; choose another with --metrics-port") from None
