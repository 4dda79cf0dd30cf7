"""What follows for an agent from their calls: presence, whether they are free, and what comes next."""

from collections.abc import Sequence

from tui.model import Agent, AgentState, DirectoryEntry, Handling, HandlingState, Presence, TargetKind
from tui.office.floor.board import Board
from tui.office.store.agents import Seat


def reseat(board: Board, agent: str) -> None:
    """Work out an agent's seat from their handlings, and tell it if it changed."""
    before = board.tx.agents.seat(agent)
    if before is None:
        return
    handlings = board.tx.handlings.open_of_agent(agent)
    seat = _apply_next(before, handlings)
    presence = presence_of(seat, handlings)
    ringing = any(h.state is HandlingState.offered for h in handlings)
    free = presence is Presence.ready and seat.linked and not ringing
    if presence is Presence.ready and before.state.presence is not Presence.ready:
        seat = seat.but(idle_since=board.now)
    seat = _tell(board, seat.but(free=free), presence)
    if seat != before:
        board.tx.agents.put_seat(seat)
    if seat.free != before.free or presence is not before.state.presence:
        _mark_queues(board, agent)


def presence_of(seat: Seat, handlings: Sequence[Handling]) -> Presence:
    """Calls lie over what the agent chose, wrap-ups under calls."""
    if seat.base is Presence.offline:
        return Presence.offline
    if any(h.state.is_live and h.state is not HandlingState.offered for h in handlings):
        return Presence.busy
    if any(h.state is HandlingState.wrap_up for h in handlings):
        return Presence.wrap_up
    return seat.base


def _apply_next(seat: Seat, handlings: Sequence[Handling]) -> Seat:
    if seat.next is None or any(h.state is not HandlingState.offered for h in handlings):
        return seat
    return seat.but(base=seat.next.presence, reason=seat.next.reason, next=None)


def _tell(board: Board, seat: Seat, presence: Presence) -> Seat:
    old = seat.state
    reason = seat.reason if presence is Presence.not_ready else ""
    moved = (presence, reason) != (old.presence, old.reason)
    state = old.but(presence=presence, reason=reason, next=seat.next, since=board.now if moved else old.since)
    if state == old and old.version:
        return seat
    if moved:
        board.tx.agents.begin_span(seat.agent, state, board.time)
        _tell_directory(board, state)
    return seat.but(state=board.tx.emit(state, f"agent:{seat.agent}"))


def _tell_directory(board: Board, state: AgentState) -> None:
    agent = board.tx.agents.get(state.id)
    if agent is not None:
        board.tx.emit(agent_entry(agent, state), "all")


def agent_entry(agent: Agent, state: AgentState | None) -> DirectoryEntry:
    """An agent as others see them in the directory."""
    return DirectoryEntry(
        id=f"agent:{agent.id}",
        version=state.version if state else 0,
        kind=TargetKind.agent,
        name=agent.name,
        target=agent.id,
        number=agent.extension,
        staff_number=agent.staff_number,
        presence=state.presence if state else Presence.offline,
        since=state.since if state else None,
        about=", ".join(skill.name for skill in agent.skills),
    )


def _mark_queues(board: Board, agent: str) -> None:
    found = board.tx.agents.get(agent)
    for queue in found.queues if found else ():
        board.tx.queues.mark_stale(queue)
