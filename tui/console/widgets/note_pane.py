"""Where notes are written, above the key bar, from the first ring to filing."""

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.content import Content

from tui.console.base import DeskNote
from tui.console.dialogs.rule_line import RuleLine
from tui.console.widgets.code_tree import needs_note
from tui.console.widgets.drawn import DrawnLines
from tui.console.widgets.greeting import sender_of
from tui.console.widgets.note_editor import NoteEditor
from tui.console.widgets.note_lines import carried_lines, note_status
from tui.locale import _
from tui.locale.sentences import error_sentence
from tui.model import Handling

if TYPE_CHECKING:
    from datetime import datetime

    from tui.desk import AgentDesk


class Carried(DrawnLines):
    """What the colleague who handed the call over had written; read only."""

    bound: Handling | None = None
    """The handling whose note shows."""

    def lines(self, width: int) -> list[Content]:
        """Their note and answers."""
        if self.bound is None or self.bound.carried is None:
            return []
        call = self.desk.call_of(self.bound)
        return carried_lines(self.bound.carried, sender_of(self.bound, call), width)


class NotePane(DeskNote):
    """One editor for each handling, kept as long as the handling lives; only one shows.

    What is typed goes into the record of the handling it was typed for, whichever is current by then.
    """

    SHOWS: ClassVar[frozenset[str]] = frozenset({"handling", "documents", "call"})

    bound: str | None = None
    """Id of the handling whose note shows."""
    _kept: "datetime | None" = None
    """When words of the note that shows were last on the disk."""

    def __init__(self, desk: "AgentDesk") -> None:
        super().__init__(desk)
        self._editors: dict[str, NoteEditor] = {}
        """By handling."""

    def compose(self) -> ComposeResult:
        """Title, a colleague's note; editors come with their handlings."""
        yield RuleLine(self.glyphs.across, id="note-title")
        yield Carried(self.desk, id="note-carried")

    def on_mount(self) -> None:
        """Nothing to write about yet."""
        self.display = self.bound is not None

    def bind_to(self, handling: str | None) -> None:
        """Show the note of this handling; the focus goes with it if it was in the note."""
        if handling == self.bound:
            return
        had_focus = self.editor is not None and self.editor.has_focus
        self.bound, self._kept = handling, None
        self.display = handling is not None
        if handling is not None and self.editor is None:
            self._editors[handling] = NoteEditor(self.desk, handling)
            self.mount(self._editors[handling])
        for editor in self._editors.values():
            editor.display = editor.handling == handling
        if had_focus:
            self.focus_here()
        self._forget_the_past()
        self.stores_changed(self.SHOWS)

    @property
    def editor(self) -> NoteEditor | None:
        """The editor that shows."""
        return self._editors.get(self.bound or "")

    @property
    def is_empty(self) -> bool:
        """Nothing is written in the note that shows."""
        return self.editor is None or not self.editor.text

    def focus_here(self) -> bool:
        """Write on where the cursor was."""
        if self.editor is None:
            return False
        self.editor.focus()
        return True

    def insert(self, text: str) -> None:
        """Put a text at the cursor, as if typed; for phrases."""
        if self.editor is not None:
            self.editor.insert(text)

    def stores_changed(self, kinds: frozenset[str]) -> None:
        """Where the note is, whether it is required, what was carried."""
        if self.bound is None or not self.is_mounted:
            return
        if self.editor is not None:
            self.editor.take_over()
        self._retitle(self.bound)
        carried = self.query_one(Carried)
        carried.bound = next((h for h in self.desk.handlings() if h.id == self.bound), None)
        carried.redraw()

    def _retitle(self, handling: str) -> None:
        title = self.query_one("#note-title", RuleLine)
        record = self.desk.documents.record(handling)
        title.named = _("Note")
        title.detail = (
            _("(required for this code)") if needs_note(self.desk.content.codes, record.codes) else ""
        )
        title.right = self._status(record.id, submitted=record.submitted)

    def _status(self, document: str, *, submitted: bool) -> str:
        status = self.desk.documents.status(document)
        waits = submitted and status.filed_at is None
        self._kept = status.kept_at or self._kept
        return note_status(
            kept_at=self._kept,
            filed_at=status.filed_at if submitted else None,
            cannot_keep=status.cannot_keep,
            refused=error_sentence(status.refused) if status.refused else "",
            asked=self.glyphs.asked if waits else "",
            newer=self.glyphs.asked if status.kept_at is None and self._kept else "",
        )

    def _forget_the_past(self) -> None:
        """Editors of handlings that are over go; their words are in the record."""
        here = {handling.id for handling in self.desk.handlings()} | {self.bound}
        for gone in self._editors.keys() - here:
            self._editors.pop(gone).remove()
