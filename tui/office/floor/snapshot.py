"""Everything an agent sees, in one piece and one moment."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import msgspec

from tui.backend import CallView, Refused, Why
from tui.model import (
    KINDS,
    Call,
    DirectoryEntry,
    Handling,
    Queue,
    QueueFigures,
    Stored,
    TargetKind,
    Transcript,
    kind_of,
)
from tui.office.floor.seats import agent_entry
from tui.office.floor.slots import slot_entry
from tui.office.store import Transaction

More = Callable[[Transaction, str], Iterable[Stored]]
"""Values of other rooms for one agent (empty: for who sees all), such as follow-ups."""


class SnapshotText(NamedTuple):
    """A snapshot as it goes out."""

    seq: int
    """The last event it contains: what comes after continues from here."""
    data: bytes
    """JSON {"kinds": [...], "values": [{"kind": ..., "value": ...}, ...]}."""


class _Item(msgspec.Struct, frozen=True):
    kind: str
    value: Stored | msgspec.Raw


class _Snapshot(msgspec.Struct, frozen=True):
    kinds: Sequence[str]
    values: Sequence[_Item]


def snapshot(tx: Transaction, agent: str = "", *, more: Sequence[More] = ()) -> SnapshotText:
    """All values of all kinds that an agent sees now; an empty agent sees the whole house."""
    values = [_Item(kind_of(value), value) for value in _values(tx, agent)]
    values += [_Item(kind_of(value), value) for source in more for value in source(tx, agent)]
    line = tx.waiting.seen_by(agent) if agent else tx.waiting.everything()
    values += [_Item("waiting", row) for row in line]
    data = msgspec.json.encode(_Snapshot(kinds=tuple(KINDS), values=values))
    return SnapshotText(tx.events.last(), data)


def view(tx: Transaction, call_id: str, agent: str = "") -> CallView:
    """A call as it is now, with the agent's own last handling of it.

    Raises:
        Refused: not_found: no such call, or not one the agent ever had. An empty agent sees all.
    """
    call = tx.calls.get(call_id)
    own = [h for h in tx.handlings.of_call(call_id) if h.agent == agent]
    if call is None or (agent and not own):
        raise Refused(Why.not_found, f"call {call_id}")
    return CallView(call=call, handling=own[-1] if own else None)


def queue_entry(queue: Queue, figures: QueueFigures | None) -> DirectoryEntry:
    """A queue as a transfer target."""
    return DirectoryEntry(
        id=f"queue:{queue.id}",
        version=figures.version if figures else 0,
        kind=TargetKind.queue,
        name=queue.name,
        target=queue.id,
        ready=figures.ready if figures else 0,
        waiting=figures.waiting if figures else 0,
    )


def _values(tx: Transaction, agent: str) -> Iterable[Stored]:
    handlings = tx.handlings.open_of_agent(agent) if agent else tx.handlings.all_open()
    yield from handlings
    yield from _calls(tx, agent, handlings)
    found = tx.agents.get(agent)
    for queue in tx.queues.all():
        figures = tx.queues.figures(queue.id)
        yield queue
        if figures is not None and (not agent or (found and queue.id in found.queues)):
            yield figures
        yield queue_entry(queue, figures)
    yield from _people(tx, agent)
    for parked in tx.calls.parked():
        if call := tx.calls.get(parked.call):
            yield slot_entry(call, tx.handlings.get(parked.handling))


def _calls(tx: Transaction, agent: str, handlings: Sequence[Handling]) -> Iterable[Call | Transcript]:
    seen = dict.fromkeys(handling.call for handling in handlings)
    if not agent:
        seen |= dict.fromkeys(call.id for call in tx.calls.live())
    for name in seen:
        if call := tx.calls.get(name):
            yield call
        if transcript := tx.calls.transcript(name):
            yield transcript


def _people(tx: Transaction, agent: str) -> Iterable[Stored]:
    states = {seat.agent: seat.state for seat in tx.agents.seats()}
    yield from (state for name, state in states.items() if agent in ("", name))
    for one in tx.agents.all():
        if one.role != "service":
            yield agent_entry(one, states.get(one.id))
