"""One promise: what it says, and what becomes of it: called back, kept, moved, given up with a reason."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from tui.console.calling_back import call_back
from tui.console.dialogs.picking import PickingDialog
from tui.console.dialogs.rows import Column, Row
from tui.console.due_words import due_moment, shown_due
from tui.console.numbers import shown_number
from tui.locale import _
from tui.locale.words import word
from tui.model import FollowUp, FollowUpState
from tui.text import safe

if TYPE_CHECKING:
    from tui.desk import AgentDesk

_DIAL, _DONE, _LATER, _MOVE, _CANCEL = "dial", "done", "later", "move", "cancel"
_LATER_BY = timedelta(hours=1)


class Promise(PickingDialog[bool]):
    """A promise is never deleted: it is kept, moved or cancelled with a reason."""

    ROWS: ClassVar[int] = 13
    COLUMNS = (Column(width=1), Column(width=20, grows=True))
    SHOWS: ClassVar[frozenset[str]] = frozenset({"follow_up", "documents"})

    def __init__(self, desk: "AgentDesk", promise: FollowUp) -> None:
        super().__init__(desk)
        self._promise = promise
        self._wanted = ""
        """What is to be typed: a new time or a reason."""

    def heading(self) -> tuple[str, str]:
        """What was promised to whom."""
        return word(self._promise.kind), safe(self._promise.name)

    def keys(self) -> Mapping[str, str]:
        """Digits, or Enter once something is typed."""
        chosen = _("Keep it so") if self._wanted else _("Choose")
        return {_("Enter"): chosen, _("Esc"): _("Back")}

    def contents(self) -> Iterator[Widget]:
        """What it says, what can be done, and a field for a time or a reason."""
        yield Static(Content("\n".join(self._lines())), id="promise")
        yield from super().contents()
        field = Input(id="typed", disabled=True)
        field.display = False
        yield field

    def on_mount(self) -> None:
        """Nothing is to be typed yet, so that digits choose."""
        self.found.show(self._rows())

    def offers(self) -> Mapping[str, str]:
        """The green key calls back."""
        return {"green": _("Call back")} if self._promise.number else {}

    def do(self, action: str) -> None:
        """Call back."""
        self.pick(_DIAL)

    def _lines(self) -> list[str]:
        promise, now = self._promise, self.desk.clock.now().astimezone()
        due = shown_due(promise.due, now) if promise.due else _("no time set")
        attempts = (
            _("tried {count} times").replace("{count}", str(promise.attempts)) if promise.attempts else ""
        )
        who = "   ".join(part for part in (safe(promise.name), shown_number(promise.number)) if part)
        when = "   ".join(part for part in (due, attempts, safe(promise.outcome)) if part)
        return [line for line in (who, when, safe(promise.about)) if line]

    def _rows(self) -> list[Row]:
        choices = [(_DIAL, _("call back now"))] if self._promise.number else []
        choices += [
            (_DONE, _("done")),
            (_LATER, _("in an hour")),
            (_MOVE, _("move to another time")),
            (_CANCEL, _("give it up, with a reason")),
        ]
        return [Row(key=key, cells=(str(at), words)) for at, (key, words) in enumerate(choices, 1)]

    def pick(self, key: str) -> None:
        """One of the choices."""
        now = self.desk.clock.now()
        if key == _DIAL:
            self.leave(True)
            self.console.call_later(call_back, self.console, self._promise)
        elif key == _DONE:
            self._keep(self._promise.but(state=FollowUpState.done))
        elif key == _LATER:
            self._keep(self._promise.but(due=now + _LATER_BY))
        else:
            self._ask(key)

    def _ask(self, key: str) -> None:
        self._wanted = key
        field = self.query_one("#typed", Input)
        field.placeholder = _("when: tomorrow 10:00, +2h, Mon 9") if key == _MOVE else _("why it is given up")
        field.display, field.disabled = True, False
        field.focus()
        self.relabel()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """The time or the reason."""
        event.stop()
        typed = event.value.strip()
        if self._wanted == _MOVE:
            due = due_moment(typed, self.desk.clock.now().astimezone())
            if due is None:
                self.tell(
                    _("That time is not understood or past. Write it like tomorrow 10:00."), urgent=True
                )
                return
            self._keep(self._promise.but(due=due))
        elif self._wanted == _CANCEL and typed:
            self._keep(self._promise.but(state=FollowUpState.cancelled, reason=typed))
        else:
            self.tell(_("Say why: whoever promised it will ask."), urgent=True)

    def _keep(self, promise: FollowUp) -> None:
        self.desk.documents.save_follow_up(promise)
        self.console.say(_("Kept; it goes out at once."))
        self.leave(True)
