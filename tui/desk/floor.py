"""The floor's figures in one look."""

from collections.abc import Sequence

import msgspec

from tui.desk.clock import DeskClock
from tui.model import Delivery, Moment, Queue, QueueFigures, Waiting

_NO_TARGET = 10**9


class FloorFigures(msgspec.Struct, frozen=True, kw_only=True):
    """What the state line says about the queues this agent serves."""

    waiting: int = 0
    longest: Moment | None = None
    """Arrival of who waits longest; call-backs are due at a time and do not count."""
    over_target: bool = False
    """Somebody waits longer than their queue's service level allows."""
    service_level: float | None = None
    """Share answered in time since midnight, 0 to 1; None: nothing to judge by."""
    delivery: frozenset[Delivery] = frozenset()
    """How calls of the served queues come; empty: no queue at all."""


def floor_figures(
    rows: Sequence[Waiting], queues: Sequence[Queue], figures: Sequence[QueueFigures], clock: DeskClock
) -> FloorFigures:
    """Sum up the queues."""
    targets = {queue.id: queue.service_level_seconds for queue in queues}
    earliest = _earliest_by_queue(rows)
    return FloorFigures(
        waiting=len(rows) or sum(f.waiting for f in figures),
        longest=min(earliest.values(), default=None),
        over_target=any(clock.age(at) > targets.get(q, _NO_TARGET) for q, at in earliest.items()),
        service_level=_service_level(figures),
        delivery=frozenset(queue.delivery for queue in queues),
    )


def _earliest_by_queue(rows: Sequence[Waiting]) -> dict[str, Moment]:
    earliest: dict[str, Moment] = {}
    for row in rows:
        if row.due is None and (row.queue not in earliest or row.arrived < earliest[row.queue]):
            earliest[row.queue] = row.arrived
    return earliest


def _service_level(figures: Sequence[QueueFigures]) -> float | None:
    """Nothing to judge by as long as nobody was answered and nobody gave up."""
    offered = sum(f.offered for f in figures) if any(f.answered or f.abandoned for f in figures) else 0
    return sum(f.in_time for f in figures) / offered if offered else None
