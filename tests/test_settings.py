"""Settings: one table, read from the environment and written to it in one place."""

from collections.abc import Mapping
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widget.settings import TABLE, SettingError, Settings, flag, variable

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20)
HOSTS = st.sampled_from(["https://example.org", "http://[::1]:8000", "https://example.org/a/b", ""])
FOLDERS = st.lists(TEXT.filter(lambda text: text and ":" not in text).map(Path), max_size=3).map(tuple)
SETTINGS = st.builds(
    Settings,
    host=TEXT.filter(bool),
    port=st.integers(0, 65535),
    campaigns=FOLDERS,
    public_url=HOSTS,
    root_path=TEXT,
    workers=st.integers(0, 256),
    metrics_port=st.integers(0, 65535),
    memo_bytes=st.integers(1 << 16, 1 << 30),
    strict=st.booleans(),
)


def written(settings: Settings) -> Mapping[str, str]:
    environment: dict[str, str] = {}
    settings.to_environment(environment)
    return environment


@given(SETTINGS)
def test_what_is_written_to_the_environment_is_read_back(settings: Settings) -> None:
    assert Settings.from_environment(written(settings)) == settings


@given(SETTINGS)
def test_every_setting_and_nothing_else_is_written(settings: Settings) -> None:
    assert set(written(settings)) == {variable(name) for name in TABLE}


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
        ("https://example.org/a", "/b", "https://example.org/a", "/b"),
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
