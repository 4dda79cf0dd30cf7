"""Whom a handling is with, as far as anybody has said."""

from typing import TYPE_CHECKING

from tui.console.widgets.caller_facts import CallerFacts, caller_facts

if TYPE_CHECKING:
    from tui.desk import AgentDesk
    from tui.model import Caller, Handling, History


def known_file(desk: "AgentDesk", handling: "Handling") -> "Caller | None":
    """The caller's file, if it is already here."""
    caller = desk.decided_caller(handling)
    return desk.remembered_caller(caller) if caller else None


def known_history(desk: "AgentDesk", handling: "Handling") -> "History | None":
    """The caller's past contacts, if they are already here."""
    caller = desk.decided_caller(handling)
    return desk.remembered_history(caller) if caller else None


def facts_of(desk: "AgentDesk", handling: "Handling") -> CallerFacts | None:
    """Everything to show of the caller; None while the call itself has not come yet."""
    call = desk.call_of(handling)
    if call is None:
        return None
    return caller_facts(
        call,
        known_file(desk, handling),
        desk.clock.now(),
        chosen=desk.decided_caller(handling),
    )
