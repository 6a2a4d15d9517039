"""Hosts of static files: one table from a host's name to what writes its own files, and how much it reads."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import inf, isfinite
from pathlib import Path

from widget.export.hosts.apache import apache
from widget.export.hosts.caddy import caddy
from widget.export.hosts.lighttpd import lighttpd
from widget.export.hosts.nginx import nginx
from widget.export.hosts.served import Served
from widget.export.hosts.services import cloudflare, netlify


@dataclass(frozen=True, slots=True)
class Host:
    """A host: from the files and the base to its own files; how many rules and letters in a line it reads."""

    write: Callable[[Sequence[Served], str], Mapping[str, str]]
    most_rules: float = inf
    longest_line: float = inf


HOSTS: Mapping[str, Host] = {
    "nginx": Host(nginx),
    "apache": Host(apache),
    "caddy": Host(caddy),
    "lighttpd": Host(lighttpd),
    "cloudflare": Host(cloudflare, 100, 2000),
    "netlify": Host(netlify),
}


def host_files(names: Sequence[str], files: Sequence[Served], base: str) -> Mapping[str, str]:
    """The own files of each host in `names`, keys of HOSTS."""
    return {path: text for name in names for path, text in HOSTS[name].write(files, base).items()}


def excesses(names: Sequence[str], folder: Path) -> Iterator[str]:
    """What a host in `names` would leave unread of its file in `folder`, in sentences."""
    for name in names:
        host = HOSTS[name]
        if isfinite(host.most_rules):
            lines = (folder / "_headers").read_text().splitlines()
            rules = [line for line in lines if line.startswith("/")]
            if len(rules) > host.most_rules:
                yield (
                    f"_headers: has {len(rules)} rules, and {name} reads {host.most_rules}: what is after "
                    f"{rules[int(host.most_rules) - 1]} goes without; export fewer campaigns with embed_on"
                )
            yield from (
                f"_headers: {name} reads no line of more than {host.longest_line} letters: {line[:60]}…"
                for line in lines
                if len(line) > host.longest_line
            )
