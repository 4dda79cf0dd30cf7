"""Correcting a call by hand that was begun already: number, direction, start, length."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input, Label

from tui.console.dialogs.call_facts import IN, OUT, CallFacts, NotUnderstoodError
from tui.console.dialogs.find_rows import dialled, is_number
from tui.console.dialogs.lower import LowerDialog
from tui.console.dialogs.tying import name_on
from tui.locale import _
from tui.model import Call, Handling, Origin

if TYPE_CHECKING:
    from tui.desk import AgentDesk


def to_correct(desk: "AgentDesk") -> Handling | None:
    """The current handling, if its call is one by hand."""
    handling = desk.current
    call = desk.call_of(handling) if handling else None
    return handling if call is not None and call.origin is Origin.by_hand else None


class CorrectCall(LowerDialog[bool]):
    """What is corrected goes into the record, and with it to the backend."""

    ROWS: ClassVar[int] = 6
    AFTER_CALL: ClassVar[bool] = True

    def __init__(self, desk: "AgentDesk", handling: str) -> None:
        super().__init__(desk, handling=handling)
        self._record = desk.documents.record(handling)

    def heading(self) -> tuple[str, str]:
        """Which call."""
        handling = self.acted_on()
        return _("Correct the call"), name_on(self.desk, handling) if handling else ""

    def keys(self) -> Mapping[str, str]:
        """Enter keeps it."""
        return {_("Enter"): _("Keep"), _("Tab"): _("Next field"), _("Esc"): _("Back")}

    def contents(self) -> Iterator[Widget]:
        """The number, then the facts."""
        handling = self.acted_on()
        call = self.desk.call_of(handling) if handling else None
        number = self._record.number or (call.number if call else "")
        label = Label(_("Number"), classes="label", markup=False)
        yield Horizontal(label, Input(number, id="number"), classes="field")
        yield self._facts(handling, call)

    def _facts(self, handling: Handling | None, call: Call | None) -> CallFacts:
        known = self._record.began or (call.arrived if call else None)
        began = known or (handling.answered if handling else None) or self.desk.clock.now()
        over = self._record.finished or (handling.ended if handling else None)
        seconds = int((over - began).total_seconds()) if over else 0
        way = OUT if self._record.direction is Origin.outbound else IN
        return CallFacts(way=way, began=began, seconds=max(0, seconds))

    def on_mount(self) -> None:
        """Begin with the number."""
        self.query_one("#number", Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter: write it into the record."""
        event.stop()
        facts, number = self.query_one(CallFacts), self.query_one("#number", Input).value.strip()
        try:
            began, seconds = facts.began(self.desk.clock.now()), facts.seconds()
        except NotUnderstoodError as error:
            self.tell(error.sentence, urgent=True)
            error.field.focus()
            return
        self.desk.documents.edit_record(
            self.handling,
            number=dialled(number) if is_number(number) else number,
            direction=Origin.outbound if facts.is_outward else Origin.inbound,
            began=began,
            finished=began + timedelta(seconds=seconds) if seconds else None,
        )
        self.leave(True)
