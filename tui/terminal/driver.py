"""The driver's seat: everything the program writes to the terminal at run time passes here."""

import os
import signal
import sys
from typing import TYPE_CHECKING, cast

from textual.drivers.linux_driver import LinuxDriver

from tui.terminal.capabilities import read_terminal
from tui.terminal.outlet import Outlet
from tui.terminal.sequences import Gate

if TYPE_CHECKING:
    from io import TextIOWrapper

    from textual.app import App


_ENDING = (signal.SIGHUP, signal.SIGINT, signal.SIGTERM)
_SIGNALLED = 128
"""What shells add to a signal's number for the exit code."""


class DeskDriver(LinuxDriver):
    """Textual's driver behind the gate of allowed sequences."""

    def __init__(
        self,
        app: "App[object]",
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        terminal = read_terminal()
        super().__init__(app, debug=debug, mouse=mouse and terminal.mouse, size=size)
        self._gate = Gate(terminal)
        self._file = cast("TextIOWrapper", Outlet(sys.__stderr__, self._hung_up))

    def write(self, data: str) -> None:
        """Write what may leave; a foreign sequence is dropped and logged."""
        super().write(self._gate.passed(data))

    def start_application_mode(self) -> None:
        """Take the terminal over; from now on a signal ends the app in order."""
        for number in _ENDING:
            self._loop.add_signal_handler(number, self._end, number)
        super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual leaves it without types

    def close(self) -> None:
        """Let go of the terminal."""
        super().close()
        for number in _ENDING:
            self._loop.remove_signal_handler(number)

    def _end(self, number: signal.Signals) -> None:
        if number is signal.SIGHUP:
            _let_go_of_terminal()
        self._app.exit(return_code=_SIGNALLED + number)

    def _hung_up(self) -> None:
        """The terminal takes nothing any more; to be called from any thread."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._end, signal.SIGHUP)


def _let_go_of_terminal() -> None:
    """Read nothing from it and write nothing to it. A reader would spin on its end."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in range(3):
        os.dup2(nothing, descriptor)
    os.close(nothing)
