"""From settings, options and environment to everything the console needs. Loads no Textual."""

import os
from pathlib import Path

import msgspec

from tui.backend import Credentials
from tui.cli.exits import Exit, Trouble
from tui.cli.secret import secret_for
from tui.settings import (
    Profile,
    Settings,
    SettingsError,
    SettingsMissingError,
    choose_profile,
    config_file,
    load,
    state_folder,
)


class ConsolePlan(msgspec.Struct, frozen=True, kw_only=True):
    """Which backend, as whom, and where this desk keeps what it must not lose."""

    settings: Settings
    profile: Profile
    credentials: Credentials
    """An empty secret or number is asked for at the sign-in screen."""
    state: Path
    backend_key: str
    """Names the backend in the journal, so that its documents never go to another."""


def plan_console(config: Path | None, profile_name: str, agent: str) -> ConsolePlan:
    """What to open.

    Raises:
        Trouble: the settings are missing or wrong, or the secret's command failed.
    """
    path = config or config_file()
    settings, (name, profile) = _settings(path, profile_name)
    staff_number = _staff_number(profile, agent)
    credentials = Credentials(
        staff_number=staff_number,
        secret=secret_for(profile, staff_number),
        extension=profile.extension,
        desk_name=_desk_name(),
    )
    return ConsolePlan(
        settings=settings,
        profile=profile,
        credentials=credentials,
        state=_state(path, profile),
        backend_key="demo" if profile.demo else f"{name} {profile.options.get('url', '')}".strip(),
    )


def _settings(path: Path, profile_name: str) -> tuple[Settings, tuple[str, Profile]]:
    try:
        settings = load(path)
        return settings, choose_profile(settings, profile_name, path)
    except SettingsMissingError as error:
        raise _missing(error) from error
    except SettingsError as error:
        place = f", line {error.line}, column {error.column}" if error.line else ""
        raise Trouble(f"{error.path}{place}: {error.problem}.", Exit.configuration) from error


def _missing(error: SettingsMissingError) -> Trouble:
    if error.path.exists():
        return Trouble(f"{error.path}: {error.problem}; choose one with --profile.", Exit.configuration)
    return Trouble(
        f'{error.path} does not exist; write it as docs/office.md shows, or try "cordboard demo".',
        Exit.configuration,
    )


def _staff_number(profile: Profile, agent: str) -> str:
    """In a demo people may be called by name, or a part of it."""
    if not agent or not profile.demo or agent in profile.agents:
        return agent or profile.agent
    from tui.traffic.house import load_house

    wanted = agent.casefold()
    staff = load_house().staff(len(profile.agents) - 1)
    named = [one.staff_number for one in staff if wanted in one.name.casefold()]
    if len(named) == 1:
        return named[0]
    known = ", ".join(f"{one.staff_number} {one.name}" for one in staff)
    raise Trouble(f'nobody in this demo is called "{agent}"; there are: {known}.', Exit.configuration)


def _state(path: Path, profile: Profile) -> Path:
    """A demo's journal stays with the demo, and goes with it."""
    if not profile.demo:
        return state_folder()
    folder = path.resolve().parent / "state"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def _desk_name() -> str:
    user = os.environ.get("USER") or os.environ.get("LOGNAME") or "somebody"
    return f"{user}@{os.uname().nodename}"
