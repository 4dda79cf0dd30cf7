"""Live figures of a queue, worked out from what is stored."""

from datetime import datetime

from tui.model import Queue, QueueFigures
from tui.office.floor.snapshot import queue_entry
from tui.office.store import Transaction
from tui.office.store.rows import moment


def midnight(now: datetime) -> datetime:
    """When the office's day began, by this machine's time zone."""
    return now.astimezone().replace(hour=0, minute=0, second=0, microsecond=0)


def figures_of(tx: Transaction, queue: Queue) -> QueueFigures:
    """The figures of a queue as they are now."""
    waiting, oldest = tx.waiting.figures(queue.id)
    offered, answered, in_time, abandoned = tx.queues.passed(queue, midnight(tx.now).timestamp())
    ready, busy = tx.agents.counts(queue.id)
    return QueueFigures(
        id=queue.id,
        waiting=waiting,
        oldest=moment(oldest),
        offered=offered,
        answered=answered,
        in_time=in_time,
        abandoned=abandoned,
        ready=ready,
        busy=busy,
    )


def tell_stale(tx: Transaction) -> int:
    """Tell the figures that changed since they were last told. Returns how many queues that were."""
    stale = tx.queues.stale()
    for name in stale:
        queue = tx.queues.get(name)
        if queue is not None:
            _tell(tx, queue)
    return len(stale)


def _tell(tx: Transaction, queue: Queue) -> None:
    before = tx.queues.figures(queue.id)
    now = figures_of(tx, queue).but(version=before.version if before else 0)
    if now != before:
        now = tx.emit(now, f"queue:{queue.id}")
        tx.emit(queue_entry(queue, now), "all")
    tx.queues.keep_figures(now)
