"""What a dialog needs to know of the call the agent is busy with: whose it is, and saying who it is."""

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

from tui.console.widgets.caller_facts import how_verified
from tui.console.widgets.whom import facts_of
from tui.locale import _
from tui.model import Caller, Handling, HandlingState
from tui.text import safe

if TYPE_CHECKING:
    from tui.desk import AgentDesk


def number_of(desk: "AgentDesk") -> str:
    """The current call's number; empty: there is none."""
    call = desk.call_of(desk.current) if desk.current else None
    return call.number if call else ""


def tie(desk: "AgentDesk", handling: Handling, caller: Caller) -> str:
    """Write down that this is the caller; the answer is a sentence that says so."""
    desk.documents.edit_record(handling.id, caller=caller.id)
    return _("{name} is the caller of this call now.").replace("{name}", safe(caller.name))


async def wait_until_taken(desk: "AgentDesk", document: str, limit: float) -> None:
    """Come back once the backend has taken or refused a document, at the latest after `limit` seconds."""
    settled = asyncio.Event()

    def look(_kinds: frozenset[str]) -> None:
        status = desk.documents.status(document)
        if not status.unsent or status.refused is not None:
            settled.set()

    stop = desk.subscribe(look)
    look(frozenset())
    with suppress(TimeoutError):
        await asyncio.wait_for(settled.wait(), limit)
    stop()


def name_on(desk: "AgentDesk", handling: Handling) -> str:
    """How to name whoever is on this call: by file, by the network's name, by number."""
    facts = facts_of(desk, handling)
    return (facts.name or facts.number if facts else "") or _("the caller")


def may_see_all(desk: "AgentDesk", caller: Caller) -> bool:
    """The person of this file is on the line and has proved it, so nothing of the file is masked."""
    handling = desk.current
    call = desk.call_of(handling) if handling else None
    if handling is None or call is None or desk.decided_caller(handling) != caller.id:
        return False
    return bool(how_verified(call, caller))


def something_rings(desk: "AgentDesk") -> bool:
    """A call is offered: the green key answers it, whatever dialog is open."""
    return any(handling.state is HandlingState.offered for handling in desk.handlings())
