"""An export beside the live server: which address of the one is which file of the other."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from tests.support.toml import spoken, write
from widget.campaign.models import Campaign
from widget.export import site
from widget.export.folder import Outcome
from widget.export.hosts.served import NAMES
from widget.export.site import files, still
from widget.view.options import THEMES

# For hosts and for later runs, and not for readers.
PUBLIC = "https://example.org"
OURS = NAMES


def export(
    folder: Path,
    campaigns: Mapping[str, Campaign],
    themes: Sequence[str] = (),
    langs: Sequence[str] = (),
    base: str = "",
    hosts: Sequence[str] = ("nginx", "netlify"),
) -> Outcome:
    """Export `campaigns` into `folder`, without the command."""
    chosen = still(campaigns, langs)
    public = f"{PUBLIC}{base}"
    return site.write(folder, files(chosen, themes, base, public), public, base, hosts)


def alone(folder: Path) -> tuple[str, ...]:
    """Write a campaign into `folder`, and return what has the command export it alone: its language."""
    data = spoken("sw")
    data["widgets"]["today"] = {**data["widgets"]["reading"], "kind": "today"}
    write(folder, data)
    return ("--campaigns", str(folder), "--lang", "sw")


def bare(body: bytes) -> bytes:
    """An exported file without the policy that it holds."""
    return re.sub(rb'\n<meta http-equiv="content-security-policy"[^>]*>', b"", body)


def unserved(body: bytes) -> bytes:
    """A live embed without its card, which names what only a server can answer."""
    return re.sub(rb'<link rel="canonical".*?(?=<style>)', b"", body, flags=re.DOTALL)


def manifest(folder: Path) -> dict[str, dict[str, Any]]:
    """What the manifest says about each file."""
    found: dict[str, dict[str, Any]] = json.loads((folder / "manifest.json").read_bytes())["files"]
    return found


def published(folder: Path) -> list[str]:
    """The paths that readers may ask for, each once."""
    return [path for path, entry in manifest(folder).items() if "encoding" not in entry and path not in OURS]


def quick(paths: Iterable[str]) -> list[str]:
    """The paths in order, without most pictures, which take long to draw: those of one language will do."""
    return [
        path
        for path in sorted(paths)
        if not path.endswith((".png", ".gif", ".zip")) or path.count("/") == 1 or "/fr/dark/" in path
    ]


def tree(folder: Path) -> dict[str, bytes]:
    """Every file in a folder with its content."""
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def live(path: str, campaigns: Mapping[str, Campaign]) -> str:
    """The live server's address of an exported path."""
    *folders, name = path.split("/")
    if folders[:1] == ["static"] or path == "favicon.ico":
        return f"/{path}"
    if name.startswith("privacy."):
        own = "/privacy" if name == "privacy.html" else "/privacy.txt"
        return f"{own}?lang={folders[0] if folders else next(iter(campaigns.values())).languages[0]}"
    if path == "404.html":
        return "/nothing?lang=en"
    campaign = campaigns[folders.pop(0)] if folders and folders[0] in campaigns else None
    first = (campaign or next(iter(campaigns.values()))).languages[0]
    theme = folders.pop() if folders and folders[-1] in THEMES else "auto"
    query = f"?lang={folders[0] if folders else first}"
    query += f"&theme={theme}" if theme != "auto" else ""
    own = f"/{campaign.name}" if campaign else ""
    if name == "index.html":
        return (own or "/") + query
    return f"{own}/{'sign' if name == 'sign.html' else name}{query}"


def live_headers(client: TestClient, address: str) -> dict[str, str]:
    """What the live server sends with an answer, without what is the transport's or the validator's."""
    answer = client.get(address, headers={"accept-encoding": "identity"})
    found = {name.lower(): value for name, value in answer.headers.items()}
    for name in ("etag", "content-length", "cache-tag", "surrogate-key", "cdn-tag"):
        found.pop(name, None)
    return found | {"vary": unencoded(found.pop("vary", ""))}


def unencoded(vary: str) -> str:
    """The header Vary without Accept-Encoding and, where an address holds one language, without that."""
    names = [each.strip().lower() for each in vary.split(",") if each.strip()]
    return ", ".join(each for each in names if each not in ("accept-encoding", "accept-language"))


def own_links(html: str) -> Iterator[str]:
    """The addresses on a page that are the site's own."""
    yield from re.findall(r'(?:href|src)="(/[^"]*)"', html)


def without_links(html: str) -> str:
    """A page without the addresses that are the site's own."""
    return re.sub(rf'(href|src|content)="(?:{PUBLIC})?/[^"]*"', r'\1=""', html)


def without_server(html: str) -> str:
    """A live page without what leads to a builder or to oEmbed, which an export has not."""
    html = re.sub(r'<p class="more">.*?</p>\n', "", html)
    html = re.sub(r'<a class="button[^"]*" href="[^"]*/embed\?[^"]*">.*?</a>\n', "", html)
    html = re.sub(r'<link rel="alternate" type="[a-z]+/[a-z]+\+oembed"[^>]*>\n', "", html)
    return re.sub(r'<a href="[^"]*/embed\?[^"]*">[^<]*</a> · ', "", html)
