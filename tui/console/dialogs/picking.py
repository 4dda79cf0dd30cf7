"""A dialog with a short list: a digit chooses at once, or arrows and Enter."""

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Key
from textual.widget import Widget

from tui.console.base import ResultT
from tui.console.dialogs.choice_list import ChoiceList
from tui.console.dialogs.lower import LowerDialog
from tui.console.dialogs.rows import Column
from tui.text import digits


class PickingDialog(LowerDialog[ResultT]):
    """Nothing is typed in it. Digits of an input method (full-width) count."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "accept", show=False, id="dialog.accept"),
        Binding("up", "move(-1)", show=False, id="dialog.up"),
        Binding("down", "move(1)", show=False, id="dialog.down"),
        Binding("pageup", "move(-8)", show=False, id="dialog.page_up"),
        Binding("pagedown", "move(8)", show=False, id="dialog.page_down"),
    ]
    COLUMNS: ClassVar[tuple[Column, ...]]

    def contents(self) -> Iterator[Widget]:
        """The list."""
        yield ChoiceList(self.COLUMNS, self.glyphs, id="found")

    @property
    def found(self) -> ChoiceList:
        """The list."""
        return self.query_one("#found", ChoiceList)

    def pick(self, key: str) -> None:
        """This row it is."""
        raise NotImplementedError

    def action_move(self, by: int) -> None:
        """Another row."""
        self.found.move(by)

    def action_accept(self) -> None:
        """Enter: the chosen row."""
        if self.found.chosen:
            self.pick(self.found.chosen)

    def on_key(self, event: Key) -> None:
        """A digit: the row that begins with it."""
        typed = digits(event.character or "")
        row = next((row for row in self.found.rows if typed and row.cells[0] == typed), None)
        if row is not None:
            event.stop()
            self.pick(row.key)

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """A click on the chosen row."""
        event.stop()
        self.pick(event.key)

    def on_choice_list_moved(self, event: ChoiceList.Moved) -> None:
        """The keys may mean something else for another row."""
        event.stop()
        self.relabel()
