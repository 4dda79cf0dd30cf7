"""A list of rows with one chosen. The keys stay with the field above it; the list only follows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual.events import Click
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.console.base import Sturdy
from tui.console.dialogs.rows import Column, Row, Tone, line
from tui.terminal import Glyphs
from tui.text import cells

_MARGIN = 2
"""Cells before the first column: the cursor's sign stands there."""


class ChoiceList(Sturdy, ScrollView, can_focus=False, inherit_bindings=False):
    """Rows in columns. The cursor stays on the same row's key when rows come and go around it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"row--chosen", "row--quiet", "row--warning"}

    cursor: reactive[int] = reactive(0, init=False)
    """Index of the chosen row; means nothing while there are no rows."""

    @dataclass
    class Chosen(Message):
        """A row that was chosen already was clicked: as good as Enter."""

        key: str

    @dataclass
    class Moved(Message):
        """Another row is chosen now."""

        key: str

        def can_replace(self, message: Message) -> bool:
            """Only the last move matters."""
            return isinstance(message, ChoiceList.Moved)

    def __init__(self, columns: Sequence[Column], glyphs: Glyphs, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.columns = tuple(columns)
        self.glyphs = glyphs
        self.rows: tuple[Row, ...] = ()

    @property
    def chosen(self) -> str:
        """Key of the chosen row; empty: there is none."""
        return self.rows[self.cursor].key if self.rows else ""

    def show(self, rows: Sequence[Row], *, choose: str = "", columns: Sequence[Column] = ()) -> None:
        """Show these. The cursor goes to the key `choose`, else stays on its key, else in its place."""
        wanted = choose or self.chosen
        self.columns = tuple(columns) or self.columns
        self.rows = tuple(rows)
        self.virtual_size = Size(0, len(self.rows))
        keys = [row.key for row in self.rows]
        at = keys.index(wanted) if wanted in keys else min(self.cursor, len(keys) - 1)
        self.set_reactive(ChoiceList.cursor, max(0, at))
        self.refresh()
        self._follow()

    def move(self, by: int) -> None:
        """Move the cursor by so many rows, to the first or last at most."""
        self.cursor = max(0, min(self.cursor + by, len(self.rows) - 1))

    def watch_cursor(self) -> None:
        """Keep the chosen row in sight and tell that it is another."""
        self._follow()
        self.refresh()
        if self.rows:
            self.post_message(self.Moved(self.chosen))

    def _follow(self) -> None:
        top, height = self.scroll_offset.y, max(1, self.size.height)
        if not top <= self.cursor < top + height:
            target = self.cursor if self.cursor < top else self.cursor - height + 1
            self.scroll_to(y=target, animate=False, immediate=True)

    def render_line(self, y: int) -> Strip:
        """One line of what is in sight."""
        at = y + self.scroll_offset.y
        width = self.size.width
        if at >= len(self.rows):
            return Strip.blank(width, self.rich_style)
        return self._strip(self.rows[at], chosen=at == self.cursor, width=width)

    def _strip(self, row: Row, *, chosen: bool, width: int) -> Strip:
        sign = self.glyphs.cursor if chosen else ""
        margin = sign + " " * (_MARGIN - cells(sign))
        text = line(row, self.columns, max(0, width - _MARGIN), self.glyphs.ellipsis)
        style = self.rich_style
        if row.tone is not Tone.plain:
            style += self.get_component_rich_style(f"row--{row.tone}")
        if chosen:
            style += self.get_component_rich_style("row--chosen")
        return Strip([Segment(margin + text, style)], width)

    def on_click(self, event: Click) -> None:
        """The first click chooses, the next one acts."""
        at = event.y + self.scroll_offset.y
        if at >= len(self.rows):
            return
        if at == self.cursor:
            self.post_message(self.Chosen(self.chosen))
        self.cursor = at
