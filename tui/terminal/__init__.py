"""What the terminal can do, and the way out to it. Only `tui.terminal.driver` knows Textual."""

from tui.terminal.capabilities import Terminal, read_terminal
from tui.terminal.glyphs import ASCII, UNICODE, Glyphs
from tui.terminal.sequences import Gate

__all__ = ["ASCII", "UNICODE", "Gate", "Glyphs", "Terminal", "read_terminal"]
