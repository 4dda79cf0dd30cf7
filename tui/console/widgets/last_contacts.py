"""What happened with the caller before."""

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from tui.console.widgets.caller_facts import how_verified
from tui.console.widgets.drawn import DrawnLines
from tui.console.widgets.history_lines import history_lines
from tui.console.widgets.whom import facts_of, known_file, known_history
from tui.locale import _
from tui.text import clip

if TYPE_CHECKING:
    from tui.model import Handling


class LastContacts(DrawnLines):
    """The last contacts of whoever is on the current handling."""

    SHOWS: ClassVar[frozenset[str]] = frozenset({"call", "handling", "current", "caller", "documents"})

    def lines(self, width: int) -> list[Content]:
        """Newest first; masked while the file protects it and nobody is verified."""
        handling = self.desk.current
        call = self.desk.call_of(handling) if handling else None
        if handling is None or call is None:
            return []
        history = known_history(self.desk, handling)
        if history is None:
            return [Content.styled(clip("  " + self._why_none(handling), width), "$quiet")]
        file = known_file(self.desk, handling)
        protects = file is not None and "history" in file.protected
        hidden = protects and not how_verified(call, file)
        return history_lines(history.interactions, width, self.desk.clock.now(), hidden=hidden)

    def _why_none(self, handling: "Handling") -> str:
        facts = facts_of(self.desk, handling)
        if facts is not None and facts.candidates:
            return _("Shown once it is said who it is.")
        return _("No contact yet.") if facts is None or not facts.is_known else _("Not here yet.")
