"""The export: the live server's bytes as files, in links, headers and manifest."""

import gzip
import re
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path

import brotli
import pytest
from starlette.testclient import TestClient

from tests.support.exports import (
    OURS,
    PUBLIC,
    bare,
    export,
    live,
    live_headers,
    manifest,
    own_links,
    published,
    quick,
    tree,
    unencoded,
    unserved,
    without_links,
    without_server,
)
from tests.support.servers import ROOT
from tests.support.toml import small, write
from widget.campaign.library import load_all
from widget.campaign.load import load
from widget.campaign.models import Campaign
from widget.command.export import export as command
from widget.export.folder import StagingError
from widget.export.hosts import HOSTS
from widget.export.site import ExportError, left_out, still
from widget.formats.table import FORMATS
from widget.server.app import create_app
from widget.view.options import THEMES

LANGS = ["fr", "nl", "de", "en"]
MOVING = ("today", "since-the-campaign")


@pytest.fixture(scope="module")
def site(campaigns: Mapping[str, Campaign], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled campaigns in two themes; not to be changed."""
    folder = tmp_path_factory.mktemp("export") / "site"
    export(folder, campaigns, ["dark"])
    return folder


def about(folder: Path) -> list[str]:
    """What the site says of itself; what a host of files keeps nobody knows, so it is not the live text."""
    return [path for path in published(folder) if Path(path).stem == "privacy"]


def pages(folder: Path) -> list[str]:
    return [path for path in published(folder) if path.endswith(("index.html", "sign.html"))]


def test_every_embed_and_static_file_is_what_the_live_server_answers(
    client: TestClient, campaigns: Mapping[str, Campaign], site: Path
) -> None:
    paths = quick(set(published(site)) - {*pages(site), *about(site), "404.html"})

    assert "catsforkids/while-reading.html" in paths
    assert "catsforkids/nl/dark/versus.json" in paths
    for path in paths:
        assert bare((site / path).read_bytes()) == unserved(client.get(live(path, campaigns)).content), path


def test_every_bundled_campaign_can_be_exported(tmp_path: Path) -> None:
    bundled = load_all([])
    export(tmp_path / "site", bundled, langs=["nl"])

    assert {each.parts[-3] for each in tmp_path.glob("site/*/nl/index.html")} == set(bundled)


def test_the_plain_address_is_the_live_servers_without_options(client: TestClient, site: Path) -> None:
    for name in ("while-reading", "versus"):
        for ending in FORMATS:
            address = f"/catsforkids/{name}.{ending}"
            assert bare((site / address[1:]).read_bytes()) == unserved(client.get(address).content)


def test_a_page_is_the_live_page_with_links_into_the_export(
    campaigns: Mapping[str, Campaign], site: Path
) -> None:
    app = create_app(still(campaigns, []), public=PUBLIC)

    assert {f"{name}/index.html" for name in campaigns} | {"index.html"} <= set(pages(site))
    for path in [*pages(site), "404.html"]:
        exported = bare((site / path).read_bytes()).decode()
        address = live(path, campaigns)
        there = without_server(TestClient(app).get(address).text)
        assert without_links(exported) == without_links(there), path
        for mine, other in zip(own_links(exported), own_links(there), strict=True):
            assert live(mine[1:], campaigns) in (other, f"{other}?{address.partition('?')[2]}")


@pytest.mark.parametrize("base", ["", "/numbers", "/a/b"])
def test_every_link_on_a_page_leads_to_an_exported_file(
    campaigns: Mapping[str, Campaign], tmp_path: Path, base: str
) -> None:
    other = load(write(tmp_path, small()))
    export(tmp_path / "site", {**campaigns, "births": other}, langs=["en", "nl"], base=base)

    folder = tmp_path / "site"
    for path in [*pages(folder), *(each for each in about(folder) if each.endswith("html")), "404.html"]:
        links = set(own_links((tmp_path / "site" / path).read_text()))
        assert len(links) >= (1 if path == "404.html" else 4)
        for link in links:
            assert link.startswith(f"{base}/"), path
            assert (tmp_path / "site" / link.removeprefix(f"{base}/")).is_file(), (path, link)


def test_what_needs_the_clock_is_left_out_and_named(campaigns: Mapping[str, Campaign], site: Path) -> None:
    (said,) = left_out(campaigns, still(campaigns, []))

    assert said.endswith(": catsforkids/today, catsforkids/since-the-campaign")
    assert not [path for path in manifest(site) if Path(path).name.split(".")[0] in MOVING]
    assert not [path for path in pages(site) if re.search("today.html|since-the", (site / path).read_text())]


def test_a_campaign_of_which_every_number_needs_the_clock_is_left_out_and_named(
    campaigns: Mapping[str, Campaign], tmp_path: Path
) -> None:
    moving = load(write(tmp_path, small(widgets__reading__kind="today")))
    chosen = {**campaigns, "births": moving}
    export(tmp_path / "site", chosen, langs=["en"])

    assert not (tmp_path / "site/births").exists()
    assert "/births" not in (tmp_path / "site/index.html").read_text()
    assert any(
        "births/reading" in said and "clock" in said for said in left_out(chosen, still(chosen, ["en"]))
    )


@pytest.mark.parametrize("langs", [[], ["en"]])
def test_an_export_of_nothing_is_refused(tmp_path: Path, langs: Sequence[str]) -> None:
    moving = load(write(tmp_path, small(widgets__reading__kind="today")))

    with pytest.raises(ExportError, match="clock"):
        still({"births": moving}, langs)


def test_only_the_languages_asked_for_are_exported_and_linked(
    campaigns: Mapping[str, Campaign], tmp_path: Path
) -> None:
    chosen = {**campaigns, "births": load(write(tmp_path, small()))}
    export(tmp_path / "site", chosen, langs=["nl", "de"])

    text = (tmp_path / "site/catsforkids/index.html").read_text()
    assert {path.split("/")[1] for path in pages(tmp_path / "site") if path.count("/") == 2} == {"nl", "de"}
    assert '<html lang="nl"' in text
    assert "/fr/" not in text
    assert not (tmp_path / "site/births").exists()
    assert list(left_out(chosen, still(chosen, ["nl"])))[1].endswith(": births")


def test_where_there_is_nothing_a_link_leads_to_the_home_page_in_a_language_there_is(
    campaigns: Mapping[str, Campaign], tmp_path: Path
) -> None:
    export(tmp_path / "site", campaigns, langs=["nl"])

    assert list(own_links((tmp_path / "site" / "404.html").read_text())) == ["/nl/index.html"]


def test_a_language_that_nobody_has_is_refused_with_those_there_are(
    campaigns: Mapping[str, Campaign],
) -> None:
    with pytest.raises(ExportError, match="'xx'; expected one of fr, nl, de, en"):
        still(campaigns, ["nl", "xx"])


def test_every_theme_can_be_asked_for(
    campaigns: Mapping[str, Campaign], client: TestClient, tmp_path: Path
) -> None:
    export(tmp_path / "site", campaigns, THEMES, ["en"])

    for theme in THEMES[1:]:
        body = (tmp_path / f"site/catsforkids/en/{theme}/versus.html").read_bytes()
        assert bare(body) == unserved(client.get(f"/catsforkids/versus.html?lang=en&theme={theme}").content)
    assert not (tmp_path / "site/catsforkids/en/auto").exists()


def test_two_things_at_one_address_are_refused(campaigns: Mapping[str, Campaign], tmp_path: Path) -> None:
    french = load(write(tmp_path, small(name="fr")))

    with pytest.raises(StagingError, match=r"^fr/index.html: .*give the campaign another name$"):
        export(tmp_path / "site", {**campaigns, "fr": french})
    assert [each.name for each in tmp_path.iterdir()] == ["campaign.toml"]


def test_no_campaign_at_all_is_no_fault(tmp_path: Path) -> None:
    export(tmp_path / "site", {})

    assert (tmp_path / "site/index.html").is_file()


def test_the_manifest_describes_every_file(site: Path) -> None:
    found = tree(site)
    described = manifest(site)

    assert set(found) == {*described, "manifest.json"}
    for path, entry in described.items():
        assert (entry["sha256"], entry["size"]) == (sha256(found[path]).hexdigest(), len(found[path]))
    assert described["catsforkids/versus.json.gz"]["type"] == "application/json"


def test_a_compressed_file_is_smaller_and_gives_the_plain_one(site: Path) -> None:
    found = tree(site)
    zipped = [path for path in found if path.endswith((".gz", ".br"))]

    assert {f"{path}{ending}" for path in pages(site) for ending in (".gz", ".br")} < set(zipped)
    for path in zipped:
        unzip = gzip.decompress if path.endswith(".gz") else brotli.decompress
        assert unzip(found[path]) == found[path[:-3]]
        assert len(found[path]) < len(found[path[:-3]])


def test_each_address_has_one_rule_with_the_live_servers_headers(
    client: TestClient, campaigns: Mapping[str, Campaign], site: Path
) -> None:
    blocks = (site / "_headers").read_text().strip().split("\n\n")
    rules = {block.split("\n")[0]: block.split("\n")[1:] for block in blocks}

    assert len(rules) == len(blocks)
    assert {"/", "/catsforkids/", "/catsforkids/fr/dark/versus"} < set(rules)
    for path in quick(published(site)):
        pairs = [line.strip().split(": ", 1) for line in rules[f"/{path}"]]
        sent = {name.lower(): value for name, value in pairs}
        sent["vary"] = unencoded(sent.get("vary", ""))
        headers = live_headers(client, live(path, campaigns)) | {"vary": ""}
        headers.pop("content-language", "")
        policy = re.sub("'sha256-[^']*'", "'unsafe-inline'", headers["content-security-policy"])
        assert sent == headers | {"content-security-policy": policy}, path
    assert all(len(line) < 2000 for rule in rules.values() for line in rule)


def test_a_page_holds_the_policy_of_its_headers_but_for_who_may_frame_it(site: Path) -> None:
    described = manifest(site)

    for path in [each for each in published(site) if each.endswith(".html")]:
        sent = described[path]["headers"]["content-security-policy"].split("; ")
        held = re.findall(
            r'<meta http-equiv="content-security-policy" content="([^"]*)">', (site / path).read_text()
        )
        assert [each.split("; ") for each in held] == [
            [directive for directive in sent if not directive.startswith("frame-ancestors")]
        ]
        assert (site / path).read_text().index("content-security-policy") < 200


def test_the_manifest_has_the_live_servers_headers_of_each_file(
    client: TestClient, campaigns: Mapping[str, Campaign], site: Path
) -> None:
    described = manifest(site)

    for path in quick(published(site)):
        headers = live_headers(client, live(path, campaigns))
        assert described[path]["headers"] == {name: value for name, value in headers.items() if value}, path
    assert described["catsforkids/versus.html.br"]["headers"]["content-encoding"] == "br"
    assert "headers" not in described["nginx.conf"]


def test_nothing_is_published_that_readers_have_no_use_for(site: Path) -> None:
    assert {"nginx.conf", "_headers", "_redirects"} < set(manifest(site))
    assert not [path for path in tree(site) if Path(path).suffix in (".toml", ".py", ".tmp")]


def test_the_document_names_every_flag_and_every_file_for_hosts() -> None:
    text = (ROOT / "docs/exporting.md").read_text(encoding="utf-8")
    flags = [name for each in command.params for name in each.opts if name.startswith("--")]

    assert {"--public-url", "--campaigns", "--operator", "--theme", "--lang", "--host", "--to"} == set(flags)
    for name in (*flags, *OURS, *THEMES, *HOSTS, "manifest.json", "404.html", "favicon.ico"):
        assert f"`{name}" in text, name
