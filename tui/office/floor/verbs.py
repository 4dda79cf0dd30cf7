"""Every verb that an agent can ask for, and where it leads."""

from collections.abc import Callable

from tui.backend import Command, Receipt, Refused, Unsupported, Why
from tui.model import Handling, HandlingState, Verb
from tui.office.floor import asking, moving, outside, talking
from tui.office.floor.allowed import allowed
from tui.office.floor.board import Board

_ON_A_HANDLING: dict[Verb, Callable[[Board, Handling, Command], Handling]] = {
    Verb.answer: talking.answer,
    Verb.decline: talking.decline,
    Verb.hold: talking.hold,
    Verb.resume: talking.resume,
    Verb.swap: asking.swap,
    Verb.mute: talking.mute,
    Verb.unmute: talking.mute,
    Verb.send_digits: talking.send_digits,
    Verb.transfer: moving.transfer,
    Verb.consult: asking.consult,
    Verb.complete: asking.complete,
    Verb.drop: asking.drop,
    Verb.conference: asking.conference,
    Verb.park: moving.park,
    Verb.record: talking.record,
    Verb.pause_recording: talking.pause_recording,
    Verb.hang_up: talking.hang_up,
    Verb.extend: talking.extend,
}
_TAKING: dict[Verb, Callable[[Board, str, Command], Handling]] = {
    Verb.take: moving.take,
    Verb.take_next: moving.take_next,
    Verb.pick_up: moving.pick_up,
}
_MAKING: dict[Verb, Callable[[Board, str, Command], Receipt]] = {
    Verb.dial: outside.dial,
    Verb.log: outside.log,
}


def perform(board: Board, agent: str, command: Command) -> Receipt:
    """Do what an agent asks for.

    Raises:
        Refused: with the reason; nothing has changed then.
        Unsupported: no such verb.
    """
    if making := _MAKING.get(command.verb):
        return making(board, agent, command)
    if taking := _TAKING.get(command.verb):
        return _receipt(taking(board, agent, command))
    verb = _ON_A_HANDLING.get(command.verb)
    if verb is None:
        raise Unsupported(str(command.verb))
    handling = board.own(agent, command.handling or _only(board, agent, command.call))
    if command.call and command.call != handling.call:
        raise Refused(Why.not_found, f"handling {handling.id} is not of call {command.call}")
    if command.verb not in allowed_now(board, handling):
        raise Refused(Why.not_now, f"{command.verb} while {handling.state}")
    return _receipt(verb(board, handling, command))


def allowed_now(board: Board, handling: Handling) -> tuple[Verb, ...]:
    """Verbs that a handling permits at this moment."""
    call = board.tx.calls.get(handling.call)
    if call is None:
        return ()
    quiet = (HandlingState.offered, HandlingState.held, HandlingState.wrap_up)
    others = board.tx.handlings.open_of_agent(handling.agent)
    talking_elsewhere = any(h.id != handling.id and h.state not in quiet for h in others)
    return allowed(handling, call, board.queue_of(call), talking=talking_elsewhere)


def _only(board: Board, agent: str, call: str) -> str:
    """The agent's own handling of a call, when the command names none."""
    own = [h for h in board.tx.handlings.of_call(call) if h.agent == agent]
    if not own:
        raise board.lost(call) if board.tx.calls.get(call) else Refused(Why.not_found, f"call {call}")
    return own[-1].id


def _receipt(handling: Handling) -> Receipt:
    return Receipt(call=handling.call, handling=handling.id)
