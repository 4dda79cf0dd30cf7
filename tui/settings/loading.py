"""Reading a settings file, with the place of what is wrong."""

import re
import stat
from pathlib import Path

import msgspec
import tomli

from tui.settings.profile import Profile, Settings

_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")


class SettingsError(Exception):
    """A settings file that can't be used."""

    def __init__(self, path: Path, problem: str, *, line: int = 0, column: int = 0) -> None:
        super().__init__(f"{path}: {problem}")
        self.path = path
        self.problem = problem
        """What is wrong, in English, without the file's name."""
        self.line = line
        """Counted from 1; 0: not known."""
        self.column = column


class SettingsMissingError(SettingsError):
    """There is no settings file, or no such profile in it."""


def load(path: Path) -> Settings:
    """Read and check a settings file.

    Raises:
        SettingsMissingError: there is no such file.
        SettingsError: it can't be read, is not TOML, or a value is of the wrong type.
    """
    text = _text(path)
    try:
        settings = msgspec.convert(tomli.loads(text), Settings)
    except tomli.TOMLDecodeError as error:
        raise _bad_toml(path, error) from error
    except msgspec.ValidationError as error:
        raise SettingsError(path, str(error)) from error
    _check_secrets_are_private(path, settings)
    return settings


def choose_profile(settings: Settings, name: str, path: Path) -> tuple[str, Profile]:
    """The profile asked for, or the settings' own, or the only one.

    Raises:
        SettingsMissingError: there is none of that name, or several and none chosen.
    """
    wanted = name or settings.profile
    if not wanted and len(settings.profiles) == 1:
        wanted = next(iter(settings.profiles))
    profile = settings.profiles.get(wanted)
    if profile is None:
        raise SettingsMissingError(path, _no_profile(wanted, settings))
    return wanted, profile


def _no_profile(wanted: str, settings: Settings) -> str:
    known = ", ".join(sorted(settings.profiles)) or "none"
    if wanted:
        return f'there is no profile "{wanted}"; there are: {known}'
    return f"no profile is chosen; there are: {known}"


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise SettingsMissingError(path, "there is no such file") from error
    except UnicodeDecodeError as error:
        raise SettingsError(path, f"not UTF-8 at byte {error.start}") from error
    except OSError as error:
        raise SettingsError(path, f"can't be read: {error.strerror}") from error


def _bad_toml(path: Path, error: tomli.TOMLDecodeError) -> SettingsError:
    message = str(error)
    place = _PLACE.search(message)
    problem = _PLACE.sub("", message).strip()
    if place is None:
        return SettingsError(path, problem)
    return SettingsError(path, problem, line=int(place[1]), column=int(place[2]))


def _check_secrets_are_private(path: Path, settings: Settings) -> None:
    has_secrets = settings.service_token or any(p.agents for p in settings.profiles.values())
    if has_secrets and stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise SettingsError(path, "it holds secrets but others may read it; run: chmod 600 on it")
