"""What happens when a moment has come."""

from collections.abc import Callable

from tui.model import CallState, HandlingState
from tui.office.floor.board import Board
from tui.office.floor.ending import end_wrap_up
from tui.office.floor.moving import park_over
from tui.office.floor.offers import not_answered
from tui.office.floor.presence import sign_out
from tui.office.store.timers import Timer


def fire(board: Board, timer: Timer) -> None:
    """Do what is due, unless it has settled itself meanwhile."""
    board.tx.timers.stop(timer.kind, timer.subject)
    _DUE[timer.kind](board, timer.subject)


def _ring(board: Board, handling_id: str) -> None:
    handling = board.tx.handlings.get(handling_id)
    if handling is not None and handling.state is HandlingState.offered:
        not_answered(board, handling)


def _wrap_up(board: Board, handling_id: str) -> None:
    handling = board.tx.handlings.get(handling_id)
    if handling is not None and handling.state is HandlingState.wrap_up:
        end_wrap_up(board, handling)


def _park(board: Board, call_id: str) -> None:
    call = board.tx.calls.get(call_id)
    if call is not None and call.state is CallState.parked:
        park_over(board, call)


def _grace(board: Board, agent: str) -> None:
    seat = board.tx.agents.seat(agent)
    if seat is not None and not seat.linked:
        sign_out(board, agent)


def _route(board: Board, call_id: str) -> None:
    """Nothing to do here: settling the transaction routes whatever can be routed now."""


_DUE: dict[str, Callable[[Board, str], None]] = {
    "ring": _ring,
    "wrap_up": _wrap_up,
    "park": _park,
    "grace": _grace,
    "route": _route,
}
