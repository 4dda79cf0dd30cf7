"""The driver's seat: everything the program writes to the terminal at run time passes here."""

from typing import TYPE_CHECKING

from textual.drivers.linux_driver import LinuxDriver

from tui.terminal.capabilities import read_terminal
from tui.terminal.sequences import Gate

if TYPE_CHECKING:
    from textual.app import App


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

    def write(self, data: str) -> None:
        """Write what may leave; a foreign sequence is dropped and logged."""
        super().write(self._gate.passed(data))
