"""What agents do: signing in and out, ready and not ready, a desk that is no longer there."""

from tui.backend import Refused, Why
from tui.model import (
    Agent,
    AgentState,
    Because,
    Ending,
    Handling,
    HandlingState,
    NextState,
    Presence,
    WrapUpNeed,
)
from tui.office.floor.board import Board
from tui.office.floor.ending import end_share, end_wrap_up
from tui.office.floor.line import back_in_line
from tui.office.floor.offers import take_back
from tui.office.store.agents import Seat

GRACE_SECONDS = 60
"""So long a desk whose stream is gone keeps its agent signed in."""


def sign_in(board: Board, agent_id: str, extension: str = "") -> Agent:
    """An agent sits down: not ready, until they say so. Signed in already, they stay as they are.

    Raises:
        Refused: extension_taken (by: who sits there); not_found.
    """
    agent = board.tx.agents.get(agent_id)
    if agent is None:
        raise Refused(Why.not_found, f"agent {agent_id}")
    other = board.tx.agents.at_extension(extension) if extension else None
    if other is not None and other.id != agent_id:
        raise Refused(Why.extension_taken, f"extension {extension}", by=other.name)
    if agent.extension != extension:
        agent = agent.but(extension=extension)
        board.tx.agents.put(agent)
    _sit_down(board, agent_id)
    return agent


def _sit_down(board: Board, agent: str) -> None:
    board.tx.timers.stop("grace", agent)
    seat = board.tx.agents.seat(agent)
    if seat is None:
        state = AgentState(id=agent, presence=Presence.offline, since=board.now)
        seat = Seat(agent=agent, idle_since=board.now, state=state)
    if seat.base is Presence.offline:
        seat = seat.but(base=Presence.not_ready, reason="", next=None)
    board.keep_seat(seat.but(linked=True))


def sign_out(board: Board, agent: str) -> None:
    """An agent leaves. Ringing and held callers go to others; who is spoken with stays on the phone."""
    seat = board.tx.agents.seat(agent)
    if seat is None or seat.base is Presence.offline:
        return
    board.tx.timers.stop("grace", agent)
    board.keep_seat(seat.but(base=Presence.offline, reason="", next=None, linked=False))
    _give_back_offers(board, agent)
    for handling in board.live_of_agent(agent):
        if handling.state is HandlingState.held:
            _give_back(board, handling)


def _give_back(board: Board, handling: Handling) -> None:
    """A held caller whose agent is gone goes back into the line, unless there is no line at all."""
    if not board.tx.queues.all():
        return
    call = board.live_call(handling.call)
    end_share(board, handling, Ending.transferred_out)
    back_in_line(board, call.but(came_from=board.name_of(handling.agent), identity=None), Because.recall)


def desk_seen(board: Board, agent: str) -> None:
    """The desk's event stream is there (again)."""
    board.tx.timers.stop("grace", agent)
    seat = board.tx.agents.seat(agent)
    if seat is not None and not seat.linked and seat.base is not Presence.offline:
        board.keep_seat(seat.but(linked=True))


def desk_lost(board: Board, agent: str) -> None:
    """The desk's event stream is gone: nothing more is offered, what rings goes on to others."""
    seat = board.tx.agents.seat(agent)
    if seat is None or seat.base is Presence.offline:
        return
    board.keep_seat(seat.but(linked=False))
    board.tx.timers.start("grace", agent, board.time + GRACE_SECONDS)
    _give_back_offers(board, agent)


def set_state(
    board: Board, agent: str, presence: Presence, reason: str = "", *, after_call: bool = False
) -> None:
    """Ready, or not ready with a reason; while on a call it is kept for afterwards.

    Raises:
        Refused: invalid: not a state to choose, or an unknown reason; not_now: not signed in.
    """
    seat = board.seat(agent)
    if presence not in (Presence.ready, Presence.not_ready):
        raise Refused(Why.invalid, "presence: expected ready or not_ready")
    reason = reason if presence is Presence.not_ready else ""
    if reason and board.tx.content.reason(reason) is None:
        raise Refused(Why.invalid, f"reason: unknown {reason!r}")
    if presence is Presence.ready and not after_call:
        _close_wrap_ups(board, agent)
    if _occupied(board, agent):
        board.keep_seat(seat.but(next=NextState(presence=presence, reason=reason)))
        return
    board.keep_seat(seat.but(base=presence, reason=reason, next=None))
    if presence is Presence.not_ready:
        _give_back_offers(board, agent)


def _close_wrap_ups(board: Board, agent: str) -> None:
    """Who says ready has done with what they may leave open."""
    if any(h.state is not HandlingState.offered for h in board.live_of_agent(agent)):
        return
    for handling in board.tx.handlings.open_of_agent(agent):
        if handling.state is HandlingState.wrap_up and handling.wrap_up is not WrapUpNeed.required:
            end_wrap_up(board, handling)


def _occupied(board: Board, agent: str) -> bool:
    open_ones = board.tx.handlings.open_of_agent(agent)
    return any(handling.state is not HandlingState.offered for handling in open_ones)


def _give_back_offers(board: Board, agent: str) -> None:
    for handling in board.live_of_agent(agent):
        if handling.state is HandlingState.offered:
            take_back(board, handling)
