"""What a consulted colleague does, as the asker sees it."""

from datetime import timedelta

from tui.model import Handling, HandlingState, PartyState, Role
from tui.office.floor.board import Board
from tui.office.floor.parties import CALLER, agent_leg, consulted, leg_of, with_leg


def asker_of(board: Board, handling: Handling) -> Handling | None:
    """The handling of whoever asked this colleague, or has them in a conference."""
    for other in board.live_of_call(handling.call):
        leg = consulted(other)
        if leg is not None and leg.agent == handling.agent:
            return other
    return None


def colleague_of(board: Board, handling: Handling) -> Handling | None:
    """The handling of the colleague whom this one asked, or has in a conference."""
    leg = consulted(handling)
    if leg is None or not leg.agent:
        return None
    others = board.live_of_call(handling.call)
    return next((h for h in others if h.agent == leg.agent and h.id != handling.id), None)


def colleague_answers(board: Board, handling: Handling) -> Handling:
    """The colleague speaks with the asker; the caller stays on hold."""
    agent = board.tx.agents.get(handling.agent)
    if agent is not None:
        handling = with_leg(handling, agent_leg(agent))
    changed = handling.but(state=HandlingState.connected, answered=board.now, ring_until=None)
    asker = asker_of(board, handling)
    if asker is not None:
        _set_leg(board, asker, PartyState.connected)
    return board.keep_handling(changed)


def colleague_refuses(board: Board, handling: Handling) -> None:
    """The colleague did not answer, or declined."""
    asker = asker_of(board, handling)
    if asker is not None:
        state = PartyState.no_answer if handling.missed else PartyState.busy
        consult_over(board, asker, state)


def consult_over(board: Board, asker: Handling, state: PartyState) -> Handling:
    """Nobody is asked any more: the caller is still on hold, and the asker alone."""
    asker = _set_leg(board, asker, state)
    if asker.state is not HandlingState.consulting:
        return asker
    return board.keep_handling(on_hold(board, asker))


def on_hold(board: Board, handling: Handling) -> Handling:
    """The handling with its caller on hold."""
    caller = leg_of(handling, CALLER)
    if caller is not None:
        handling = with_leg(handling, caller.but(held=True))
    call = board.tx.calls.get(handling.call)
    seconds = board.queue_of(call).hold_recall_seconds if call else 0
    recall = board.now + timedelta(seconds=seconds) if seconds else None
    return handling.but(state=HandlingState.held, recall_at=recall)


def _set_leg(board: Board, asker: Handling, state: PartyState) -> Handling:
    leg = consulted(asker)
    if leg is None:
        return asker
    changed = leg.but(state=state, since=board.now, role=Role.consulted)
    return board.keep_handling(with_leg(asker, changed))
