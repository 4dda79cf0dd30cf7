"""The state menu (F2): ready, or not ready with a reason; now, after the call, or by declining a ring."""

import time
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from tui.actions.guard import SETTLING_SECONDS
from tui.console.dialogs.picking import PickingDialog
from tui.console.dialogs.rows import Row
from tui.console.dialogs.state_rows import READY, REASON, STATE_COLUMNS, Sense, sense_of, state_rows
from tui.console.dialogs.tying import name_on
from tui.locale import _
from tui.model import Presence

if TYPE_CHECKING:
    from tui.desk import AgentDesk

_AROUND = 3
"""Title, keys and a line for what it has to say."""


class StateMenu(PickingDialog[bool]):
    """What it does follows the call: a key that has just changed its sense does nothing and says so."""

    COLUMNS = STATE_COLUMNS
    SHOWS: ClassVar[frozenset[str]] = frozenset({"handling", "agent_state", "current", "content"})

    def __init__(self, desk: "AgentDesk") -> None:
        super().__init__(desk)
        self._sense = self._sense_now()
        self._acts_on = self._rings()
        self._changed = 0.0
        """When the sense last changed, by the clock that never jumps."""

    def _sense_now(self) -> Sense:
        return sense_of(self.desk.handlings(), self.desk.current)

    def _rings(self) -> str:
        current = self.desk.current
        return current.id if current and self._sense is Sense.decline else ""

    def heading(self) -> tuple[str, str]:
        """Which of its senses it has just now."""
        current = self.desk.current
        if self._sense is Sense.decline and current:
            name = name_on(self.desk, current)
            return _("Decline"), _("{name} goes on to a colleague; you are not ready").replace("{name}", name)
        if self._sense is Sense.after_call:
            return _("After this call"), _("your call stays as it is")
        return _("State"), ""

    def keys(self) -> Mapping[str, str]:
        """Digits choose at once."""
        words = _("Decline") if self._sense is Sense.decline else _("Choose")
        return {"1-9": words, _("Enter"): words, _("Esc"): _("Back")}

    def wanted_rows(self) -> int:
        """A row for each state, no more: what rings should stay in sight."""
        return len(self._rows()) + _AROUND

    def on_mount(self) -> None:
        """Show the states."""
        self._show()

    def stores_changed(self, kinds: frozenset[str]) -> None:
        """A call came or went: the same digits mean something else now."""
        super().stores_changed(kinds)
        sense = self._sense_now()
        before, self._sense = (self._sense, self._acts_on), sense
        self._acts_on = self._rings()
        if before != (self._sense, self._acts_on):
            self._changed = time.monotonic()
            self.tell(_("The call has changed, and so has this menu: look again."), urgent=True)
        self._show()

    def _show(self) -> None:
        if not self.is_shown:
            return
        self.found.show(self._rows())
        self.relabel()

    def _rows(self) -> tuple[Row, ...]:
        return state_rows(self.desk.content.reasons, self.desk.stores.me, self._sense, self.glyphs)

    def pick(self, key: str) -> None:
        """This state, in the sense the title says."""
        if time.monotonic() - self._changed < SETTLING_SECONDS:
            self.tell(_("That key has just changed its meaning. Press it again if you mean it."), urgent=True)
            return
        presence = Presence.ready if key == READY else Presence.not_ready
        reason = key.removeprefix(REASON) if key != READY else ""
        if self._sense is Sense.decline:
            self.ask_backend(partial(self.desk.decline, self._acts_on, reason), doing=_("declining"))
            return
        after = self._sense is Sense.after_call
        ask = partial(self.desk.set_state, presence, reason, after_call=after)
        self.ask_backend(ask, doing=_("setting your state"))
