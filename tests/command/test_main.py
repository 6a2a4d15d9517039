"""The command as a whole: its version, and its settings as flags."""

import pytest

from tests.support.servers import run
from widget import __version__
from widget.settings import TABLE, flag, variable


def test_the_version_is_the_packages() -> None:
    assert run("--version").stdout.decode().split()[-1] == __version__


@pytest.mark.parametrize("name", TABLE)
def test_every_setting_has_a_flag_with_its_help_and_variable(name: str) -> None:
    text = " ".join(run("serve", "--help").stdout.decode().split())

    assert flag(name) in text
    assert f"env var: {variable(name)}" in text
    assert TABLE[name].metadata["help"].rstrip(".") in text
    assert not TABLE[name].default or f"{variable(name)}; default: {TABLE[name].default}" in text
