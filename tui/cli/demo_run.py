"""The demo: directory, office, traffic and console put together."""

from typing import TYPE_CHECKING

from tui.cli.terminal import require_terminal

if TYPE_CHECKING:
    from tui.cli.demo import DemoOptions


def run_demo(options: "DemoOptions") -> None:
    """Run the demo until the console is closed, or until interrupted."""
    if options.console:
        require_terminal()
