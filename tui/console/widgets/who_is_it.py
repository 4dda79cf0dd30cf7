"""Several callers share the number: a digit says who it is."""

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.events import Click, Key
from textual.message import Message

from tui.console.widgets.caller_lines import who_lines
from tui.console.widgets.digit_keys import digit_at, digit_of
from tui.console.widgets.drawn import DrawnLines
from tui.console.widgets.whom import facts_of

if TYPE_CHECKING:
    from tui.desk import AgentDesk


class WhoIsIt(DrawnLines, can_focus=True):
    """The question, with a digit for each; hidden once it is answered or nobody needs to ask."""

    SHOWS: ClassVar[frozenset[str]] = frozenset({"call", "current", "documents", "caller"})

    class Answered(Message):
        """The agent said who it is, or that it is none of them."""

    def __init__(self, desk: "AgentDesk", *, classes: str | None = None) -> None:
        super().__init__(desk, classes=classes)
        self._nobody: set[str] = set()
        """Handlings whose caller is none of those on the number."""

    def on_mount(self) -> None:
        """Nothing is asked before there is a call."""
        self.stores_changed(self.SHOWS)

    @property
    def is_open(self) -> bool:
        """There is somebody to choose."""
        return bool(self._candidates())

    def lines(self, width: int) -> list[Content]:
        """The question and those it may be."""
        current = self.desk.current
        facts = facts_of(self.desk, current) if current and self.is_open else None
        return who_lines(facts, width, self.pointer) if facts else []

    def stores_changed(self, kinds: frozenset[str]) -> None:
        """Show or hide the question."""
        self.display = self.is_open
        super().stores_changed(kinds)

    def on_key(self, event: Key) -> None:
        """A digit chooses; anything else is not for us."""
        digit = digit_of(event)
        if digit is not None and self._choose(digit):
            event.stop()

    def on_click(self, event: Click) -> None:
        """A click on a name chooses it."""
        lines = self.lines(self.size.width)
        digit = digit_at(lines[event.y].plain, event.x) if 0 < event.y < len(lines) else None
        if digit is not None:
            self._choose(digit)

    def _choose(self, digit: int) -> bool:
        current, candidates = self.desk.current, self._candidates()
        if current is None or digit > len(candidates):
            return False
        if digit:
            self.desk.documents.edit_record(current.id, caller=candidates[digit - 1][0])
        else:
            self._nobody.add(current.id)
        self.stores_changed(self.SHOWS)
        self.post_message(self.Answered())
        return True

    def _candidates(self) -> tuple[tuple[str, str], ...]:
        current = self.desk.current
        facts = facts_of(self.desk, current) if current else None
        if facts is None or current is None or current.id in self._nobody:
            return ()
        return facts.candidates
