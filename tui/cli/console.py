"""`cordboard` without a command: the console by profile."""

from pathlib import Path

from tui.cli.terminal import require_terminal


def open_console(config: Path | None, profile: str, agent: str, *, ready: bool = False) -> None:
    """Sign in as the settings say and open the desk; returns when it is closed.

    Args:
        config: settings file; None: the user's own.
        profile: name of the profile; empty: as the settings say.
        agent: staff number, or in a demo the name, of who signs in; empty: as the profile says.
        ready: be ready at once after signing in.

    Raises:
        Trouble: no terminal, no usable settings, no backend, or sign-in refused.
    """
    require_terminal()
    from tui.cli.plan import plan_console

    plan = plan_console(config, profile, agent)

    from tui.cli.console_run import run_console

    run_console(plan, ready=ready)
