"""Whom a call can be sent to, and whether they can take it now."""

from tui.backend import Refused, Why
from tui.model import Agent, AgentRole, Queue, Target, TargetKind
from tui.office.floor.board import Board

OUTSIDE = (TargetKind.number, TargetKind.department)


def colleague(board: Board, agent: str, asker: str) -> Agent:
    """A colleague chosen by name, who can be rung now.

    Raises:
        Refused: target_unknown: no such agent; target_busy: on a call, or not at a desk; invalid: oneself.
    """
    found = board.tx.agents.get(agent)
    if found is None or found.role is AgentRole.service:
        raise Refused(Why.target_unknown, f"agent {agent}")
    if agent == asker:
        raise Refused(Why.invalid, "target: yourself")
    seat = board.tx.agents.seat(agent)
    if seat is None or seat.base == "offline" or not seat.linked:
        raise Refused(Why.target_busy, "not at a desk", by=found.name)
    if board.live_of_agent(agent):
        raise Refused(Why.target_busy, "on a call", by=found.name)
    return found


def line(board: Board, queue: str) -> Queue:
    """A queue. Raises Refused(target_unknown)."""
    found = board.tx.queues.get(queue)
    if found is None:
        raise Refused(Why.target_unknown, f"queue {queue}")
    return found


def outside(target: Target) -> Target:
    """A number outside. Raises Refused(invalid) when it has no digits."""
    if not any(sign.isdigit() for sign in target.number):
        raise Refused(Why.invalid, "target.number: expected digits")
    return target


def legs_reported(board: Board) -> bool:
    """Whether a PBX tells how legs outside go; without one they count as connected at once."""
    return board.tx.settings.get("outside", "none") != "none"
