"""The chapters about caches in docs/deploying.md and docs/operations.md: each command runs as it stands."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

import pytest

from tests.support.exports import export
from tests.support.fronts.machine import Machine, machine
from tests.support.fronts.origins import Origin
from tests.support.fronts.programs import Front
from tests.support.processes import until
from tests.support.servers import Server, serving
from widget.campaign.models import Campaign

DEPLOYING, OPERATIONS = "deploying.md", "operations.md"
EMBED = "/catsforkids/while-reading.html?lang=nl"
EXAMPLE = "https%3A%2F%2Fmeanwhile.example%2Fnumbers%2Fcatsforkids%2Fwhile-reading.html"
SITE = """
user root;
pid {root}/run/nginx.pid;
error_log stderr emerg;
events {{}}
http {{
    include conf.d/*.conf;
    access_log {root}/var/log/nginx/access.log;
    server {{
        listen 127.0.0.1:{port};
        location = /mine.html {{ add_header X-Mine yes; return 200 "mine"; }}
        include meanwhile/site.conf;
    }}
}}
"""


@pytest.fixture(scope="module")
def numbers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that is mounted below /numbers, and answers without it too."""
    public = ("--public-url", "https://meanwhile.example/numbers")
    with serving(tmp_path_factory.mktemp("numbers"), *public) as running:
        yield running


def front(made: Machine, secure: bool) -> Front:
    return Front("documents", made.http, Origin(), made.root, made.https if secure else 0)


def start(made: Machine) -> Front:
    """nginx, as the documents have it started."""
    made.run(DEPLOYING, "## nginx", "mkdir", "cp ", "openssl", "restart")
    secure = front(made, secure=True)
    until(lambda: secure.get("/healthz").status == 200)
    return secure


def test_pasting_gives_an_nginx_with_https_and_then_a_real_certificate(
    numbers: Server, tmp_path: Path
) -> None:
    with machine(tmp_path, numbers.port) as made:
        secure, plain = start(made), front(made, secure=False)
        assert secure.get(EMBED).status == 200
        moved = plain.get(EMBED)
        assert (moved.status, moved.headers["location"]) == (308, f"https://127.0.0.1{EMBED}")
        proof = made.path("/var/lib/meanwhile/acme/.well-known/acme-challenge/token")
        proof.parent.mkdir(parents=True)
        proof.write_text("proof")
        assert plain.get("/.well-known/acme-challenge/token").body == b"proof"

        made.run(DEPLOYING, "## nginx", "certbot", "ln ", "reload")
        made.run(OPERATIONS, "## Certificates")

        assert made.path("/etc/nginx/tls/key.pem").read_bytes() == (tmp_path / "signed/key.pem").read_bytes()
        assert secure.get(EMBED).status == 200
        assert b"HIT" in made.path("/var/log/nginx/access.log").read_bytes()


def test_pasting_puts_it_below_a_path_of_a_site_and_leaves_the_rest_alone(
    numbers: Server, tmp_path: Path
) -> None:
    with machine(tmp_path, numbers.port) as made:
        made.path("/etc/nginx/nginx.conf").write_text(SITE.format(root=tmp_path, port=made.http))
        heading = "### Below a path of a site that is there already"
        made.run(DEPLOYING, heading, "mkdir", "cp ", "ln ")
        made.shell("nginx")
        made.run(DEPLOYING, heading, "reload")
        site = front(made, secure=False)
        until(lambda: site.get("/numbers/healthz").status == 200)
        for path in (EMBED, "/catsforkids", "/catsforkids/embed?lang=fr", "/"):
            answers = [site.get(f"/numbers{path}") for _ in range(2)]
            assert [answer.status for answer in answers] == [200, 200], path
            assert answers[1].headers["cache-status"] == "nginx; hit", path
        described = site.get(f"/numbers/oembed?url={EXAMPLE}&fbclid=secret")
        assert described.status == 200
        assert b"https://meanwhile.example/numbers/catsforkids" in described.body
        assert site.get("/numbers/metrics").status == 404
        assert site.get("/numbers/catsforkids", method="POST").status == 405
        mine = site.get("/mine.html")
        assert (mine.body, mine.headers["x-mine"]) == (b"mine", "yes")
        assert not {"content-security-policy", "cache-status"} & set(mine.headers)
        assert b"numbers" not in made.path("/var/log/nginx/access.log").read_bytes()
        assert b"meanwhile-catsforkids" in made.path("/var/log/nginx/meanwhile.log").read_bytes()


def test_pasting_gives_a_varnish_with_a_log(numbers: Server, tmp_path: Path) -> None:
    with machine(tmp_path, numbers.port) as made:
        made.run(DEPLOYING, "## Varnish")
        cache = front(made, secure=False)
        until(lambda: cache.get("/healthz").status == 200)
        log = made.path("/var/log/varnish/meanwhile.log")
        until(lambda: cache.get(EMBED).status == 200 and b" hit " in log.read_bytes())

        heading = "### A corrected figure"
        for word in ("--varnish", "ban req.url", "ban obj.status"):
            until(lambda: cache.get(EMBED).headers["cache-status"] == "varnish; hit")
            made.run(DEPLOYING, heading, word)
            assert cache.get(EMBED).headers["cache-status"] == "varnish; fwd=miss"


def test_pasting_purges_nginx_and_asks_cdns(numbers: Server, tmp_path: Path) -> None:
    with machine(tmp_path, numbers.port) as made:
        cache = start(made)
        for word in ("--nginx", "find "):
            until(lambda: cache.get(EMBED).headers["cache-status"] == "nginx; hit")
            made.run(DEPLOYING, "### A corrected figure", word)
            assert cache.get(EMBED).headers["cache-status"] == "nginx; fwd=uri-miss"
        made.run(DEPLOYING, "### A corrected figure", "--cloudflare", "aws ")
        asked = (tmp_path / "asked").read_text()
        assert "Authorization: Bearer token" in asked
        assert "/catsforkids*" in asked


@pytest.fixture
def exported(campaigns: Mapping[str, Campaign], tmp_path: Path) -> Path:
    """One widget in French and Dutch, without a theme."""
    campaign = campaigns["catsforkids"]
    widgets = MappingProxyType({"while-reading": campaign.widgets["while-reading"]})
    folder = tmp_path / "exported"
    folder.mkdir()
    export(folder, {"catsforkids": campaign.model_copy(update={"widgets": widgets})}, langs=["fr", "nl"])
    return folder


def test_pasting_has_the_export_answer_at_the_same_addresses_while_the_server_is_away(
    exported: Path, tmp_path: Path
) -> None:
    root = tmp_path / "machine"
    root.mkdir()
    # Nothing listens there.
    with machine(root, 1) as made:
        exported.rename(made.path("/srv/meanwhile"))
        made.run(DEPLOYING, "## nginx", "mkdir", "cp ", "openssl")
        made.run(OPERATIONS, "## The export in the server's place", "sed")
        made.run(DEPLOYING, "## nginx", "restart")
        cache = front(made, secure=True)
        folder = made.path("/srv/meanwhile/catsforkids")
        for query, file in {
            "?lang=nl": "nl/while-reading.html",
            "?lang=nl&theme=dark&minutes=4": "nl/while-reading.html",
            "?lang=de&theme=light": "while-reading.html",
            "": "while-reading.html",
        }.items():
            answer = cache.get(f"/catsforkids/while-reading.html{query}")
            assert answer.body == (folder / file).read_bytes(), query
            assert "style-src 'sha256-" in answer.headers["content-security-policy"]
            assert "x-frame-options" not in answer.headers
        for path, file in {"?lang=nl": "nl/index.html", "/sign?lang=nl": "nl/sign.html"}.items():
            assert cache.get(f"/catsforkids{path}").body == (folder / file).read_bytes()
        assert cache.get("/").body == made.path("/srv/meanwhile/index.html").read_bytes()
        for path in ("/catsforkids/today.html?lang=nl", "/nothing"):
            failed = cache.get(path)
            assert (failed.status, failed.headers["retry-after"]) == (503, "10")
            assert failed.headers["content-type"] == "text/plain"
            assert failed.headers["x-frame-options"] == "DENY"
