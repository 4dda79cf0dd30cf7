"""Themes: one TOML file each, from the wheel or the source tree. A bad one never stops the start."""

import tomllib
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import msgspec
from textual.app import App
from textual.color import Color, ColorParseError
from textual.theme import Theme

from tui.locale import _
from tui.text import safe

DEFAULT_THEME = "cordboard-dark"

COLOUR_DEFAULTS = {
    "call-ringing": "#ffd75f",
    "call-live": "#5fd787",
    "call-held": "#ffaf5f",
    "call-dialling": "#87d7ff",
    "agent-ready": "#5fd787",
    "agent-not-ready": "#ffaf5f",
    "wrap-up": "#87afff",
    "urgent": "#ff6b66",
    "link-lost": "#ff6b66",
    "link-stale": "#ffaf5f",
    "quiet": "#8a97a3",
    "strong": "#ffffff",
}
"""Colours of the desk's own words, for themes that leave them out."""


class ThemeFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a theme file may say."""

    name: str
    primary: str
    secondary: str | None = None
    accent: str | None = None
    foreground: str | None = None
    background: str | None = None
    surface: str | None = None
    panel: str | None = None
    success: str | None = None
    warning: str | None = None
    error: str | None = None
    dark: bool = True
    ansi: bool = False
    """Uses the terminal's own sixteen colours; for terminals with no more than those."""
    variables: dict[str, str] = {}


class ThemesRead(msgspec.Struct, frozen=True, kw_only=True):
    """What came of reading all theme files."""

    themes: tuple[Theme, ...]
    failures: tuple[str, ...]
    """One for each file that could not be used: its name and what is wrong with it."""


def read_themes(*folders: Path) -> ThemesRead:
    """All themes that come with Cordboard and those in further folders; later ones replace earlier."""
    themes: dict[str, Theme] = {}
    failures: list[str] = []
    for file in _theme_files(folders):
        try:
            theme = _theme(tomllib.loads(file.read_text(encoding="utf-8")))
        except (OSError, ValueError, msgspec.ValidationError, ColorParseError) as error:
            failures.append(f"{file.name}: {error}")
        else:
            themes[theme.name] = theme
    return ThemesRead(themes=tuple(themes.values()), failures=tuple(failures))


def use_theme(app: App[None], wanted: str, folder: Path | None) -> str:
    """Make all themes known to the app and put this one on; the answer is a sentence about what is wrong with
    them, or empty.
    """
    read = read_themes(*([folder] if folder else []))
    for theme in read.themes:
        app.register_theme(theme)
    wrong = list(read.failures)
    if wanted not in app.available_themes:
        wrong.insert(0, _('there is no theme "{name}"').replace("{name}", safe(wanted)))
    app.theme = next((name for name in (wanted, DEFAULT_THEME) if name in app.available_themes), app.theme)
    return _("Settings: {wrong}").replace("{wrong}", safe("; ".join(wrong))) if wrong else ""


def _theme_files(folders: tuple[Path, ...]) -> list[Traversable]:
    """The wheel carries them inside the package, the source tree beside it."""
    package = files("tui")
    shipped = package / "themes"
    beside = Path(str(package)).parent / "themes"
    places: list[Traversable] = [shipped if shipped.is_dir() else beside, *folders]
    return [file for place in places if place.is_dir() for file in _toml_files(place)]


def _toml_files(place: Traversable) -> list[Traversable]:
    return sorted(
        (file for file in place.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name
    )


def _theme(content: dict[str, Any]) -> Theme:
    """A bad colour would crash Textual when the theme is used: look at each first."""
    described = msgspec.convert(content, ThemeFile)
    fields = msgspec.structs.asdict(described)
    colours = [value for value in fields.values() if isinstance(value, str)][1:]
    for colour in [*colours, *described.variables.values()]:
        Color.parse(colour)
    return Theme(**fields)
