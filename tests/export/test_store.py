"""An export in an object store: moto's server, which speaks S3 over HTTP."""

import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import obstore
import pytest
from moto.server import ThreadedMotoServer
from obstore.store import ObjectStore, from_url

from tests.support.exports import alone, export, manifest, published
from tests.support.servers import run
from tests.support.toml import small, write
from widget.campaign.load import load
from widget.campaign.models import Campaign
from widget.export.store import Sent, StoreError, send

URL = "s3://shop/numbers"


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    """The address of a server that keeps nothing after this module."""
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def settings(endpoint: str, monkeypatch: pytest.MonkeyPatch) -> Mapping[str, str]:
    """The variables that say where the store is, set; an empty bucket is there."""
    for path, method in (("/moto-api/reset", "POST"), ("/shop", "PUT")):
        urllib.request.urlopen(urllib.request.Request(endpoint + path, method=method), timeout=60).close()
    variables = {
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_ALLOW_HTTP": "true",
        "AWS_REGION": "us-east-1",
        "AWS_ACCESS_KEY_ID": "key",
        "AWS_SECRET_ACCESS_KEY": "secret",
    }
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    return variables


@pytest.fixture
def store(settings: Mapping[str, str]) -> ObjectStore:
    """The store that is filled."""
    return from_url(URL)


@pytest.fixture(scope="module")
def campaigns(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Campaign]:
    """Two campaigns."""
    return {
        name: load(write(tmp_path_factory.mktemp(name), small(name=name))) for name in ("births", "deaths")
    }


@pytest.fixture
def site(campaigns: Mapping[str, Campaign], tmp_path: Path) -> Path:
    """Their export."""
    export(tmp_path / "site", campaigns)
    return tmp_path / "site"


def paths(store: ObjectStore) -> set[str]:
    return {each["path"] for chunk in obstore.list(store) for each in chunk}


def watched(monkeypatch: pytest.MonkeyPatch, fails: str = "") -> list[str]:
    """What is sent and deleted from now on, in order; the file `fails` cannot be sent."""
    done: list[str] = []
    put, delete = obstore.put, obstore.delete

    def watched_put(store: ObjectStore, path: str, *rest: Any, **more: Any) -> object:
        if path == fails:
            raise OSError("the line is cut")
        done.append(path)
        return put(store, path, *rest, **more)

    def watched_delete(store: ObjectStore, path: str) -> None:
        done.append(f"- {path}")
        delete(store, path)

    monkeypatch.setattr(obstore, "put", watched_put)
    monkeypatch.setattr(obstore, "delete", watched_delete)
    return done


def changed(campaigns: Mapping[str, Campaign], site: Path, folder: Path) -> None:
    """Export again: other words in one campaign, and the other one is gone."""
    words = {"en": "Born while you read"}
    export(site, {"births": load(write(folder, small(widgets__reading__label=words)))})


def test_every_published_file_is_there_with_the_headers_that_a_store_keeps(
    site: Path, store: ObjectStore
) -> None:
    done = send(site, URL)

    assert done == Sent(len(published(site)), 0, len(published(site)))
    assert paths(store) == {*published(site), "manifest.json"}
    for path in published(site):
        result = obstore.get(store, path)
        headers = manifest(site)[path]["headers"]
        assert bytes(result.bytes()) == (site / path).read_bytes()
        assert result.attributes["Content-Type"] == headers["content-type"]
        assert result.attributes["Cache-Control"] == headers["cache-control"]
        assert result.attributes.get("Content-Language") == headers.get("content-language")


def test_a_second_run_sends_nothing(site: Path, store: ObjectStore, monkeypatch: pytest.MonkeyPatch) -> None:
    send(site, URL)
    done = watched(monkeypatch)

    assert send(site, URL) == Sent(0, 0, len(published(site)))
    assert done == []


def test_only_what_changed_is_sent_pages_after_the_rest_and_deletions_last(
    campaigns: Mapping[str, Campaign],
    site: Path,
    store: ObjectStore,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    obstore.put(store, "theirs.txt", b"not ours")
    send(site, URL)
    changed(campaigns, site, tmp_path)
    done = watched(monkeypatch)
    send(site, URL)

    kinds = [
        3 if each == "manifest.json" else 2 if each.startswith("- ") else 1 if each.endswith(".html") else 0
        for each in done
    ]
    assert kinds == sorted(kinds)
    assert set(kinds) == {0, 1, 2, 3}
    assert "births/reading.html" in done
    assert "births/reading.txt" not in done
    assert {each.split("/")[0] for each in done if each.startswith("- ")} == {"- deaths"}
    assert paths(store) == {*published(site), "manifest.json", "theirs.txt"}


def test_a_run_that_breaks_off_deletes_nothing_and_is_finished_by_the_next(
    campaigns: Mapping[str, Campaign],
    site: Path,
    store: ObjectStore,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    send(site, URL)
    before = paths(store)
    changed(campaigns, site, tmp_path)
    with monkeypatch.context() as broken:
        watched(broken, "births/reading.html")
        with pytest.raises(StoreError, match="the line is cut"):
            send(site, URL)

    assert paths(store) == before
    send(site, URL)
    assert paths(store) == {*published(site), "manifest.json"}
    assert b"Born while" in bytes(obstore.get(store, "births/reading.html").bytes())


def test_what_somebody_deleted_in_the_store_is_sent_again(site: Path, store: ObjectStore) -> None:
    send(site, URL)
    obstore.delete(store, "births/reading.html")

    assert send(site, URL).sent == 1
    assert "births/reading.html" in paths(store)


@pytest.mark.parametrize("url", ["s3://nobody/numbers", "x3://shop", "shop"])
def test_a_store_that_is_not_there_is_one_line(settings: Mapping[str, str], site: Path, url: str) -> None:
    with pytest.raises(StoreError) as raised:
        send(site, url)

    assert str(raised.value).startswith(f"--to {url}: ")
    assert len(str(raised.value).splitlines()) == 1


def test_the_command_says_what_it_sent(settings: Mapping[str, str], tmp_path: Path) -> None:
    words = ("--public-url", "https://example.org", *alone(tmp_path), "--to", URL)
    done = run("export", tmp_path / "site", *words, env=settings)

    assert done.returncode == 0, done.stderr
    assert done.stdout.decode().splitlines()[1].startswith(f"{URL}: ")
    assert done.stdout.decode().endswith(" sent, 0 deleted\n")
