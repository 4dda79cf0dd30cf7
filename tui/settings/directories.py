"""Where settings and state live, by the rules of the platform."""

from pathlib import Path

from platformdirs import PlatformDirs

_DIRS = PlatformDirs("cordboard", appauthor=False)


def config_file() -> Path:
    """The user's `config.toml`; it need not exist."""
    return _DIRS.user_config_path / "config.toml"


def theme_folder() -> Path:
    """Where the user's own themes lie, one TOML file each; it need not exist."""
    return _DIRS.user_config_path / "themes"


def state_folder() -> Path:
    """Where the journal and logs are kept; made, readable by its owner only."""
    folder = _DIRS.user_state_path
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def office_folder() -> Path:
    """Where `cordboard serve` keeps its office unless told otherwise."""
    return _DIRS.user_data_path / "office"
