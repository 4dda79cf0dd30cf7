"""Ends: of a call, of one agent's share of it, of the wrap-up."""

from datetime import timedelta

from tui.model import (
    Because,
    Call,
    CallState,
    Ending,
    Handling,
    HandlingState,
    WrapUpNeed,
    record_id,
)
from tui.office.floor.board import Board
from tui.office.floor.histories import note_contact
from tui.office.floor.line import leave_line
from tui.office.floor.offers import withdraw
from tui.office.floor.parties import all_gone
from tui.office.floor.slots import leave_slot


def end_call(board: Board, call: Call, ending: Ending) -> Call:
    """The caller is no longer there. Whoever spoke with them goes on to the wrap-up."""
    leave_line(board, call, "abandoned" if ending is Ending.abandoned else "answered")
    ended = leave_slot(board, call).but(state=CallState.ended, ended=board.now, ending=ending)
    call = board.keep_call(ended)
    for handling in board.live_of_call(call.id):
        end_share(board, handling, ending)
    return call


def end_share(board: Board, handling: Handling, ending: Ending) -> Handling:
    """One agent's share of a call is over; the wrap-up begins if the queue wants one."""
    if handling.state is HandlingState.offered:
        withdraw(board, handling, ending=ending)
        return handling
    ended = all_gone(handling).but(ended=board.now, ending=ending, recall_at=None, muted=False)
    filed = board.tx.records.times(record_id(handling.id))[1] is not None
    if handling.wrap_up is WrapUpNeed.none or filed:
        return _done(board, ended)
    ended = board.keep_handling(_with_limit(board, ended.but(state=HandlingState.wrap_up)))
    note_contact(board, ended)
    return ended


def _with_limit(board: Board, handling: Handling) -> Handling:
    seconds = board.queue_of(board.tx.calls.get(handling.call) or Call(id="")).wrap_up_seconds
    if handling.wrap_up is not WrapUpNeed.timed or not seconds:
        return handling
    until = board.now + timedelta(seconds=seconds)
    board.tx.timers.start("wrap_up", handling.id, until.timestamp())
    return handling.but(wrap_up_until=until)


def end_wrap_up(board: Board, handling: Handling) -> Handling:
    """Filed, or its time is up: the agent goes on."""
    board.tx.timers.stop("wrap_up", handling.id)
    return _done(board, handling)


def _done(board: Board, handling: Handling) -> Handling:
    done = board.keep_handling(handling.but(state=HandlingState.done, wrap_up_until=None))
    if done.because is not Because.consult:
        note_contact(board, done)
    return done
