"""The command as a whole: its version, and its settings as flags."""

from tests.support.servers import run
from widget import __version__
from widget.settings import TABLE, flag, variable


def test_the_version_is_the_packages() -> None:
    assert run("--version").stdout.decode().split()[-1] == __version__


def test_every_setting_has_a_flag_with_its_help_and_variable() -> None:
    text = " ".join(run("serve", "--help").stdout.decode().split())

    for name, setting in TABLE.items():
        assert flag(name) in text
        assert f"env var: {variable(name)}" in text
        assert setting.metadata["help"].rstrip(".") in text, name
        assert not setting.default or f"{variable(name)}; default: {setting.default}" in text
