"""`meanwhile purge`: have caches forget what was made from campaigns, as lines for a shell."""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from shlex import quote
from typing import Any

import click

from widget.responses import policy
from widget.view import addresses

POST = "curl --fail --silent --show-error --request POST"
JSON = "--header 'Content-Type: application/json'"
# nginx keeps the headers of an answer in front of its body.
LONGEST_HEAD = 1 << 16


@click.command()
@click.argument("names", metavar="CAMPAIGN…", nargs=-1, required=True)
@click.option(
    "--nginx", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Its cache folder."
)
@click.option("--varnish", is_flag=False, flag_value="", help="The -n of varnishd, if it was given one.")
@click.option("--cloudflare", metavar="ZONE", help="A zone. The token: CLOUDFLARE_API_TOKEN.")
@click.option("--fastly", metavar="SERVICE", help="A service. The token: FASTLY_API_TOKEN.")
@click.option("--bunny", metavar="ZONE", help="A pull zone. The key: BUNNY_API_KEY.")
@click.option("--send", is_flag=True, help="Run the lines with sh, and do not only print them.")
def purge(names: Sequence[str], send: bool, **caches: str | Path | None) -> None:
    """Print what has caches forget each CAMPAIGN; if none is named, by which tags and paths others find it.

    Run it once the server has read the corrected file. The cache nearest to the server comes first.
    """
    tags = [policy.tag(name) for name in (*names, "")]
    lines = [line for name in LINES if caches[name] is not None for line in LINES[name](caches[name], tags)]
    if all(place is None for place in caches.values()):
        click.echo(f"tags: {' '.join(tags)}\npaths: {' '.join(_paths(names))}")
        return
    click.echo("\n".join([*lines, ""]), nl=False)
    if send:
        sys.exit(subprocess.run(["sh", "-eu"], input="\n".join(lines), text=True, check=False).returncode)


def _paths(names: Sequence[str]) -> Iterator[str]:
    """The addresses of campaigns and those that are made from all of them, as patterns for other caches."""
    for name in ("home", "oembed"):
        yield f"{addresses.path(name)}"
        yield f"{addresses.path(name)}?*"
    for campaign in names:
        yield f"{addresses.path('campaign', campaign=campaign)}*"


def _nginx(folder: Path, tags: Sequence[str]) -> Iterator[str]:
    tagged = re.compile(
        rb"\r\ncache-tag: (?:%s)\r\n" % "|".join(map(re.escape, tags)).encode(), re.IGNORECASE
    )
    for file in sorted(each for each in folder.rglob("*") if each.is_file()):
        with file.open("rb") as kept:
            if tagged.search(kept.read(LONGEST_HEAD).partition(b"\r\n\r\n")[0] + b"\r\n"):
                yield f"rm -f -- {quote(str(file))}"


def _varnish(name: str, tags: Sequence[str]) -> Iterator[str]:
    instance = f"-n {quote(name)} " if name else ""
    pattern = f"^({'|'.join(tags)})$"
    yield f"varnishadm {instance}ban obj.http.surrogate-key '~' {quote(pattern)}"


def _cloudflare(zone: str, tags: Sequence[str]) -> Iterator[str]:
    url = quote(f"https://api.cloudflare.com/client/v4/zones/{zone}/purge_cache")
    token = '--header "Authorization: Bearer $CLOUDFLARE_API_TOKEN"'
    yield f"{POST} {token} {JSON} --data {quote(json.dumps({'tags': tags}))} {url}"


def _fastly(service: str, tags: Sequence[str]) -> Iterator[str]:
    url = quote(f"https://api.fastly.com/service/{service}/purge")
    token, keys = '--header "Fastly-Key: $FASTLY_API_TOKEN"', quote(f"Surrogate-Key: {' '.join(tags)}")
    yield f"{POST} {token} --header {keys} {url}"


def _bunny(zone: str, tags: Sequence[str]) -> Iterator[str]:
    url = quote(f"https://api.bunny.net/pullzone/{zone}/purgeCache")
    for tag in tags:
        data = quote(json.dumps({"CacheTag": tag}))
        yield f'{POST} --header "AccessKey: $BUNNY_API_KEY" {JSON} --data {data} {url}'


# In the order in which they stand in front of each other.
LINES: Mapping[str, Callable[[Any, Sequence[str]], Iterator[str]]] = {
    "nginx": _nginx,
    "varnish": _varnish,
    "cloudflare": _cloudflare,
    "fastly": _fastly,
    "bunny": _bunny,
}
