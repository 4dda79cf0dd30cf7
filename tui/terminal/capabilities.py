"""What the terminal can do, by terminfo and locale, never by its name alone."""

import curses
import locale
import os
from collections.abc import Mapping
from dataclasses import dataclass

from tui.terminal.glyphs import ASCII, UNICODE, Glyphs


@dataclass(frozen=True)
class Terminal:
    """What is known of the terminal before anything is written to it."""

    colours: int
    """0, 8, 16, 256 or 16 777 216."""
    unicode: bool
    """It is spoken to in UTF-8."""
    mouse: bool
    synchronized: bool
    """Understands synchronized output (DEC private mode 2026)."""
    modern: bool
    """Understands modes younger than the DEC terminals: paste brackets, focus, alternate keys."""

    @property
    def glyphs(self) -> Glyphs:
        """The signs it can show."""
        return UNICODE if self.unicode else ASCII


def read_terminal(environment: Mapping[str, str] = os.environ) -> Terminal:
    """Ask terminfo and the locale about the terminal on standard output.

    Terminfo is set up once in a process: ask once, at the start. An unknown TERM counts as one that
    can do nothing but move the cursor.
    """
    name = environment.get("TERM", "")
    known = _set_up(name)
    # The Linux console has a mouse key for gpm, but no second screen: only window systems have both.
    modern = known and bool(curses.tigetstr("kmous") and curses.tigetstr("smcup"))
    return Terminal(
        colours=_colours(environment, known),
        unicode=locale.getencoding().lower().replace("-", "") == "utf8",
        mouse=modern,
        synchronized=modern,
        modern=modern,
    )


def _set_up(name: str) -> bool:
    """Whether terminfo has an entry of this name; it is then the one that is asked."""
    try:
        curses.setupterm(name or "unknown", 1)
    except curses.error:
        return False
    return True


def _colours(environment: Mapping[str, str], known: bool) -> int:
    """NO_COLOR (no-color.org) wins; then what the terminal says of itself; then terminfo."""
    if environment.get("NO_COLOR"):
        return 0
    if environment.get("COLORTERM", "").lower() in ("truecolor", "24bit"):
        return 1 << 24
    counted = curses.tigetnum("colors") if known else 0
    return next((colours for colours in (256, 16, 8) if counted >= colours), 0)
