"""Asking a colleague while the caller waits: consult, swap, hand over, drop, conference."""

from tui.backend import Command, Refused, Why
from tui.model import (
    Because,
    CallState,
    Ending,
    Handling,
    HandlingState,
    PartyState,
    Role,
    TargetKind,
    record_id,
)
from tui.office.floor.board import Board
from tui.office.floor.consults import colleague_of
from tui.office.floor.ending import end_share
from tui.office.floor.filing import keep_carried
from tui.office.floor.identity import without_checks
from tui.office.floor.leaving import leave_to
from tui.office.floor.offers import offer, withdraw
from tui.office.floor.parties import (
    CALLER,
    agent_leg,
    caller_held,
    caller_leg,
    consulted,
    leg_of,
    outside_leg,
    with_leg,
    without_leg,
)
from tui.office.floor.targets import OUTSIDE, colleague, legs_reported, outside


def consult(board: Board, handling: Handling, command: Command) -> Handling:
    """Ask somebody: the caller is put on hold, the colleague's desk rings with the record."""
    target = command.target
    if target is None or target.kind not in (TargetKind.agent, *OUTSIDE):
        raise Refused(Why.invalid, "target: expected an agent or a number")
    keep_carried(board, handling, command.record)
    handling = caller_held(handling, held=True).but(state=HandlingState.consulting, recall_at=None)
    if target.kind is TargetKind.agent:
        return _ring_colleague(board, handling, target.id)
    ringing = PartyState.ringing if legs_reported(board) else PartyState.connected
    leg = outside_leg(outside(target), ringing).but(since=board.now)
    return board.keep_handling(with_leg(_without_old_legs(handling), leg))


def _ring_colleague(board: Board, handling: Handling, target: str) -> Handling:
    found = colleague(board, target, handling.agent)
    call = board.live_call(handling.call)
    leg = agent_leg(found, Role.consulted, PartyState.ringing).but(since=board.now)
    handling = board.keep_handling(with_leg(_without_old_legs(handling), leg))
    asker = board.tx.agents.get(handling.agent)
    legs = (caller_leg(call, held=True), *((agent_leg(asker),) if asker else ()))
    record = board.tx.records.get(record_id(handling.id))
    offer(board, call, target, Because.consult, record=record, legs=legs)
    return handling


def _without_old_legs(handling: Handling) -> Handling:
    for leg in handling.parties:
        if leg.role is Role.consulted:
            handling = without_leg(handling, leg.id)
    return handling


def swap(board: Board, handling: Handling, _: Command) -> Handling:
    """Speak with the other one of the two."""
    caller, other = leg_of(handling, CALLER), consulted(handling)
    if caller is None or other is None:
        raise Refused(Why.not_now, "nobody to swap with")
    handling = with_leg(handling, caller.but(held=not caller.held))
    return board.keep_handling(with_leg(handling, other.but(held=caller.held)))


def complete(board: Board, handling: Handling, command: Command) -> Handling:
    """Hand the call over to whoever was asked, answered yet or not."""
    keep_carried(board, handling, command.record)
    other = colleague_of(board, handling)
    call = board.live_call(handling.call)
    leg = consulted(handling)
    if leg is None:
        raise Refused(Why.not_now, "nobody to hand over to")
    if other is None:
        return leave_to(board, handling, leg)
    sender = board.name_of(handling.agent)
    connected = other.state is not HandlingState.offered
    state = CallState.connected if connected else CallState.offered
    call = board.keep_call(call.but(state=state, because=Because.transfer, came_from=sender, identity=None))
    handed = hand_to(board, handling, other)
    if not connected:
        board.keep_handling(with_leg(handed, caller_leg(call, PartyState.ringing)))
    return end_share(board, handling, Ending.transferred_out)


def hand_to(board: Board, sender: Handling, other: Handling) -> Handling:
    """The colleague's share becomes the one that has the caller."""
    call = board.live_call(sender.call)
    other = without_leg(caller_held(other, held=False), f"agent:{sender.agent}")
    state = HandlingState.offered if other.state is HandlingState.offered else HandlingState.connected
    return board.keep_handling(
        other.but(
            state=state,
            because=Because.transfer,
            wrap_up=board.queue_of(call).wrap_up,
            carried=without_checks(board, board.tx.records.get(record_id(sender.id))) or other.carried,
        )
    )


def drop(board: Board, handling: Handling, command: Command) -> Handling:
    """Let go of whoever was asked, and return to the caller."""
    leg = consulted(handling)
    if leg is None or command.party not in ("", leg.id):
        raise Refused(Why.invalid, "party: not somebody who can be dropped")
    other = colleague_of(board, handling)
    if other is not None:
        _let_go(board, other)
    back = caller_held(without_leg(handling, leg.id), held=False)
    return board.keep_handling(back.but(state=HandlingState.connected))


def _let_go(board: Board, other: Handling) -> None:
    if other.state is HandlingState.offered:
        withdraw(board, other)
    else:
        end_share(board, other, Ending.transferred_out)


def conference(board: Board, handling: Handling, _: Command) -> Handling:
    """Join all three."""
    leg = consulted(handling)
    if leg is None:
        raise Refused(Why.not_now, "nobody to join")
    other = colleague_of(board, handling)
    if other is not None:
        joined = caller_held(other, held=False).but(state=HandlingState.conference)
        board.keep_handling(joined.but(wrap_up=board.queue_of(board.live_call(other.call)).wrap_up))
    handling = caller_held(with_leg(handling, leg.but(held=False)), held=False)
    return board.keep_handling(handling.but(state=HandlingState.conference))
