"""Settings: one table, read from the environment in one place."""

import os
from collections.abc import Mapping
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widget.settings import TABLE, SettingError, Settings, flag, is_local, variable

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20)
HOSTS = st.sampled_from(["https://example.org", "http://[::1]:8000", "https://example.org/a/b", ""])
ROOTS = st.sampled_from(["", "/", "/a/b", "a/b/"])
FOLDERS = st.lists(TEXT.filter(lambda text: text and ":" not in text).map(Path), max_size=3).map(tuple)
SETTINGS = st.builds(
    Settings,
    host=TEXT.filter(bool),
    port=st.integers(0, 65535),
    campaigns=FOLDERS,
    public_url=HOSTS,
    root_path=ROOTS,
    workers=st.integers(0, 256),
    metrics_port=st.integers(0, 65535),
    memo_bytes=st.integers(1 << 16, 1 << 30),
    strict=st.booleans(),
)


def written(settings: Settings) -> Mapping[str, str]:
    values = {name: getattr(settings, name) for name in TABLE}
    return {
        variable(name): os.pathsep.join(map(str, value)) if isinstance(value, tuple) else str(value)
        for name, value in values.items()
    }


@given(SETTINGS)
def test_what_stands_in_the_environment_is_read(settings: Settings) -> None:
    assert Settings.from_environment(written(settings)) == settings


@pytest.mark.parametrize("name", TABLE)
def test_what_is_not_in_the_environment_or_empty_there_has_its_default(name: str) -> None:
    default = TABLE[name].default

    for environment in ({}, {variable(name): ""}, {"PATH": "/bin", name: "x"}):
        assert getattr(Settings.from_environment(environment), name) == default == getattr(Settings(), name)


def test_settings_are_of_the_types_that_their_defaults_have() -> None:
    settings = Settings.from_environment({"MEANWHILE_PORT": "80", "MEANWHILE_CAMPAIGNS": "/a:b c::/d/"})

    assert settings.port == 80
    assert settings.campaigns == (Path("/a"), Path("b c"), Path("/d"))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("port", "abc"),
        ("port", "65536"),
        ("port", "-1"),
        ("metrics_port", "1e3"),
        ("workers", "257"),
        ("memo_bytes", "65535"),
        ("public_url", "meanwhile.example"),
        ("public_url", "ftp://meanwhile.example"),
        ("public_url", "https://"),
        ("public_url", "http://[::1"),
    ],
)
def test_what_cannot_be_used_is_said_in_a_line_with_what_is_expected(name: str, value: str) -> None:
    with pytest.raises(SettingError) as error:
        Settings.from_environment({variable(name): value})

    (line,) = str(error.value).splitlines()
    for part in (flag(name), variable(name), repr(value), "; expected "):
        assert part in line


@pytest.mark.parametrize(
    ("address", "root_path", "mend"),
    [
        ("https://example.org?", "", "without a query"),
        ("https://example.org/a?b=c", "", "without a query"),
        ("https://example.org/#top", "", "without a fragment"),
        ("https://example.org ", "", "without blanks"),
        (" https://example.org", "", "without blanks"),
        ("https://example.org\t", "", "without blanks"),
        ("https://exam ple.org", "", "without blanks"),
        ("https://reader@example.org", "", "without a user"),
        ("ftp://example.org", "", "with http or https"),
        ("//example.org", "", "with http or https"),
        ("example.org:8000", "", "with http or https"),
        ("https://example.org:99999", "", "a port from 1 to 65535"),
        ("https://example.org:0", "", "a port from 1 to 65535"),
        ("https://example.org:http", "", "a port from 1 to 65535"),
        ("https://", "", "a host"),
        ("https:///numbers", "", "a host"),
        ("https://256.1.1.1", "", "a host"),
        ("https://[fe80::1%25eth0]", "", "a host"),
        ("https://example..org", "", "a host"),
        ("https://example.org.", "", "without a dot"),
        ("https://bücher.example", "", "xn--"),
        ("https://example.org/a/../b", "", "a path such as"),
        ("https://example.org/nombres/été", "", "percent-encoded"),
        ("https://example.org/a", "/b", "that ends with --root-path /b"),
        ("https://example.org/a/b", "/b", "that ends with --root-path /b"),
    ],
)
def test_a_public_address_that_cannot_be_pasted_is_refused_with_how_to_mend_it(
    address: str, root_path: str, mend: str
) -> None:
    with pytest.raises(SettingError, match=r"--public-url .*; expected .*") as error:
        Settings(public_url=address, root_path=root_path)

    assert mend in str(error.value)


@pytest.mark.parametrize("password", ["secret", "sec/ret", "sec@ret"])
def test_a_password_in_a_public_address_is_not_repeated(password: str) -> None:
    with pytest.raises(SettingError) as error:
        Settings(public_url=f"https://user:{password}@example.org")

    assert "sec" not in str(error.value)
    assert "ret@" not in str(error.value)


@pytest.mark.parametrize("path", ["a b", "/a?b", "/a#b", "https://example.org", "/a/../b", "/été"])
def test_a_root_path_that_is_none_is_refused(path: str) -> None:
    with pytest.raises(SettingError, match=r"--root-path .*such as /numbers"):
        Settings(root_path=path)


@pytest.mark.parametrize(
    ("address", "local"),
    [
        ("http://127.0.0.1:8000", True),
        ("http://127.8.9.10", True),
        ("http://[::1]:8000/numbers", True),
        ("http://[::ffff:127.0.0.1]", True),
        ("https://LocalHost", True),
        ("https://a.localhost", True),
        ("0.0.0.0", True),
        ("::", True),
        ("https://example.org", False),
        ("http://192.168.1.5:8000", False),
        ("https://localhost.example.org", False),
    ],
)
def test_an_address_that_leads_readers_to_their_own_machine_is_known(address: str, local: bool) -> None:
    assert is_local(address) == local


def test_a_folder_that_the_environment_cannot_hold_is_refused() -> None:
    with pytest.raises(SettingError, match="--campaigns"):
        Settings(campaigns=(Path("one:two"),))


def test_a_server_without_an_address_to_listen_on_is_refused() -> None:
    with pytest.raises(SettingError, match="--host"):
        Settings(host="")


@pytest.mark.parametrize(
    ("public_url", "root_path", "public", "base"),
    [
        ("", "", "", ""),
        ("", "numbers/", "", "/numbers"),
        ("https://example.org/", "", "https://example.org", ""),
        ("https://example.org", "/numbers", "https://example.org/numbers", "/numbers"),
        ("https://example.org/numbers/", "", "https://example.org/numbers", "/numbers"),
        ("https://example.org/numbers", "numbers/", "https://example.org/numbers", "/numbers"),
        ("https://Example.ORG:443", "", "https://example.org", ""),
        ("HTTP://example.org:80/", "", "http://example.org", ""),
        ("https://example.org:", "", "https://example.org", ""),
        ("http://example.org:443", "", "http://example.org:443", ""),
        ("http://[2001:DB8::1]:8000", "/numbers", "http://[2001:db8::1]:8000/numbers", "/numbers"),
        ("https://xn--bcher-kva.example/a%20b", "", "https://xn--bcher-kva.example/a%20b", "/a%20b"),
    ],
)
def test_the_public_address_and_the_path_of_the_mount_complete_each_other(
    public_url: str, root_path: str, public: str, base: str
) -> None:
    settings = Settings(public_url=public_url, root_path=root_path)

    assert (settings.public, settings.base) == (public, base)


@given(SETTINGS)
def test_a_worker_that_is_told_the_completed_address_completes_it_to_the_same(settings: Settings) -> None:
    told = Settings(public_url=settings.public, root_path=settings.base)

    assert (told.public, told.base) == (settings.public, settings.base)


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        Settings().port = 1  # type: ignore[misc]
