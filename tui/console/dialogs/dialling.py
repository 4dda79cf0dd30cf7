"""Dialling from a list with numbers: asks first if a call is live, and reads off where nothing dials."""

from functools import partial
from typing import TYPE_CHECKING, Any

from tui.console.dialogs.lower import LowerDialog
from tui.console.dialogs.tying import name_on, something_rings
from tui.console.numbers import shown_number
from tui.locale import _
from tui.model import Verb
from tui.text import safe

if TYPE_CHECKING:
    from tui.desk import AgentDesk


class Dialling:
    """The green key of one dialog."""

    def __init__(self, dialog: LowerDialog[Any]) -> None:
        self._dialog = dialog
        self._asked_for = ""
        """Number that was asked about while another call is live; the same key again dials it."""

    @property
    def desk(self) -> "AgentDesk":
        """The agent's desk."""
        return self._dialog.desk

    def is_possible(self) -> bool:
        """A ring comes first: then the green key answers, here too."""
        return not something_rings(self.desk) and bool({Verb.dial, Verb.log} & self.desk.allowed())

    def forget(self) -> None:
        """Another row is chosen: ask again."""
        self._asked_for = ""

    def dial(self, number: str, *, caller: str = "", name: str = "") -> None:
        """Call this number, or say why not."""
        shown = safe(name) or shown_number(number)
        if not self.is_possible():
            self._dialog.tell(_("You can't dial just now. The key bar shows what can be done."), urgent=True)
        elif not self._may(number):
            self._ask(number, shown)
        elif Verb.dial in self.desk.allowed():
            doing = _("dialling {name}").replace("{name}", shown)
            self._dialog.ask_backend(partial(self.desk.dial, number, caller=caller), doing=doing)
        else:
            self._read_off(number, caller, name)

    def _may(self, number: str) -> bool:
        return self._asked_for == number or not any(h.state.is_live for h in self.desk.handlings())

    def _ask(self, number: str, shown: str) -> None:
        self._asked_for = number
        live = next(h for h in self.desk.handlings() if h.state.is_live)
        question = _("{caller} is still on the line. The same key again: dial {name} as well. Esc: do not.")
        sentence = question.replace("{caller}", name_on(self.desk, live)).replace("{name}", shown)
        self._dialog.tell(sentence, urgent=True)

    def _read_off(self, number: str, caller: str, name: str) -> None:
        """No telephone obeys this desk: the agent dials, and the call is logged."""
        from tui.console.dialogs.by_hand import ByHand

        dialog = self._dialog
        dialog.app.push_screen(ByHand(self.desk, number=number, caller=caller, name=name), dialog.leave_if)
