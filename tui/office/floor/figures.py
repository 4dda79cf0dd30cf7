"""Live figures of a queue, worked out from what is stored."""

from collections.abc import Iterator, Sequence
from datetime import datetime, time

from tui.model import Queue, QueueFigures
from tui.office.floor.snapshot import queue_entry
from tui.office.store import Transaction
from tui.office.store.rows import moment


def midnight(now: datetime) -> datetime:
    """When the office's day began, by this machine's time zone."""
    # By way of a time without zone: on the day the clocks change, midnight had another offset than now.
    return datetime.combine(now.astimezone().date(), time.min).astimezone()


def figures_of(tx: Transaction, queue: Queue) -> QueueFigures:
    """The figures of a queue as they are now."""
    waiting, oldest = tx.waiting.figures(queue.id)
    offered, answered, in_time, abandoned = tx.queues.passed(
        queue, midnight(tx.now).timestamp(), tx.now.timestamp()
    )
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


def stale(tx: Transaction) -> Sequence[str]:
    """Queues whose figures may have changed since they were last told."""
    return [*tx.queues.stale(), *_grown_old(tx)]


def tell(tx: Transaction, queues: Sequence[str]) -> None:
    """Tell the figures of these queues, if they are others than were told last."""
    for name in dict.fromkeys(queues):
        queue = tx.queues.get(name)
        if queue is not None:
            _tell(tx, queue)


def _grown_old(tx: Transaction) -> Iterator[str]:
    """Queues where nothing happened but that somebody has waited past the service level's time."""
    for queue in tx.queues.all():
        told = tx.queues.figures(queue.id)
        if told is not None and told.waiting and figures_of(tx, queue).offered != told.offered:
            yield queue.id


def _tell(tx: Transaction, queue: Queue) -> None:
    before = tx.queues.figures(queue.id)
    now = figures_of(tx, queue).but(version=before.version if before else 0)
    if now != before:
        now = tx.emit(now, f"queue:{queue.id}")
        tx.emit(queue_entry(queue, now), "all")
    tx.queues.keep_figures(now)
