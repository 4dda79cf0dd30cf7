"""Files and histories that nobody fetched ahead: asked for once they are wanted on the screen."""

import asyncio
from typing import TYPE_CHECKING

from tui.backend import BackendError
from tui.console.base import DeskView

if TYPE_CHECKING:
    from tui.desk import AgentDesk
    from tui.model import Handling


class FetchesCallers(DeskView):
    """A view that shows whoever the agent decided on, and again once that person is verified."""

    _asked: tuple[str, frozenset[tuple[str, str]]] = ("", frozenset())
    """Handling, and (caller, check) already asked for: what was masked comes anew after the check."""

    _unanswered = False
    """The last question failed; it is asked again when the link changes to something usable."""

    def fetch_caller(self, kinds: frozenset[str]) -> None:
        """Ask for what is not here, once; `kinds`: what changed. When it comes the desk tells all."""
        if self._unanswered and "link" in kinds and self.desk.links.worst.usable:
            self._asked, self._unanswered = ("", frozenset()), False
        current = self.desk.current
        caller = self.desk.decided_caller(current) if current else ""
        wanted = (caller, _check(self.desk, current))
        handling, asked = self._asked
        if current is None or not caller or (handling == current.id and wanted in asked):
            return
        if not wanted[1] and self.desk.remembered_history(caller):
            return
        self._asked = (current.id, (asked if handling == current.id else frozenset()) | {wanted})
        self.console.perform(self._fetched(caller), doing="caller")

    async def _fetched(self, caller: str) -> None:
        self.desk.expire_caller(caller)
        try:
            await asyncio.gather(self.desk.caller(caller), self.desk.history(caller))
        except BackendError:
            self._unanswered = True
            raise


def _check(desk: "AgentDesk", handling: "Handling | None") -> str:
    """Names the identity check the call has passed at the backend; empty: none."""
    call = desk.call_of(handling) if handling else None
    check = call.identity if call else None
    return f"{check.caller} {check.level}" if check else ""
