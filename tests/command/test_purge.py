"""`meanwhile purge`: what it prints, and what it sends. tests/front/test_purge.py has real caches forget."""

from pathlib import Path

from tests.support.command import said
from tests.support.servers import run

CURL = """#!/bin/sh
for word; do echo "$word"; done >> curl.txt
"""


def test_without_a_cache_it_tells_by_what_others_find_the_answers(tmp_path: Path) -> None:
    lines = run("purge", "births", "sea", cwd=tmp_path).stdout.decode().splitlines()

    assert lines == [
        "tags: meanwhile-births meanwhile-sea meanwhile-all",
        "paths: / /?* /oembed /oembed?* /births* /sea*",
    ]


def test_it_prints_the_requests_and_sends_none_until_it_is_told_to(tmp_path: Path) -> None:
    (tmp_path / "curl").write_text(CURL)
    (tmp_path / "curl").chmod(0o755)
    environment = {
        "PATH": f"{tmp_path}:/usr/bin:/bin",
        "CLOUDFLARE_API_TOKEN": "a b",
        "FASTLY_API_TOKEN": "f",
    }
    asked = ("purge", "births", "--cloudflare", "zone", "--fastly", "service")
    printed = run(*asked, cwd=tmp_path, env=environment)
    assert not (tmp_path / "curl.txt").exists()
    sent = run(*asked, "--send", cwd=tmp_path, env=environment)

    assert printed.stdout == sent.stdout
    words = (tmp_path / "curl.txt").read_text().splitlines()
    assert "Authorization: Bearer a b" in words
    assert '{"tags": ["meanwhile-births", "meanwhile-all"]}' in words
    assert "https://api.cloudflare.com/client/v4/zones/zone/purge_cache" in words
    assert "Surrogate-Key: meanwhile-births meanwhile-all" in words
    assert "https://api.fastly.com/service/service/purge" in words
    assert b"a b" not in printed.stdout


def test_a_missing_token_sends_nothing_and_is_named(tmp_path: Path) -> None:
    done = run("purge", "births", "--bunny", "12", "--send", cwd=tmp_path)

    assert done.returncode != 0
    assert "BUNNY_API_KEY" in said(done.stderr)[0]


def test_a_folder_that_is_no_cache_is_named(tmp_path: Path) -> None:
    done = run("purge", "births", "--nginx", tmp_path / "nothing", cwd=tmp_path)

    assert done.returncode != 0
    assert str(tmp_path / "nothing") in done.stderr.decode()
