"""The rules for Cloudflare Pages and Netlify: how many there are, and what each address gets."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.support.exports import export, manifest, published
from tests.support.servers import ROOT, run
from tests.support.toml import small, write
from widget.campaign.load import load
from widget.campaign.models import Campaign
from widget.command.main import main
from widget.export.hosts import excesses

Rules = list[tuple[str, list[str], dict[str, str]]]


@pytest.fixture(scope="module")
def campaigns(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Campaign]:
    """Two that everybody may frame, and one that says who may."""
    places = {"news": ["https://news.example"]}
    found = {}
    for name in ("births", "deaths", "news"):
        more = {"embed_on": places[name]} if name in places else {}
        found[name] = load(write(tmp_path_factory.mktemp(name), small(name=name, **more)))
    return found


def rules(folder: Path) -> Rules:
    """The rules of _headers: an address, the headers that are taken away, and those that are added."""
    found: Rules = []
    for block in (folder / "_headers").read_text().strip().split("\n\n"):
        address, *lines = block.split("\n")
        taken = [line.strip()[2:].lower() for line in lines if line.startswith("  ! ")]
        added = [line.strip().split(": ", 1) for line in lines if not line.startswith("  ! ")]
        found.append((address, taken, {name.lower(): value for name, value in added}))
    return found


def cloudflare(found: Rules, address: str) -> dict[str, str]:
    """What Cloudflare Pages sends: every rule that matches, in order; what is set twice is joined."""
    headers: dict[str, str] = {}
    for pattern, taken, added in found:
        if re.fullmatch(re.escape(pattern).replace(r"\*", ".*"), address):
            headers = {name: value for name, value in headers.items() if name not in taken}
            headers |= {
                name: f"{headers[name]}, {value}" if name in headers else value
                for name, value in added.items()
            }
    return headers


def address(path: str) -> str:
    """Where Cloudflare Pages serves a file: it takes index.html and .html away."""
    return f"/{path.removesuffix('index.html').removesuffix('.html')}"


def any_style(policy: str) -> str:
    """Without what only files with a style of their own need."""
    shared = re.sub("(?<='self') '[^']*'", "", policy)
    return re.sub("style-src '(sha256-[^']*|unsafe-inline)'; connect-src 'self'; ", "", shared)


def expected(headers: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name, value in headers.items():
        if name not in ("content-type", "content-language"):
            yield name, any_style(value)


def test_cloudflare_gives_each_file_its_headers(campaigns: Mapping[str, Campaign], tmp_path: Path) -> None:
    export(tmp_path / "site", campaigns, ["dark"], hosts=["cloudflare"])
    found = rules(tmp_path / "site")

    for path in set(published(tmp_path / "site")) - {"404.html"}:
        sent = cloudflare(found, address(path))
        sent.pop("content-type", "")
        sent["content-security-policy"] = any_style(sent["content-security-policy"])
        assert sent == dict(expected(manifest(tmp_path / "site")[path]["headers"])), path
    assert cloudflare(found, "/favicon.ico")["content-type"] == "image/svg+xml"


def test_the_number_of_rules_grows_with_no_campaign_language_or_theme(
    campaigns: Mapping[str, Campaign], tmp_path: Path
) -> None:
    free = {name: campaign for name, campaign in campaigns.items() if name != "news"}
    export(tmp_path / "one", {"births": campaigns["births"]}, hosts=["cloudflare"])
    export(tmp_path / "more", free, ["dark", "light"], hosts=["cloudflare"])

    assert rules(tmp_path / "one") == rules(tmp_path / "more")
    assert len(rules(tmp_path / "one")) < 15


def test_where_every_campaign_says_who_may_frame_it_each_is_obeyed(
    campaigns: Mapping[str, Campaign], tmp_path: Path
) -> None:
    other = campaigns["births"].model_copy(update={"embed_on": ("https://other.example",)})
    export(tmp_path / "site", {"births": other, "news": campaigns["news"]}, hosts=["cloudflare"])

    found = rules(tmp_path / "site")
    for name, site in (("births", "https://other.example"), ("news", "https://news.example")):
        policy = cloudflare(found, f"/{name}/reading")["content-security-policy"]
        assert policy.endswith(f"frame-ancestors 'self' {site}")


def test_what_a_host_would_not_read_is_said(tmp_path: Path) -> None:
    rule = "/x\n  A: b\n\n"
    (tmp_path / "_headers").write_text(rule * 100)
    assert list(excesses(["cloudflare"], tmp_path)) == []

    (tmp_path / "_headers").write_text(rule * 101 + f"  C: {'d' * 2000}\n")
    many, long = excesses(["nginx", "cloudflare"], tmp_path)
    assert many.startswith("_headers: has 101 rules, and cloudflare reads 100")
    assert "2000" in long


def test_two_hosts_that_read_one_file_are_refused_in_one_line(tmp_path: Path) -> None:
    hosts = ("--host", "netlify", "--host", "cloudflare")
    done = run("export", tmp_path / "site", "--public-url", "https://example.org", *hosts)

    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
    assert b"_headers" in done.stderr
    assert not (tmp_path / "site").exists()


def test_netlify_leads_lang_to_the_folder_of_the_language(tmp_path: Path) -> None:
    both = {"en": "Births", "nl": "Geboorten"}
    texts = {
        "figures__births__unit": both,
        "widgets__reading__label": both,
        "widgets__reading__sentence": both,
    }
    campaign = load(write(tmp_path, small(languages=["en", "nl"], **texts)))
    export(tmp_path / "site", {"births": campaign}, base="/numbers", hosts=["netlify"])

    lines = (tmp_path / "site/_redirects").read_text().splitlines()
    assert "/numbers/births/* lang=nl /numbers/births/nl/:splat 200!" in lines
    assert "/numbers/ lang=nl /numbers/nl/ 200!" in lines


def documented() -> list[str]:
    """The export commands of docs/exporting.md that need nothing but a folder."""
    lines = (ROOT / "docs/exporting.md").read_text(encoding="utf-8").splitlines()
    found = [line.strip() for line in lines if line.startswith("    meanwhile export ")]
    return [line for line in found if "--to" not in line]


@pytest.mark.parametrize("line", documented())
def test_a_command_of_the_document_can_be_pasted(
    campaigns: Mapping[str, Campaign], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    monkeypatch.setattr("widget.command.export.loaded", lambda _: campaigns)
    words = line.replace("/srv/", f"{tmp_path}/").split()[1:]
    monkeypatch.chdir(tmp_path)

    done = CliRunner().invoke(main, words)

    assert done.exit_code == 0, done.output
    assert "0 removed" in done.output
    assert (tmp_path / words[1] / "births/reading.html").is_file()
