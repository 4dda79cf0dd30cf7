"""One line of the follow-up form: whether, due, by whom, about what."""

from typing import TYPE_CHECKING, ClassVar
from uuid import uuid4

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Label

from tui.console.base import DeskWidget, Sturdy
from tui.console.due_words import shown_due
from tui.console.widgets.drawn import DrawnLines
from tui.console.widgets.follow_up_words import assignee_of, due_of, shown_assignee
from tui.console.widgets.whom import known_file
from tui.locale import _
from tui.locale.words import word
from tui.model import FollowUp, FollowUpKind, Record
from tui.text import fit

if TYPE_CHECKING:
    from datetime import datetime

    from tui.desk import AgentDesk

_NAME = 12
"""Cells for the kind's name, so that the rows line up."""


class FollowUpTick(DrawnLines, can_focus=True):
    """The box before a kind of follow-up: Space or Enter ticks it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space,enter", "tick_or_not", show=False)]

    ticked: bool = False

    class Toggled(Message):
        """The box was ticked or emptied."""

    def __init__(self, desk: "AgentDesk", kind: FollowUpKind) -> None:
        super().__init__(desk)
        self.kind = kind

    def lines(self, width: int) -> list[Content]:
        """The box and the name."""
        return [Content(f"{self.pointer} [{'x' if self.ticked else ' '}] {fit(word(self.kind), _NAME)}")]

    def action_tick_or_not(self) -> None:
        """Tick it or take it back."""
        self.post_message(self.Toggled())

    def on_click(self) -> None:
        """As Space."""
        self.action_tick_or_not()


class FollowUpField(Sturdy, Input):
    """A field of the row that Up and Down leave alone."""


class FollowUpRow(DeskWidget):
    """One kind of follow-up of the current record. Writes every change into the record at once."""

    SHOWS: ClassVar[frozenset[str]] = frozenset({"current", "documents"})

    def __init__(self, desk: "AgentDesk", kind: FollowUpKind) -> None:
        super().__init__(desk, id=f"follow-{kind.value}")
        self.kind = kind
        self._of = ""

    def compose(self) -> ComposeResult:
        """Box, due, by, about; the fields only while it is ticked."""
        yield FollowUpTick(self.desk, self.kind)
        for name, words in (("due", _("due")), ("by", _("by")), ("about", _("about"))):
            yield Label(f"{words} ", markup=False, classes="field-name")
            yield FollowUpField(classes=f"field-{name}", compact=True, name=name)

    def on_mount(self) -> None:
        """Show what the record says."""
        self.stores_changed(self.SHOWS)

    @property
    def follow_up(self) -> FollowUp | None:
        """This kind's follow-up in the current record."""
        current = self.desk.current
        ours = self._record(current.id).follow_ups if current else ()
        return next((follow_up for follow_up in ours if follow_up.kind is self.kind), None)

    @property
    def unclear(self) -> str:
        """Name of a field that is not understood; empty: all are."""
        if self.follow_up is None:
            return ""
        _moment, is_due_clear = due_of(self._typed("due"), self._now())
        by = assignee_of(self._typed("by"), self.desk.agent, self.desk.content.queues)
        return "" if is_due_clear and by.is_understood else ("by" if is_due_clear else "due")

    @property
    def meaning(self) -> str:
        """When it is due, as understood: shown so that nobody promises another day than they mean."""
        follow_up = self.follow_up
        if follow_up is None or not self._typed("due"):
            return ""
        due = follow_up.due
        return f"{due.astimezone():%a %d %b %H:%M}" if due and not self.unclear else _("when?")

    def stores_changed(self, kinds: frozenset[str]) -> None:
        """Fill the fields when another record shows or the tick came from elsewhere; never while typing."""
        current, follow_up = self.desk.current, self.follow_up
        of = f"{current.id if current else ''} {follow_up.id if follow_up else ''}"
        if of == self._of:
            return
        self._of = of
        tick = self.query_one(FollowUpTick)
        tick.ticked = follow_up is not None
        tick.redraw()
        self.set_class(follow_up is not None, "-ticked")
        for field in self.query(FollowUpField):
            field.disabled = follow_up is None
            with field.prevent(Input.Changed):
                field.value = self._shown(field.name or "", follow_up)

    def focus_field(self, name: str) -> None:
        """Put the focus on one field by name."""
        self.query_one(f".field-{name}", FollowUpField).focus()

    @on(FollowUpTick.Toggled)
    def toggle(self) -> None:
        """Add this kind to the record or take it out."""
        current = self.desk.current
        if current is None:
            return
        others = self._others(current.id)
        added = () if self.follow_up else (self._new(current.id),)
        self.desk.documents.edit_record(current.id, follow_ups=(*others, *added))
        self.stores_changed(self.SHOWS)
        if added:
            self.focus_field("due")

    @on(Input.Changed)
    def keep(self, event: Input.Changed) -> None:
        """Whatever is understood is kept at once; the rest is marked."""
        event.stop()
        current, follow_up = self.desk.current, self.follow_up
        if current is None or follow_up is None:
            return
        due, _is_clear = due_of(self._typed("due"), self._now())
        by = assignee_of(self._typed("by"), self.desk.agent, self.desk.content.queues)
        changed = follow_up.but(due=due, assignee=by.value, about=self._typed("about"))
        self.desk.documents.edit_record(current.id, follow_ups=(*self._others(current.id), changed))
        self.set_class(bool(self.unclear), "-unclear")

    def _record(self, handling: str) -> Record:
        return self.desk.documents.record(handling)

    def _others(self, handling: str) -> tuple[FollowUp, ...]:
        return tuple(f for f in self._record(handling).follow_ups if f.kind is not self.kind)

    def _new(self, handling: str) -> FollowUp:
        current, record = self.desk.current, self._record(handling)
        call = self.desk.call_of(current) if current else None
        file = known_file(self.desk, current) if current else None
        return FollowUp(
            id=str(uuid4()),
            kind=self.kind,
            about=call.about if call else "",
            caller=self.desk.decided_caller(current) if current else "",
            name=file.name if file else (call.name if call else ""),
            number=record.number or (call.number if call else ""),
            call=record.call or (call.id if call else ""),
            assignee=self.desk.agent.id,
            created=self.desk.clock.now(),
            created_by=self.desk.agent.id,
        )

    def _shown(self, name: str, follow_up: FollowUp | None) -> str:
        if follow_up is None:
            return ""
        if name == "due":
            return shown_due(follow_up.due, self._now()) if follow_up.due else ""
        if name == "by":
            return shown_assignee(follow_up.assignee, self.desk.agent, self.desk.content.queues)
        return follow_up.about

    def _typed(self, name: str) -> str:
        return self.query_one(f".field-{name}", FollowUpField).value

    def _now(self) -> "datetime":
        return self.desk.clock.now().astimezone()
