"""Calls from outside: they come in, speak, give up, hang up; a handset is lifted."""

import msgspec

from tui.backend import Receipt, Refused, Why
from tui.model import (
    Because,
    Call,
    CallState,
    Channel,
    Ending,
    Handling,
    HandlingState,
    Line,
    Moment,
    Origin,
    PartyState,
    Queue,
    Transcript,
    Value,
)
from tui.office.floor.board import Board
from tui.office.floor.ending import end_call
from tui.office.floor.line import enter_line
from tui.office.floor.moving import must_be_free
from tui.office.floor.offers import answer, connect, withdraw
from tui.office.floor.outside import leg_reported

LINES = 20
"""So many of the last lines said are kept."""


class Arrival(Value, frozen=True, kw_only=True, omit_defaults=True):
    """A call as a PBX, a script or a person puts it in."""

    id: str = ""
    """Made by the sender; the same one again is the same call. Empty: the office makes one."""
    queue: str
    number: str = ""
    name: str = ""
    called: str = ""
    channel: Channel = Channel.voice
    about: str = ""
    language: str = ""
    kind: str = ""
    choices: tuple[str, ...] = ()
    attributes: dict[str, str] = msgspec.field(default_factory=dict)
    priority: int = 0
    due: Moment | None = None


def arrive(board: Board, arrival: Arrival) -> tuple[Receipt, bool]:
    """A call comes in and waits. The second value tells whether it is new.

    Raises:
        Refused: invalid: no such queue.
    """
    if arrival.id and board.tx.calls.get(arrival.id) is not None:
        return Receipt(call=arrival.id), False
    queue = board.tx.queues.get(arrival.queue)
    if queue is None:
        raise Refused(Why.invalid, f"queue: unknown {arrival.queue!r}")
    call = _call(board, arrival, queue)
    enter_line(board, call, queue.id, Because.call_back if call.channel is Channel.callback else Because.new)
    return Receipt(call=call.id), True


def _call(board: Board, arrival: Arrival, queue: Queue) -> Call:
    callers = board.tx.callers.on_number(arrival.number) if arrival.number else ()
    return Call(
        id=arrival.id or board.new_id(),
        queue=queue.id,
        channel=arrival.channel,
        origin=Origin.inbound,
        number=arrival.number,
        called=arrival.called,
        name=arrival.name,
        callers=callers,
        caller=callers[0].id if len(callers) == 1 else "",
        about=arrival.about,
        language=arrival.language,
        kind=arrival.kind,
        choices=arrival.choices,
        attributes=arrival.attributes,
        priority=arrival.priority,
        arrived=board.now,
        due=arrival.due,
        script=queue.script,
    )


def caller_hangs_up(board: Board, call_id: str) -> Receipt:
    """The caller is gone: given up while nobody had answered yet, or hung up."""
    call = board.live_call(call_id)
    waited = call.connected is None and call.state in (CallState.queued, CallState.offered)
    if call.state is CallState.dialling:
        leg_reported(board, call_id, "caller", PartyState.gone)
    else:
        end_call(board, call, Ending.abandoned if waited else Ending.caller_hung_up)
    return Receipt(call=call.id)


def say(board: Board, call_id: str, text: str, by: str = "caller") -> None:
    """Something was said; whoever handles the call reads it at once."""
    board.live_call(call_id)
    before = board.tx.calls.transcript(call_id) or Transcript(id=call_id)
    lines = (*before.lines, Line(text=text, at=board.now, by=by))[-LINES:]
    seen_by = {f"agent:{h.agent}": None for h in board.tx.handlings.open_of_call(call_id)}
    board.tx.calls.put_transcript(board.tx.emit(before.but(lines=lines), *seen_by))


def lifted(board: Board, call_id: str, *, extension: str = "", agent: str = "") -> Receipt:
    """A handset was lifted: whoever sits there speaks with the caller now.

    Raises:
        Refused: invalid: nobody signed in there; taken or gone: too late; not_now: they are on a call.
    """
    sitting = board.tx.agents.at_extension(extension) if extension else board.tx.agents.get(agent)
    if sitting is None:
        raise Refused(Why.invalid, "extension: nobody is signed in there")
    call = board.live_call(call_id)
    offers = [h for h in board.live_of_call(call_id) if h.state is HandlingState.offered]
    for handling in offers:
        if handling.agent == sitting.id:
            return _receipt(answer(board, handling))
    if board.tx.waiting.get(call_id) is None:
        raise board.lost(call_id)
    must_be_free(board, sitting.id)
    for handling in offers:
        withdraw(board, handling)
    return _receipt(connect(board, call, _grabbed(board, call, sitting.id)))


def _grabbed(board: Board, call: Call, agent: str) -> Handling:
    need = board.queue_of(call).wrap_up
    because = call.because
    return Handling(
        id=board.new_id(), call=call.id, agent=agent, because=because, offered=board.now, wrap_up=need
    )


def _receipt(handling: Handling) -> Receipt:
    return Receipt(call=handling.call, handling=handling.id)
