"""`cordboard` without a command: the console by profile."""

from pathlib import Path

from tui.cli.terminal import require_terminal


def open_console(config: Path | None, profile: str, agent: str) -> None:
    """Sign in as the settings say and open the desk.

    Raises:
        Trouble: no terminal, no usable settings, no backend, or sign-in refused.
    """
    require_terminal()
