"""What several commands have in common: settings as flags, and the campaigns of a run."""

from collections.abc import Callable, Mapping
from functools import wraps
from pathlib import Path
from typing import Any

import click

from widget.campaign.faults import CampaignError
from widget.campaign.library import load_all
from widget.campaign.models import Campaign
from widget.settings import TABLE, Allowed, SettingError, Settings, flag, read, variable

Command = Callable[..., Any]


def with_settings(*names: str) -> Callable[[Command], Command]:
    """Give a command flags for some of the settings, and as its first argument the `Settings` they make."""

    def decorate(command: Command) -> Command:
        @wraps(command)
        def called(**values: Any) -> Any:
            given = {name: values.pop(name) for name in names}
            try:
                settings = Settings(**given)
            except SettingError as error:
                raise SystemExit(str(error)) from None
            return command(settings, **values)

        flagged: Command = called
        for name in reversed(names):
            flagged = _option(name)(flagged)
        return flagged

    return decorate


def loaded(settings: Settings) -> Mapping[str, Campaign]:
    """The bundled campaigns and those of the settings; ends the command with every fault."""
    try:
        return load_all(settings.campaigns)
    except CampaignError as error:
        raise SystemExit(str(error)) from None


def _option(name: str) -> Callable[[Command], Command]:
    setting = TABLE[name]
    shown = [f"env var: {variable(name)}"]
    if setting.default:
        shown.append(f"default: {setting.default}")
    return click.option(
        flag(name),
        default=lambda: _in_environment(name),
        help=f"{setting.metadata['help']}  [{'; '.join(shown)}]",
        **_type(setting.default, setting.metadata["allowed"]),
    )


def _type(default: object, allowed: Allowed) -> dict[str, Any]:
    """How click reads a flag."""
    if isinstance(default, tuple):
        return {"type": click.Path(path_type=Path), "multiple": True, "metavar": "DIR"}
    if isinstance(default, bool):
        return {"is_flag": True}
    if isinstance(allowed, range):
        return {"type": click.IntRange(allowed.start, allowed.stop - 1)}
    return {"type": click.Choice(allowed) if allowed else str}


def _in_environment(name: str) -> Any:
    try:
        return read(name)
    except SettingError as error:
        raise SystemExit(str(error)) from None
