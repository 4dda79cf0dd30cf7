"""A record that was written but never filed, its call long over: what is missing is added here."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, ClassVar

from textual.widget import Widget
from textual.widgets import Input

from tui.console.dialogs.rows import Column, Row
from tui.console.dialogs.searching import SearchingDialog
from tui.console.dialogs.unsent import keep_typed
from tui.console.widgets.code_tree import code_paths, found_codes
from tui.console.widgets.note_editor import NoteEditor
from tui.desk import Missing
from tui.locale import _
from tui.text import safe

if TYPE_CHECKING:
    from tui.desk import AgentDesk


class Unfinished(SearchingDialog[bool]):
    """Type to find the code, Enter files; Tab goes to the note. F10 files it as it stands."""

    ROWS: ClassVar[int] = 18
    COLUMNS = (Column(width=30, grows=True),)
    PLACE = "unfinished"

    def __init__(self, desk: "AgentDesk", handling: str) -> None:
        super().__init__(desk)
        self._record_of = handling

    def heading(self) -> tuple[str, str]:
        """Whose call it was."""
        facts = self.desk.documents.facts(self._record_of)
        began = f"{facts.began.astimezone():%d %b %H:%M}" if facts.began else ""
        name = safe(facts.name or facts.number) or _("unknown caller")
        return _("Unfinished"), f"{name}  {began}".rstrip()

    def hint(self) -> str:
        """What can be typed."""
        return _("code: type to search")

    def keys(self) -> Mapping[str, str]:
        """What files it."""
        return {_("Enter"): _("This code, file"), "F10": _("File"), _("Tab"): _("Note"), _("Esc"): _("Later")}

    def offers(self) -> Mapping[str, str]:
        """F10 files."""
        return {"wrap_up": _("File")}

    def do(self, action: str) -> None:
        """File it as it stands."""
        self._file()

    def contents(self) -> Iterator[Widget]:
        """The code, then the note."""
        yield from super().contents()
        yield NoteEditor(self.desk, self._record_of)

    async def search(self, query: str) -> None:
        """Codes that fit; those chosen before come first."""
        chosen = self.desk.documents.record(self._record_of).codes
        facts = self.desk.documents.facts(self._record_of)
        queue = self.desk.content.queue(facts.queue)
        paths = code_paths(self.desk.content.codes, queue.codes if queue else "")
        found = found_codes(paths, query, chosen)
        self.show_found(query, [Row(key=path.code.id, cells=(path.shown,)) for path in found])

    def accept(self) -> None:
        """Enter: this code, and file."""
        if self.found.chosen:
            others = self.desk.documents.record(self._record_of).codes
            codes = (self.found.chosen, *(code for code in others if code != self.found.chosen))
            self.desk.documents.edit_record(self._record_of, codes=codes)
        self._file()

    def action_other(self) -> None:
        """Tab: to and fro between code and note."""
        editor = self.query_one(NoteEditor)
        (self.query_one("#typed", Input) if editor.has_focus else editor).focus()

    def _file(self) -> None:
        missing = self.desk.documents.submit(self._record_of)
        if not missing:
            keep_typed(self.desk, self.PLACE, "")
            self.console.say(_("Filed; it goes out at once."))
            self.leave(True)
        elif Missing.note in missing:
            self.tell(_("A note is missing: write what was said, then F10."), urgent=True)
            self.query_one(NoteEditor).focus()
        else:
            self.tell(_("A code is missing: choose one, then Enter."), urgent=True)
            self.query_one("#typed", Input).focus()
