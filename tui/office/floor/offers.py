"""Offering a call: ringing, answering, declining, not answering."""

from datetime import timedelta

from tui.backend import Refused, Why
from tui.model import (
    Because,
    Call,
    CallState,
    Ending,
    Handling,
    HandlingState,
    Party,
    PartyState,
    Presence,
    Record,
    Recording,
    WrapUpNeed,
    record_id,
)
from tui.office.floor import consults
from tui.office.floor.board import Board
from tui.office.floor.identity import without_checks
from tui.office.floor.line import back_in_line, last_handling, leave_line, waiting_row
from tui.office.floor.parties import agent_leg, all_gone, caller_leg, with_leg

NO_ANSWER = "no_answer"
"""Reason an agent is set to not ready for when a call rang in vain."""


def offer(
    board: Board,
    call: Call,
    agent: str,
    because: Because,
    *,
    record: Record | None = None,
    legs: tuple[Party, ...] = (),
) -> Handling:
    """Let a call ring at an agent's."""
    queue = board.queue_of(call)
    asked = because is Because.consult
    until = board.now + timedelta(seconds=queue.ring_seconds) if queue.ring_seconds else None
    handling = Handling(
        id=board.new_id(),
        call=call.id,
        agent=agent,
        state=HandlingState.offered,
        because=because,
        parties=legs or (caller_leg(call, PartyState.ringing),),
        offered=board.now,
        ring_until=until,
        wrap_up=WrapUpNeed.none if asked else queue.wrap_up,
        carried=without_checks(board, record) or carried(board, call),
    )
    handling = board.keep_handling(handling)
    if until is not None:
        board.tx.timers.start("ring", handling.id, until.timestamp())
    if not asked:
        call = board.keep_call(call.but(state=CallState.offered))
        _show_ringing(board, call)
    return handling


def carried(board: Board, call: Call) -> Record | None:
    """The record of whoever had the call last."""
    before = last_handling(board, call.id)
    return None if before is None else without_checks(board, board.tx.records.get(record_id(before.id)))


def connect(board: Board, call: Call, handling: Handling) -> Handling:
    """An agent and the caller speak with each other."""
    queue = board.queue_of(call)
    board.tx.timers.stop("ring", handling.id)
    leave_line(board, call, "answered")
    recording = Recording.on if queue.record and call.recording is Recording.off else call.recording
    first = call.connected or board.now
    call = board.keep_call(call.but(state=CallState.connected, connected=first, recording=recording))
    handling = with_leg(handling, caller_leg(call))
    agent = board.tx.agents.get(handling.agent)
    if agent is not None:
        handling = with_leg(handling, agent_leg(agent))
    return board.keep_handling(
        handling.but(state=HandlingState.connected, answered=handling.answered or board.now, ring_until=None)
    )


def answer(board: Board, handling: Handling) -> Handling:
    """Take up a ringing call."""
    if handling.because is Because.consult:
        board.tx.timers.stop("ring", handling.id)
        return consults.colleague_answers(board, handling)
    return connect(board, board.live_call(handling.call), handling)


def withdraw(board: Board, handling: Handling, *, missed: bool = False, ending: Ending | None = None) -> None:
    """An offer stops ringing; nothing more is decided here."""
    board.tx.timers.stop("ring", handling.id)
    board.keep_handling(
        all_gone(handling).but(
            state=HandlingState.done, ended=board.now, ring_until=None, missed=missed, ending=ending
        )
    )


def decline(board: Board, handling: Handling, reason: str = "") -> None:
    """Not now: the call goes on to the next. With a reason the agent is not ready from now on."""
    if reason and board.tx.content.reason(reason) is None:
        raise Refused(Why.invalid, f"reason: unknown {reason!r}")
    withdraw(board, handling)
    seat = board.seat(handling.agent)
    if reason:
        seat = seat.but(base=Presence.not_ready, reason=reason)
    board.keep_seat(seat.but(idle_since=board.now))
    _send_on(board, handling, pass_over=not reason)


def not_answered(board: Board, handling: Handling) -> None:
    """It rang in vain: the agent is set to not ready, the call goes back to the front."""
    withdraw(board, handling, missed=True, ending=Ending.no_answer)
    seat = board.tx.agents.seat(handling.agent)
    if seat is not None and seat.base is Presence.ready:
        board.keep_seat(seat.but(base=Presence.not_ready, reason=NO_ANSWER))
    _send_on(board, handling)


def take_back(board: Board, handling: Handling) -> None:
    """The desk it rings at can't answer (gone, or no longer ready): on to another, nobody's fault."""
    withdraw(board, handling)
    _send_on(board, handling)


def _send_on(board: Board, handling: Handling, *, pass_over: bool = False) -> None:
    if handling.because is Because.consult:
        consults.colleague_refuses(board, handling)
        return
    call = board.live_call(handling.call)
    call = back_in_line(board, call, Because.missed)
    if call.state is CallState.offered:
        _recall(board, call, handling)
    elif pass_over:
        until = board.time + max(10, board.queue_of(call).ring_seconds)
        board.tx.waiting.pass_over(call.id, handling.agent, until)
        board.tx.timers.start("route", f"{call.id} {handling.agent}", until)


def _recall(board: Board, call: Call, handling: Handling) -> None:
    """There is no queue at all: it rings at whoever had it last, until somebody answers or gives up."""
    before = last_handling(board, call.id)
    again = offer(board, call, before.agent if before else handling.agent, Because.recall)
    board.tx.timers.stop("ring", again.id)
    board.keep_handling(again.but(ring_until=None))


def _show_ringing(board: Board, call: Call) -> None:
    if board.tx.waiting.get(call.id) is not None:
        board.tx.waiting.put(waiting_row(board, call))
