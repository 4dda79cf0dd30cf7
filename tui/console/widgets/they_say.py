"""What the caller says, as it comes."""

from typing import ClassVar

from textual.content import Content

from tui.console.widgets.drawn import DrawnLines
from tui.model import Line
from tui.text import safe, wrap

_KEPT = 6
"""Lines of the transcript looked at: more never fit."""


def said_lines(said: tuple[Line, ...], width: int, rows: int) -> list[Content]:
    """The end of what was said in at most `rows` lines; dots where something came before."""
    text = " ".join(_shown(line) for line in said[-_KEPT:])
    if not text or rows < 1:
        return []
    lines = wrap(text, max(8, width - 6))
    kept = lines[-rows:]
    before = "... " if len(lines) > rows or len(said) > _KEPT else ""
    return [Content(f"  {before if index == 0 else ''}{line}") for index, line in enumerate(kept)]


class TheySay(DrawnLines):
    """The last lines of the current call's transcript; hidden while there are none."""

    SHOWS: ClassVar[frozenset[str]] = frozenset({"transcript", "current"})

    @property
    def said(self) -> tuple[Line, ...]:
        """What is known of the conversation, oldest first."""
        current = self.desk.current
        transcript = self.desk.stores.transcripts.get(current.call) if current else None
        return transcript.lines if transcript else ()

    def lines(self, width: int) -> list[Content]:
        """As much of the end as there is room for."""
        return said_lines(self.said, width, max(1, self.app.size.height // 12 - 1))


def _shown(line: Line) -> str:
    return safe(line.text) if line.by == "caller" else f"[{safe(line.by)}] {safe(line.text)}"
