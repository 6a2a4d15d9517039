"""The export behind a real Apache, Caddy and lighttpd, each with the file that it was given."""

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from tests.support.exports import export, manifest, published
from tests.support.fronts.statics import SERVERS, static_server
from tests.support.toml import small, write
from widget.campaign.load import load
from widget.export.hosts.served import NAMES

BASE = "/numbers"
TRANSPORT = {
    "server",
    "date",
    "connection",
    "keep-alive",
    "etag",
    "last-modified",
    "accept-ranges",
    "content-length",
    "vary",
}
DUTCH = {
    "languages": ["en", "nl"],
    "figures__births__unit": {"en": "births", "nl": "geboorten"},
    "widgets__reading__label": {"en": "Births while you read", "nl": "Geboorten terwijl je leest"},
    "widgets__reading__sentence": {"en": "About {day} a day.", "nl": "Ongeveer {day} per dag."},
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An export of a campaign in two languages and one that says who may frame it, for all servers."""
    files = tmp_path_factory.mktemp("births"), tmp_path_factory.mktemp("deaths")
    births = load(write(files[0], small(**DUTCH)))
    deaths = load(write(files[1], small(name="deaths", embed_on=["https://news.example"])))
    # Not a folder of pytest's, which only its owner may enter.
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        export(
            Path(folder) / "numbers", {"births": births, "deaths": deaths}, ["dark"], (), BASE, list(SERVERS)
        )
        yield Path(folder) / "numbers"


@pytest.fixture(scope="module", params=SERVERS)
def client(
    request: pytest.FixtureRequest, site: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[httpx2.Client]:
    """A client of each server."""
    folder = tmp_path_factory.mktemp(request.param)
    with (
        static_server(request.param, folder, site.parent) as port,
        httpx2.Client(
            base_url=f"http://127.0.0.1:{port}{BASE}", headers={"accept-encoding": "identity"}
        ) as client,
    ):
        yield client


def policies(response: httpx2.Response) -> dict[str, str]:
    """The headers of a response that are not the transport's."""
    assert len(response.headers.multi_items()) == len(response.headers), "a header twice"
    return {name.lower(): value for name, value in response.headers.items() if name.lower() not in TRANSPORT}


def expected(site: Path, path: str) -> dict[str, str]:
    """The headers of a file, without its language and, as far as a page holds it itself, without its hash."""
    headers = {
        name: value for name, value in manifest(site)[path]["headers"].items() if name != "content-language"
    }
    policy = re.sub("'sha256-[^']*'", "'unsafe-inline'", headers["content-security-policy"])
    return headers | {"content-security-policy": policy}


def alike(policy: dict[str, str]) -> dict[str, str]:
    """Without what only files with a style of their own need; without a script it allows nothing more."""
    said = policy["content-security-policy"].replace(" style-src 'unsafe-inline'; connect-src 'self';", "")
    said = said.replace("'self' 'unsafe-inline'", "'self'")
    return policy | {"content-security-policy": said}


def test_each_file_is_sent_as_it_is_with_its_headers(client: httpx2.Client, site: Path) -> None:
    for path in set(published(site)) - {"404.html"}:
        response = client.get(f"/{path}")
        assert (response.status_code, response.content) == (200, (site / path).read_bytes()), path
        assert alike(policies(response)) == alike(expected(site, path)), path
        if path.endswith((".html", ".svg")) and "style-src 'unsafe" in str(expected(site, path)):
            assert policies(response) == expected(site, path), path


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("/", "index.html"),
        ("/?lang=nl", "nl/index.html"),
        ("/nl", "nl/index.html"),
        ("/births", "births/index.html"),
        ("/births/", "births/index.html"),
        ("/births?lang=nl", "births/nl/index.html"),
        ("/births/nl/", "births/nl/index.html"),
        ("/births/sign", "births/sign.html"),
        ("/births/sign/", "births/sign.html"),
        ("/births/sign?lang=nl", "births/nl/sign.html"),
        ("/births/reading.json?x=1&lang=nl&y=2", "births/nl/reading.json"),
        ("/births/reading.json?lang=xx", "births/reading.json"),
        ("/favicon.ico?lang=nl", "favicon.ico"),
    ],
)
def test_an_address_of_the_live_server_leads_to_its_file_without_a_detour(
    client: httpx2.Client, site: Path, address: str, file: str
) -> None:
    response = client.get(address)

    assert (response.status_code, response.content) == (200, (site / file).read_bytes())
    assert policies(response) == policies(client.get(f"/{file}"))


def test_a_slash_behind_a_file_leads_to_the_file(client: httpx2.Client, site: Path) -> None:
    response = client.get("/births/reading.json/", follow_redirects=True)

    assert (response.status_code, response.content) == (200, (site / "births/reading.json").read_bytes())
    assert response.headers["content-type"] == "application/json"


@pytest.mark.parametrize(
    "address", ["/nothing", "/births/nothing.html", "/births/nl/nothing.svg", "/births/x/"]
)
def test_what_is_not_there_is_said_by_the_exports_page_and_not_kept(
    client: httpx2.Client, site: Path, address: str
) -> None:
    response = client.get(address)

    assert (response.status_code, response.content) == (404, (site / "404.html").read_bytes())
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert "86400" not in response.headers.get("cache-control", "")


@pytest.mark.parametrize("name", [*NAMES, ".secret"])
def test_what_is_for_the_host_is_not_for_readers(client: httpx2.Client, site: Path, name: str) -> None:
    (site / ".secret").write_text("secret")

    assert client.get(f"/{name}").status_code in (403, 404)


@pytest.mark.parametrize(("coding", "ending"), [("br", ".br"), ("gzip", ".gz")])
def test_what_is_compressed_is_sent_as_it_is(
    client: httpx2.Client, site: Path, coding: str, ending: str, request: pytest.FixtureRequest
) -> None:
    headers = {"accept-encoding": coding}
    with client.stream("GET", "/births/reading.html", headers=headers) as response:
        body = b"".join(response.iter_raw())

    if "lighttpd" in request.node.name:
        assert "content-encoding" not in response.headers
        return
    assert response.headers["content-encoding"] == coding
    assert response.headers["vary"].lower() == "accept-encoding"
    assert body == (site / f"births/reading.html{ending}").read_bytes()
    plain = client.get("/births/reading.html")
    assert plain.headers["vary"].lower() == "accept-encoding"
    assert plain.headers["etag"] != response.headers["etag"]


@pytest.mark.parametrize("coding", ["identity", "gzip", "br"])
def test_what_a_reader_has_already_is_not_sent_again(client: httpx2.Client, coding: str) -> None:
    headers = {"accept-encoding": coding}
    first = client.get("/births/reading.html", headers=headers)
    second = client.get("/births/reading.html", headers={**headers, "if-none-match": first.headers["etag"]})

    assert (second.status_code, second.content) == (304, b"")
