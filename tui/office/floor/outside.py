"""Calls we make, calls written down by hand, and what a PBX says about legs outside."""

from tui.backend import Command, Receipt, Refused, Why
from tui.model import (
    Because,
    Call,
    CallState,
    Ending,
    Handling,
    HandlingState,
    Origin,
    Party,
    PartyState,
)
from tui.office.floor.board import Board
from tui.office.floor.consults import consult_over
from tui.office.floor.ending import end_call
from tui.office.floor.line import back_in_line
from tui.office.floor.moving import must_be_free
from tui.office.floor.offers import connect, offer
from tui.office.floor.parties import CALLER, agent_leg, caller_leg, leg_of, with_leg
from tui.office.floor.targets import legs_reported

_LEG_ENDINGS = {
    PartyState.busy: Ending.busy,
    PartyState.no_answer: Ending.no_answer,
    PartyState.gone: Ending.caller_hung_up,
}


def dial(board: Board, agent: str, command: Command) -> Receipt:
    """Call somebody outside. The call's id is the command's."""
    if (again := _same_again(board, agent, command.id)) is not None:
        return again
    if not any(sign.isdigit() for sign in command.number):
        raise Refused(Why.invalid, "number: expected digits")
    if command.queue and board.tx.queues.get(command.queue) is None:
        raise Refused(Why.invalid, f"queue: unknown {command.queue!r}")
    must_be_free(board, agent)
    call = _made(board, command).but(origin=Origin.outbound, state=CallState.dialling)
    board.keep_call(call)
    handling = _own_share(board, call, agent)
    if not legs_reported(board):
        return _receipt(connect(board, call, handling))
    legs = (caller_leg(call, PartyState.ringing), *_own_leg(board, agent))
    return _receipt(board.keep_handling(handling.but(state=HandlingState.dialling, parties=legs)))


def log(board: Board, agent: str, command: Command) -> Receipt:
    """A call on a phone that no PBX knows: it is the agent's, and connected, from now on."""
    if (again := _same_again(board, agent, command.id)) is not None:
        return again
    must_be_free(board, agent)
    began = min(command.began or board.now, board.now)
    direction = command.direction or Origin.inbound
    call = _made(board, command).but(
        origin=Origin.by_hand, arrived=began, connected=began, attributes={"direction": str(direction)}
    )
    board.keep_call(call)
    return _receipt(connect(board, call, _own_share(board, call, agent)))


def leg_reported(board: Board, call_id: str, leg_id: str, state: PartyState) -> None:
    """A PBX tells how a leg outside goes.

    Raises:
        Refused: not_found: no such call or leg; gone: the call is over; invalid: a state no leg reports.
    """
    if state not in (PartyState.connected, *_LEG_ENDINGS):
        raise Refused(Why.invalid, "state: expected connected, busy, no_answer or gone")
    call = board.live_call(call_id)
    for handling in reversed(board.tx.handlings.of_call(call_id)):
        leg = leg_of(handling, leg_id)
        if leg is not None and not leg.agent:
            _apply(board, call, handling, leg, state)
            return
    raise Refused(Why.not_found, f"party {leg_id}")


def _apply(board: Board, call: Call, handling: Handling, leg: Party, state: PartyState) -> None:
    if leg.id == CALLER:
        _callee(board, call, handling, state)
    elif not handling.state.is_live:
        _sent_outside(board, call, handling, leg, state)
    elif state is PartyState.connected:
        board.keep_handling(with_leg(handling, leg.but(state=state, since=board.now)))
    elif handling.state is HandlingState.conference:
        left = with_leg(handling, leg.but(state=state, since=board.now))
        board.keep_handling(left.but(state=HandlingState.connected))
    else:
        consult_over(board, handling, state)


def _callee(board: Board, call: Call, handling: Handling, state: PartyState) -> None:
    if state is not PartyState.connected:
        gave_up = call.connected is None and call.origin is Origin.inbound
        end_call(board, call, Ending.abandoned if gave_up else _LEG_ENDINGS[state])
    elif handling.state is HandlingState.dialling:
        connect(board, call, handling)


def _sent_outside(board: Board, call: Call, handling: Handling, leg: Party, state: PartyState) -> None:
    """A blind transfer to a number: it arrives, or the caller comes back to us."""
    board.keep_handling(with_leg(handling, leg.but(state=state, since=board.now)))
    if call.state is not CallState.dialling:
        return
    if state is PartyState.connected:
        end_call(board, call, Ending.transferred_out)
        return
    back = back_in_line(board, call, Because.recall)
    if back.state is CallState.dialling:
        offer(board, back, handling.agent, Because.recall)


def _same_again(board: Board, agent: str, call_id: str) -> Receipt | None:
    if board.tx.calls.get(call_id) is None:
        return None
    own = [h for h in board.tx.handlings.of_call(call_id) if h.agent == agent]
    if not own:
        raise Refused(Why.conflict, f"call {call_id} is somebody else's")
    return _receipt(own[0])


def _made(board: Board, command: Command) -> Call:
    chosen = board.tx.callers.brief(command.caller) if command.caller else None
    on_number = board.tx.callers.on_number(command.number) if command.number else ()
    callers = (chosen,) if chosen else on_number
    queue = board.tx.queues.get(command.queue)
    return Call(
        id=command.id or board.new_id(),
        queue=command.queue,
        number=command.number,
        callers=callers,
        caller=callers[0].id if len(callers) == 1 else "",
        arrived=board.now,
        script=queue.script if queue else "",
    )


def _own_share(board: Board, call: Call, agent: str) -> Handling:
    need = board.queue_of(call).wrap_up
    return Handling(id=board.new_id(), call=call.id, agent=agent, offered=call.arrived, wrap_up=need)


def _own_leg(board: Board, agent: str) -> tuple[Party, ...]:
    found = board.tx.agents.get(agent)
    return () if found is None else (agent_leg(found),)


def _receipt(handling: Handling) -> Receipt:
    return Receipt(call=handling.call, handling=handling.id)
