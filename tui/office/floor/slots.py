"""Parked callers: each in a slot, shown in everybody's directory."""

from datetime import timedelta

from tui.backend import Refused, Why
from tui.model import Call, CallState, DirectoryEntry, Handling, TargetKind
from tui.office.floor.board import Board
from tui.office.store.calls import Parked

PARK_SECONDS = 90
"""A parked call comes back to whoever parked it after so long."""
SLOTS = 20
"""Calls that can be parked at the same time."""


def free_slot(board: Board) -> str:
    """The lowest slot nobody is in. Raises Refused(not_now) when all are in use."""
    used = {parked.slot for parked in board.tx.calls.parked()}
    for number in range(1, SLOTS + 1):
        if str(number) not in used:
            return str(number)
    raise Refused(Why.not_now, "all slots are in use")


def put_into(board: Board, slot: str, call: Call, handling: Handling) -> None:
    """A caller goes into a slot; whoever parked them gets them back when nobody picks them up."""
    board.tx.calls.park(Parked(slot, call.id, handling.id))
    call = board.keep_call(call.but(state=CallState.parked, slot=slot))
    until = board.now + timedelta(seconds=PARK_SECONDS)
    board.tx.timers.start("park", call.id, until.timestamp())
    board.tx.emit(slot_entry(call, handling), "all")


def leave_slot(board: Board, call: Call) -> Call:
    """A caller is no longer parked. The changed call is not kept yet."""
    if not call.slot:
        return call
    board.tx.calls.unpark(call.id)
    board.tx.timers.stop("park", call.id)
    board.tx.emit_removed("directory_entry", f"slot:{call.slot}", "all")
    return call.but(slot="")


def slot_entry(call: Call, handling: Handling | None) -> DirectoryEntry:
    """A parked caller, where everybody finds them."""
    return DirectoryEntry(
        id=f"slot:{call.slot}",
        kind=TargetKind.slot,
        name=call.name or (call.callers[0].name if call.callers else ""),
        target=call.slot,
        number=call.number,
        since=handling.ended if handling else None,
        about=call.about,
    )
