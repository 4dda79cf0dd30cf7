"""Ports for live calls and the agent's own state."""

from collections.abc import Mapping, Sequence

from tui.adapters.cordboard.declarations import VERBS
from tui.adapters.cordboard.line import Line, written
from tui.adapters.cordboard.wire import AskedState, NewCall, VerbBody
from tui.adapters.kit import Ask
from tui.backend.errors import Refused, Unsupported, Why
from tui.backend.ports import CallView, Command, Receipt
from tui.model import Presence, Queue, Reason, Verb, VerbDeclaration

_ANY = "any"
"""In place of a queue or call id: whichever it is."""


class Calls:
    """`CallsPort` over the native API."""

    def __init__(self, line: Line) -> None:
        self._line = line

    @property
    def verbs(self) -> Mapping[Verb, VerbDeclaration]:
        """Every verb there is."""
        return VERBS

    async def perform(self, command: Command) -> Receipt:
        """Sent once; the command's id makes it take effect once."""
        if command.verb not in VERBS:
            raise Unsupported(command.verb.value)
        return await self._line.fetch(_ask_for(command), Receipt)

    async def read(self, call: str) -> CallView:
        """One call as it is now."""
        ask = Ask(method="GET", template="/v1/calls/{id}", ids={"id": call})
        try:
            return await self._line.fetch(ask, CallView)
        except Refused as error:
            if error.reason is Why.not_found:
                raise Refused(Why.gone, error.detail, operation=error.operation) from error
            raise

    async def queues(self) -> Sequence[Queue]:
        """Those this agent serves."""
        return await self._line.fetch_items("/v1/queues", Queue)


def _ask_for(command: Command) -> Ask:
    key = command.id
    if command.verb in (Verb.dial, Verb.log):
        return written("POST", "/v1/calls", NewCall.of(command), key=key)
    if command.verb is Verb.take_next:
        return written("POST", "/v1/queues/{id}/next", VerbBody(), key=key, id=command.queue or _ANY)
    path = f"/v1/calls/{{id}}/{command.verb.value}"
    call = command.call or (_ANY if command.verb is Verb.pick_up else "")
    return written("POST", path, VerbBody.of(command), key=key, id=call)


class Presences:
    """`PresencePort` over the native API."""

    def __init__(self, line: Line) -> None:
        self._line = line

    async def reasons(self) -> Sequence[Reason]:
        """Reasons for being not ready."""
        return await self._line.fetch_items("/v1/reasons", Reason)

    async def set_state(self, presence: Presence, reason: str = "", *, after_call: bool = False) -> None:
        """Ask for a state, now or after the call."""
        asked = AskedState(presence=presence, reason=reason, after_call=after_call)
        await self._line.send(written("PUT", "/v1/me/state", asked))
