"""The text of one handling's note."""

from typing import TYPE_CHECKING

from textual.widgets import TextArea

from tui.console.base import Sturdy

if TYPE_CHECKING:
    from tui.desk import AgentDesk


class NoteEditor(Sturdy, TextArea):
    """Writes every change into the handling's record at once. Bound to that handling for life."""

    def __init__(self, desk: "AgentDesk", handling: str) -> None:
        self._kept = desk.documents.record(handling).note
        super().__init__(self._kept, soft_wrap=True, tab_behavior="focus", show_line_numbers=False)
        self.desk = desk
        self.handling = handling
        """Id of the handling it belongs to."""

    def on_mount(self) -> None:
        """Writing goes on at the end."""
        self.move_cursor(self.document.end)

    def on_text_area_changed(self) -> None:
        """Keep it. The desk may keep it in another form, card numbers masked."""
        if self.text != self._kept:
            self._kept = self.desk.documents.edit_record(self.handling, note=self.text).note

    def take_over(self) -> None:
        """Show what somebody else wrote into the record meanwhile, such as a phrase."""
        note = self.desk.documents.record(self.handling).note
        if note != self._kept:
            self._kept = note
            self.text = note
            self.move_cursor(self.document.end)
