"""Who is on the line: the whole card while it rings, a line of it during the call."""

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from tui.console.widgets.caller_lines import card_lines, strip_lines
from tui.console.widgets.drawn import DrawnLines
from tui.console.widgets.history_lines import is_owed, last_contact, shown_day
from tui.console.widgets.whom import facts_of, known_history
from tui.locale import _
from tui.locale.words import word
from tui.text import cells, clip, safe

if TYPE_CHECKING:
    from tui.model import Interaction

_CALLER = frozenset({"call", "handling", "current", "caller", "documents"})


class CallerCard(DrawnLines):
    """Everything known about whoever is on the current handling."""

    SHOWS: ClassVar[frozenset[str]] = _CALLER

    def lines(self, width: int) -> list[Content]:
        """Name first; while several share the number, who it may be."""
        current = self.desk.current
        facts = facts_of(self.desk, current) if current else None
        return card_lines(facts, width, self.glyphs.star) if facts else []

    def tick(self) -> None:
        """The clock at the caller's place goes on."""
        self.redraw()


class CallerStrip(DrawnLines):
    """Two lines of the card, for the time of the call."""

    SHOWS: ClassVar[frozenset[str]] = _CALLER | {"follow_up"}

    def lines(self, width: int) -> list[Content]:
        """Who and where; then what is open and when they last spoke to us."""
        current = self.desk.current
        facts = facts_of(self.desk, current) if current else None
        if facts is None:
            return []
        return [*strip_lines(facts, width, self.glyphs.star), *self._second(width)]

    def tick(self) -> None:
        """The clock at the caller's place goes on."""
        self.redraw()

    def _second(self, width: int) -> list[Content]:
        handling = self.desk.current
        call = self.desk.call_of(handling) if handling else None
        contacts = self._contacts()
        owed = self._open(contacts)
        matter = "" if owed or call is None or not call.about else call.about
        if matter:
            matter = _("about: {matter}").replace("{matter}", safe(matter))
        last = self._last(contacts)
        first = clip(owed or matter, max(20, width - 2 - 4 - cells(last)))
        text = "    ".join(part for part in (first, last) if part)
        return [Content(clip(f"  {text}", width))] if text else []

    def _contacts(self) -> "tuple[Interaction, ...]":
        handling = self.desk.current
        history = known_history(self.desk, handling) if handling else None
        return history.interactions if history else ()

    def _open(self, contacts: "tuple[Interaction, ...]") -> str:
        owed = next((contact for contact in contacts if is_owed(contact)), None)
        what = self._promised() or (safe(owed.note or owed.topic) if owed else "")
        return _("open: {what}").replace("{what}", what) if what else ""

    def _promised(self) -> str:
        """The first open promise to this caller."""
        current = self.desk.current
        caller = self.desk.decided_caller(current) if current else ""
        mine = (f for f in self.desk.documents.follow_ups() if caller and f.caller == caller)
        promise = next(mine, None)
        if promise is None:
            return ""
        what = safe(promise.about) or word(promise.kind)
        due = shown_day(promise.due, self.desk.clock.now()) if promise.due else ""
        return f"{what}, {_('due {when}').replace('{when}', due)}" if due else what

    def _last(self, contacts: "tuple[Interaction, ...]") -> str:
        last = last_contact(contacts[0] if contacts else None, self.desk.clock.now())
        return _("last: {contact}").replace("{contact}", last) if last else ""
