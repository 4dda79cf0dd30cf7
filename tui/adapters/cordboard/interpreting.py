"""From one server-sent event to events of the contract, in two steps: frame first, each value alone."""

from collections.abc import Callable, Iterable, Iterator

from httpx_sse import ServerSentEvent

from tui.adapters.cordboard.wire import BeatData, EndedData, RemovedData, SnapshotData, Typed
from tui.adapters.kit import TimeTold, decode
from tui.backend.errors import Malformed
from tui.backend.events import Changed, Event, Removed, SessionEnded, Skipped, Snapshot, Source
from tui.model import KINDS, Stored

OPERATION = "GET /v1/events"


class Interpreter:
    """Reads events and counts what it had to leave out."""

    def __init__(self, part: str, epoch: str, may_resume: Callable[[], bool] = lambda: False) -> None:
        self._may_resume = may_resume
        self._part = part
        self._epoch = epoch
        self._skipped = 0
        self._unknown: set[str] = set()
        self._readers = {
            "snapshot": self._snapshot,
            "changed": self._changed,
            "removed": self._removed,
            "beat": self._beat,
            "ended": self._ended,
        }

    def __call__(self, sse: ServerSentEvent) -> Iterable[Event | TimeTold]:
        """What this event means; never raises."""
        if sse.id:
            self._epoch = sse.id.rpartition(":")[0]
        reader = self._readers.get(sse.event)
        if reader is None:
            return self._left_out(sse.event, None)
        try:
            return tuple(reader(sse.data.encode()))
        except Malformed as error:
            return self._left_out(sse.event, error)

    def _snapshot(self, data: bytes) -> Iterator[Event]:
        frame = decode(data, SnapshotData, operation=OPERATION)
        values: list[Stored] = []
        for index, typed in enumerate(frame.values):
            try:
                value = self._value(typed, at=f"$.values[{index}].value")
            except Malformed as error:
                yield from self._left_out(typed.kind, error)
                continue
            if value is None:
                yield from self._left_out(typed.kind, None)
            else:
                values.append(value)
        kinds = frozenset(frame.kinds) & KINDS.keys()
        yield Snapshot(source=self._source, kinds=kinds, values=tuple(values))

    def _changed(self, data: bytes) -> Iterator[Event]:
        typed = decode(data, Typed, operation=OPERATION)
        value = self._value(typed, at="$.value")
        if value is None:
            yield from self._left_out(typed.kind, None)
        else:
            yield Changed(source=self._source, value=value)

    def _removed(self, data: bytes) -> Iterator[Event]:
        removed = decode(data, RemovedData, operation=OPERATION)
        if removed.kind not in KINDS:
            yield from self._left_out(removed.kind, None)
        else:
            yield Removed(source=self._source, kind=removed.kind, id=removed.id)

    def _beat(self, data: bytes) -> Iterator[TimeTold]:
        yield TimeTold(decode(data, BeatData, operation=OPERATION).now.timestamp())

    def _ended(self, data: bytes) -> Iterator[Event]:
        ended = decode(data, EndedData, operation=OPERATION)
        if ended.taken_over_by or not self._may_resume():
            yield SessionEnded(part=self._part, taken_over_by=ended.taken_over_by)

    def _value(self, typed: Typed, *, at: str) -> Stored | None:
        wanted = KINDS.get(typed.kind)
        return None if wanted is None else decode(typed.value, wanted, at=at, operation=OPERATION)

    def _left_out(self, kind: str, error: Malformed | None) -> tuple[Event, ...]:
        """Counted always; an unknown kind is told once, what is wrong each time."""
        self._skipped += 1
        if error is None and kind in self._unknown:
            return ()
        if error is None:
            self._unknown.add(kind)
        return (Skipped(part=self._part, kind=kind, count=self._skipped, error=error),)

    @property
    def _source(self) -> Source:
        return Source(part=self._part, epoch=self._epoch)
