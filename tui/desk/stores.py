"""What the backend told, indexed by id. Plain and synchronous; a reducer that can only replace."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, Generic, TypeVar

from tui.backend import Changed, Removed, Snapshot, Source
from tui.model import (
    AgentState,
    Announcement,
    Call,
    DayFigures,
    DirectoryEntry,
    FollowUp,
    Handling,
    HandlingState,
    Queue,
    QueueFigures,
    Stored,
    Transcript,
    Waiting,
    kind_of,
)

V = TypeVar("V", bound=Stored)

_REMEMBERED_REMOVALS = 512
_KEPT_DONE = 32
"""Done handlings that stay readable: enough for what is still being confirmed or filed."""


class Table(Generic[V]):
    """Values of one kind by id, each knowing the part and epoch it came from."""

    def __init__(self) -> None:
        self._rows: dict[str, V] = {}
        self._sources: dict[str, Source] = {}
        self._removed: dict[str, tuple[Source, int]] = {}

    def get(self, id_: str) -> V | None:
        """The value of this id, or None."""
        return self._rows.get(id_)

    def values(self) -> tuple[V, ...]:
        """All values, in the order they first came."""
        return tuple(self._rows.values())

    def part_of(self, id_: str) -> str:
        """Name of the part a value came from; empty if there is none."""
        source = self._sources.get(id_)
        return source.part if source else ""

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, id_: object) -> bool:
        return id_ in self._rows

    def __iter__(self) -> Iterator[V]:
        return iter(self.values())

    def replace(self, source: Source, values: Iterable[V]) -> None:
        """Everything this part has of this kind is now `values`."""
        self._sources = {i: s for i, s in self._sources.items() if s.part != source.part}
        self._rows = {i: row for i, row in self._rows.items() if i in self._sources}
        self._removed = {i: r for i, r in self._removed.items() if r[0].part != source.part}
        for value in values:
            self._rows[value.id] = value
            self._sources[value.id] = source

    def change(self, source: Source, value: V) -> bool:
        """Take a value over unless it is older than what is known; True: taken."""
        if value.version and value.version < self._known_version(source, value.id):
            return False
        self._removed.pop(value.id, None)
        self._put(source, value)
        return True

    def remove(self, source: Source, id_: str) -> bool:
        """Forget a value of this part; True: there was one."""
        row = self._rows.get(id_)
        if row is None or self._sources[id_].part != source.part:
            return False
        self._drop(id_)
        self._removed[id_] = (source, row.version)
        while len(self._removed) > _REMEMBERED_REMOVALS:
            del self._removed[next(iter(self._removed))]
        return True

    def _known_version(self, source: Source, id_: str) -> int:
        if id_ in self._rows:
            return self._rows[id_].version if self._sources[id_] == source else 0
        seen, version = self._removed.get(id_, (source, 0))
        return version if seen == source else 0

    def _put(self, source: Source, value: V) -> None:
        self._rows[value.id] = value
        self._sources[value.id] = source

    def _drop(self, id_: str) -> None:
        del self._rows[id_]
        del self._sources[id_]


_Place = tuple[int, datetime, str]


class WaitingTable(Table[Waiting]):
    """Queue rows, kept in serving order."""

    def __init__(self) -> None:
        super().__init__()
        self._order: list[_Place] = []
        self._in_order: tuple[Waiting, ...] | None = ()

    def in_order(self) -> tuple[Waiting, ...]:
        """All rows: higher priority first, then who came first."""
        if self._in_order is None:
            self._in_order = tuple(self._rows[place[2]] for place in self._order)
        return self._in_order

    def replace(self, source: Source, values: Iterable[Waiting]) -> None:
        """Everything this part has is now `values`."""
        super().replace(source, values)
        self._order = sorted(map(_place, self._rows.values()))
        self._in_order = None

    def _put(self, source: Source, value: Waiting) -> None:
        if value.id in self._rows:
            self._forget_place(value.id)
        super()._put(source, value)
        insort(self._order, _place(value))
        self._in_order = None

    def _drop(self, id_: str) -> None:
        self._forget_place(id_)
        super()._drop(id_)
        self._in_order = None

    def _forget_place(self, id_: str) -> None:
        del self._order[bisect_left(self._order, _place(self._rows[id_]))]


def _place(row: Waiting) -> _Place:
    return (-row.priority, row.arrived, row.id)


class Stores:
    """One table for each kind that events carry, and the reducer that fills them."""

    def __init__(self, agent: str) -> None:
        self._agent = agent
        self.waiting = WaitingTable()
        self.calls: Table[Call] = Table()
        self.handlings: Table[Handling] = Table()
        self.transcripts: Table[Transcript] = Table()
        self.queues: Table[Queue] = Table()
        self.queue_figures: Table[QueueFigures] = Table()
        self.agent_states: Table[AgentState] = Table()
        self.follow_ups: Table[FollowUp] = Table()
        self.announcements: Table[Announcement] = Table()
        self.directory: Table[DirectoryEntry] = Table()
        self.day_figures: Table[DayFigures] = Table()
        self.skipped = 0
        """Events of kinds or epochs this desk cannot use."""
        self._epochs: dict[str, list[str]] = {}
        self._tables: dict[str, Table[Any]] = {
            "waiting": self.waiting,
            "call": self.calls,
            "handling": self.handlings,
            "transcript": self.transcripts,
            "agent_state": self.agent_states,
            "queue": self.queues,
            "queue_figures": self.queue_figures,
            "follow_up": self.follow_ups,
            "announcement": self.announcements,
            "directory_entry": self.directory,
            "day_figures": self.day_figures,
        }

    @property
    def me(self) -> AgentState | None:
        """What the agent of this desk does, as the backend sees it."""
        return self.agent_states.get(self._agent)

    def epoch(self, part: str) -> str:
        """The epoch a part is in; empty before it has spoken."""
        epochs = self._epochs.get(part)
        return epochs[-1] if epochs else ""

    def table(self, kind: str) -> Table[Any] | None:
        """The table of a kind by its name on the wire; None: a kind this desk does not know."""
        return self._tables.get(kind)

    def apply(self, event: Snapshot | Changed | Removed) -> frozenset[str]:
        """Take one event over; the answer names the kinds that changed."""
        if not self._is_current(event.source):
            self.skipped += 1
            return frozenset()
        if isinstance(event, Snapshot):
            return self._apply_snapshot(event)
        table = self.table(event.kind)
        if table is None:
            self.skipped += 1
            return frozenset()
        if isinstance(event, Changed):
            changed = table.change(event.source, event.value)
        else:
            changed = table.remove(event.source, event.id)
        if changed and event.kind == "handling":
            self._prune_done()
        return frozenset({event.kind}) if changed else frozenset()

    def _apply_snapshot(self, event: Snapshot) -> frozenset[str]:
        by_kind: dict[str, list[Stored]] = {kind: [] for kind in event.kinds}
        for value in event.values:
            by_kind.setdefault(kind_of(value), []).append(value)
        for kind in event.kinds:
            table = self.table(kind)
            if table is None:
                self.skipped += 1
            else:
                table.replace(event.source, by_kind[kind])
        return event.kinds

    def _is_current(self, source: Source) -> bool:
        """An epoch once left never comes back: what still arrives from it is older than all we have."""
        epochs = self._epochs.setdefault(source.part, [])
        if not epochs or (source.epoch != epochs[-1] and source.epoch not in epochs):
            epochs.append(source.epoch)
        return source.epoch == epochs[-1]

    def _prune_done(self) -> None:
        done = [h for h in self.handlings if h.state is HandlingState.done]
        for handling in done[:-_KEPT_DONE]:
            source = Source(part=self.handlings.part_of(handling.id))
            self.handlings.remove(source, handling.id)
