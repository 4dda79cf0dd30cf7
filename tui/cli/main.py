"""The command line's root, and the one place where errors become sentences and exit codes."""

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from tui import __version__
from tui.cli.exits import Exit
from tui.cli.late import LateGroup

COMMANDS = {
    "demo": "tui.cli.demo:demo",
    "serve": "tui.cli.serve:serve",
    "office": "tui.cli.office:office",
}


@click.group(
    cls=LateGroup,
    late=COMMANDS,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="cordboard")
@click.option("--config", type=click.Path(path_type=Path), help="Settings file instead of the usual one.")
@click.option("--profile", default="", help="Which backend of the settings to use.")
@click.option("--agent", default="", help="Who signs in: staff number or name in the profile.")
@click.pass_context
def cordboard(ctx: click.Context, config: Path | None, profile: str, agent: str) -> None:
    """A call desk for terminals. Without a command: open the console.

    Try "cordboard demo" first: it brings its own office and callers.
    """
    if ctx.invoked_subcommand is None:
        from tui.cli.console import open_console

        open_console(config, profile, agent)


def main() -> None:
    """Run the command and leave with its exit code."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run the command line; the answer is the exit code. Never shows a traceback."""
    try:
        answer = cordboard.main(list(arguments), prog_name="cordboard", standalone_mode=False)
    except click.ClickException as trouble:
        trouble.show()
        return trouble.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("cordboard: interrupted.", err=True)
        return Exit.interrupted
    except Exception as error:  # noqa: BLE001 - the last line: whatever it is, the person gets a sentence
        return _unexpected(error)
    return answer if isinstance(answer, int) else Exit.ok


def _unexpected(error: Exception) -> int:
    from tui.cli.crash import keep_crash

    click.echo(f"cordboard: stopped unexpectedly ({type(error).__name__}). {keep_crash(error)}", err=True)
    return Exit.unexpected
