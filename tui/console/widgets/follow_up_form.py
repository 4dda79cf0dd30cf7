"""What was promised to the caller: offered when the code suggests it, never set silently."""

from typing import ClassVar

from textual.app import ComposeResult

from tui.console.base import DeskWidget
from tui.console.dialogs.rule_line import RuleLine
from tui.console.widgets.follow_up_row import FollowUpRow
from tui.console.widgets.follow_up_words import KINDS, is_incomplete
from tui.locale import _
from tui.locale.words import word
from tui.model import FollowUpKind


class FollowUpForm(DeskWidget):
    """A row for each kind of follow-up; the suggested one is marked."""

    SHOWS: ClassVar[frozenset[str]] = frozenset({"current", "documents", "content"})

    def compose(self) -> ComposeResult:
        """Title and rows."""
        self._rows = [FollowUpRow(self.desk, kind) for kind in KINDS]
        yield RuleLine(self.glyphs.across, id="follow-title")
        yield from self._rows

    def on_mount(self) -> None:
        """Say what is suggested."""
        self.stores_changed(self.SHOWS)

    def stores_changed(self, kinds: frozenset[str]) -> None:
        """Another code suggests another follow-up."""
        title, suggested = self.query_one(RuleLine), self.suggested
        title.named = _("Follow-up")
        words = ", ".join(word(kind) for kind in KINDS if kind in suggested)
        title.detail = _("suggested by the code: {kinds}").replace("{kinds}", words) if words else ""
        title.right = self._meaning()
        for row in self._rows:
            row.set_class(row.kind in suggested, "-suggested")

    def _meaning(self) -> str:
        """The due time of the row being filled in, else of the first that has one."""
        rows = sorted(self._rows, key=lambda row: not row.has_focus_within)
        return next((f"{word(row.kind)}: {row.meaning}" for row in rows if row.meaning), "")

    @property
    def suggested(self) -> frozenset[FollowUpKind]:
        """Kinds the chosen codes suggest."""
        current = self.desk.current
        chosen = self.desk.documents.record(current.id).codes if current else ()
        codes = (self.desk.content.code(code) for code in chosen)
        return frozenset(code.suggests for code in codes if code and code.suggests)

    def unclear(self) -> FollowUpRow | None:
        """The first row that can't be filed as it is: no time, or words that mean nothing."""
        return next((row for row in self._rows if _is_unclear(row)), None)


def _is_unclear(row: FollowUpRow) -> bool:
    follow_up = row.follow_up
    return follow_up is not None and (bool(row.unclear) or is_incomplete(follow_up))
