"""Into the line and out of it."""

from tui.model import Because, Call, CallState, Handling, HandlingState, Queue, Waiting
from tui.office.floor.board import Board


def enter_line(board: Board, call: Call, queue: str, because: Because) -> Call:
    """A call begins to wait. It keeps the age it has, so it comes before those who called later."""
    board.tx.queues.leave(call.id, "moved", board.time)
    board.tx.queues.enter(call.id, queue, board.time)
    if queue != call.queue:
        found = board.tx.queues.get(queue)
        call = call.but(queue=queue, script=found.script if found else "")
    call = board.keep_call(call.but(state=CallState.queued, because=because))
    board.tx.waiting.put(waiting_row(board, call))
    if call.due is not None and call.due > board.now:
        board.tx.timers.start("route", call.id, call.due.timestamp())
    return call


def leave_line(board: Board, call: Call, outcome: str) -> None:
    """A call no longer waits: "answered", "abandoned" or "moved"."""
    row = board.tx.waiting.get(call.id)
    if row is None:
        return
    board.tx.waiting.remove(call.id)
    board.tx.queues.leave(call.id, outcome, board.time)
    board.tx.queues.mark_stale(row.queue)
    board.tx.timers.stop("route", call.id)
    board.tx.emit_removed("waiting", call.id, f"queue:{row.queue}", "house")


def back_in_line(board: Board, call: Call, because: Because) -> Call:
    """Nobody has this call any more: it goes back to where somebody will see it."""
    if board.tx.waiting.get(call.id) is not None:
        call = board.keep_call(call.but(state=CallState.queued, because=because))
        board.tx.waiting.put(waiting_row(board, call))
        return call
    queue = _home(board, call)
    return call if queue is None else enter_line(board, call, queue.id, because)


def waiting_row(board: Board, call: Call, version: int = 0) -> Waiting:
    """A call as the queue shows it; version 0: not told yet."""
    ringing = [h for h in board.live_of_call(call.id) if h.state is HandlingState.offered]
    return Waiting(
        id=call.id,
        version=version,
        queue=call.queue,
        channel=call.channel,
        because=call.because,
        number=call.number,
        name=call.name or (call.callers[0].name if len(call.callers) == 1 else ""),
        tier=max((brief.tier for brief in call.callers), default=""),
        language=call.language,
        about=call.about,
        priority=call.priority,
        arrived=call.arrived or board.now,
        due=call.due,
        ringing=board.name_of(ringing[0].agent) if ringing else "",
    )


def _home(board: Board, call: Call) -> Queue | None:
    """The call's own queue; else one that somebody who had the call serves; else any."""
    own = board.tx.queues.get(call.queue)
    if own is not None:
        return own
    for handling in reversed(board.tx.handlings.of_call(call.id)):
        agent = board.tx.agents.get(handling.agent)
        for queue in agent.queues if agent else ():
            if found := board.tx.queues.get(queue):
                return found
    return next(iter(board.tx.queues.all()), None)


def last_handling(board: Board, call: str) -> Handling | None:
    """The last handling in which somebody spoke with the caller."""
    answered = [
        h for h in board.tx.handlings.of_call(call) if h.answered and h.because is not Because.consult
    ]
    return answered[-1] if answered else None
