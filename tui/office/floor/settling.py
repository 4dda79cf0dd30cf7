"""The end of every transition: seats, routing, and telling everybody once."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from tui.model import Call, CallState, Handling, HandlingState
from tui.office.floor.board import Board
from tui.office.floor.line import waiting_row
from tui.office.floor.offers import offer
from tui.office.floor.seats import reseat
from tui.office.floor.verbs import allowed_now
from tui.office.store import Transaction

P = ParamSpec("P")
T = TypeVar("T")


def transition(fn: Callable[Concatenate[Board, P], T]) -> Callable[Concatenate[Transaction, P], T]:
    """Make a function on a board one on a transaction: what it touched is settled and told at its end."""

    @wraps(fn)
    def on_transaction(tx: Transaction, /, *args: P.args, **kwargs: P.kwargs) -> T:
        board = Board(tx)
        outcome = fn(board, *args, **kwargs)
        settle(board)
        return outcome

    return on_transaction


def settle(board: Board) -> None:
    """Work out the seats, let waiting calls ring, tell what changed."""
    _reseat_all(board)
    _route(board)
    for call in board.calls:
        _tell_call(board, call)
    _recheck(board)
    for handling in board.handlings:
        _tell_handling(board, handling)
    for call in board.calls | dict.fromkeys(_calls_of(board)):
        _forget_ended(board, call)


def _reseat_all(board: Board) -> None:
    for agent in board.agents:
        reseat(board, agent)


def _route(board: Board) -> None:
    """By priority, then age, each to the longest idle who can take it."""
    while (head := board.tx.waiting.head(board.time)) is not None:
        call_id, agent = head
        call = board.live_call(call_id)
        offer(board, call, agent, call.because)
        reseat(board, agent)


def _tell_call(board: Board, call_id: str) -> None:
    call = board.tx.calls.get(call_id)
    if call is None:
        return
    _tell_line(board, call)
    seen_by = _agents(board, call_id)
    board.tx.calls.put(board.tx.emit(call, *seen_by))
    if call.queue:
        board.tx.queues.mark_stale(call.queue)


def _recheck(board: Board) -> None:
    """What a handling permits depends on its call, and on what else its agent has."""
    others = [h for agent in board.agents for h in board.tx.handlings.open_of_agent(agent)]
    others += [h for call in board.calls for h in board.tx.handlings.open_of_call(call)]
    for handling in others:
        if handling.id not in board.handlings and allowed_now(board, handling) != handling.allowed:
            board.handlings[handling.id] = None


def _tell_line(board: Board, call: Call) -> None:
    before = board.tx.waiting.get(call.id)
    if before is None:
        return
    row = waiting_row(board, call, before.version)
    if row != before or not before.version:
        board.tx.waiting.put(board.tx.emit(row, f"queue:{row.queue}"))


def _agents(board: Board, call_id: str) -> tuple[str, ...]:
    handlings = board.tx.handlings.open_of_call(call_id)
    return tuple(dict.fromkeys(f"agent:{handling.agent}" for handling in handlings))


def _tell_handling(board: Board, handling_id: str) -> None:
    handling = board.tx.handlings.get(handling_id)
    call = board.tx.calls.get(handling.call) if handling else None
    if handling is None or call is None:
        return
    open_ones = board.tx.handlings.open_of_agent(handling.agent)
    others = [other for other in open_ones if other.id != handling.id]
    verbs = allowed_now(board, handling)
    audience = f"agent:{handling.agent}"
    if not handling.version:
        _tell_transcript(board, call, audience)
    told = board.tx.emit(handling.but(allowed=verbs), audience)
    board.tx.handlings.put(told, board.tx.handlings.meter(told.id), board.time)
    if told.state is HandlingState.done:
        board.tx.emit_removed("handling", told.id, audience, "house")
        _hide_call(board, call, told, still_seen=any(h.call == call.id for h in others))


def _tell_transcript(board: Board, call: Call, audience: str) -> None:
    """Who gets a call that was spoken in before reads what was said."""
    transcript = board.tx.calls.transcript(call.id)
    if transcript is not None:
        seen_by = {audience: None} | dict.fromkeys(_agents(board, call.id))
        board.tx.calls.put_transcript(board.tx.emit(transcript, *seen_by))


def _calls_of(board: Board) -> list[str]:
    handlings = (board.tx.handlings.get(handling) for handling in board.handlings)
    return [handling.call for handling in handlings if handling is not None]


def _forget_ended(board: Board, call_id: str) -> None:
    """A call is out of sight for the whole house once it has ended and nobody wraps it up."""
    call = board.tx.calls.get(call_id)
    if call is None or call.state is not CallState.ended or _agents(board, call_id):
        return
    board.tx.emit_removed("call", call_id, "house")
    if board.tx.calls.transcript(call_id) is not None:
        board.tx.emit_removed("transcript", call_id, "house")


def _hide_call(board: Board, call: Call, handling: Handling, *, still_seen: bool) -> None:
    if still_seen:
        return
    audience = f"agent:{handling.agent}"
    board.tx.emit_removed("call", call.id, audience)
    if board.tx.calls.transcript(call.id) is not None:
        board.tx.emit_removed("transcript", call.id, audience)
