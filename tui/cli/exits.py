"""Exit codes, and the error that carries one together with a sentence for the person."""

import enum
from contextlib import suppress

import click


class Exit(enum.IntEnum):
    """What the shell is told. The list is part of the documentation (docs/office.md)."""

    ok = 0
    unexpected = 1
    """A fault of the program itself; details are in the crash log."""
    usage = 2
    """A wrong option, or no terminal to draw on."""
    configuration = 3
    """No configuration, or one that can't be used."""
    unreachable = 4
    """Nobody answers at the backend's address."""
    refused = 5
    """Wrong staff number or secret, or the session belongs to another desk."""
    backend = 6
    """The backend answered with an error, or with something that is not its API."""
    office = 7
    """The office could not start: port taken, data directory unusable."""
    hung_up = 129
    """The terminal has gone, or SIGHUP."""
    interrupted = 130
    """Ctrl+C of a command without a screen, or SIGINT."""
    terminated = 143
    """SIGTERM."""


class Trouble(click.ClickException):
    """Something that ends a command, said in one sentence with what to do about it."""

    def __init__(self, sentence: str, exit_code: Exit) -> None:
        super().__init__(sentence)
        self.exit_code = int(exit_code)  # type: ignore[misc]  # click's own way, see click.Exit

    def show(self, file: object = None) -> None:
        """Print the sentence to stderr. Parts of it may be a backend's words."""
        from tui.text import safe

        # The terminal itself may be what was lost.
        with suppress(OSError):
            click.echo(f"cordboard: {safe(self.message)}", err=True)
