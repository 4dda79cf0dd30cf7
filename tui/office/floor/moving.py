"""Sending a call on, parking it, taking one."""

from tui.backend import Command, Refused, Why
from tui.model import (
    Because,
    Call,
    CallState,
    Delivery,
    Ending,
    Handling,
    HandlingState,
    PartyState,
    TargetKind,
    WrapUpNeed,
)
from tui.office.floor.board import Board
from tui.office.floor.ending import end_share
from tui.office.floor.filing import keep_carried
from tui.office.floor.leaving import leave_to
from tui.office.floor.line import back_in_line, enter_line, last_handling
from tui.office.floor.offers import carried, connect, offer
from tui.office.floor.parties import outside_leg
from tui.office.floor.slots import free_slot, leave_slot, put_into
from tui.office.floor.targets import OUTSIDE, colleague, legs_reported, line, outside


def transfer(board: Board, handling: Handling, command: Command) -> Handling:
    """Send the call away without asking first; the record goes with it."""
    target = command.target
    if target is None or target.kind not in (TargetKind.agent, TargetKind.queue, *OUTSIDE):
        raise Refused(Why.invalid, "target: expected an agent, a queue or a number")
    keep_carried(board, handling, command.record)
    call = board.live_call(handling.call)
    if target.kind in OUTSIDE:
        ringing = PartyState.ringing if legs_reported(board) else PartyState.connected
        return leave_to(board, handling, outside_leg(outside(target), ringing))
    sender = board.name_of(handling.agent)
    moved = call.but(because=Because.transfer, came_from=sender, identity=None)
    if target.kind is TargetKind.queue:
        queue = line(board, target.id)
        handling = end_share(board, handling, Ending.transferred_out)
        enter_line(board, moved, queue.id, Because.transfer)
        return handling
    colleague(board, target.id, handling.agent)
    handling = end_share(board, handling, Ending.transferred_out)
    offer(board, moved, target.id, Because.transfer)
    return handling


def park(board: Board, handling: Handling, command: Command) -> Handling:
    """Put the caller into a free slot, where anybody can pick them up."""
    keep_carried(board, handling, command.record)
    slot = free_slot(board)
    call = board.live_call(handling.call)
    handling = end_share(board, handling, Ending.parked)
    put_into(board, slot, call, handling)
    return handling


def pick_up(board: Board, agent: str, command: Command) -> Handling:
    """Speak with a parked caller."""
    target = command.target
    if target is None or target.kind is not TargetKind.slot:
        raise Refused(Why.invalid, "target: expected a slot")
    parked = board.tx.calls.in_slot(target.id)
    if parked is None:
        raise Refused(Why.gone, f"slot {target.id}")
    must_be_free(board, agent, besides=parked.call)
    call = leave_slot(board, board.live_call(parked.call))
    before = last_handling(board, call.id)
    sender = board.name_of(before.agent) if before else ""
    own = before is not None and before.agent == agent
    identity = call.identity if own else None
    call = call.but(because=Because.transfer, came_from=sender, identity=identity)
    return _have(board, call, agent, Because.transfer)


def take(board: Board, agent: str, command: Command) -> Handling:
    """Take this waiting call of a pull queue; nobody else can have it then."""
    row = board.tx.waiting.get(command.call)
    call = board.live_call(command.call)
    if row is None or row.ringing:
        raise board.lost(command.call)
    queue = board.queue_of(call)
    found = board.tx.agents.get(agent)
    if found is None or queue.id not in found.queues:
        raise Refused(Why.not_found, f"call {call.id}")
    if queue.delivery is not Delivery.pull:
        raise Refused(Why.not_now, "the calls of this queue are offered")
    must_be_free(board, agent)
    return _have(board, call, agent, call.because)


def take_next(board: Board, agent: str, command: Command) -> Handling:
    """Take the call that is served next, of one queue or of all one's own."""
    must_be_free(board, agent)
    if command.queue and board.tx.queues.get(command.queue) is None:
        raise Refused(Why.not_found, f"queue {command.queue}")
    found = board.tx.waiting.next_to_take(agent, board.time, command.queue)
    if not found:
        raise Refused(Why.nobody_waits)
    call = board.live_call(found)
    return _have(board, call, agent, call.because)


def must_be_free(board: Board, agent: str, besides: str = "") -> None:
    """An agent can begin to speak: signed in, with no call but held ones, no required wrap-up open.

    `besides`: a call they parked themselves and fetch back; the record of their first share of it stays owed.

    Raises:
        Refused: not_now.
    """
    board.seat(agent)
    for handling in board.tx.handlings.open_of_agent(agent):
        may_wait = handling.call == besides or handling.wrap_up is not WrapUpNeed.required
        if handling.state is HandlingState.wrap_up and may_wait:
            continue
        if handling.state is not HandlingState.held:
            raise Refused(Why.not_now, f"still {handling.state} on another call")


def _have(board: Board, call: Call, agent: str, because: Because) -> Handling:
    handling = Handling(
        id=board.new_id(),
        call=call.id,
        agent=agent,
        because=because,
        offered=board.now,
        wrap_up=board.queue_of(call).wrap_up,
        carried=carried(board, call),
    )
    return connect(board, call, handling)


def park_over(board: Board, call: Call) -> None:
    """Nobody picked the caller up: they come back to whoever parked them, or into the line."""
    before = last_handling(board, call.id)
    call = board.keep_call(leave_slot(board, call).but(because=Because.park_timeout))
    seat = board.tx.agents.seat(before.agent) if before else None
    there = seat is not None and seat.base != "offline" and seat.linked
    if before is not None and there and not board.live_of_agent(before.agent):
        offer(board, call, before.agent, Because.park_timeout)
        return
    back = back_in_line(board, call, Because.park_timeout)
    if before is not None and back.state is CallState.parked:
        offer(board, call, before.agent, Because.park_timeout)
