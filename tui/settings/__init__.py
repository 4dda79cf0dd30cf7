"""Settings and profiles read from TOML, and the folders they live in."""

from tui.settings.directories import config_file, office_folder, state_folder, theme_folder
from tui.settings.loading import SettingsError, SettingsMissingError, choose_profile, load
from tui.settings.profile import Profile, Settings

__all__ = [
    "Profile",
    "Settings",
    "SettingsError",
    "SettingsMissingError",
    "choose_profile",
    "config_file",
    "load",
    "office_folder",
    "state_folder",
    "theme_folder",
]
