"""The export behind a real nginx: the live server's bodies and headers, file by file."""

import gzip
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from shutil import which

import httpx2
import pytest
from starlette.testclient import TestClient

from tests.support.exports import bare, export, live, live_headers, published, quick, unencoded, unserved
from tests.support.fronts.programs import running
from tests.support.fronts.statics import documented
from tests.support.ports import free_port
from widget.campaign.models import Campaign
from widget.server.app import create_app

NGINX = which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")
CONFIGURATION = """
daemon off;
master_process off;
pid {folder}/pid;
error_log {folder}/errors;
events {{}}
http {{
    access_log off;
    {temporary}
    charset latin1;
    expires 1h;
    {server}
}}
"""
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
TRANSPORT = {"server", "date", "connection", "etag", "last-modified", "accept-ranges", "content-length"}

pytestmark = pytest.mark.skipif(NGINX is None, reason="nginx is not installed")


@pytest.fixture(scope="module", params=["", "/numbers"])
def base(request: pytest.FixtureRequest) -> str:
    """The path of the public address."""
    return str(request.param)


@pytest.fixture(scope="module")
def site(base: str, campaigns: Mapping[str, Campaign], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The export, in the folder that readers see as `base`."""
    folder = tmp_path_factory.mktemp("root") / base.strip("/")
    export(folder, campaigns, ["dark"], base=base)
    return folder


@pytest.fixture(scope="module")
def nginx(site: Path, base: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx2.Client]:
    """A client of an nginx that serves the export."""
    folder, port = tmp_path_factory.mktemp("nginx"), free_port()
    root = site.parent if base else site
    temporary = "".join(f"{each}_temp_path {folder}/{each};" for each in TEMPORARY)
    configuration = folder / "nginx.conf"
    changes = {"listen 80": f"listen 127.0.0.1:{port}", "/srv/site": str(root), "/numbers": base}
    server = documented("nginx", changes)
    configuration.write_text(CONFIGURATION.format(folder=folder, server=server, temporary=temporary))
    assert NGINX
    with (
        running([NGINX, "-p", str(folder), "-c", str(configuration)], folder, port),
        httpx2.Client(
            base_url=f"http://127.0.0.1:{port}{base}", headers={"accept-encoding": "identity"}
        ) as client,
    ):
        yield client


def policies(response: httpx2.Response) -> dict[str, str]:
    """The headers of a response that are not the transport's."""
    assert len(response.headers.multi_items()) == len(response.headers), "a header twice"
    found = {name.lower(): value for name, value in response.headers.items()}
    found["vary"] = unencoded(found.get("vary", ""))
    return {name: value for name, value in found.items() if name not in TRANSPORT}


@pytest.fixture(scope="module")
def server(campaigns: Mapping[str, Campaign], base: str) -> TestClient:
    """The live server of the same campaigns."""
    return TestClient(create_app(campaigns, base), headers={"accept-encoding": "identity"})


def test_each_file_has_the_live_servers_body_and_policy(
    nginx: httpx2.Client, server: TestClient, site: Path, campaigns: Mapping[str, Campaign]
) -> None:
    paths = quick(set(published(site)) - {"404.html"})

    assert len(paths) > 70
    for path in paths:
        response, address = nginx.get(f"/{path}"), live(path, campaigns)
        assert response.status_code == 200, path
        assert policies(response) == live_headers(server, address), path
        # The export's own pages lead into the export; tests/test_export.py compares the rest of them.
        expected = (
            (site / path).read_bytes()
            if path.endswith(("index.html", "sign.html", "privacy.html", "privacy.txt"))
            else unserved(server.get(address).content)
        )
        assert bare(response.content) == bare(expected), path


@pytest.mark.parametrize("address", ["/catsforkids", "/catsforkids/", "/catsforkids/nl", "/fr/", "/"])
def test_a_folder_gives_its_page_without_a_detour(nginx: httpx2.Client, site: Path, address: str) -> None:
    folder = address.strip("/")
    response = nginx.get(address)

    assert response.status_code == 200
    assert response.content == (site / folder / "index.html").read_bytes()
    assert policies(response) == policies(nginx.get(f"/{folder}/index.html".replace("//", "/")))


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("/?lang=nl", "nl/index.html"),
        ("/catsforkids?lang=nl", "catsforkids/nl/index.html"),
        ("/catsforkids/sign?lang=nl", "catsforkids/nl/sign.html"),
        ("/catsforkids/versus.json?size=1&lang=nl", "catsforkids/nl/versus.json"),
        ("/catsforkids/versus.json?lang=xx", "catsforkids/versus.json"),
        ("/favicon.ico?lang=nl", "favicon.ico"),
    ],
)
def test_a_language_may_be_asked_for_as_on_the_live_server(
    nginx: httpx2.Client, site: Path, address: str, file: str
) -> None:
    response = nginx.get(address)

    assert (response.status_code, response.content) == (200, (site / file).read_bytes())
    assert policies(response) == policies(nginx.get(f"/{file}"))


def test_what_is_not_there_is_said_as_the_live_server_says_it(
    nginx: httpx2.Client, server: TestClient
) -> None:
    for address in ("/nothing", "/catsforkids/nothing.html", "/catsforkids/nl/none/versus.html"):
        response = nginx.get(address)
        assert response.status_code == 404
        assert policies(response) == live_headers(server, "/nothing?lang=en")
        live = server.get("/nothing?lang=en").text
        # The home page has an address for each language there.
        assert re.sub(r'href="[^"]*"', "", bare(response.content).decode()) == re.sub(
            r'href="[^"]*"', "", live
        )


def test_a_reader_who_takes_gzip_gets_the_file_that_is_compressed_already(
    nginx: httpx2.Client, site: Path
) -> None:
    with nginx.stream("GET", "/catsforkids/versus.html", headers={"accept-encoding": "gzip"}) as response:
        body = b"".join(response.iter_raw())

    assert response.headers["content-encoding"] == "gzip"
    assert "accept-encoding" in response.headers["vary"].lower()
    assert body == (site / "catsforkids/versus.html.gz").read_bytes()
    assert gzip.decompress(body) == (site / "catsforkids/versus.html").read_bytes()


def test_what_a_reader_has_already_is_not_sent_again(nginx: httpx2.Client) -> None:
    first = nginx.get("/catsforkids/versus.html")
    second = nginx.get("/catsforkids/versus.html", headers={"if-none-match": first.headers["etag"]})

    assert (second.status_code, second.content) == (304, b"")
    for name in ("cache-control", "content-security-policy"):
        assert second.headers[name] == first.headers[name]


def test_head_says_what_get_says(nginx: httpx2.Client) -> None:
    for path in ("/catsforkids/versus.html", "/catsforkids/", "/favicon.ico"):
        get, head = nginx.get(path), nginx.head(path)
        assert (head.status_code, head.content) == (200, b"")
        assert policies(head) == policies(get)


@pytest.mark.parametrize("name", ["nginx.conf", "_headers", ".secret"])
def test_what_is_for_the_host_is_not_for_readers(nginx: httpx2.Client, site: Path, name: str) -> None:
    (site / ".secret").write_text("secret")

    assert nginx.get(f"/{name}").status_code == 404
