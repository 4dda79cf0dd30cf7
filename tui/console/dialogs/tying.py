"""What a dialog needs to know of the call the agent is busy with: whose it is, and saying who it is."""

from typing import TYPE_CHECKING

from tui.console.widgets.caller_facts import is_verified
from tui.locale import _
from tui.model import Caller, Handling, HandlingState
from tui.text import safe

if TYPE_CHECKING:
    from tui.desk import AgentDesk


def call_to_tie(desk: "AgentDesk") -> Handling | None:
    """The handling that a chosen caller is tied to: the current one, in wrap-up too."""
    return desk.current


def number_of(desk: "AgentDesk") -> str:
    """The current call's number; empty: there is none."""
    call = desk.call_of(desk.current) if desk.current else None
    return call.number if call else ""


def caller_of(desk: "AgentDesk", handling: Handling) -> str:
    """Id of the caller it is: as the agent decided, else as the call says; empty: nobody knows."""
    call = desk.call_of(handling)
    return desk.documents.record(handling.id).caller or (call.caller if call else "")


def tie(desk: "AgentDesk", handling: Handling, caller: Caller) -> str:
    """Write down that this is the caller; the answer is a sentence that says so."""
    desk.documents.edit_record(handling.id, caller=caller.id)
    return _("{name} is the caller of this call now.").replace("{name}", safe(caller.name))


def name_on(desk: "AgentDesk", handling: Handling) -> str:
    """How to name whoever is on this call: by file, by the network's name, by number."""
    call = desk.call_of(handling)
    if call is None:
        return _("the caller")
    who = caller_of(desk, handling)
    known = desk.remembered_caller(who) if who else None
    brief = next((b.name for b in call.callers if b.id == who), "")
    return safe((known.name if known else "") or brief or call.name or call.number) or _("the caller")


def may_see_all(desk: "AgentDesk", caller: Caller) -> bool:
    """The person of this file is on the line and has proved it, so nothing of the file is masked."""
    handling = desk.current
    call = desk.call_of(handling) if handling else None
    return handling is not None and caller_of(desk, handling) == caller.id and is_verified(call, caller)


def something_rings(desk: "AgentDesk") -> bool:
    """A call is offered: the green key answers it, whatever dialog is open."""
    return any(handling.state is HandlingState.offered for handling in desk.handlings())
